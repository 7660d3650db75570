/** What runs left behind whose runner was killed: their output still holds what it printed, secrets and all. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SECRETS_FILE } from '../secrets/known-secrets.ts';
import { treeOf } from '../session/processes.ts';
import { JournalError } from './journal.ts';
import { readRun, runIds } from './store.ts';
import { maskOutput } from './traces.ts';

/**
 * Masks the output of runs that nobody carries on. What a block that still runs writes stays as it is
 * until it has ended: the run may be resumed and take its outcome over.
 */
export async function maskLeftovers(runs: string): Promise<void> {
  for (const id of runIds(runs)) {
    const file = join(runs, id, SECRETS_FILE);
    if (!existsSync(file)) continue;
    try {
      await maskRun(runs, id, file);
    } catch (error) {
      // Another user's, gone meanwhile, or damaged: whoever wants that run is told by its journal.
      if (!(error instanceof JournalError) && (error as NodeJS.ErrnoException).code === undefined)
        throw error;
    }
  }
}

async function maskRun(runs: string, id: string, file: string): Promise<void> {
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
  await maskOutput(directory, secretsIn(file), running.size === 0 ? null : new Set(over));
  if (running.size === 0) rmSync(file, { force: true });
}

function secretsIn(file: string): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Cut off while it was written: what looks like a credential is masked all the same.
    return [];
  }
}
