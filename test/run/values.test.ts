/** Values that a run is given: what fits, what is refused, and that nothing has run by then. */
import { describe, expect, it } from 'vitest';
import { Place, procedure } from './cli.ts';

const DECLARED = `id: PROC-T-001
parameters:
  TARGET:
    pattern: 'v[0-9]+'
    default: v1
  COUNT:
    type: number
    default: 1
  COLOR:
    type: enum
    options: [red, green]
    default: red
  REALLY:
    type: boolean
    default: false`;

const text = procedure('echo "$TARGET $COUNT $COLOR $REALLY" > values.txt').replace(
  'id: PROC-T-001',
  DECLARED,
);

describe('--set', () => {
  it.each([
    ['TARGT=v2', 'Did you mean TARGET?'],
    ['SOMETHING=1', 'It has: TARGET, COUNT, COLOR, REALLY'],
    ['TARGET=latest', 'it must match v[0-9]+'],
    ['TARGET=v2; rm -rf x', 'it must match v[0-9]+'],
    ['COUNT=many', 'it must be a number'],
    ['COLOR=blue', 'it must be one of red, green'],
    ['REALLY=perhaps', 'it must be true or false'],
    ['TARGET', 'write --set NAME=value'],
  ])('%s is refused', (pair, told) => {
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', '--set', pair]);
    expect(out).toContain(told);
    expect(status).toBe(2);
    expect(() => place.read('values.txt')).toThrow();
  });

  it('goes before the default, and is a variable of the session', () => {
    const place = new Place({ 'a.md': text });
    const args = ['--set', 'TARGET=v22', '--set', 'COLOR=green', '--set', 'REALLY=true'];
    expect(place.procs(['run', 'PROC-T-001', '--yes', ...args]).status).toBe(0);
    expect(place.read('values.txt')).toBe('v22 1 green true\n');
  });

  it('that is missing is asked for until the answer fits', () => {
    const place = new Place({ 'a.md': text.replace('\n    default: v1', '') });
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(2);
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'latest\n\nv3\ny\n');
    expect(out).toContain('it must match v[0-9]+');
    expect(out).toContain('it is empty');
    expect(place.read('values.txt')).toBe('v3 1 red false\n');
    expect(status).toBe(0);
  });
});
