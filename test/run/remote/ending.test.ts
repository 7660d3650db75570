/** A block on another host ends with all that it started, and a connection that breaks ends nothing. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path, { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../../src/run/session/processes.ts';
import { resumeAttempt } from '../../../src/run/session/remote/attempt.ts';
import { until } from '../cli.ts';
import { blockOf } from '../support.ts';
import { hasSshd } from './sshd.ts';
import { connect, openRemote } from './support.ts';

const STUBBORN = `(trap '' TERM; exec sleep 300) &
setsid sleep 301 &
(setsid bash -c 'trap "" TERM; sleep 302' &) &
sleep 303`;

describe.skipIf(!hasSshd)('a block on another host', () => {
  it('that takes too long ends with all that it started', async () => {
    const shell = await openRemote();
    const attempt = await shell.session.prepare('t');
    const block = blockOf(STUBBORN, { host: 'staging-server', timeout: 1500 });
    const outcome = await shell.session.run(block, attempt);
    expect(outcome.ending).toEqual({ kind: 'timed-out', after: 1500 });
    expect(outcome.notes).toEqual([]);
    // The sshd is on this machine: what it started can be seen here.
    expect(treeOf(attempt.cookie, null)).toEqual([]);
    expect((await shell.run('echo on')).out).toBe('on\n');
  });

  it('that ignores Ctrl-C is killed by the second', async () => {
    const shell = await openRemote({}, { grace: 600_000 });
    const interrupt = new AbortController();
    const kill = new AbortController();
    const outcome = await shell.run(
      "trap '' TERM\necho up\nwhile :; do sleep 0.1; done",
      { timeout: null },
      {
        interrupt: interrupt.signal,
        kill: kill.signal,
        onOutput: () => {
          interrupt.abort();
          setTimeout(() => kill.abort(), 100);
        },
      },
    );
    expect(outcome.ending).toEqual({ kind: 'interrupted' });
  });

  it('that is interrupted before it has begun does not run on', async () => {
    const shell = await openRemote();
    const attempt = await shell.session.prepare('t');
    const outcome = await shell.session.run(
      blockOf('sleep 300', { host: 'staging-server' }),
      attempt,
      { interrupt: AbortSignal.abort() },
    );
    expect(outcome.ending).toEqual({ kind: 'interrupted' });
    expect(treeOf(attempt.cookie, null)).toEqual([]);
  });

  it('runs on when its connection breaks, and is followed again: nothing is lost, nothing doubled', async () => {
    const shell = await openRemote();
    let cuts = 0;
    const outcome = await shell.run(
      'for i in $(seq 1 40); do echo "line $i"; echo "err $i" >&2; sleep 0.05; done; X=kept',
      { timeout: 120_000 },
      {
        onOutput: (_stream, chunk) => {
          if (cuts === 0 && chunk.toString().includes('line')) {
            cuts += 1;
            shell.sshd.cut();
          }
        },
      },
    );
    const lines = (word: string) =>
      Array.from({ length: 40 }, (_, index) => `${word} ${index + 1}\n`).join('');
    expect(cuts).toBe(1);
    expect(outcome.ending).toEqual({ kind: 'exited', status: 0 });
    expect(outcome.out).toBe(lines('line'));
    expect(outcome.err).toBe(lines('err'));
    expect(outcome.notes.join()).toContain('broke at');
    expect((await shell.run('echo $X')).out).toBe('kept\n');
  });

  it('runs on when the shared ssh is killed here', async () => {
    const shell = await openRemote();
    let killed = false;
    const outcome = await shell.run(
      'echo up; sleep 1; echo down',
      {},
      {
        onOutput: () => {
          if (killed) return;
          killed = true;
          for (const pid of sshBelow(shell.directory, '-M')) process.kill(pid, 'SIGKILL');
        },
      },
    );
    expect(outcome).toMatchObject({ ending: { kind: 'exited', status: 0 }, out: 'up\ndown\n' });
  });

  it('is lost, and neither failed nor passed, when the host cannot be had again', async () => {
    const shell = await openRemote({}, { patience: 300 });
    const attempt = await shell.session.prepare('t');
    const marker = join(shell.sshd.home, 'finished');
    const running = shell.session.run(
      blockOf(
        `echo up\nwhile [[ ! -e ${marker}.go ]]; do sleep 0.05; done\nY=1\ntouch ${marker}\necho down`,
        {
          host: 'staging-server',
        },
      ),
      attempt,
      { onOutput: () => void shell.sshd.down() },
    );
    const outcome = await running;
    expect(outcome.ending.kind).toBe('lost');
    expect(outcome.state).toBeNull();
    // It runs on there. With a new connection it is taken up, and what came of it is known.
    await shell.sshd.up();
    execFileSync('touch', [`${marker}.go`]);
    const again = connect(shell.sshd, shell.directory);
    const taken = resumeAttempt(again, attempt, (state) =>
      shell.session.keepLeft(attempt, 'staging-server', state),
    );
    expect(await taken.exit).toEqual({ kind: 'exited', status: 0 });
    expect(existsSync(marker)).toBe(true);
    expect(readFileSync(join(attempt.directory, 'stdout'), 'utf8')).toBe('up\ndown\n');
    expect(readFileSync(join(attempt.directory, 'state'), 'utf8')).toContain('Y="1"');
  });

  it('is lost where its guardian is killed, or its folder removed', async () => {
    const shell = await openRemote();
    for (const harm of [
      (cookie: string) =>
        process.kill(
          Number(readFileSync(`/tmp/procs-${cookie}/guardian.pid`, 'utf8').split(' ')[0]),
          'SIGKILL',
        ),
      (cookie: string) => rmSync(`/tmp/procs-${cookie}`, { recursive: true }),
    ]) {
      const attempt = await shell.session.prepare('t');
      const stop = new AbortController();
      const outcome = await shell.session.run(
        blockOf('echo up; sleep 2', { host: 'staging-server' }),
        attempt,
        { onOutput: () => void harm(attempt.cookie) },
      );
      stop.abort();
      expect(outcome.ending.kind).toBe('lost');
      rmSync(`/tmp/procs-${attempt.cookie}`, { recursive: true, force: true });
    }
  });

  it('is told when it cannot be ended for want of a connection', async () => {
    const shell = await openRemote({}, { patience: 300 });
    const attempt = await shell.session.prepare('t');
    const outcome = await shell.session.run(
      blockOf('echo up; sleep 300', { host: 'staging-server', timeout: 3000 }),
      attempt,
      { onOutput: () => void shell.sshd.down() },
    );
    expect(outcome.ending.kind).toBe('lost');
    await shell.sshd.up();
    const again = connect(shell.sshd, shell.directory);
    const taken = resumeAttempt(again, attempt, (state) =>
      shell.session.keepLeft(attempt, 'staging-server', state),
    );
    expect(await taken.end(200)).toEqual([]);
    expect(await taken.exit).not.toMatchObject({ kind: 'lost' });
    expect(treeOf(attempt.cookie, null)).toEqual([]);
  });

  it('leaves no ssh here when the runner is killed', async () => {
    const shell = await openRemote();
    await shell.connection.open();
    const { target, directory } = shell.connection.options;
    const code = `
      import { Connection } from '${source}/connection.ts';
      const connection = new Connection({
        host: 'staging-server', target: ${JSON.stringify(target)}, env: process.env,
        directory: '${directory}/other', terminal: null, patience: 0,
      });
      await connection.open();
      const { child } = connection.start(['attend'], { directory: '/nowhere', out: 0, err: 0 });
      console.log('open');
      setInterval(() => {}, 1000);
    `;
    const runner = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
      env: { ...shell.sshd.clientEnv, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((done) => runner.stdout.once('data', done));
    expect(sshBelow(`${directory}/other`).length).toBeGreaterThan(1);
    runner.kill('SIGKILL');
    await until(() => sshBelow(`${directory}/other`).length === 0);
  });
});

const source = path.resolve(import.meta.dirname, '../../../src/run/session/remote');

/** Processes of ssh whose socket lies in a folder. */
function sshBelow(directory: string, word = '-S'): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return (
          words[0]!.endsWith('ssh') &&
          words.includes(word) &&
          words.some((each) => each.startsWith(`${directory}/`))
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}
