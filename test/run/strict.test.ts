/** Each of these would have passed under plain `bash -c`, and must not here. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshDirectory, openShell, type Shell } from './support.ts';

let shell: Shell;
beforeAll(async () => {
  shell = await openShell();
});

/** What `bash -c` says of the same code, in an empty directory. */
function plain(code: string): number {
  try {
    execFileSync('bash', ['-c', code], { cwd: freshDirectory(), stdio: 'ignore' });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

const FAILING: readonly [string, string, { line: number; command: string; status: number }][] = [
  ['a command in the middle', 'echo a\nfalse\necho b', { line: 11, command: 'false', status: 1 }],
  [
    'a member of a pipeline',
    'echo a\ncat /nope | cat\necho b',
    { line: 11, command: 'cat', status: 1 },
  ],
  [
    'a missing tool',
    'no-such-tool --x\necho b',
    { line: 10, command: 'no-such-tool --x', status: 127 },
  ],
  [
    'inside a function',
    'f() {\n  false\n  echo after\n}\nf\necho b',
    { line: 11, command: 'false', status: 1 },
  ],
  [
    'inside a subshell',
    '(\n  false\n  echo in\n)\necho b',
    { line: 11, command: 'false', status: 1 },
  ],
  [
    'inside a loop',
    'for i in 1 2; do\n  test $i = 2\ndone\necho b',
    { line: 11, command: 'test $i = 2', status: 1 },
  ],
  ['inside a group', '{ false; echo x; }\necho b', { line: 10, command: 'false', status: 1 }],
  [
    'an assignment',
    'x=$(cat /nope)\necho "b $x"',
    { line: 10, command: 'x=$(cat /nope)', status: 1 },
  ],
  [
    'the left side of a redirection that cannot be',
    'echo x > /nope/y\necho b',
    { line: 10, command: 'echo x > /nope/y', status: 1 },
  ],
  ['a cd that fails', 'cd /nope\necho b', { line: 10, command: 'cd /nope', status: 1 }],
  [
    'a search that nobody said may be empty',
    'echo a | grep x\necho b',
    { line: 10, command: 'grep x', status: 1 },
  ],
];

describe('a failing command', () => {
  it.each(FAILING)('%s', async (_name, code, expected) => {
    expect(plain(code)).toBe(0);
    const outcome = await shell.run(code);
    expect(outcome.ending).toEqual({ kind: 'exited', status: expected.status });
    expect(outcome.end).toBe('stopped');
    expect(outcome.state).toBeNull();
    const failed = outcome.failures.filter(({ fate, strict }) => fate === 'failed' && strict);
    expect(failed[0]).toMatchObject({ ...expected, strict: true });
    expect(outcome.out).not.toMatch(/^b/m);
  });

  it('names the status of every member of a pipeline', async () => {
    const { failures } = await shell.run('true | (exit 3) | (exit 0) | cat\necho b');
    expect(failures.at(-1)).toMatchObject({ pipestatus: [0, 3, 0, 0], status: 3 });
  });

  it('unset variable: read from what bash says, with its line', async () => {
    expect(plain('echo a\necho "$NOPE_X"\necho b')).toBe(0);
    const outcome = await shell.run('echo a\necho "$NOPE_X"\necho b');
    expect(outcome.ending).toEqual({ kind: 'exited', status: 1 });
    expect(outcome.complaint).toEqual({ line: 11, message: 'NOPE_X: unbound variable' });
  });

  it('unset variable in another language', async () => {
    const other = await openShell({ PATH: process.env.PATH, LC_ALL: 'C', LANGUAGE: 'es' });
    const outcome = await other.run('echo "$NOPE_X"');
    expect(outcome.complaint).toMatchObject({ line: 10 });
  });

  it('syntax error: nothing of the block runs', async () => {
    const outcome = await shell.run('echo a > made\nif true; then\n  echo b\n');
    expect(outcome.ending.kind).toBe('not-started');
    expect(outcome.complaint?.line).toBeGreaterThanOrEqual(11);
    expect((await shell.run('ls')).out).not.toContain('made');
  });

  it('an open heredoc, of which bash only warns', async () => {
    expect(plain('cat <<EOF\nhello')).toBe(0);
    const outcome = await shell.run('cat <<EOF\nhello');
    expect(outcome.ending.kind).toBe('not-started');
  });

  it('a timeout, of a busy builtin and of a sleeping tree', async () => {
    for (const code of [
      'while :; do :; done',
      'sleep 60 & sleep 60',
      "trap '' TERM; while :; do sleep 1; done",
    ]) {
      const outcome = await shell.run(code, { timeout: 300 });
      expect(outcome.ending).toEqual({ kind: 'timed-out', after: 300 });
      expect(outcome.state).toBeNull();
    }
  });

  it('a shell that kills itself', async () => {
    const outcome = await shell.run('kill -9 $$\necho b');
    expect(outcome.ending).toEqual({ kind: 'signalled', signal: 'SIGKILL' });
  });

  it('an exit 0 in the middle is not the end', async () => {
    const outcome = await shell.run('echo a\nif true; then\n  exit 0\nfi\necho b');
    expect(outcome).toMatchObject({ ending: { status: 0 }, end: 'left', leftAt: 12 });
  });

  it('a return in the middle is not the end either', async () => {
    const outcome = await shell.run('echo a\nreturn 0\necho b');
    expect(outcome).toMatchObject({ ending: { status: 0 }, end: 'left', leftAt: 11 });
    expect(await shell.run('f() { return 0; }\nf\necho b')).toMatchObject({ end: 'reached' });
  });

  it('an exit 0 as the last command is the end', async () => {
    expect(await shell.run('echo a\nexit 0\n')).toMatchObject({
      ending: { status: 0 },
      end: 'reached',
    });
  });

  it.each([
    [
      'in a file that it sources, on a line that the block has too',
      'printf "\\n%.0s" {1..11} > s.sh; echo "exit 0" >> s.sh\n. ./s.sh\nfalse',
    ],
    ['before a command on the last line', 'echo a\ntest -d / && exit 0; false'],
    ['in a function', 'f() { exit 0; }\nf\nfalse'],
    ['past the function that marks it', 'builtin exit 0\nfalse'],
    ['in POSIX mode', 'set -o posix\nexit 0\nfalse'],
    ['in an eval', 'eval "exit 0"\nfalse'],
  ])('nor an exit 0 %s', async (_name, code) => {
    const other = await openShell();
    expect(await other.run(code)).toMatchObject({ ending: { status: 0 }, end: 'left' });
  });

  it('a return is seen beside a DEBUG trap of the block, and leaves the end unknown behind one past ours', async () => {
    const outcome = await shell.run('trap true DEBUG\necho a\nreturn 0\nfalse');
    expect(outcome).toMatchObject({ ending: { status: 0 }, end: 'left', leftAt: 12 });
    const past = await shell.run('builtin trap true DEBUG\necho a\nreturn 0\nfalse');
    expect(past).toMatchObject({ ending: { status: 0 }, end: 'unknown' });
  });

  it('an exit with another status names its line', async () => {
    const outcome = await shell.run('echo a\nif ! test -e /nope; then\n  exit 7\nfi\necho b');
    expect(outcome).toMatchObject({ ending: { status: 7 }, end: 'left', leftAt: 12 });
  });

  it('a shell replaced by exec leaves the end unknown', async () => {
    const outcome = await shell.run('exec true\necho b');
    expect(outcome).toMatchObject({ ending: { status: 0 }, end: 'unknown', state: null });
    expect(outcome.notes.join()).toContain('could not be captured');
  });

  it('set -n in the middle leaves the end unknown', async () => {
    expect(await shell.run('echo a\nset -n\nfalse')).toMatchObject({ end: 'unknown', state: null });
  });

  it('an EXIT trap that hides a failure does not hide it', async () => {
    const outcome = await shell.run("trap 'exit 0' EXIT\nfalse\necho b");
    expect(outcome).toMatchObject({ ending: { kind: 'exited', status: 1 }, end: 'stopped' });
    expect(outcome.failures.at(-1)).toMatchObject({ fate: 'failed', strict: true, line: 11 });
    const past = await shell.run("builtin trap 'exit 0' EXIT\nfalse\necho b");
    expect(past.end).toBe('unknown');
    expect(past.failures.at(-1)).toMatchObject({ fate: 'failed', strict: true, line: 11 });
  });

  it('one that hides a failing last command', async () => {
    const outcome = await shell.run("set +e\ntrap 'exit 0' EXIT\nfalse");
    expect(outcome.ending).toEqual({ kind: 'exited', status: 1 });
  });

  it('descriptors closed by the block do not hide a failure', async () => {
    const outcome = await shell.run('exec 0<&- 1>&- 2>&- 3>&- 255>&-\nfalse\ntrue');
    expect(outcome.ending).toEqual({ kind: 'exited', status: 1 });
    expect(outcome.failures[0]).toMatchObject({ line: 11, fate: 'failed' });
  });

  it('a directory that the session was in and that is gone', async () => {
    const other = await openShell();
    mkdirSync(`${other.cwd}/gone`);
    await other.run('cd gone; rmdir ../gone');
    const outcome = await other.run('echo a');
    expect(outcome.ending).toMatchObject({ kind: 'not-started' });
    expect(outcome.out).toBe('');
  });
});

describe('forgiven', () => {
  const search = { command: "ps aux | grep 'no-such[x]'", line: 11, ownLine: false };

  it('a reader that has read enough', async () => {
    const outcome = await shell.run(
      'yes | head -1\nv=$(yes | head -1)\nf() { yes | head -1; }\nf\n(yes | head -1)\nw=$(\n  yes |\n  head -1\n)\necho "end $v $w"',
    );
    expect(outcome).toMatchObject({ ending: { status: 0 }, end: 'reached' });
    expect(outcome.out).toContain('end y y\n');
  });

  it.each([
    ['a member that died of it when the reader failed', 'yes | (head -1; exit 3)\necho b', 3],
    ['the last member', 'true | sh -c "kill -PIPE \\$\\$"\necho b', 141],
    ['a command alone', 'sh -c "kill -PIPE \\$\\$"\necho b', 141],
    [
      'one alone after a forgiven one',
      'echo $(yes | head -1)\nsh -c "kill -PIPE \\$\\$"\necho b',
      141,
    ],
    ['a substitution that fails after a forgiven one', 'v=$(yes | head -1; false)\necho b', 1],
    ['a subshell right after a forgiven one', 'yes | head -1\n( false; true )\necho b', 1],
    ['a subshell with the same status right after one', 'yes | head -1\n( exit 141 )\necho b', 141],
    ['in a function after one', 'f() { yes | head -1; ( exit 141 ); echo b; }\nf\necho b', 141],
    [
      'in a function, a failing command after one',
      'f() { yes | head -1; false; echo b; }\nf\necho b',
      1,
    ],
    ['in a loop after one', 'for i in 1 2; do yes | head -1; [[ $i == 1 ]]; done\necho b', 1],
    ['a while loop after one', 'yes | head -1\nwhile false; do :; done\n((0))\necho b', 1],
  ])('not SIGPIPE: %s', async (_name, code, status) => {
    const outcome = await shell.run(code);
    expect(outcome.ending).toEqual({ kind: 'exited', status });
    expect(outcome.out).not.toMatch(/^b/m);
  });

  it('a search that is to find nothing, in the middle, and strictness goes on after it', async () => {
    const code = `echo a\n${search.command}\necho "c $?"\nfalse\necho b`;
    const outcome = await shell.run(code, { searches: [search] });
    expect(outcome.out).toBe('a\nc 1\n');
    expect(outcome.failures.map((failure) => failure.fate)).toEqual(['no-match', 'failed']);
    expect(outcome.failures[1]).toMatchObject({ line: 13, command: 'false' });
  });

  it('a search at the end', async () => {
    const outcome = await shell.run(`echo a\n${search.command}`, { searches: [search] });
    expect(outcome).toMatchObject({ end: 'reached' });
    expect(outcome.failures.map((failure) => failure.fate)).toEqual(['no-match', 'propagated']);
  });

  it('a search over several lines', async () => {
    const long = { command: 'echo x |\n  cat |\n  grep y', line: 10, ownLine: false };
    expect(await shell.run(`${long.command}\necho c`, { searches: [long] })).toMatchObject({
      end: 'reached',
      out: 'c\n',
    });
  });

  it('grep -v grep behind a search', async () => {
    const filter = { command: 'echo a | grep b | grep -v grep', line: 10, ownLine: false };
    expect(await shell.run(`${filter.command}\necho c`, { searches: [filter] })).toMatchObject({
      end: 'reached',
      out: 'c\n',
    });
  });

  it.each([
    ['the command before the search fails with the same status', 'false | grep x', 1],
    ['a search that cannot read its file', 'grep x /nope-file', 2],
    ['a search whose pattern is wrong', "echo a | grep '['", 2],
    ['the reader of a missing file', 'cat /nope-file | grep x', 1],
  ])('not: %s', async (_name, command, status) => {
    const outcome = await shell.run(`${command}\necho b`, {
      searches: [{ command, line: 10, ownLine: false }],
    });
    expect(outcome.ending).toEqual({ kind: 'exited', status });
    expect(outcome.out).toBe('');
  });

  it('not: another command on the line of the search', async () => {
    const outcome = await shell.run('false; echo a | grep x\necho b', {
      searches: [{ command: 'echo a | grep x', line: 10, ownLine: false }],
    });
    expect(outcome.failures[0]).toMatchObject({ command: 'false', fate: 'failed' });
    expect(outcome.out).toBe('');
  });

  it('not: the same text on another line, or in a function', async () => {
    const named = { command: 'echo a | grep x', line: 10, ownLine: false };
    for (const code of ['echo c\necho a | grep x\necho b', 'f() { echo a | grep x; }; f\necho b']) {
      expect(await shell.run(code, { searches: [named] })).toMatchObject({ ending: { status: 1 } });
    }
  });

  it('leaves errexit off where the author turns it off right after', async () => {
    const code = 'yes | head -1\nset +e\nfalse\necho "c $?"\nset -e\nfalse\necho b';
    const outcome = await shell.run(code);
    expect(outcome.out).toBe('y\nc 1\n');
    expect(outcome.failures.at(-1)).toMatchObject({ line: 15, strict: true, fate: 'failed' });
  });

  it('leaves $_, PIPESTATUS and $? as bash would', async () => {
    const code =
      'mkdir -p some/dir && cd $_\ntrue | echo x | true\necho "${PIPESTATUS[@]}"\n(exit 3) || echo "$?"\necho last one\necho "$_"';
    const watch = [10, 11, 12, 13, 14, 15].map((line) => ({ line, command: 'x' }));
    const outcome = await shell.run(code, { watch });
    expect(outcome.out).toBe('0 0 0\n3\nlast one\none\n');
    expect(outcome.seen.map((seen) => seen.line)).toContain(15);
  });
});
