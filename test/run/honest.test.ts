/** A wrong outcome is never `passed`: each of these passes under `bash -c`, and must not pass here. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Place, procedure, verdicts } from './cli.ts';

/** Line of the document on which the code of step 1.1 starts in {@link procedure}. */
const FIRST = 11;

describe('what bash -c calls a success', () => {
  it.each([
    [
      'a command that fails in the middle',
      'cp /nowhere/a /nowhere/b\necho done',
      `on line ${FIRST} ended with 1`,
    ],
    [
      'a failing part of a pipeline',
      'cat /nowhere/a | wc -l\necho done',
      `on line ${FIRST} ended with 1`,
    ],
    [
      'a variable that nobody set',
      'echo first\nrm -f "/tmp/procs-none/$NOT_SET_ANYWHERE/x"\necho done',
      `on line ${FIRST + 1}`,
    ],
    ['a tool that is missing', 'no-such-tool --now\necho done', 'command not found'],
    ['a failure in a function', 'f() {\n  false\n  true\n}\nf\necho done', `on line ${FIRST + 1}`],
    ['a failure in a subshell', '(false; true)\necho done', 'ended with 1'],
    ['a failing redirection', 'echo x > /nowhere/file\necho done', `on line ${FIRST}`],
    ['a failing assignment', 'x=$(cat /nowhere/a)\necho "$x"', `on line ${FIRST} ended with 1`],
  ])('%s', (_name, code, told) => {
    expect(spawnSync('bash', ['-c', code]).status).toBe(0);
    const place = new Place({ 'a.md': procedure(code, 'echo second > ran.txt') });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', '--accept-missing']);
    expect(verdicts(out)).toEqual(['1.1 failed']);
    expect(out).toContain(told);
    expect(status).toBe(1);
    expect(() => place.read('ran.txt')).toThrow();
  });

  it('a failure where the author turned errexit off: the verdict says so', () => {
    const place = new Place({ 'a.md': procedure('set +e\nfalse\necho done') });
    const { out } = place.procs(['run', 'PROC-T-001', '--yes', '--accept-missing']);
    expect(out).toContain(`\`false\` on line ${FIRST + 1} ended with 1 where errexit did not look`);
    expect(out).not.toContain('every command ended well');
  });

  it('an exit in the middle that hides the rest', () => {
    const code = 'echo first\nexit 0\necho second';
    expect(spawnSync('bash', ['-c', code]).status).toBe(0);
    const { status, out } = new Place({ 'a.md': procedure(code) }).procs([
      'run',
      'PROC-T-001',
      '--yes',
    ]);
    expect(verdicts(out)).toEqual(['1.1 unverified']);
    expect(out).toContain('what follows there did not run');
    expect(status).toBe(3);
  });

  it('a syntax error behind commands that would run: nothing runs', () => {
    const code = 'touch ran.txt\nif true; then\n  echo x\n';
    const place = new Place({ 'a.md': procedure('touch first.txt', code) });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(2);
    expect(out).toContain('bash does not accept this block');
    expect(() => place.read('first.txt')).toThrow();
  });

  it('an open heredoc, which bash only warns of', () => {
    const code = 'cat > /dev/null <<EOF\nnever closed';
    expect(spawnSync('bash', ['-c', code]).status).toBe(0);
    const { status } = new Place({ 'a.md': procedure(code) }).procs(['run', 'PROC-T-001', '--yes']);
    expect(status).not.toBe(0);
  });

  it('a placeholder that nobody filled', () => {
    const code = 'echo "publishing {{version}}"';
    expect(spawnSync('bash', ['-c', code]).status).toBe(0);
    const place = new Place({ 'a.md': procedure('touch first.txt', code) });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(2);
    expect(out).toContain('version');
    expect(() => place.read('first.txt')).toThrow();
    const given = place.procs(['run', 'PROC-T-001', '--yes', '--set', "version=it's $HOME `id`"]);
    expect(given.status).toBe(0);
    expect(given.out).toContain("│ publishing it's $HOME `id`");
  });

  it('a value that is only an example', () => {
    const code = '# Example: main\nTARGET="main"\necho "$TARGET" > target.txt';
    expect(spawnSync('bash', ['-c', code], { cwd: '/tmp' }).status).toBe(0);
    const place = new Place({ 'a.md': procedure(code) });
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(2);
    expect(() => place.read('target.txt')).toThrow();
    expect(place.procs(['run', 'PROC-T-001', '--yes', '--set', 'TARGET=v2']).status).toBe(0);
    expect(place.read('target.txt')).toBe('v2\n');
  });

  it('a block that never ends', () => {
    const text = procedure('sleep 300').replace('```bash', '```bash {timeout=1s}');
    const { status, out } = new Place({ 'a.md': text }).procs(['run', 'PROC-T-001', '--yes']);
    expect(out).toContain('did not end within 1 s');
    expect(status).toBe(1);
  });

  it('a block on another host, which would have run here', () => {
    const place = new Place({
      'a.md': procedure('ssh staging-server\ntouch here.txt', 'touch later.txt'),
    });
    const refused = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(refused.status).toBe(2);
    expect(refused.out).toContain('staging-server');
    expect(() => place.read('here.txt')).toThrow();
    const mapped = place.procs([
      'run',
      'PROC-T-001',
      '--yes',
      '--host-map',
      'staging-server=local',
    ]);
    expect(mapped.status).toBe(0);
    expect(place.read('later.txt')).toBe('');
  });
});

