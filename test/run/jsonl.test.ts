/** A run for programs: one JSON object a line on standard output, the text for people on standard error. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Place, procedure } from './cli.ts';

const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');

it('tells what the journal keeps, as it keeps it, and what blocks print', () => {
  const text = procedure("printf 'one\\ntwo'; echo oops >&2; printf '\\033[2Jthree\\n'").replace(
    'id: PROC-T-001\n',
    'id: PROC-T-001\nparameters:\n  - name: KEY\n    secret: true\n',
  );
  const place = new Place({ 'a.md': text.replace('echo oops', 'echo "oops $KEY"') });
  const args = ['run', 'PROC-T-001', '--yes', '--set', 'KEY=hunter2hunter2', '--format', 'jsonl'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: place.root,
    env: { ...process.env, NO_COLOR: '1', PROCS_OPERATOR: 'Ada' },
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; [key: string]: unknown });
  expect(events[0]).toEqual({ event: 'stream', version: 1 });
  const output = events.filter(({ event }) => event === 'output');
  expect(output.filter(({ stream }) => stream === 'stdout').map(({ line }) => line)).toEqual([
    'one',
    'twothree',
  ]);
  expect(output.find(({ stream }) => stream === 'stderr')).toMatchObject({
    frame: 'run',
    ref: '1.1',
    action: 0,
    line: 'oops •••••',
  });
  expect(events.filter(({ event }) => event !== 'output').slice(1)).toEqual(place.journal());
  expect(stdout).not.toContain('hunter2');
  expect(stderr).toContain('✓ passed  PROC-T-001');
});
