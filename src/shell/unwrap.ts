/** Commands in front of commands: `sudo`, `env`, `xargs`, `ssh host …`, `bash -c …` and their kind. */
import type { Argument } from './words.ts';

/** What stands behind one wrapper. */
export type Peeled =
  | {
      readonly kind: 'command';
      readonly via: string;
      readonly rest: readonly Argument[];
      /** Whether the wrapper may end with 0 although the command failed or never ran. */
      readonly guards: boolean;
    }
  | {
      readonly kind: 'script';
      readonly via: string;
      /** Joined with blanks they are the source. */
      readonly source: readonly Argument[];
      /** Whether that shell stops at the first failure. */
      readonly errexit: boolean;
      /** Whether it is read by this very shell (`eval`), by another one here, or by one elsewhere. */
      readonly shell: 'this' | 'local' | 'remote';
    }
  | {
      /** A shell that reads its script from standard input, or from a person where that is a terminal. */
      readonly kind: 'stdin';
      readonly via: string;
      readonly errexit: boolean;
      readonly shell: 'local' | 'remote';
    };

const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh', 'ash']);

/** Takes one wrapper off; `null` where the first word wraps nothing. */
export function peel(args: readonly Argument[]): Peeled | null {
  const name = nameOf(args[0]);
  if (SHELLS.has(name)) return peelShell(name, args);
  return PEELERS.get(name)?.(args) ?? null;
}

/** The command's name without its folder: `/usr/bin/sudo` is `sudo`. */
export function nameOf(argument: Argument | undefined): string {
  if (argument === undefined) return '';
  if (!argument.literal) return argument.text;
  return argument.value.slice(argument.value.lastIndexOf('/') + 1);
}

type Peeler = (args: readonly Argument[]) => Peeled | null;

interface Options {
  /** Letters and long names of the options that take a value in the next word. */
  readonly valued?: string;
  readonly long?: readonly string[];
  /** Whether `NAME=value` may stand before the command. */
  readonly assignments?: boolean;
  /** Words between the options and the command: the duration of `timeout`. */
  readonly operands?: number;
  readonly guards?: boolean;
  /** Options that turn it into something that runs no command: `command -v`. */
  readonly unless?: readonly string[];
}

function prefix(via: string, options: Options = {}): Peeler {
  return (args) => {
    const start = skipOptions(args, 1, options);
    const flags = args.slice(1, start).map((argument) => argument.value);
    if (flags.some((flag) => options.unless?.includes(flag))) return null;
    let at = start + (options.operands ?? 0);
    while (options.assignments === true && /^\w+=/.test(args[at]?.value ?? '')) at += 1;
    const rest = args.slice(at);
    return rest.length === 0
      ? null
      : { kind: 'command', via, rest, guards: options.guards ?? false };
  };
}

const SUDO: Options = {
  valued: 'ugpChrtTUDR',
  long: ['user', 'group', 'prompt', 'host', 'chdir', 'chroot', 'close-from', 'command-timeout'],
  assignments: true,
  unless: ['-l', '-v', '-k', '-K', '-V', '-e'],
};
const CONTAINER = 'euw';
const CONTAINER_LONG = ['env', 'user', 'workdir', 'env-file', 'detach-keys', 'index'];

