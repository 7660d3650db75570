/** Standard streams that are closed, unread or full of what no terminal should see. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, verdicts } from './cli.ts';

const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');

/** Runs procs inside a line of bash: `procs` stands for it. */
function inBash(place: Place, line: string) {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', `procs() { '${process.execPath}' '${bin}' "$@"; }; ${line}`],
    { cwd: place.root, encoding: 'utf8', timeout: 60_000 },
  );
  return { status, out: stdout + stderr };
}

describe('a run', () => {
  it('whose reader went away does not end as if it had passed, and can be resumed', () => {
    const place = new Place({
      'a.md': procedure(
        'for i in {1..200}; do echo "line $i"; sleep 0.1; done',
        'touch second.txt',
      ),
    });
    const { out } = inBash(
      place,
      'procs run PROC-T-001 --yes | head -n 2; echo "${PIPESTATUS[0]}"',
    );
    expect(out.trimEnd().split('\n').at(-1)).toBe('130');
    expect(() => place.read('second.txt')).toThrow();
    expect(place.journal().findLast(({ event }) => event === 'run-ended')).toMatchObject({
      event: 'run-ended',
      verdict: null,
      status: 130,
    });
    expect(place.procs(['runs']).out).toContain('can be resumed');
  });

  it('that only reads may lose its reader', () => {
    const place = new Place({ 'a.md': procedure('true') });
    expect(inBash(place, 'procs list | true; echo "${PIPESTATUS[0]}"').out).toBe('0\n');
  });

  it.each([
    ['<&-', 1],
    ['</dev/null', 1],
    ['>&-', 1],
    ['>/dev/full', 130],
  ])('without a stream (%s) is judged all the same', (how, expected) => {
    const place = new Place({
      'a.md': procedure('echo one >> log', 'cat; echo two >> log; false'),
    });
    const { status, out } = inBash(place, `procs run PROC-T-001 --yes ${how}`);
    expect(status).toBe(expected);
    expect(out).not.toContain('    at ');
    expect(place.journal().findLast(({ event }) => event === 'run-ended')).toMatchObject({
      event: 'run-ended',
      status: expected,
    });
  });

  it('without anybody to answer is refused where somebody has to', () => {
    const place = new Place({ 'a.md': procedure('echo x > log', 'rm -rf ./some-folder') });
    const { status, out } = inBash(place, 'procs run PROC-T-001 </dev/null');
    expect(out).toContain('--yes');
    expect(status).toBe(2);
    expect(() => place.read('log')).toThrow();
  });
});

describe('evidence', () => {
  it('names a command of many lines on one, cut short, and never repeats the block', () => {
    const code = `test -n "" \\\n  -a "${'x'.repeat(300)}" \\\n  -a z\necho after`;
    const { out } = new Place({ 'a.md': procedure(code) }).procs(['run', 'PROC-T-001', '--yes']);
    expect(verdicts(out)).toEqual(['1.1 failed']);
    const line = out.split('\n').find((each) => each.includes('failed  block on line'))!;
    expect(line.length).toBeLessThan(220);
    expect(line).toContain('…');
    expect(line).not.toMatch(/␊|\\n/);
    expect(out.split('x'.repeat(300))).toHaveLength(2);
  });

  it('of a search over several lines is one line too', () => {
    const code = 'echo ERROR > log\ncat log |\n  cat |\n  grep ERROR';
    const { out } = new Place({
      'a.md': procedure([code, 'Expected: No errors in the log']),
    }).procs(['run', 'PROC-T-001', '--yes']);
    expect(out).toContain('`cat log | cat | grep ERROR` on line 12 found "ERROR"');
  });
});

it('binary output is kept byte for byte', () => {
  const place = new Place({ 'a.md': procedure("printf '\\377\\000\\033[2J\\001'") });
  expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
  const started = place.journal().find(({ event }) => event === 'block-started');
  expect(statSync(path.join(String(started?.directory), 'stdout')).size).toBe(7);
});
