/** What a person hands on about a run: its head, a signature over it, a statement of what came of it, their public key. */
import { InputError } from '../../model/input-error.ts';
import { RunRefused } from '../refusal.ts';
import { auditJournal } from './audit.ts';
import { writeCosignature } from './cosign.ts';
import type { Envelope, Signer } from './envelope.ts';
import { readContent } from './journal.ts';
import { userSigner } from './keys.ts';
import { attest } from './statement.ts';
import { readRun, type StoredRun } from './store.ts';
import { oneId } from './verify.ts';

export interface RunHead {
  readonly run: string;
  readonly count: number;
  readonly head: string;
}

/** What to keep elsewhere: `verify --expect` holds the journal against it. */
export function headOfRun(runs: string, id: string): RunHead {
  const run = oneId(runs, id);
  const { count, head } = auditJournal(readContent(`${runs}/${run}`), { keys: [] });
  return { run, count, head };
}

/**
 * Signs a run's journal as it is now with this user's key, beside the operator's own signatures.
 *
 * @throws {JournalError} where it is damaged; {RunRefused} where there is no key
 */
export function signRun(
  runs: string,
  id: string,
  { env, by, output }: { env: NodeJS.ProcessEnv; by: string; output: string | null },
): RunHead & { readonly file: string; readonly key: string } {
  const run = stopped(readRun(runs, oneId(runs, id)), 'signed');
  const signer = signerOrRefuse(env);
  const { count, head } = headOfRun(runs, run.id);
  const at = new Date().toISOString();
  try {
    const file = writeCosignature(run.directory, { count, head, at, by }, signer, output);
    return { run: run.id, count, head, file, key: signer.id };
  } catch (error) {
    throw new InputError(`The signature cannot be written: ${(error as Error).message}.`);
  }
}

/** The run's in-toto statement in an envelope that this user's key signs. */
export function attestRun(runs: string, id: string, env: NodeJS.ProcessEnv): Envelope {
  const run = stopped(readRun(runs, oneId(runs, id)), 'attested');
  return attest(run, readContent(run.directory), signerOrRefuse(env));
}

/** The public key of this user, made where there is none yet; PEM. */
export function publicKeyPem(env: NodeJS.ProcessEnv): {
  readonly id: string;
  readonly pem: string;
} {
  const { id, publicKey } = signerOrRefuse(env);
  return { id, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

function stopped(run: StoredRun, what: string): StoredRun {
  if (run.state !== 'running') return run;
  throw new RunRefused(
    75,
    `The run ${run.id} is still going on, in process ${run.progress.process?.pid}: it can be ${what} when it has ended or stopped.`,
  );
}

function signerOrRefuse(env: NodeJS.ProcessEnv): Signer {
  const { signer, reason } = userSigner(env);
  if (signer === null) throw new RunRefused(2, `There is no key to sign with: ${reason}.`);
  return signer;
}
