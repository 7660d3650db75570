/** A campaign: so many cases of a seed, and for each that fails a document that is as small as it gets. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeCase } from './make-case.ts';
import { minimise } from './minimise.ts';
import { openPool, type Pool } from './pool.ts';
import type { Failure } from './run-case.ts';

export interface Campaign {
  readonly seed: number;
  readonly count: number;
  /** Number of the first case; default 0. */
  readonly from?: number;
  /** Milliseconds that a case may take. */
  readonly patience: number;
  /** Where failing documents are written. */
  readonly folder: string;
  readonly workers: number;
  readonly say: (line: string) => void;
}

export interface Found extends Failure {
  readonly number: number;
  /** The minimised document. */
  readonly saved: string;
}

export async function fuzz(campaign: Campaign): Promise<Found[]> {
  const { seed, count, from = 0, patience, workers } = campaign;
  const pool = openPool(workers, patience);
  const found: Found[] = [];
  const told = new Set<string>();
  let next = from;
  try {
    const lane = async (): Promise<void> => {
      while (next < from + count) {
        const number = next;
        next += 1;
        const { file, bytes } = makeCase(seed, number);
        const failure = await pool.run({ file, bytes });
        if (failure === null) continue;
        // The same fault once more is counted, not made smaller: that takes long and tells nothing.
        const isNew = !told.has(failure.promise);
        told.add(failure.promise);
        found.push({
          ...failure,
          number,
          saved: await save(campaign, pool, number, failure, isNew),
        });
        tell(campaign, found.at(-1)!);
      }
    };
    await Promise.all(Array.from({ length: workers }, lane));
  } finally {
    pool.close();
  }
  return found.sort((a, b) => a.number - b.number);
}

async function save(
  { seed, folder }: Campaign,
  pool: Pool,
  number: number,
  failure: Failure,
  isNew: boolean,
): Promise<string> {
  const { file, bytes, mutations } = makeCase(seed, number);
  const fails = async (candidate: Uint8Array): Promise<boolean> =>
    (await pool.run({ file, bytes: candidate }))?.promise === failure.promise;
  // A hang costs its whole patience each time.
  const small = isNew ? await minimise(bytes, fails, failure.promise === 'hang' ? 20 : 400) : bytes;
  mkdirSync(folder, { recursive: true });
  const saved = path.join(folder, `${seed}-${number}.md`);
  writeFileSync(saved, small);
  const note = { seed, number, file, mutations, ...failure };
  writeFileSync(`${saved}.json`, `${JSON.stringify(note, null, 2)}\n`);
  return saved;
}

function tell({ seed, say }: Campaign, { number, promise, message, saved }: Found): void {
  say(`FAILED case ${number}: ${promise}`);
  for (const line of message.split('\n').slice(0, 12))
    say(`  ${JSON.stringify(line).slice(1, -1).slice(0, 400)}`);
  say(`  document: ${saved}`);
  say(`  again:    npm run fuzz -- --seed ${seed} --from ${number} --count 1`);
  say(`  or:       npm run fuzz -- --file ${saved}`);
}
