/** `procs runs`: listed, told and cleared away. */
import { describe, expect, it } from 'vitest';
import { Place, procedure } from '../cli.ts';

function several(): Place {
  const place = new Place({ 'a.md': procedure('echo one', 'test -f go || test "$PWD" = /') });
  expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(1);
  expect(place.procs(['run', 'PROC-T-001', '--target', 'staging'], 'y\ns\n').status).toBe(4);
  place.write('go', '');
  expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
  return place;
}

describe('procs runs', () => {
  it('lists each with target, operator, time and how it ended', () => {
    const place = several();
    const lines = place.procs(['runs']).out.trimEnd().split('\n');
    expect(
      lines.map((line) =>
        line
          .replace(/^\S+ +/, '')
          .replace(/\d+ s/, '_ s')
          .replace(/ +/g, ' '),
      ),
    ).toEqual([
      'PROC-T-001 - Ada _ s failed',
      'PROC-T-001 staging Ada _ s can be resumed',
      'PROC-T-001 - Ada _ s passed',
    ]);
    for (const args of [
      ['runs', '--json'],
      ['runs', '--format', 'json'],
    ]) {
      const rows = JSON.parse(place.procs(args).out) as object[];
      expect(rows).toMatchObject([
        { state: 'ended', verdict: 'failed', target: null },
        { state: 'stopped', verdict: null, target: 'staging' },
        { state: 'ended', verdict: 'passed', operator: 'Ada' },
      ]);
    }
  });

  it('show tells a run, with its day, its document and its signatures', () => {
    const place = several();
    const { out, status } = place.procs(['runs', 'show', place.runIds()[2]!]);
    expect(status).toBe(0);
    expect(out.split('\n')[0]).toMatch(/passed {2}Ada {2}\d+ s$/);
    expect(out).toMatch(/^20\d\d-\d\d-\d\d \(UTC\)$/m);
    expect(out).toContain('document a.md sha256');
    expect(out).toContain('signed with key');
    const json = place.procs(['runs', 'show', place.runIds()[2]!, '--format', 'json']);
    expect((JSON.parse(json.out) as object[])[0]).toMatchObject({ event: 'run-started' });
  });

  it('prune removes nothing unless told to, and never what can be resumed', () => {
    const place = several();
    const all = place.runIds();
    expect(place.procs(['runs', 'prune']).out).toContain('none to remove');
    const listed = place.procs(['runs', 'prune', '--older-than', '0', '--keep', '0']);
    expect(listed.out).toContain(all[0]);
    expect(listed.out).toContain(all[2]);
    expect(listed.out).not.toContain(all[1]);
    expect(listed.out).toContain('Nothing was removed');
    expect(place.runIds()).toEqual(all);
    expect(
      place.procs(['runs', 'prune', '--older-than', '0', '--keep', '1', '--delete']).out,
    ).toContain('Removed 1');
    expect(place.runIds()).toEqual([all[1], all[2]]);
    expect(place.procs(['runs', 'prune', '--older-than', 'x']).status).toBe(2);
  });
});
