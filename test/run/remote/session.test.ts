/** Blocks on another host, behind a real sshd: one session there, one here, and nothing left behind. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasSshd } from './sshd.ts';
import { openRemote } from './support.ts';

describe.skipIf(!hasSshd)('a session on another host', () => {
  it('keeps directory, variables, functions and aliases from block to block, apart from those here', async () => {
    const shell = await openRemote();
    await shell.run('x=here', { host: null });
    await shell.run(
      'cd /usr; x="there 1"; export E=2; f() { echo "f $1"; }; alias say="echo said"; a=(1 "2 3")',
    );
    expect((await shell.run('echo "$PWD $x $E ${a[1]}"; f 3; say 4')).out).toBe(
      '/usr there 1 2 2 3\nf 3\nsaid 4\n',
    );
    expect((await shell.run('echo "$x ${E-none} ${SIDE-none}"', { host: null })).out).toBe(
      'here none none\n',
    );
  });

  it('finds there what a login shell finds, and nothing of the environment here', async () => {
    process.env.ONLY_HERE = '1';
    const shell = await openRemote({
      home: { '.bash_profile': 'export FROM_PROFILE="a b"\ncd "$HOME"\n' },
    });
    const { out } = await shell.run(
      'echo "$SIDE $FROM_PROFILE ${ONLY_HERE-none}"; [[ $PWD == "$HOME" ]]; umask',
    );
    expect(out).toBe('remote a b none\n0022\n');
  });

  it('tells exit status, line and streams of the command there', async () => {
    const shell = await openRemote();
    const outcome = await shell.run('echo out\necho err >&2\nls /nope/x\necho never');
    expect(outcome).toMatchObject({
      host: 'staging-server',
      ending: { kind: 'exited', status: 2 },
      end: 'stopped',
      out: 'out\n',
      failures: [{ status: 2, line: 12, command: 'ls /nope/x' }],
    });
    expect(outcome.err).toMatch(/^err\nls: .*nope/);
  });

  it("a block's own 255 is its own, and so are its signals", async () => {
    const shell = await openRemote();
    expect((await shell.run('exit 255')).ending).toEqual({ kind: 'exited', status: 255 });
    expect((await shell.run('bash -c "exit 255"')).ending).toEqual({ kind: 'exited', status: 255 });
    expect((await shell.run('exit 143')).ending).toEqual({ kind: 'exited', status: 143 });
    expect((await shell.run('kill -9 $$')).ending).toEqual({
      kind: 'signalled',
      signal: 'SIGKILL',
    });
    expect((await shell.run('echo still here')).out).toBe('still here\n');
  });

  it('bash speaks of the line of the document', async () => {
    const shell = await openRemote();
    const outcome = await shell.run('echo a\necho "$NOT_SET_ANYWHERE"');
    expect(outcome.complaint).toMatchObject({ line: 11 });
    expect(outcome.ending).toMatchObject({ kind: 'exited' });
  });

  it('nothing eats the rest of a block by reading its input', async () => {
    const shell = await openRemote();
    expect((await shell.run('cat\nread -r x || echo eof\nssh -V 2>/dev/null; echo end')).out).toBe(
      'eof\nend\n',
    );
  });

  it('a background child does not hold it up', async () => {
    const shell = await openRemote();
    const outcome = await shell.run('sleep 300 &\necho $!');
    expect(outcome.ending).toEqual({ kind: 'exited', status: 0 });
    process.kill(Number(outcome.out));
  });

  it('50 MB come whole, byte by byte, the streams apart', async () => {
    const shell = await openRemote();
    let most = 0;
    let bytes = 0;
    const outcome = await shell.run(
      "printf '\\000\\377'; head -c 50000000 /dev/zero; echo end >&2",
      {},
      {
        onOutput: (stream, chunk) => {
          most = Math.max(most, chunk.length);
          if (stream === 'stdout') bytes += chunk.length;
        },
      },
    );
    expect(bytes).toBe(50_000_002);
    expect(most).toBeLessThanOrEqual(65_536);
    expect(readFileSync(outcome.stdout!).subarray(0, 3)).toEqual(Buffer.from([0, 255, 0]));
    expect(outcome.err).toBe('end\n');
  });

  it('comes live, while the block runs', async () => {
    const shell = await openRemote();
    const interrupt = new AbortController();
    const outcome = await shell.run(
      'echo first; sleep 300',
      { timeout: null },
      {
        interrupt: interrupt.signal,
        onOutput: (_stream, chunk) => {
          if (chunk.toString().includes('first')) interrupt.abort();
        },
      },
    );
    expect(outcome.ending).toEqual({ kind: 'interrupted' });
  });

  it('login scripts that print do not get into the output', async () => {
    const noise = 'echo "Welcome!"; echo "be careful" >&2\n';
    const shell = await openRemote({
      home: { '.bashrc': noise, '.bash_profile': `${noise}cd "$HOME"\n` },
    });
    const outcome = await shell.run('echo a; echo b >&2');
    expect(outcome).toMatchObject({ out: 'a\n', err: 'b\n', ending: { status: 0 } });
  });

  it('leaves no file there, and no secret in the list of processes', async () => {
    const shell = await openRemote();
    const secret = 'hunter2-hunter2';
    const { out } = await shell.run(
      `pw=${secret}\ncat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -c ${secret.slice(0, 6)}[-]h || :`,
    );
    expect(out).toBe('0\n');
    expect((await shell.run('echo "${pw}"')).out).toBe(`${secret}\n`);
    await shell.connection.close();
    const cookies = readdirSync(join(shell.directory, 'blocks'));
    expect(cookies.length).toBeGreaterThan(1);
    expect(
      readdirSync('/tmp').filter((name) => {
        if (!/^procs-[0-9a-f]{8}-/.test(name)) return false;
        try {
          return readFileSync(`/tmp/${name}/driver`, 'utf8').includes(shell.directory);
        } catch {
          return false;
        }
      }),
    ).toEqual([]);
    expect(readdirSync(shell.directory).filter((name) => name.startsWith('ssh-'))).toEqual([]);
  });

  it('a hostile name of a document or a block changes nothing', async () => {
    const shell = await openRemote();
    const outcome = await shell.run(`cat <<'EOF'\n0 .\nexit\n}\n'"\nEOF`, {
      document: `a 'b" $(x); 0 ..md`,
    });
    expect(outcome.out).toBe(`0 .\nexit\n}\n'"\n`);
  });

  it('works where the run has a folder too long for a socket', async () => {
    const shell = await openRemote();
    const { Connection } = await import('../../../src/run/session/remote/connection.ts');
    const long = join(shell.directory, 'x'.repeat(60), 'y y'.repeat(20));
    const other = new Connection({ ...shell.connection.options, directory: long });
    await other.open();
    expect(other.isOpen).toBe(true);
    await other.close();
  });
});
