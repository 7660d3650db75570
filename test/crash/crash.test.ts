/** A few kills in the ordinary tests; `npm run test:crash` is for a thousand. */
import { expect, it } from 'vitest';
import { crash, crashAt, everything } from './crash.ts';

it.each([11, 12])(
  'a runner that is killed again and again loses nothing and repeats nothing unasked (seed %i)',
  async (seed) => {
    expect(await crash(seed, 5)).toMatchObject({ problems: [] });
  },
  600_000,
);

// A step's start half written, a background block's start on disk and not begun, a decision not synced,
// and no room on the disk from there on.
it.each(['torn:10', 'synced:12', 'written:24', 'full:1', 'full:16'])(
  'nor one that is killed at a line of its journal (%s)',
  async (at) => {
    expect(await crashAt(at, everything(false))).toMatchObject({ kills: 1, problems: [] });
  },
  600_000,
);
