/** How much of the labelled documents the compiler understands: the shares of `npm run bench:understanding`, held. */
import { describe, expect, it } from 'vitest';
import { kinds, precision, recall, scoreAll } from '../../bench/understanding/score.ts';

const least = 0.98;
const score = await scoreAll();

describe('documents labelled by hand', () => {
  it('are enough of them, in many styles', () => {
    expect(score.documents).toBeGreaterThanOrEqual(60);
    for (const kind of kinds) expect(score.tallies[kind].labelled).toBeGreaterThanOrEqual(30);
  });

  it.each(kinds)('%s: what is found is right, and what is there is found', (kind) => {
    const tally = score.tallies[kind];
    const misses = score.misses.filter((miss) => miss.includes(`: ${kind}: `)).join('\n');
    expect(precision(tally), misses).toBeGreaterThanOrEqual(least);
    expect(recall(tally), misses).toBeGreaterThanOrEqual(least);
  });

  it('never run what is only shown, and nothing unasked that has to be asked for', () => {
    expect(score.unsafe).toEqual([]);
  });
});
