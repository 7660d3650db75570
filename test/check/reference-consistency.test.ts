/** What the reference documents say of themselves: each finding was looked up by hand in the text. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { load } from '../../src/load.ts';

const root = '/work/shared/reference';

describe.skipIf(!existsSync(root))('the reference documents', () => {
  it('contradict themselves in these places and no others', async () => {
    const found = await check(await load({ root }), {
      fileExists: existsSync,
      today: '2026-11-21',
    });
    const said = found
      .filter(({ code }) => code >= 'PROCS050' && code <= 'PROCS069')
      .map(({ file, line, rule, severity }) => `${file.slice(0, 15)}:${line} ${severity} ${rule}`);
    expect(said).toEqual([
      // Four activities without an A, and one without an R.
      'PROCED-BACK-002:77 info raci-accountable',
      'PROCED-BACK-002:82 info raci-accountable',
      // A log that no step writes.
      'PROCED-BACK-002:497 info artifact-not-produced',
      // 60 minutes promised, six stages of 80.
      'PROCED-BACK-002:506 warning total-time-limit',
      // pytest: its sibling lists it.
      'PROCED-BACK-002:653 info undeclared-tool',
      // Active, with a reviewer still to be named and no date of approval.
      'PROCED-BACK-002:704 warning approval-missing',
      'PROCED-BACK-002:748 warning contact-placeholder',
      // Due in February 2026.
      'PROCED-BACK-002:757 warning review-overdue',
      'PROCED-BACK-003:78 info raci-accountable',
      // 'Watch this step closely' below the block that drops the database.
      'PROCED-BACK-003:316 warning notice-after-command',
      'PROCED-BACK-003:514 info artifact-not-produced',
      // 15 minutes promised, seven stages of 38.
      'PROCED-BACK-003:527 warning total-time-limit',
      // pip, python and celery.
      'PROCED-BACK-003:662 info undeclared-tool',
      'PROCED-BACK-003:685 warning contact-placeholder',
      'PROCED-BACK-003:713 warning approval-missing',
      'PROCED-BACK-003:791 warning review-overdue',
    ]);
  });
});
