/** Where a run stops: what the operator can do there, what the journal keeps of it, and what the verdict claims. */
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, verdicts } from './cli.ts';

const broken = procedure(
  'echo one >> done.txt',
  'cat missing.txt >> done.txt',
  'echo three >> done.txt',
);

function told(place: Place): string {
  return place.procs(['runs', 'show', place.runIds().at(-1)!]).out;
}

function deviations(place: Place) {
  return place.journal().filter(({ event }) => event === 'deviation');
}

describe('at a failed step', () => {
  it('an empty answer and the end of the input decide nothing', () => {
    const place = new Place({ 'a.md': broken });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\n\n');
    expect(status).toBe(4);
    expect(out).toContain('? explains them');
    expect(place.read('done.txt')).toBe('one\n');
  });

  it('? explains each key', () => {
    const { out } = new Place({ 'a.md': broken }).procs(['run', 'PROC-T-001'], 'y\n?\nf\n');
    expect(out).toMatch(/ {2}k {2}Goes on without it/);
  });

  it('what was done by hand is attested by name, with a reason, and is a deviation', () => {
    const place = new Place({ 'a.md': broken });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\nm\n\ncopied it myself\n');
    expect(status).toBe(0);
    expect(out).toContain('done by hand, attested by Ada: copied it myself');
    expect(out).toContain('A reason is needed');
    expect(deviations(place)).toMatchObject([{ kind: 'by-hand', ref: '1.2', by: 'Ada' }]);
    expect(told(place)).toContain('deviation by Ada: done by hand (step 1.2): copied it myself');
  });

  it('a check that says no is not overruled into a pass', () => {
    const text = procedure(['echo work', '**Success criterion:** file missing.txt exists']);
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\nm\nit is on the other disk\n');
    expect(status).toBe(3);
    expect(out).toContain('its check says no');
    expect(verdicts(out)).toEqual(['1.1 unverified']);
  });

  it('the edited block runs once, its difference is kept, and the verdict says so', () => {
    const place = new Place({
      'a.md': broken,
      'edit.sh': '#!/bin/sh\nsed -i "s/missing.txt/done.txt > copy.txt; cat copy.txt/" "$1"\n',
    });
    chmodSync(path.join(place.root, 'edit.sh'), 0o755);
    const before = place.read('a.md');
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\ne\ny\n', {
      VISUAL: path.join(place.root, 'edit.sh'),
    });
    expect(out).toContain('-cat missing.txt');
    expect(out).toContain('as edited by Ada: every command ended well');
    expect(status).toBe(0);
    expect(place.read('a.md')).toBe(before);
    expect(place.read('done.txt')).toBe('one\none\nthree\n');
    const [deviation] = deviations(place);
    expect(deviation).toMatchObject({ kind: 'edited', ref: '1.2', by: 'Ada' });
    expect(deviation!.diff).toContain('+cat done.txt > copy.txt');
    const story = told(place);
    expect(story).toContain('a block was edited and run (step 1.2)');
    expect(story).toContain('with a block edited by Ada');
  });

  it('an edited block that bash refuses does not run, and is kept for the next try', () => {
    const place = new Place({
      'a.md': broken,
      'edit.sh':
        '#!/bin/sh\nif grep -q "if true" "$1"; then sed -i "s/if true/echo mended/" "$1"; else sed -i "s/cat.*/if true/" "$1"; fi\n',
    });
    chmodSync(path.join(place.root, 'edit.sh'), 0o755);
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\ne\ne\ny\n', {
      EDITOR: path.join(place.root, 'edit.sh'),
    });
    expect(out).toContain('bash does not accept it');
    expect(out).toContain('│ mended');
    expect(status).toBe(0);
  });

  it('an edited block that destroys stops at its gate', () => {
    const place = new Place({
      'a.md': broken,
      'edit.sh': '#!/bin/sh\nsed -i "s/cat.*/rm -rf everything/" "$1"\n',
    });
    chmodSync(path.join(place.root, 'edit.sh'), 0o755);
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\ne\ny\nn\ns\n', {
      EDITOR: path.join(place.root, 'edit.sh'),
    });
    expect(out).toContain('was not allowed to run. What now?');
    expect(out).not.toContain('│ ');
    expect(status).toBe(4);
  });

  it('going on further on leaves out what lies between, and leaves the whole unverified', () => {
    const place = new Place({ 'a.md': procedure('false', 'echo two > two.txt', 'echo three') });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\ng\n1.3\ny\nno time\n');
    expect(verdicts(out)).toEqual(['1.1 skipped', '1.2 skipped', '1.3 passed']);
    expect(status).toBe(3);
    expect(() => place.read('two.txt')).toThrow();
    expect(told(place)).toContain('went on at a later step (step 1.1): → 1.3: no time');
  });

  it('going back runs again what had passed, also after the run was cut off there', () => {
    const place = new Place({
      'a.md': procedure('echo one >> log', 'echo two >> log', 'test -e good.txt'),
    });
    const first = place.procs(['run', 'PROC-T-001'], 'y\ng\n1.1\ny\nfrom the start\ns\n');
    expect(first.status).toBe(4);
    expect(place.read('log')).toBe('one\ntwo\none\ntwo\n');
    place.write('good.txt', '');
    const { status, out } = place.procs(['run', '--resume'], 'r\n');
    expect(status, out).toBe(0);
    expect(place.read('log')).toBe('one\ntwo\none\ntwo\n');
  });

  it('going back to a step that has not run again yet does not take it for done', () => {
    const place = new Place({
      'a.md': procedure('test ! -e stop.txt', 'touch stop.txt', 'test -e good.txt'),
    });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ng\n1.1\ny\nagain\ns\n').status).toBe(4);
    place.write('good.txt', '');
    const { out } = place.procs(['run', '--resume'], 's\n');
    expect(out).toContain('This block has run and failed before');
    expect(out).not.toContain('before this run was resumed');
  });

  it('a run that is handed over asks the next operator, and both are in its story', () => {
    const place = new Place({ 'a.md': broken });
    const left = place.procs(['run', 'PROC-T-001'], 'y\nh\nGrace\nthe disk is full\n');
    expect(left.status).toBe(4);
    place.write('missing.txt', 'now\n');
    const grace = { PROCS_OPERATOR: 'Grace' };
    const refused = place.procs(['run', '--resume'], 'n\n', grace);
    expect(refused.status).toBe(2);
    expect(refused.out).toContain('This run was left by Ada.');
    expect(refused.out).toContain('the disk is full');
    const { status, out } = place.procs(['run', '--resume'], 'y\nr\n', grace);
    expect(status, out).toBe(0);
    const story = told(place);
    expect(story).toContain('handed over by Ada to Grace: the disk is full');
    expect(story).toContain('taken over from Ada by Grace');
  });

  it('a run that nobody takes over, for want of an answer, is as it was', () => {
    const place = new Place({ 'a.md': broken });
    const nobody = place.procs(['run', 'PROC-T-001'], '');
    expect(nobody.status).toBe(2);
    expect(nobody.out).toContain(
      'The input ended before the question was answered. The run was not started',
    );
    expect(nobody.out).not.toContain('at async');
    expect(place.procs(['runs']).out).toContain('No run');
    place.procs(['run', 'PROC-T-001'], 'y\nh\nGrace\n\n');
    const before = place.journalText();
    const { status, out } = place.procs(['run', '--resume'], '', { PROCS_OPERATOR: 'Grace' });
    expect(status).toBe(2);
    expect(out).toContain('was not gone on with, and is as it was');
    expect(out).not.toContain('at async');
    expect(place.journalText()).toBe(before);
  });

  it('whoever finds a block that ran and failed may leave it to somebody else as well', () => {
    const place = new Place({ 'a.md': broken });
    place.procs(['run', 'PROC-T-001'], 'y\ns\n');
    const left = place.procs(['run', '--resume'], 'h\nGrace\n\n');
    expect(left.status).toBe(4);
    place.write('missing.txt', 'now\n');
    const { status } = place.procs(['run', '--resume'], 'y\nr\n', { PROCS_OPERATOR: 'Grace' });
    expect(status).toBe(0);
    const decisions = place.journal().filter(({ event }) => event === 'decision');
    expect(decisions.map(({ choice, by }) => `${choice as string} ${by as string}`)).toEqual([
      'failure:s Ada',
      'doubt:r Grace',
    ]);
  });

  it('the end of the run tells in Spanish what a Spanish document asks', () => {
    const place = new Place({ 'a.md': broken });
    const { out } = place.procs(['run', 'PROC-T-001', '--lang', 'es'], 's\nk\nno hace falta\n');
    expect(out).toContain('El paso 1.2 ha fallado. ¿Qué hacer?');
    expect(out).toContain('– omitido  1.2  tras un fallo: no hace falta');
    expect(out).toContain('? sin verificar  PROC-T-001');
    expect(place.journal().findLast(({ event }) => event === 'run-ended')).toMatchObject({
      verdict: 'unverified',
    });
  });
});

describe('criteria of a stage that do not hold', () => {
  const staged = procedure('echo work').replace(
    '## Procedure\n',
    '## Procedure\n\n### Stage 1: Prepare\n',
  );

  it('can be left out, which leaves the whole unverified', () => {
    const text = `${staged.replace('### Step', '#### Step')}\n#### Exit criteria\n\n- [ ] The readers are happy\n`;
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\nn\nk\nthey never are\n');
    expect(out).toContain('does not meet its exit criteria. What now?');
    expect(status).toBe(3);
    expect(deviations(place)).toMatchObject([{ kind: 'skipped', ref: 'stage 1' }]);
  });
});