const PEELERS: ReadonlyMap<string, Peeler> = new Map<string, Peeler>([
  ['sudo', prefix('sudo', SUDO)],
  ['doas', prefix('doas', { valued: 'uC' })],
  ['pkexec', prefix('pkexec', { long: ['user'] })],
  ['env', prefix('env', { valued: 'uCS', long: ['unset', 'chdir'], assignments: true })],
  ['nohup', prefix('nohup')],
  ['time', prefix('time', { valued: 'fo' })],
  ['nice', prefix('nice', { valued: 'n', long: ['adjustment'] })],
  ['ionice', prefix('ionice', { valued: 'cnp' })],
  ['setsid', prefix('setsid', { unless: ['-f', '--fork'] })],
  ['stdbuf', prefix('stdbuf', { valued: 'ioe', long: ['input', 'output', 'error'] })],
  ['chroot', prefix('chroot', { operands: 1 })],
  ['gosu', prefix('gosu', { operands: 1 })],
  ['timeout', prefix('timeout', { valued: 'sk', long: ['signal', 'kill-after'], operands: 1 })],
  ['command', prefix('command', { unless: ['-v', '-V', '-pv'] })],
  ['builtin', prefix('builtin')],
  ['exec', prefix('exec', { valued: 'a' })],
  [
    'xargs',
    prefix('xargs', {
      valued: 'adEILnPs',
      long: ['arg-file', 'delimiter', 'max-args', 'max-procs', 'max-lines', 'replace', 'max-chars'],
      guards: true,
    }),
  ],
  ['flock', peelFlock],
  ['su', peelSu],
  ['runuser', peelSu],
  ['eval', (args) => script('eval', args.slice(1), 'this')],
  ['find', peelFind],
  ['ssh', peelSsh],
  ['vagrant', peelVagrant],
  ['docker', peelContainer],
  ['podman', peelContainer],
  ['docker-compose', peelContainer],
  ['kubectl', peelKubectl],
  ['oc', peelKubectl],
]);

function script(
  via: string,
  source: readonly Argument[],
  shell: 'this' | 'local' | 'remote',
): Peeled | null {
  return source.length === 0
    ? null
    : { kind: 'script', via, source, errexit: shell === 'this', shell };
}

/** Index of the first word that is neither an option nor the value of one. */
export function skipOptions(args: readonly Argument[], from: number, options: Options): number {
  let at = from;
  while (at < args.length) {
    const word = args[at]!.value;
    if (word === '--') return at + 1;
    if (!word.startsWith('-') || word === '-') return at;
    at += takesNext(word, options) ? 2 : 1;
  }
  return Math.min(at, args.length);
}

function takesNext(word: string, { valued = '', long = [] }: Options): boolean {
  if (word.startsWith('--')) return long.includes(word.slice(2));
  for (let index = 1; index < word.length; index += 1) {
    // The rest of a cluster is the value: `-uroot`.
    if (valued.includes(word[index]!)) return index === word.length - 1;
  }
  return false;
}

function peelShell(name: string, args: readonly Argument[]): Peeled | null {
  let at = 1;
  let errexit = false;
  let isCommand = false;
  for (; at < args.length; at += 1) {
    const word = args[at]!.value;
    if (!/^[-+]./.test(word) || word === '--') break;
    if (word.startsWith('--')) continue;
    if (word.startsWith('-') && word.includes('e')) errexit = true;
    if (word.startsWith('-') && word.includes('c')) isCommand = true;
    if (/^[-+]\w*[oO]$/.test(word)) at += 1;
    if (word.startsWith('-') && word.includes('s')) break;
  }
  if (isCommand) {
    const source = args.slice(at, at + 1);
    if (source.length === 0) return null;
    return { kind: 'script', via: `${name} -c`, source, errexit, shell: 'local' };
  }
  const readsStdin = at >= args.length || args[at]!.value === '-s' || args[at]!.value === '-';
  return readsStdin ? { kind: 'stdin', via: name, errexit, shell: 'local' } : null;
}

function peelFlock(args: readonly Argument[]): Peeled | null {
  const at = skipOptions(args, 1, { valued: 'wE', long: ['timeout', 'wait'] }) + 1;
  const rest = args.slice(at);
  if (rest[0]?.value === '-c') return script('flock', rest.slice(1, 2), 'local');
  return rest.length === 0 ? null : { kind: 'command', via: 'flock', rest, guards: false };
}

function peelSu(args: readonly Argument[]): Peeled | null {
  const via = nameOf(args[0]);
  const flag = args.findIndex((argument) => /^(-c|--command)$/.test(argument.value));
  if (flag !== -1) return script(via, args.slice(flag + 1, flag + 2), 'local');
  const rest = args.slice(skipOptions(args, 1, { valued: 'ugG', long: ['user', 'group'] }));
  if (via === 'runuser' && rest.length > 0) {
    return { kind: 'command', via, rest, guards: false };
  }
  return { kind: 'stdin', via, errexit: false, shell: 'local' };
}

