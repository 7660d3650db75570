/** What issue 3, section 6, asks for, held against what was measured. */
import type { Measurement } from './measure.ts';
import { times } from './table.ts';

export interface Aim {
  readonly text: string;
  readonly ratio: string;
  readonly isMet: boolean;
}

/** `results`: by size of the corpus; the speed is judged over the 1,000 documents, or the largest that there are. */
export function aims(
  results: ReadonlyMap<number, ReadonlyMap<string, Measurement>>,
  bare: ReadonlyMap<string, Measurement>,
): Aim[] {
  const sizes = [...results.keys()].sort((a, b) => a - b);
  const size = sizes.includes(1_000) ? 1_000 : sizes.at(-1)!;
  const at = results.get(size)!;
  const wall = (name: string): number => at.get(name)!.wall;
  const found: Aim[] = [];
  const add = (text: string, ratio: number, isMet: boolean): void => {
    found.push({ text, ratio: times(ratio), isMet });
  };
  const markdownlint = wall('markdownlint-cli2') / wall('procs, cold');
  add('cold, at least 15 times faster than markdownlint-cli2', markdownlint, markdownlint >= 15);
  const rumdl = wall('procs, cold') / wall('rumdl, cold');
  add('cold, no slower than rumdl', rumdl, rumdl <= 1);
  const warm = wall('procs, cold') / wall('procs, warm');
  add('warm, at least 5 times faster than cold', warm, warm >= 5);
  const changed = wall('procs, one changed') / wall('procs, cold');
  add(`one changed document of ${size}, under 1/10 of cold`, changed, changed < 0.1);
  const memory = at.get('procs, cold')!.memory;
  found.push({
    text: `memory for ${size} documents, under 300 MB`,
    ratio: `${Math.round(memory / 1e6)} MB`,
    isMet: memory < 300e6,
  });
  for (const [index, larger] of sizes.entries()) {
    const smaller = sizes[index - 1];
    if (smaller === undefined) continue;
    const growth =
      results.get(larger)!.get('procs, cold')!.cpu / results.get(smaller)!.get('procs, cold')!.cpu;
    add(
      `${larger / smaller} times the documents (${larger}), at most so many times the processor time`,
      growth,
      growth <= (larger / smaller) * 1.1,
    );
  }
  const none = bare.get('node -e 0')!.wall;
  for (const name of ['procs --version', 'procs --help']) {
    const ratio = bare.get(name)!.wall / none;
    add(`${name}, under twice a bare node -e 0`, ratio, ratio < 2);
  }
  return found;
}
