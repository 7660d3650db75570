/** Procedures that go to other hosts, run by the real command line over a real sshd. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, verdicts } from '../cli.ts';
import { hasSshd } from './sshd.ts';
import { startSshd } from './support.ts';

describe.skipIf(!hasSshd)('a procedure that goes to another host', () => {
  it('runs each block where it belongs, with a session on either side', async () => {
    const sshd = await startSshd();
    const place = new Place(
      {
        'a.md': procedure(
          'here=1\ncd /usr',
          '# Connect\nssh staging-server\n\nmkdir -p app\ncd app\nexport RELEASE=7',
          [
            'echo "$SIDE $RELEASE ${here-unset} ${PWD##*/}" | tee where.txt',
            '**Success criterion:** file where.txt nonempty',
          ],
          'f() { echo "in $1"; }\nexit',
          'echo "${SIDE-here} $here $PWD"',
          'ssh staging-server\necho "${RELEASE-fresh} ${PWD##*/}"',
        ),
      },
      sshd.path,
    );
    const ran = place.procs(['run', 'PROC-T-001']);
    expect(verdicts(ran.out)).toEqual([1, 2, 3, 4, 5, 6].map((step) => `1.${step} passed`));
    expect(ran.out).toContain('remote 7 unset app\n');
    expect(ran.out).toContain('here 1 /usr\n');
    expect(ran.out).toContain('fresh home\n');
    expect(ran.status).toBe(0);
    expect(existsSync(join(sshd.home, 'app/where.txt'))).toBe(true);
  });
});
