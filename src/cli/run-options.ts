/** The options that plan, run and resume share, and how they become a request. */
import os from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createColors } from 'picocolors';
import {
  compileText,
  documentState,
  milliseconds,
  type RunOptions,
  type Selection,
} from '../runner.ts';
import { wantsColor } from './color.ts';
import type { Io } from './io.ts';

export interface RunFlags {
  readonly root?: string;
  readonly flow: string;
  readonly from?: string;
  readonly only?: string;
  readonly with?: string[];
  readonly set?: (readonly [string, string])[];
  readonly field?: (readonly [string, string])[];
  readonly hostMap?: string[];
  readonly connectLater?: boolean;
  readonly target?: string;
  readonly reconnect?: number;
  readonly yes?: boolean;
  readonly attestAs?: string;
  readonly approve?: (readonly [string, string])[];
  readonly prerequisitesMet?: string;
  readonly rollbackOnFailure?: boolean;
  readonly acceptMissing?: boolean;
  readonly attended?: boolean;
  readonly again?: boolean;
  readonly acceptChanges?: boolean;
  readonly timeout?: number;
  readonly lang?: 'es' | 'en';
  readonly format?: 'text' | 'json' | 'jsonl';
}

export function addSelection(command: Command): Command {
  return command
    .option('--root <dir>', 'folder of the procedures')
    .option('--flow <flow>', 'another flow than the main one: rollback, validation, …', 'main')
    .option('--from <ref>', 'start at this step or stage, as in 3.2 or 3')
    .option('--only <ref>', 'only this step or stage')
    .option('--with <ref>', 'also run this conditional or optional step or stage', collect)
    .option('--set <name=value>', 'value of a parameter', collectPairs('--set'))
    .option(
      '--field <name=value>',
      'what to fill in for a field of a message or document, by its label or name',
      collectPairs('--field'),
    )
    .option(
      '--host-map <host=where>',
      'where a host of the document is: local (this machine), or [user@]name[:port]',
      collect,
    )
    .option('--connect-later', 'open a connection only when the first block of its host comes')
    .option(
      '--reconnect <duration>',
      'how long a connection that broke is tried to be had again (default: 1m)',
      toMilliseconds,
    )
    .addOption(
      new Option('--lang <language>', "language of the run, else the document's").choices([
        'es',
        'en',
      ]),
    );
}

export function selectionOf({ flow, from, only, with: more = [] }: RunFlags): Selection {
  return { flow, from: from ?? null, only: only ?? null, with: more };
}

export function runOptionsOf(flags: RunFlags, io: Io): RunOptions {
  const isTerminal = io.stdin.isTTY === true;
  // A value given with --set may be a secret, and everybody on the machine may list command lines.
  if (flags.set !== undefined && io.stdin === process.stdin) process.title = 'procs';
  return {
    values: new Map(flags.set),
    fields: new Map(flags.field),
    attended: flags.yes !== true && (isTerminal || flags.attended === true),
    yes: flags.yes === true,
    attestAs: flags.attestAs ?? null,
    approvals: new Map(flags.approve),
    prerequisitesMetBy: flags.prerequisitesMet ?? null,
    rollbackOnFailure: flags.rollbackOnFailure ?? null,
    acceptMissing: flags.acceptMissing === true,
    again: flags.again === true,
    acceptChanges: flags.acceptChanges === true,
    documentState,
    timeout: flags.timeout ?? null,
    hostMap: flags.hostMap ?? [],
    connectLater: flags.connectLater === true,
    target: flags.target ?? null,
    reconnect: flags.reconnect ?? null,
    language: flags.lang ?? null,
    compile: (workspace, path, text) => compileText(workspace, path, text).procedure,
    operator: operatorOf(io),
    env: io.env,
    cwd: io.cwd,
    input: io.stdin,
    output: flags.format === 'jsonl' ? io.stderr : io.stdout,
    events: flags.format === 'jsonl' ? io.stdout : null,
    colors: createColors(wantsColor(flags.format === 'jsonl' ? { ...io, stdout: io.stderr } : io)),
    onInterrupt: (listener) => onInterrupt(listener, io),
  };
}

/** `90`, `90s`, `5m`: milliseconds. */
export function toMilliseconds(text: string): number {
  const value = milliseconds(text);
  if (value !== null) return value;
  throw new InvalidArgumentError('Write a duration, such as 30s or 5m.');
}

export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

export function collectPairs(option: string) {
  return (
    text: string,
    before: readonly (readonly [string, string])[] = [],
  ): (readonly [string, string])[] => {
    const at = text.indexOf('=');
    if (at > 0) return [...before, [text.slice(0, at), text.slice(at + 1)]];
    throw new InvalidArgumentError(`It has no value: write ${option} NAME=value.`);
  };
}

/** Who runs or signs, in their own words. */
export function operatorOf({ env }: Pick<Io, 'env'>): string {
  return env.PROCS_OPERATOR || userName();
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** Ctrl-C may be answered; a closed terminal, an unread pipe and the system's TERM leave nobody to ask. */
function onInterrupt(listener: (final: boolean) => void, io: Io): () => void {
  const asked = (): void => listener(false);
  const final = (): void => listener(true);
  let isUnread = false;
  io.whenUnread(() => {
    // Each further write fails as well; a second interruption would kill the block.
    if (!isUnread) final();
    isUnread = true;
  });
  process.on('SIGINT', asked);
  process.on('SIGTERM', final);
  process.on('SIGHUP', final);
  return () => {
    process.off('SIGINT', asked);
    process.off('SIGTERM', final);
    process.off('SIGHUP', final);
  };
}
