/** What was given with the command holds on resuming, for the document and the person that it was given for. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Place, until } from './cli.ts';

const release = `---
id: PROC-T-001
---
# PROC-T-001: Release

## Prerequisites

- Approval from Release Manager for the release
- The readers were told

## Procedure

### Step 1.1: Prepare

\`\`\`bash
echo prepared >> done.txt
\`\`\`

### Step 1.2: Copy

\`\`\`bash
test -e ready.txt
\`\`\`

### Step 1.3: Publish

\`\`\`bash
echo published >> done.txt
\`\`\`

Expected: approved by Tech Lead

### Step 1.4: Look

\`\`\`bash
test -e looks-good.txt
\`\`\`

## Rollback

### Step R.1: Take back

\`\`\`bash
echo taken back >> done.txt
\`\`\`
`;

const given = [
  '--approve=Release Manager=Rosa',
  '--approve=Tech Lead=Grace',
  '--prerequisites-met=Lin',
  '--rollback-on-failure',
  '--timeout=50s',
];

/** Ada starts it, and stops at its second step. */
function stopped(text = release): Place {
  const place = new Place({ 'a.md': text });
  const { status, out } = place.procs(['run', 'PROC-T-001', ...given], 'y\ns\n');
  expect(status, out).toBe(4);
  place.write('ready.txt', '');
  return place;
}

const bob = { PROCS_OPERATOR: 'Bob' };

function events(place: Place, event: string) {
  return place.journal().filter((each) => each.event === event);
}

describe('what was given with the command', () => {
  it('is written down with who gave it, and is in force for whoever resumes, who is told', () => {
    const place = stopped();
    expect(events(place, 'decision').slice(0, 5)).toMatchObject([
      { choice: 'given', by: 'Ada', reason: '--approve Release Manager=Rosa' },
      { choice: 'given', by: 'Ada', reason: '--approve Tech Lead=Grace' },
      { choice: 'given', by: 'Ada', reason: '--prerequisites-met Lin' },
      { choice: 'given', by: 'Ada', reason: '--rollback-on-failure' },
      { choice: 'given', by: 'Ada', reason: '--timeout 50s' },
    ]);
    const { status, out } = place.procs(['run', '--resume', '--yes', '--again'], undefined, bob);
    expect(status, out).toBe(1);
    expect(out).toContain('still in force, given by Ada: --approve Tech Lead=Grace');
    expect(out).toContain('approved by Grace as Tech Lead (in advance, --approve)');
    expect(place.read('done.txt')).toBe('prepared\npublished\ntaken back\n');
    expect(events(place, 'approval').at(-1)).toMatchObject({
      person: 'Grace',
      by: 'Ada',
      independent: true,
    });
    const report = place.procs(['report', place.runIds()[0]!]).out;
    expect(report).toContain('## Given with the command');
    expect(report).toMatch(/--approve Tech Lead=Grace +\| Ada/);
    expect(report).toMatch(/--yes +\| Bob/);
  });

  it('can be said otherwise, or taken back, and that holds from then on', () => {
    const place = stopped();
    const other = ['--approve=Tech Lead=Alan', '--no-rollback-on-failure'];
    place.procs(['run', '--resume', ...other], 's\n');
    const { out } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(out).toContain('still in force, given by Ada: --approve Tech Lead=Alan');
    expect(out).toContain('approved by Alan as Tech Lead');
    expect(out).not.toContain('Grace');
    expect(place.read('done.txt')).toBe('prepared\npublished\n');
  });

  it('vouches for nothing that the document says only since then', () => {
    const place = stopped();
    place.write('a.md', release.replace('echo published', 'echo published twice'));
    const { status, out } = place.procs(
      ['run', '--resume', '--yes', '--again', '--accept-changes'],
      undefined,
      bob,
    );
    expect(status, out).toBe(1);
    expect(out).toContain(
      '--approve Tech Lead=Grace, given by Ada, was for the document as it was',
    );
    expect(out).toContain('whether Tech Lead approved it nobody could say');
    // What was vouched for and still says the same is not asked again.
    expect(events(place, 'prerequisite').map(({ verdict }) => verdict)).toEqual([
      'passed',
      'passed',
      'unverified',
      'passed',
    ]);
    expect(place.read('done.txt')).toContain('taken back');
    expect(events(place, 'decision')).toContainEqual(
      expect.objectContaining({ choice: 'change ahead:accepted', ref: '1.3', by: 'Bob' }),
    );
  });

  it('passes gates and attests only for whoever gave that', async () => {
    const text = release.replace(
      'test -e ready.txt',
      'touch waiting.txt; test -e ready.txt || sleep 120',
    );
    const place = new Place({ 'a.md': text });
    const child = place.start(['run', 'PROC-T-001', '--yes', '--attest-as=Ada']);
    await until(() => existsSync(`${place.root}/waiting.txt`));
    child.kill('SIGTERM');
    await until(() => child.exitCode !== null);
    place.write('ready.txt', '');
    place.write('looks-good.txt', '');
    const gated = place.read('a.md').replace('echo published', 'rm -rf ./old; echo published');
    place.write('a.md', gated);
    const refused = place.procs(['run', '--resume', '--again', '--accept-changes'], undefined, bob);
    expect(refused.status).toBe(2);
    expect(refused.out).toContain('--yes, given by Ada, was for the document as it was before');
    place.write('a.md', text);
    const other = place.procs(['run', '--resume', '--again', '--yes'], undefined, bob);
    expect(other.out).toContain('--attest-as Ada was given by Ada, and only for what they run');
    expect(other.status).toBe(3);
  });

  it.each([['--approve=Tech Lead='], ['--prerequisites-met='], ['--attest-as=']])(
    'names somebody: %s is refused',
    (option) => {
      const place = new Place({ 'a.md': release });
      const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', option]);
      expect(status).toBe(2);
      expect(out).toContain('it names nobody');
    },
  );
});
