/** A few kills in the ordinary tests; `npm run test:crash` is for a thousand. */
import { expect, it } from 'vitest';
import { crash } from './crash.ts';

it.each([11, 12, 13])(
  'a runner that is killed again and again loses nothing and repeats nothing unasked (seed %i)',
  async (seed) => {
    expect(await crash(seed, 5)).toMatchObject({ problems: [] });
  },
  600_000,
);