function peelFind(args: readonly Argument[]): Peeled | null {
  const at = args.findIndex((argument) => /^-(exec|execdir|ok|okdir)$/.test(argument.value));
  if (at === -1) return null;
  const after = args.slice(at + 1);
  const stop = after.findIndex((argument) => argument.value === ';' || argument.value === '+');
  const rest = stop === -1 ? after : after.slice(0, stop);
  if (rest.length === 0) return null;
  // find ends with 0 although what it ran failed, and runs nothing where it finds nothing.
  return { kind: 'command', via: 'find -exec', rest, guards: true };
}

const SSH_VALUED = 'BbcDEeFIiJLlmOopQRSWw';

function peelSsh(args: readonly Argument[]): Peeled | null {
  const at = skipOptions(args, 1, { valued: SSH_VALUED });
  const host = args[at];
  if (host === undefined) return null;
  // Options may also stand behind the host: `ssh host -p 2222 ls`.
  const after = skipOptions(args, at + 1, { valued: SSH_VALUED });
  const via = `ssh ${host.literal ? host.value : host.text}`;
  if (after < args.length) return script(via, args.slice(after), 'remote');
  const flags = args.slice(1).map((argument) => argument.value);
  if (flags.some((flag) => /^-\w*[NfVGQ]/.test(flag))) return null;
  return { kind: 'stdin', via, errexit: false, shell: 'remote' };
}

function peelVagrant(args: readonly Argument[]): Peeled | null {
  if (args[1]?.value !== 'ssh') return null;
  const flag = args.findIndex((argument) => /^(-c|--command)$/.test(argument.value));
  if (flag !== -1) return script('vagrant ssh', args.slice(flag + 1, flag + 2), 'remote');
  const dashes = args.findIndex((argument) => argument.value === '--');
  if (dashes !== -1) {
    const at = skipOptions(args, dashes + 1, { valued: SSH_VALUED });
    if (at < args.length) return script('vagrant ssh', args.slice(at), 'remote');
  }
  return { kind: 'stdin', via: 'vagrant ssh', errexit: false, shell: 'remote' };
}

function peelContainer(args: readonly Argument[]): Peeled | null {
  const name = nameOf(args[0]);
  const at = args.findIndex((argument, index) => index > 0 && argument.value === 'exec');
  const before = args.slice(1, Math.max(at, 1)).filter((word) => !word.value.startsWith('-'));
  const compose = name === 'docker-compose' || before[0]?.value === 'compose';
  if (at === -1 || (!compose && before.some((word) => word.value !== 'container'))) return null;
  const target = skipOptions(args, at + 1, { valued: CONTAINER, long: CONTAINER_LONG });
  const rest = args.slice(target + 1);
  const via = compose && name === 'docker' ? 'docker compose exec' : `${name} exec`;
  return rest.length === 0 ? null : { kind: 'command', via, rest, guards: false };
}

function peelKubectl(args: readonly Argument[]): Peeled | null {
  const name = nameOf(args[0]);
  const verb = skipOptions(args, 1, {
    valued: 'n',
    long: ['namespace', 'context', 'kubeconfig', 'cluster', 'user', 'server', 'token'],
  });
  if (args[verb]?.value !== 'exec' && args[verb]?.value !== 'rsh') return null;
  const dashes = args.findIndex((argument, index) => index > verb && argument.value === '--');
  const target = skipOptions(args, verb + 1, {
    valued: 'cnf',
    long: ['container', 'namespace', 'filename', 'context', 'pod-running-timeout'],
  });
  const rest = dashes === -1 ? args.slice(target + 1) : args.slice(dashes + 1);
  return rest.length === 0 ? null : { kind: 'command', via: `${name} exec`, rest, guards: false };
}
