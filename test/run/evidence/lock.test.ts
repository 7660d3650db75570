/** Who may run what at once, and what is said of whoever holds a lock. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../src/run/journal/lock.ts';
import { lifeOf, ownMark } from '../../../src/run/journal/machine.ts';
import { Place, procedure, until } from '../cli.ts';
import { freshDirectory } from '../support.ts';

const waiting = procedure(
  'echo first',
  'touch started-$TAG\nwhile ! test -f go; do sleep 0.1; done',
).replace('id: PROC-T-001', 'id: PROC-T-001\nparameters:\n  TAG:\n    default: a');

async function holding(place: Place, args: readonly string[] = []) {
  const child = place.start(['run', 'PROC-T-001', '--yes', ...args]);
  await until(() => existsSync(path.join(place.root, 'started-a')));
  return child;
}

describe('a second run', () => {
  it('is refused, and told who holds the procedure, where, at which step and since when', async () => {
    const place = new Place({ 'a.md': waiting });
    const child = await holding(place);
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(75);
    expect(out).toContain(place.runIds()[0]);
    expect(out).toContain(`by Ada, process ${child.pid} on ${hostname()}`);
    expect(out).toMatch(/at step 1\.2 Part 2, since 20\d\d-/);
    expect(place.runIds()).toHaveLength(1);
    const unlocked = place.procs(['runs', 'unlock', place.runIds()[0]!, '--force']);
    expect(unlocked.out).toContain('still going on');
    expect(unlocked.status).toBe(75);
    place.write('go', '');
    await until(() => child.exitCode !== null);
    expect(readdirSync(path.join(place.root, '.procs/locks'))).toEqual([]);
  });

  it('on another target goes on at the same time', async () => {
    const place = new Place({ 'a.md': waiting });
    const child = await holding(place, ['--target', 'staging']);
    expect(place.procs(['run', 'PROC-T-001', '--yes', '--target', 'staging']).status).toBe(75);
    place.write('other.md', '');
    const other = place.start([
      'run',
      'PROC-T-001',
      '--yes',
      '--target',
      'production',
      '--set',
      'TAG=b',
    ]);
    await until(() => existsSync(path.join(place.root, 'started-b')));
    expect(child.exitCode).toBeNull();
    place.write('go', '');
    await until(() => child.exitCode !== null && other.exitCode !== null);
    expect([child.exitCode, other.exitCode]).toEqual([0, 0]);
  });

  it('gets the lock of one that was killed', async () => {
    const place = new Place({ 'a.md': waiting });
    const child = await holding(place);
    child.kill('SIGKILL');
    await until(() => child.signalCode !== null);
    place.write('go', '');
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
  });

  it('of many that start at once, exactly one runs', async () => {
    const place = new Place({
      'a.md': procedure('echo ran >> log\nwhile ! test -f go; do sleep 0.1; done'),
    });
    const all = Array.from({ length: 4 }, () => place.start(['run', 'PROC-T-001', '--yes']));
    await until(() => all.filter(({ exitCode }) => exitCode !== null).length === 3);
    place.write('go', '');
    await until(() => all.every(({ exitCode }) => exitCode !== null));
    expect(all.map(({ exitCode }) => exitCode).sort()).toEqual([0, 75, 75, 75]);
    expect(place.read('log')).toBe('ran\n');
  });
});

describe('a holder', () => {
  const own = ownMark();
  it.each([
    ['this very process', {}, 'alive'],
    ['one whose pid another process has now', { startTime: '1' }, 'dead'],
    ['one of before the last boot', { boot: 'another' }, 'dead'],
    ['one on another machine', { host: 'elsewhere' }, 'unknown'],
    ['one on a machine of the same name', { machine: 'another' }, 'unknown'],
    ['one in another container', { pids: 'pid:[1]' }, 'unknown'],
    ['one that is gone', { pid: 4_194_000, startTime: '1' }, 'dead'],
  ])('%s', (_name, differing, life) => {
    const mark = { ...own, machine: own.machine ?? 'this' };
    expect(lifeOf({ ...mark, ...differing }, mark)).toBe(life);
  });

  it('on another machine is not thrown out: the refusal says how a person frees it', () => {
    const place = new Place({ 'a.md': procedure('echo one', 'test -f go') });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
    place.write('go', '');
    const run = place.runIds()[0]!;
    const locks = path.join(place.root, '.procs/locks');
    mkdirSync(locks, { recursive: true });
    const taken = takeLock(locks, 'PROC-T-001', run, {
      targets: [hostname()],
      operator: 'Grace',
      terminal: '/dev/pts/7',
    });
    expect(taken.held).toBe(true);
    const file = path.join(locks, readdirSync(locks)[0]!);
    writeFileSync(
      file,
      JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), host: 'elsewhere' }),
    );
    const refused = place.procs(['run', '--resume', '--yes', '--again']);
    expect(refused.status).toBe(75);
    expect(refused.out).toContain('by Grace, process');
    expect(refused.out).toContain('on elsewhere, terminal /dev/pts/7');
    expect(refused.out).toContain('cannot be known from here');
    expect(place.procs(['runs', 'unlock', run]).status).toBe(75);
    expect(place.procs(['runs', 'unlock', run, '--force']).status).toBe(0);
    expect(place.procs(['runs', 'unlock', run]).out).toContain('holds no lock');
    expect(place.procs(['run', '--resume', '--yes', '--again']).status).toBe(0);
  });

  it('of two targets takes both or none', () => {
    const directory = freshDirectory();
    const on = (...targets: string[]) => ({ targets, operator: 'Ada', terminal: null });
    const first = takeLock(directory, 'P', '1', on('b', 'a'));
    expect(first.held).toBe(true);
    expect(takeLock(directory, 'P', '2', on('c', 'b'))).toMatchObject({ held: false, target: 'b' });
    expect(takeLock(directory, 'P', '3', on('c')).held).toBe(true);
    if (first.held) first.release();
    expect(takeLock(directory, 'P', '4', on('a')).held).toBe(true);
  });
});
