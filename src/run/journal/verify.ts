/** Verifies the journals of runs, with the keys that a person trusts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { RunRefused } from '../refusal.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { type Audit, auditJournal, type KnownKey } from './audit.ts';
import { readCosignatures } from './cosign.ts';
import { readContent } from './journal.ts';
import { ownPublicKey, publicKeyOf } from './keys.ts';
import { runIds } from './store.ts';

export interface VerifyOptions {
  /** IDs of runs, or their beginnings; none: all. */
  readonly ids: readonly string[];
  /** Files with public keys; none: the user's own key. */
  readonly keyFiles: readonly string[];
  readonly signatureFiles: readonly string[];
  /** A head that was kept elsewhere. */
  readonly expect: string | null;
  readonly env: NodeJS.ProcessEnv;
  /** For what is found; absent: English. */
  readonly words?: (run: string) => Words;
}

/** @throws {InputError} where a key or the head cannot be used; {RunRefused} where there is no such run */
export function verifyRuns(runs: string, options: VerifyOptions): { id: string; audit: Audit }[] {
  const keys = trustedKeys(options.keyFiles, options.env);
  const ids = options.ids.length === 0 ? runIds(runs) : options.ids.map((id) => oneId(runs, id));
  if (options.expect !== null) {
    if (ids.length !== 1)
      throw new InputError('--expect holds for one run: say which, as "procs runs verify RUN".');
    if (!/^(?:\d+:)?[0-9a-f]{64}$/i.test(options.expect.trim()))
      throw new InputError(
        `--expect ${options.expect} is no head: write what "procs runs head RUN" printed, COUNT:HASH or only the hash.`,
      );
  }
  return ids.map((id) => {
    const directory = join(runs, id);
    const { cosignatures, unreadable } = readCosignatures(directory, options.signatureFiles);
    const audit = auditJournal(readContent(directory), {
      keys,
      cosignatures,
      expect: options.expect,
      ...(options.words === undefined ? {} : { words: options.words(id) }),
    });
    const unknown = unreadable.map((text) => ({ line: null, text }));
    return { id, audit: { ...audit, unknown: [...audit.unknown, ...unknown] } };
  });
}

/** The run that an ID or its beginning stands for, whether or not its journal can be read. @throws {RunRefused} */
export function oneId(runs: string, id: string, { runs: say }: Words = en): string {
  const all = runIds(runs);
  const found = all.includes(id) ? [id] : all.filter((each) => each.startsWith(id));
  if (found.length === 1) return found[0]!;
  throw new RunRefused(2, found.length === 0 ? say.noRun(id, runs) : say.several(id, found));
}

function trustedKeys(files: readonly string[], env: NodeJS.ProcessEnv): KnownKey[] {
  if (files.length === 0) {
    const own = ownPublicKey(env);
    return own === null ? [] : [{ key: own, name: 'your own key' }];
  }
  return files.map((file) => {
    try {
      return { key: publicKeyOf(readFileSync(file, 'utf8'), file), name: file };
    } catch (error) {
      throw new InputError(`--key ${file} cannot be used: ${(error as Error).message}.`);
    }
  });
}
