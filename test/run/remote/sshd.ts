/** A real sshd on loopback, with keys and a client configuration of its own, for tests of remote hosts. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = '/usr/sbin/sshd';

/** CI installs it; a machine without it skips what needs it. */
export const hasSshd = existsSync(PROGRAM);

export interface SshdOptions {
  /** Further lines of its configuration. */
  readonly config?: readonly string[];
  /** Files of the remote home. */
  readonly home?: Readonly<Record<string, string>>;
  /** Environment variables of remote sessions. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the client knows the host's key. */
  readonly known?: boolean;
  /** Whether the server accepts the client's key. */
  readonly accepted?: boolean;
}

/** The server is `staging-server` (and `second-server`) to an ssh that is found on {@link clientEnv}'s PATH. */
export class Sshd {
  readonly directory = mkdtempSync(join(tmpdir(), 'procs-sshd-'));
  readonly home = join(this.directory, 'home');
  port = 0;
  #child: ChildProcess | null = null;

  static async start(options: SshdOptions = {}): Promise<Sshd> {
    const sshd = new Sshd();
    sshd.port = await freePort();
    sshd.#write(options);
    await sshd.up();
    return sshd;
  }

  /** The operator's environment: `ssh` on its PATH reads the fixture's configuration instead of the user's. */
  get clientEnv(): NodeJS.ProcessEnv {
    const { SSH_AUTH_SOCK: _agent, ...env } = process.env;
    return { ...env, ...this.path };
  }

  /** What of {@link clientEnv} makes the difference. */
  get path(): { readonly PATH: string } {
    return { PATH: `${join(this.directory, 'bin')}:${process.env.PATH}` };
  }

  /** Accepts connections when this returns. */
  async up(): Promise<void> {
    const child = spawn(PROGRAM, ['-D', '-e', '-f', join(this.directory, 'sshd_config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (bytes) => {
      said += bytes;
    });
    let ended = false;
    child.once('exit', () => {
      ended = true;
    });
    this.#child = child;
    while (!(await answers(this.port))) {
      if (ended) throw new Error(`sshd did not start:\n${said}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** Ends the server and every connection to it; what runs behind them goes on. */
  async down(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    const connections = childrenOf(child.pid!);
    child.kill('SIGKILL');
    await gone;
    for (const pid of connections) kill(pid);
    this.#child = null;
  }

  /** Cuts every connection; new ones are accepted. */
  cut(): void {
    for (const pid of childrenOf(this.#child!.pid!)) kill(pid);
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #write({ config = [], home = {}, env = {}, known = true, accepted = true }: SshdOptions): void {
    const at = (name: string) => join(this.directory, name);
    mkdirSync(this.home);
    mkdirSync(at('bin'));
    // Where it runs as root it wants this folder, whatever it is told.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
    for (const name of ['host_key', 'key', 'other_key'])
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', at(name)]);
    const { PATH = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', ...more } = env;
    const variables = { HOME: this.home, SIDE: 'remote', PATH, ...more };
    writeFileSync(
      at('sshd_config'),
      [
        `Port ${this.port}`,
        'ListenAddress 127.0.0.1',
        `HostKey ${at('host_key')}`,
        `PidFile ${at('pid')}`,
        `AuthorizedKeysFile ${at(accepted ? 'key.pub' : 'other_key.pub')}`,
        'StrictModes no',
        'UsePAM no',
        'PasswordAuthentication no',
        'KbdInteractiveAuthentication no',
        'PermitRootLogin prohibit-password',
        'MaxStartups 100',
        `SetEnv ${Object.entries(variables)
          .map(([name, value]) => `"${name}=${value}"`)
          .join(' ')}`,
        ...config,
        '',
      ].join('\n'),
    );
    for (const [name, text] of Object.entries(home)) writeFileSync(join(this.home, name), text);
    const hostKey = readFileSync(at('host_key.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
    writeFileSync(at('known_hosts'), known ? `[127.0.0.1]:${this.port} ${hostKey}\n` : '');
    writeFileSync(
      at('ssh_config'),
      `Host staging-server second-server
  HostName 127.0.0.1
  Port ${this.port}
Host *
  IdentityFile ${at('key')}
  IdentitiesOnly yes
  UserKnownHostsFile ${at('known_hosts')}
  GlobalKnownHostsFile /dev/null
`,
    );
    writeFileSync(at('bin/ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${at('ssh_config')} "$@"\n`);
    chmodSync(at('bin/ssh'), 0o755);
  }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter((each) => each !== '')
    .map(Number);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
