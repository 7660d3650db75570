/** What one block leaves to the next, and what it must not be able to do to it. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isAlive, treeOf } from '../../src/run/session/processes.ts';
import { blockOf, openShell } from './support.ts';

describe('state', () => {
  it.each([
    ['directory', 'mkdir -p "a b/c"; cd "a b/c"', 'echo "${PWD##*/a }"', 'b/c\n'],
    [
      'a symlinked directory as the author sees it',
      'mkdir -p real; ln -sfn real link; cd link',
      'echo "${PWD##*/}"',
      'link\n',
    ],
    ['the directory before', 'cd /tmp; cd /usr', 'cd - >/dev/null; echo "$PWD"', '/tmp\n'],
    [
      'pushd',
      'cd /; pushd /usr >/dev/null; pushd /tmp >/dev/null',
      'popd >/dev/null; popd >/dev/null; echo $PWD',
      '/\n',
    ],
    [
      'a variable that is not exported',
      'x="1 2"',
      'echo "$x"; bash -c \'echo "${x-none}"\'',
      '1 2\nnone\n',
    ],
    ['an exported one', 'export x=1', "bash -c 'echo $x'", '1\n'],
    [
      'one no longer exported',
      'export x=1; export -n x',
      'echo "$x"; bash -c \'echo "${x-none}"\'',
      '1\nnone\n',
    ],
    [
      'several lines, quotes and bytes',
      "x=$'a\\nb\\'\"$`\\\\\\t\\001é'; declare -x y=$'l1\\nPATH=/evil'",
      'printf %s "$x" | od -An -tx1 -c | head -1; echo "$PATH" | grep -c evil || echo clean',
      '  61  0a  62  27  22  24  60  5c  09  01  c3  a9\n0\nclean\n',
    ],
    [
      'arrays',
      'x=(a "b c" ""); x[7]=z; declare -A m=([k 1]="v\nw")',
      'echo "${#x[@]} ${!x[*]} ${x[1]}"; echo "${m[k 1]}"',
      '4 0 1 2 7 b c\nv\nw\n',
    ],
    [
      'readonly and integer',
      'readonly R=1; declare -i n=2; declare -l low=ABC',
      '(R=2) 2>/dev/null || echo ro; n=n+3; echo $n $low',
      'ro\n5 abc\n',
    ],
    ['namerefs', 'target=7; declare -n ref=target', 'echo $ref', '7\n'],
    [
      'unset ones stay unset',
      'unset HOME PATH LANG',
      'echo "${HOME-none} ${PATH-none}"',
      'none none\n',
    ],
    [
      'functions, exported ones too',
      'f() { echo "f $1"; }; g() { echo g; }; export -f g',
      'f 1; bash -c g',
      'f 1\ng\n',
    ],
    ['a function with a heredoc', "f() { cat <<'X'\na $1 `b`\nX\n}", 'f', 'a $1 `b`\n'],
    ['aliases', "alias say='echo said'; alias it='say it'", 'say it\nit', 'said it\nsaid it\n'],
    ['shopt', 'shopt -s nullglob extglob', 'echo x*nope; shopt -q extglob && echo !(*)on', '\n\n'],
    [
      'set options of the author',
      'set -f; set -C',
      'echo *; case $- in *C*) echo C;; esac',
      '*\nC\n',
    ],
    ['umask', 'umask 027', 'umask', '0027\n'],
    ['positional parameters', 'set -- a "b c"', 'echo "$# $2"', '2 b c\n'],
    ['an odd IFS', 'IFS=:; x=a:b', 'set -- $x; echo "$#"', '2\n'],
    [
      'an activated virtualenv',
      'mkdir -p venv/bin; printf "#!/bin/sh\\necho mine\\n" > venv/bin/python3; chmod +x venv/bin/python3; printf \'VIRTUAL_ENV=%s/venv; export VIRTUAL_ENV; _OLD_PATH="$PATH"; PATH="$VIRTUAL_ENV/bin:$PATH"; export PATH; deactivate() { PATH="$_OLD_PATH"; unset VIRTUAL_ENV; }; hash -r\' "$PWD" > venv/bin/activate; source venv/bin/activate',
      'python3; deactivate; echo "${VIRTUAL_ENV-none}"',
      'mine\nnone\n',
    ],
    ['exit 0 keeps what was set before', 'x=1; exit 0; x=2', 'echo $x', '1\n'],
  ])('%s', async (_name, first, then, expected) => {
    const shell = await openShell();
    const one = await shell.run(first);
    expect(one).toMatchObject({ ending: { kind: 'exited', status: 0 }, err: '' });
    expect(one.state).not.toBeNull();
    expect((await shell.run(then)).out).toBe(expected);
  });

  it('each block is strict again, whatever the one before it did', async () => {
    const shell = await openShell();
    await shell.run('set +e +u +o pipefail; trap - ERR');
    expect(await shell.run('false\necho b')).toMatchObject({ out: '', ending: { status: 1 } });
    expect(await shell.run('echo $NOPE_Y\necho b')).toMatchObject({ out: '' });
    expect(await shell.run('false | true\necho b')).toMatchObject({ out: '' });
  });

  it('set +e of the author counts inside his block', async () => {
    const shell = await openShell();
    const outcome = await shell.run('set +e\nfalse\necho "c $?"');
    expect(outcome).toMatchObject({ out: 'c 1\n', end: 'reached', ending: { status: 0 } });
    expect(outcome.notes.join()).toContain('`false` on line 11 ended with 1');
  });

  it('a failed block leaves nothing behind in the session', async () => {
    const shell = await openShell();
    await shell.run('x=before');
    await shell.run('x=after; cd /; false; echo');
    expect((await shell.run('echo "$x $PWD"')).out).toBe(`before ${shell.cwd}\n`);
  });

  it('set -x of the author traces his commands and not the runner', async () => {
    const shell = await openShell();
    await shell.run('set -x');
    const outcome = await shell.run('echo a\necho b');
    expect(outcome.out).toBe('a\nb\n');
    expect(outcome.err).toContain('+ echo a');
    expect(outcome.err).toContain('+ echo b');
    expect(outcome.err).not.toMatch(/__procs_(?!block)/);
  });

  it('the environment of the operator is where it begins, with values as odd as they come', async () => {
    const shell = await openShell({
      PATH: process.env.PATH,
      ODD: `a'b"c$d\n\`e\``,
      'BAD-NAME': 'x',
      BASH_ENV: '/nope',
    });
    expect((await shell.run('printf %s "$ODD"')).out).toBe(`a'b"c$d\n\`e\``);
  });

  it('functions of the author that shadow builtins do not break the saving', async () => {
    const shell = await openShell();
    await shell.run(
      'echo() { builtin echo "mine: $*"; }; cd() { builtin cd "$@" && builtin echo moved; }; printf() { return 3; }; x=1',
    );
    expect((await shell.run('echo $x; cd /')).out).toBe('mine: 1\nmoved\n');
  });

  it('is readable by nobody else', async () => {
    const shell = await openShell();
    const outcome = await shell.run('umask 000; SECRET=hush');
    expect(await readFile(outcome.state!, 'utf8')).toContain('"name":"SECRET"');
    expect(await readFile(outcome.state!, 'utf8')).not.toContain('hush');
    for (const name of readdirSync(join(outcome.state!, '..'))) {
      if (!/\.(names|functions|trap|pipe)$/.test(name) && name !== 'events') {
        expect(`${name} ${statSync(join(outcome.state!, '..', name)).mode & 0o077}`).toBe(
          `${name} 0`,
        );
      }
    }
  });
});

