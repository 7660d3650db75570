/** The runner's own disk is full: nothing more is started, in words, and it goes on once there is room. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Place, procedure, verdicts } from './cli.ts';

/** A disk of so many kilobytes; `null`: only root can have one. */
function smallDisk(place: Place, size: number): string | null {
  const disk = path.join(place.root, 'disk');
  mkdirSync(disk);
  const options = `size=${size}k,mode=700`;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status !== 0) return null;
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk]);
  });
  return disk;
}

it('stops where a block fills it, starts nothing, and goes on when there is room again', ({
  skip,
}) => {
  const place = new Place({
    'a.md': procedure(
      'echo one >>log',
      'echo two >>log\n[ -e filled ] || { touch filled; head -c 10000000 /dev/zero >disk/ballast 2>/dev/null; } || true',
      'echo three >>log',
    ),
  });
  const disk = smallDisk(place, 400);
  if (disk === null) return skip('a small disk can be mounted by root only');
  const where = { PROCS_RUNS_DIR: path.join(disk, 'runs') };
  const run = (...args: string[]) => place.procs(['run', ...args, '--yes'], undefined, where);
  const first = run('PROC-T-001');
  expect(verdicts(first.out)).toEqual(['1.1 passed']);
  expect(first.out).toMatch(/Stopped: .*(?:is full|cannot be written)/);
  expect(first.status).toBe(4);
  expect(place.read('log')).toBe('one\ntwo\n');

  for (const args of [['PROC-T-001'], ['--resume']]) {
    const refused = run(...args);
    expect(refused.out).toMatch(/cannot be written \(?.*no space left on device/);
    expect(refused.status).toBe(2);
    expect(`${first.out}${refused.out}`).not.toMatch(/^\s+at /m);
  }
  expect(place.read('log')).toBe('one\ntwo\n');

  rmSync(path.join(disk, 'ballast'));
  const resumed = run('--resume', '--again');
  expect(resumed.out).toMatch(/1\.1 .*passed before this run was resumed/);
  expect(verdicts(resumed.out)).toContain('1.3 passed');
  // What the block that filled it printed may be incomplete, and it is not run again for that.
  expect(resumed.status).toBe(3);
  expect(place.read('log')).toBe('one\ntwo\nthree\n');
  expect(place.procs(['runs', 'verify'], undefined, where).status).toBe(0);
});

it('does not take what a block printed for all of it', ({ skip }) => {
  const text = procedure([
    'echo fine; seq 100000 2>/dev/null || true; : "ERROR"',
    '**Success criterion:** The output does not contain `ERROR`\n',
  ]);
  const place = new Place({ 'a.md': text });
  const disk = smallDisk(place, 300);
  if (disk === null) return skip('a small disk can be mounted by root only');
  const { out, status } = place.procs(['run', 'PROC-T-001', '--yes'], undefined, {
    PROCS_RUNS_DIR: path.join(disk, 'runs'),
  });
  expect(verdicts(out)).toEqual([]);
  expect(out).not.toMatch(/^\s+at /m);
  expect(status).toBe(4);
});

it('says so in a line where what is printed or kept cannot be written', () => {
  const place = new Place({ 'a.md': procedure('true') });
  const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');
  const env = { ...process.env, PROCS_OPERATOR: 'Ada', XDG_CONFIG_HOME: place.root };
  const list = (stdout: number | 'pipe', cwd: string, ...args: string[]) =>
    spawnSync(process.execPath, [bin, ...args], {
      cwd,
      env,
      stdio: ['ignore', stdout, 'pipe'],
      encoding: 'utf8',
    });
  const full = list(openSync('/dev/full', 'w'), place.root, 'list');
  expect(full.stderr).toMatch(/^procs: the output cannot be written: .*no space left on device/);
  expect(full.stderr).not.toMatch(/^\s+at /m);
  expect(full.status).toBe(2);

  expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
  const report = list('pipe', place.root, 'report', '--output', '/dev/full');
  expect(report.stderr).toContain('/dev/full cannot be written');
  expect(report.stderr).not.toMatch(/^\s+at /m);
  expect(report.status).toBe(2);
});
