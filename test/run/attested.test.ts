/** What a person said of a stage is not asked again on resuming, while what it was said of is the same. */
import { expect, it } from 'vitest';
import { Place } from './cli.ts';

const staged = `---
id: PROC-T-001
---
# PROC-T-001: Move

## Procedure

### Stage 1: Prepare

#### Step 1.1: Copy

\`\`\`bash
echo copied >> done.txt
\`\`\`

#### Exit criteria

- [ ] The readers are happy
- [ ] Approved by Tech Lead

### Stage 2: Publish

#### Step 2.1: Wait

\`\`\`bash
test -e ready.txt
\`\`\`
`;

it('it counts while the document says the same, and an approval while it is the same document', () => {
  const place = new Place({ 'a.md': staged });
  const asked = 'Does this hold: The readers are happy';
  const first = place.procs(['run', 'PROC-T-001'], 'y\ny\nGrace\ns\n');
  expect(first.status, first.out).toBe(4);
  expect(first.out).toContain(asked);

  const second = place.procs(['run', '--resume'], 's\n');
  expect(second.out).not.toContain(asked);
  expect(second.out).toContain(
    '✓ passed  The readers are happy  attested by Ada (before this run was resumed)',
  );
  expect(second.out).toContain('Approved by Tech Lead  approved by Grace');
  expect(second.out).toContain('✓ passed  1.1  Copy  (passed before this run was resumed)');
  // What was done before counts for how long the stage has taken.
  const events = place.journal();
  const at = (event: string) => Date.parse(String(events.find((each) => each.event === event)!.at));
  const took = events.findLast(({ event }) => event === 'stage-ended')!.milliseconds;
  expect(took).toBeGreaterThanOrEqual(at('step-ended') - at('step-started'));

  // What is yet to come says something else: the approval was of the document as it was.
  place.write('a.md', staged.replace('test -e ready.txt', 'test -f ready.txt'));
  const third = place.procs(['run', '--resume'], 'y\nwanted it so\nHedy\ns\n');
  expect(third.out).toContain('asked again: Grace said so, and the document says something else');
  expect(third.out).toContain('approved by Hedy as Tech Lead');
  expect(third.out).not.toContain(asked);
  expect(third.status).toBe(4);
});

it('it is asked again where steps have run since', () => {
  const place = new Place({ 'a.md': staged });
  place.procs(['run', 'PROC-T-001'], 'y\ny\nGrace\ng\n1.1\ny\nonce more\n');
  const { out } = place.procs(['run', '--resume'], 'y\nHedy\ns\n');
  expect(out).toContain('asked again: Ada said so, and steps have run since');
  expect(out).toContain('approved by Hedy as Tech Lead');
});