describe('a block cannot', () => {
  it('swallow what follows by reading stdin', async () => {
    const shell = await openShell();
    expect((await shell.run('cat\nread -r x || echo eof\necho b')).out).toBe('eof\nb\n');
  });

  it('hold the run up with a background child that keeps the output', async () => {
    const shell = await openShell();
    const outcome = await shell.run('sleep 300 & echo $!', { timeout: null });
    expect(outcome.ending).toEqual({ kind: 'exited', status: 0 });
    expect(outcome.milliseconds).toBeLessThan(60_000);
    const pid = Number(outcome.out);
    expect(isAlive(pid, null)).toBe(true);
    expect((await shell.run(`kill ${pid} && echo killed`)).out).toBe('killed\n');
  });

  it('leave a process behind after a timeout: TERM ignored, setsid, double fork', async () => {
    const shell = await openShell();
    const attempt = await shell.session.prepare('t');
    const code = `(trap '' TERM; exec sleep 300) &\nsetsid sleep 301 &\n(setsid bash -c 'trap "" TERM; sleep 302' &) &\nsleep 303`;
    const outcome = await shell.session.run(blockOf(code, { timeout: 700 }), attempt);
    expect(outcome.ending.kind).toBe('timed-out');
    expect(treeOf(attempt.cookie, null)).toEqual([]);
    expect(outcome.notes).toEqual([]);
  });

  it('take a background child of an earlier block with it', async () => {
    const shell = await openShell();
    const pid = Number((await shell.run('sleep 300 & echo $!')).out);
    await shell.run('sleep 300', { timeout: 200 });
    expect(isAlive(pid, null)).toBe(true);
    process.kill(pid);
  });

  it('outlive an interruption, even one that it ignores', async () => {
    const shell = await openShell(process.env, 60_000);
    const interrupt = new AbortController();
    const kill = new AbortController();
    const running = shell.run(
      "trap '' TERM\necho up\nwhile :; do sleep 0.1; done",
      { timeout: null },
      {
        interrupt: interrupt.signal,
        kill: kill.signal,
        onOutput: (_stream, bytes) => {
          if (bytes.toString().includes('up')) {
            interrupt.abort();
            void sleep(100).then(() => kill.abort());
          }
        },
      },
    );
    expect((await running).ending).toEqual({ kind: 'interrupted' });
  });

  it('be executed when its file is spoilt with text that looks like a record', async () => {
    const shell = await openShell();
    const outcome = await shell.run('printf "F\\0000\\000end saved\\000"\nfalse "F\n0"\n');
    expect(outcome.ending).toEqual({ kind: 'exited', status: 1 });
    expect(outcome.failures).toHaveLength(1);
  });
});

