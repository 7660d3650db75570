/** A document that was edited between two parts of a run: shown before anything runs, and answered for. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, verdicts } from '../cli.ts';

const text = procedure('echo one >> log', 'echo two >> log\ntest -f go', 'echo three >> log');

/** Stopped by the operator at its second step, which failed. */
function stopped(): Place {
  const place = new Place({ 'a.md': text });
  expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
  expect(place.read('log')).toBe('one\ntwo\n');
  return place;
}

const ended = (place: Place) =>
  place.journal().filter(({ event }) => event === 'change-accepted' || event === 'document');

describe('an edited document', () => {
  it('is shown as a diff, step by step, with what has run already, before anything runs', () => {
    const place = stopped();
    place.write('a.md', text.replace('echo one', 'echo 1').replace('echo three', 'echo 3'));
    const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(out).toContain('a.md was changed since this run began:');
    expect(out).toMatch(
      /1\.1 {2}Part 1: changed, has run already: passed\n\s+```bash|1\.1 {2}Part 1: changed, has run already: passed/,
    );
    expect(out).toContain('-echo one >> log');
    expect(out).toContain('+echo 1 >> log');
    expect(out).toMatch(/1\.3 {2}Part 3: changed, has not run yet/);
    expect(out).toContain('+echo 3 >> log');
    expect(out).not.toContain('Part 2: changed');
    expect(status).toBe(2);
    expect(place.read('log')).toBe('one\ntwo\n');
  });

  it('goes on over a step that has run where somebody accepts it with a reason, which is kept and signed', () => {
    const place = stopped();
    place.write('a.md', text.replace('echo one', 'echo 1'));
    place.write('go', '');
    const { status, out } = place.procs(['run', '--resume'], 'y\nonly its wording\nr\n');
    expect(out).toContain('-echo one >> log');
    expect(status).toBe(0);
    expect(place.read('log')).toBe('one\ntwo\ntwo\nthree\n');
    expect(ended(place).filter(({ event }) => event === 'change-accepted')).toMatchObject([
      { ref: '1.1', by: 'Ada', reason: 'only its wording' },
    ]);
    expect(ended(place).filter(({ event }) => event === 'document')).toHaveLength(2);
    expect(place.procs(['runs', 'show', place.runIds()[0]!]).out).toContain('only its wording');
    expect(place.procs(['runs', 'verify']).status).toBe(0);
  });

  it('may be gone on with under another key', () => {
    const place = stopped();
    const grace = new Place({});
    const key = path.join(grace.root, '.config/procs/key');
    place.write('grace.pub', grace.procs(['runs', 'key']).out.replace(/\nkey .*/s, '\n'));
    place.write('a.md', text.replace('echo one', 'echo 1'));
    place.write('go', '');
    const env = { PROCS_KEY: key };
    expect(place.procs(['run', '--resume'], 'y\nonly its wording\nr\n', env).status).toBe(0);
    const { out, status } = place.procs(['runs', 'verify', '--key', 'grace.pub']);
    expect(out).toContain('intact');
    expect(status).toBe(0);
    expect(place.procs(['runs', 'show', place.runIds()[0]!]).out).toContain('accepted by Ada');
  });

  it('goes on with the failed step as it was mended', () => {
    const place = stopped();
    place.write('a.md', text.replace('test -f go', 'true'));
    const { status, out } = place.procs(['run', '--resume'], 'y\nthe check was wrong\nr\n');
    expect(out).toContain('has begun, and is not settled');
    expect(verdicts(out)).toContain('1.2 passed');
    expect(status).toBe(0);
    expect(place.read('log')).toBe('one\ntwo\ntwo\nthree\n');
  });

  it.each([
    ['without a reason', 'y\n\n'],
    ['where it is not accepted', 'n\n'],
    ['where the operator goes away', ''],
  ])('does not go on %s', (_name, input) => {
    const place = stopped();
    place.write('a.md', text.replace('echo one', 'echo 1'));
    place.write('go', '');
    const { status } = place.procs(['run', '--resume'], input);
    expect([2, 4]).toContain(status);
    expect(place.read('log')).toBe('one\ntwo\n');
    expect(place.journalText()).not.toContain('change-accepted');
  });

  it.each([
    ['changed', (now: string) => now.replace('echo three', 'echo 3'), '3'],
    ['gone', (now: string) => now.replace(/### Step 1\.3.*/s, ''), null],
    [
      'new',
      (now: string) => `${now}\n### Step 1.4: More\n\n\`\`\`bash\necho four >> log\n\`\`\`\n`,
      'three\nfour',
    ],
  ])(
    'with a step ahead that is %s asks, and with nobody there wants a flag',
    (word, edit, last) => {
      const place = stopped();
      place.write('a.md', edit(text));
      place.write('go', '');
      const refused = place.procs(['run', '--resume', '--yes', '--again']);
      expect(refused.out).toContain(`: ${word}, has not run yet`);
      expect(refused.status).toBe(2);
      expect(place.procs(['run', '--resume'], 'n\n').status).toBe(2);
      expect(place.read('log')).toBe('one\ntwo\n');
      expect(place.procs(['run', '--resume', '--yes', '--again', '--accept-changes']).status).toBe(
        0,
      );
      expect(place.read('log')).toBe(`one\ntwo\ntwo\n${last === null ? '' : `${last}\n`}`);
    },
  );

  it('in its prose alone asks nothing', () => {
    const place = stopped();
    place.write('a.md', text.replace('## Procedure', 'Some more words.\n\n## Procedure'));
    place.write('go', '');
    expect(place.procs(['run', '--resume', '--yes', '--again']).status).toBe(0);
  });

  it('is kept without its secrets, for its owner alone', () => {
    const place = new Place({ 'a.md': procedure('PASSWORD=Hunt3r-22x\necho one', 'false') });
    place.procs(['run', 'PROC-T-001'], 'y\ns\n');
    const folder = path.join(place.runs(), place.runIds()[0]!, 'documents');
    const [name] = readdirSync(folder);
    expect(readFileSync(path.join(folder, name!), 'utf8')).not.toContain('Hunt3r');
    expect(statSync(path.join(folder, name!)).mode & 0o777).toBe(0o600);
  });
});

describe('the document of a run', () => {
  it('is told with its commit, and whether it was as committed there', () => {
    const place = new Place({ 'a.md': procedure('echo one') });
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
        cwd: place.root,
        encoding: 'utf8',
      }).trim();
    const stateOf = (): unknown => {
      expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
      return place.journal().find(({ event }) => event === 'document')!.git;
    };
    expect(stateOf()).toBeNull();
    git('init', '-q', '-b', 'main');
    expect(stateOf()).toBeNull();
    git('commit', '-q', '--allow-empty', '-m', 'first');
    expect(stateOf()).toEqual({ commit: git('rev-parse', 'HEAD'), state: 'untracked' });
    git('add', 'a.md');
    git('commit', '-q', '-m', 'second');
    const commit = git('rev-parse', 'HEAD');
    expect(stateOf()).toEqual({ commit, state: 'committed' });
    place.write('a.md', `${place.read('a.md')}\nMore.\n`);
    expect(stateOf()).toEqual({ commit, state: 'modified' });
    expect(existsSync(path.join(place.root, '.git/index.lock'))).toBe(false);
    const envelope = JSON.parse(place.procs(['runs', 'attest', place.runIds().at(-1)!]).out) as {
      payload: string;
    };
    expect(Buffer.from(envelope.payload, 'base64').toString()).toContain(
      `"digest":{"gitCommit":"${commit}"},"annotations":{"state":"modified"}`,
    );
  });
});