describe('a criterion', () => {
  it.each([
    [
      'an echo that tells nothing',
      'test -f /nowhere && echo "OK" || echo "NOT FOUND"',
      'Backup identified and verified',
      'unverified',
      3,
    ],
    [
      'a curl without --fail',
      'true curl http://localhost/',
      'Health check answers HTTP 200',
      'unverified',
      3,
    ],
    [
      'output that must be there and is',
      'echo "all ready"',
      'stdout contains "ready"',
      'passed',
      0,
    ],
    [
      'output that must be there and is not',
      'echo "not yet"',
      'stdout contains "ready"',
      'failed',
      1,
    ],
    ['nothing on stderr', 'echo oops >&2', 'stderr empty', 'failed', 1],
    ['a pattern', 'echo v12', 'stdout matches /^v[0-9]+$/', 'passed', 0],
    [
      'a pattern that would hang a backtracking engine',
      'printf "%0.sa" $(seq 40); echo b',
      'stdout matches /^(a+)+$/',
      'failed',
      1,
    ],
    ['a file that is there', 'echo x > made.txt', 'file made.txt nonempty', 'passed', 0],
    ['a file that is empty', ': > made.txt', 'file made.txt nonempty', 'failed', 1],
    ['a file that must be gone', 'touch made.txt', 'file made.txt absent', 'failed', 1],
    ['a process that must not be there', 'true', 'process surely-not-running absent', 'passed', 0],
    ['an exit status that is meant', 'exit 3', 'exit 3', 'passed', 0],
    ['a backup that was written', 'echo data > "b-$(date +%s).sql"', 'Backup created', 'passed', 0],
  ])('%s', (_name, code, sentence, verdict, status) => {
    const result = new Place({
      'a.md': procedure([code, `**Success criterion:** ${sentence}`]),
    }).procs(['run', 'PROC-T-001', '--yes']);
    expect(verdicts(result.out)).toEqual([`1.1 ${verdict}`]);
    expect(result.status).toBe(status);
  });

  it('is not satisfied by a backup from yesterday', () => {
    const place = new Place({
      'a.md': procedure([
        'true > "b-$(date +%s).sql"',
        '**Success criterion:** Backup file has size > 0 bytes',
      ]),
      'b-1.sql': 'old data',
    });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(verdicts(out)).toEqual(['1.1 failed']);
    expect(status).toBe(1);
  });

  it.each([
    ['at the end', 'echo fine > log\ngrep ERROR log', 0, '1.1 passed'],
    [
      'in the middle',
      'echo fine > log\ncat log | grep ERROR\necho after > after.txt',
      0,
      '1.1 passed',
    ],
    ['found after all', 'echo ERROR > log\ngrep ERROR log', 1, '1.1 failed'],
    ['found in the middle', 'echo ERROR > log\ngrep ERROR log\ntrue', 1, '1.1 failed'],
    ['that cannot search', 'grep ERROR /nowhere/log', 1, '1.1 failed'],
    ['beside a real failure', 'echo fine > log\ngrep ERROR log\nfalse\ntrue', 1, '1.1 failed'],
  ])('of a search that must find nothing: %s', (_name, code, status, verdict) => {
    const place = new Place({ 'a.md': procedure([code, 'Expected: No errors in the log']) });
    const result = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(verdicts(result.out)).toEqual([verdict]);
    expect(result.status).toBe(status);
  });

  it('of a search through ps does not find itself', () => {
    const code = "ps aux | grep -E 'surely-not-running-worker'";
    const { status, out } = new Place({
      'a.md': procedure([code, 'Expected: No surely-not-running-worker process is active']),
    }).procs(['run', 'PROC-T-001', '--yes']);
    expect(verdicts(out)).toEqual(['1.1 passed']);
    expect(status).toBe(0);
  });

  it('that only a person can attest stays unverified without one, and names who did', () => {
    const place = new Place({ 'a.md': procedure(['true', 'Expected: the readers are happy']) });
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(3);
    expect(place.procs(['run', 'PROC-T-001', '--yes', '--attest-as', 'Grace']).status).toBe(0);
    expect(place.journal().find(({ event }) => event === 'criterion')).toMatchObject({
      verdict: 'passed',
      by: expect.stringContaining('Grace'),
    });
    const attended = place.procs(['run', 'PROC-T-001'], 'y\ny\n');
    expect(attended.status).toBe(0);
    expect(attended.out).toContain('attested by Ada');
    expect(place.procs(['run', 'PROC-T-001'], 'y\nn\nf\n').status).toBe(1);
    expect(place.procs(['run', 'PROC-T-001'], 'y\n?\n').status).toBe(3);
  });
});
