/** The runs that the build was given, by the procedure that they ran. */
import type { Audit, StoredRun, Verdict } from '../../src/index.ts';
import { siteSource } from '../source.mjs';

/** Latest first; empty where no run is published. */
export function publishedRuns(): StoredRun[] {
  return [...(siteSource().evidence?.runs ?? [])].reverse();
}

/** The part of a run's address that is its own: names of folders are safe, but nobody promises it. */
export function runSlug({ id }: StoredRun): string {
  return id.replace(/[^A-Za-z0-9._-]/g, '_');
}

/** What can be known of its journal; `null`: it was not looked at. */
export function auditOf({ id }: StoredRun): Audit | null {
  return siteSource().evidence?.audits.get(id) ?? null;
}

/** How it ended, as far as its journal can be believed: `damaged` where it is not as it was written. */
export function endOf(run: StoredRun): Verdict | 'damaged' | null {
  return auditOf(run)?.verdict === 'damaged' ? 'damaged' : (run.progress.end?.verdict ?? null);
}

/** The latest run of each procedure, by its name. */
export function latestRuns(): ReadonlyMap<string, StoredRun> {
  const latest = new Map<string, StoredRun>();
  for (const run of publishedRuns()) {
    const name = run.progress.start?.procedure.name;
    if (name !== undefined && !latest.has(name)) latest.set(name, run);
  }
  return latest;
}
