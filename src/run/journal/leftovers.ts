/** What runs left behind whose runner was killed: their output still holds what it printed, secrets and all. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentSecrets } from '../secrets/environment.ts';
import { UNMASKED } from '../secrets/known-secrets.ts';
import { treeOf } from '../session/processes.ts';
import { JournalError } from './journal.ts';
import { readRun, runIds } from './store.ts';
import { maskOutput } from './traces.ts';

/** In the file, when only values that are known to nobody any more may be left: resuming masks those. */
const VALUES = 'values';

/**
 * Masks the output of runs that nobody carries on. What a block that still runs writes stays as it is
 * until it has ended: the run may be resumed and take its outcome over.
 */
export async function maskLeftovers(runs: string, env = process.env): Promise<void> {
  for (const id of runIds(runs)) {
    const file = join(runs, id, UNMASKED);
    if (!existsSync(file)) continue;
    try {
      if (readFileSync(file, 'utf8') !== VALUES) await maskRun(runs, id, file, env);
    } catch (error) {
      // Another user's, gone meanwhile, or damaged: whoever wants that run is told by its journal.
      if (!(error instanceof JournalError) && (error as NodeJS.ErrnoException).code === undefined)
        throw error;
    }
  }
}

async function maskRun(
  runs: string,
  id: string,
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { directory, records, progress, state } = readRun(runs, id);
  if (state === 'running') return;
  const open = [...progress.open.values(), ...progress.backgrounds.values()].filter(
    ({ ended }) => ended === null,
  );
  const running = new Set(
    open
      .filter(({ started }) => treeOf(started.cookie, null).length > 0)
      .map(({ started }) => started.directory),
  );
  const over = records.flatMap((record) =>
    record.event === 'block-started' && !running.has(record.directory) ? [record.directory] : [],
  );
  const values = environmentSecrets(env);
  await maskOutput(directory, values, running.size === 0 ? null : new Set(over));
  if (running.size === 0) writeFileSync(file, VALUES, { mode: 0o600 });
}