describe('output', () => {
  it('comes as raw bytes, the two streams apart, while the block runs', async () => {
    const shell = await openShell();
    const chunks: [string, Buffer][] = [];
    const outcome = await shell.run(
      "printf '\\377\\000x'; printf '\\033[31m' >&2",
      {},
      {
        onOutput: (stream, bytes) => {
          chunks.push([stream, Buffer.from(bytes)]);
        },
      },
    );
    const of = (wanted: string) =>
      Buffer.concat(chunks.filter(([stream]) => stream === wanted).map(([, bytes]) => bytes));
    expect(of('stdout')).toEqual(Buffer.from([0xff, 0, 0x78]));
    expect(of('stderr').toString()).toBe('\u001b[31m');
    expect(readFileSync(outcome.stdout!)).toEqual(of('stdout'));
  });

  it('50 MB flow through whole, in chunks', async () => {
    const shell = await openShell();
    let bytes = 0;
    let largest = 0;
    await shell.run(
      'head -c 50000000 /dev/zero',
      {},
      {
        onOutput: (_stream, chunk) => {
          bytes += chunk.length;
          largest = Math.max(largest, chunk.length);
        },
      },
    );
    expect(bytes).toBe(50_000_000);
    expect(largest).toBeLessThanOrEqual(65_536);
  });
});

it('a syntax check knows extglob where the session has it on', async () => {
  const shell = await openShell();
  expect((await shell.run('echo !(x)')).ending.kind).toBe('not-started');
  await shell.run('shopt -s extglob');
  expect((await shell.run('cd /; echo !(*) ok')).ending).toEqual({ kind: 'exited', status: 0 });
});

it('a state that was cut off is not a state', async () => {
  const shell = await openShell();
  const { isComplete } = await import('../../src/run/session/state.ts');
  const outcome = await shell.run('x=1');
  const whole = await readFile(outcome.state!, 'utf8');
  expect(await isComplete(outcome.state!)).toBe(true);
  writeFileSync(outcome.state!, whole.slice(0, -1));
  expect(await isComplete(outcome.state!)).toBe(false);
});
