/** `procs verify`: judges by looking, runs no block, and passes nothing that only a run could know. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, until } from './cli.ts';

const seen = (place: Place, name: string): boolean => existsSync(path.join(place.root, name));

describe('verify', () => {
  it('judges what it can look at, and runs no block', () => {
    const place = new Place({
      'a.md': procedure(['touch ran made.txt', 'Expected: file made.txt exists']),
    });
    expect(place.procs(['verify', 'PROC-T-001']).status).toBe(1);
    place.write('made.txt', '');
    expect(place.procs(['verify', 'PROC-T-001']).status).toBe(0);
    expect(seen(place, 'ran')).toBe(false);
    expect(seen(place, '.procs')).toBe(false);
  });

  it.each([
    ['what a block prints', 'Expected: stdout contains "ok"', "needs the block's output"],
    ['what only a person can say', 'Expected: the readers are happy', 'only a person can say'],
  ])('leaves %s unverified', (_name, criterion, why) => {
    const place = new Place({ 'a.md': procedure(['echo ok', criterion]) });
    const { status, out } = place.procs(['verify', 'PROC-T-001']);
    expect(status).toBe(3);
    expect(out).toContain(why);
  });

  const checked = (code: string): string =>
    procedure(['touch ran', `Expected: it works\n\n\`\`\`bash check\n${code}\n\`\`\``]);

  it('carries out a check of the document only where somebody allows it', () => {
    const place = new Place({ 'a.md': checked('echo looked >> looks; test -e there') });
    const refused = place.procs(['verify', 'PROC-T-001']);
    expect(refused.status).toBe(2);
    expect(refused.out).toContain('echo looked >> looks');
    expect(place.procs(['verify', 'PROC-T-001'], 'n\n').status).toBe(3);
    expect(seen(place, 'looks')).toBe(false);
    expect(place.procs(['verify', 'PROC-T-001', '--yes']).status).toBe(1);
    place.write('there', '');
    expect(place.procs(['verify', 'PROC-T-001'], 'y\n').status).toBe(0);
    expect(seen(place, 'ran')).toBe(false);
  });

  it('refuses a check that destroys, allowed or not', () => {
    const place = new Place({ 'a.md': checked('rm -rf "$PWD/data"'), data: 'x' });
    const { status, out } = place.procs(['verify', 'PROC-T-001', '--yes']);
    expect(status).toBe(3);
    expect(out).toContain('removes files and folders for good');
    expect(seen(place, 'data')).toBe(true);
  });

  it('judges by what a run has kept, and by nothing of a step that was changed since', () => {
    const text = procedure(['echo ok', 'Expected: stdout contains "ok"'], 'false');
    const place = new Place({ 'a.md': text });
    place.procs(['run', 'PROC-T-001', '--yes']);
    const [id] = place.runIds();
    const { status, out } = place.procs(['verify', '--run', id!]);
    expect(out).toContain('stdout contains "ok"');
    expect(status).toBe(0);
    place.write('a.md', text.replace('echo ok', 'echo ok too'));
    expect(place.procs(['verify', '--run', id!]).status).toBe(3);
  });

  it('tells of a block that may have run what it left behind', async () => {
    const place = new Place({
      'a.md': procedure([
        'HERE=made.txt\ntouch "$HERE"\necho $$ >waiting\nuntil [ -e go ]; do sleep 0.1; done',
        'Expected: file made.txt exists',
      ]),
    });
    const run = place.start(['run', 'PROC-T-001', '--yes']);
    await until(() => seen(place, 'waiting') && place.read('waiting') !== '');
    run.kill('SIGKILL');
    await until(() => run.signalCode !== null);
    const before = readdirSync(place.root).sort();
    const { status } = place.procs(['verify', '--run', place.runIds()[0]!]);
    expect(status).toBe(0);
    expect(readdirSync(place.root).sort()).toEqual(before);
    place.write('go', '');
    // It outlives its runner, and must not outlive the folder in which it looks.
    await until(() => !existsSync(`/proc/${place.read('waiting').trim()}`));
  });
});
