/** The key of whoever runs procedures: made when it is first needed, readable by nobody else. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RunRefused } from '../refusal.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { type Signer, signerOf } from './envelope.ts';

/** A signer, or why there is none. */
export type FoundSigner =
  | { readonly signer: Signer; readonly reason: null }
  | { readonly signer: null; readonly reason: string };

/**
 * The signer of this user: of the key that PROCS_KEY names, else of `procs/key` in the user's
 * configuration, which is made where it is missing. A run is not kept from starting for want of one
 * that nobody asked for: it goes on unsigned, and says why.
 *
 * @throws {RunRefused} where PROCS_KEY names a key that cannot be used.
 */
export function userSigner(env: NodeJS.ProcessEnv, { runs: say }: Words = en): FoundSigner {
  const file = keyFile(env);
  if (file === null) {
    return { signer: null, reason: say.noHome };
  }
  const isNamed = isSet(env.PROCS_KEY);
  try {
    if (!isNamed) makeKey(file);
    const { mode } = statSync(file);
    if ((mode & 0o077) !== 0) {
      throw new Error(say.othersRead(file));
    }
    return { signer: signerOf(privateKeyOf(readFileSync(file, 'utf8'), file)), reason: null };
  } catch (error) {
    const reason = (error as Error).message;
    if (!isNamed) return { signer: null, reason };
    throw new RunRefused(2, say.badKey(reason));
  }
}

/** The public half of this user's key; `null` where there is none yet. */
export function ownPublicKey(env: NodeJS.ProcessEnv): KeyObject | null {
  const file = keyFile(env);
  if (file === null) return null;
  try {
    return publicKeyOf(readFileSync(file, 'utf8'), file);
  } catch {
    return null;
  }
}

/**
 * A public ed25519 key as people hand it on: PEM, or a line of OpenSSH.
 *
 * @throws where it is no such key
 */
export function publicKeyOf(text: string, name: string): KeyObject {
  let key: KeyObject;
  const ssh = /^ssh-ed25519\s+([A-Za-z0-9+/=]+)/.exec(text.trim());
  try {
    key =
      ssh === null
        ? createPublicKey(text)
        : createPublicKey({
            // Behind the name of the kind, 32 bytes with their length before them.
            key: {
              kty: 'OKP',
              crv: 'Ed25519',
              x: Buffer.from(ssh[1]!, 'base64').subarray(-32).toString('base64url'),
            },
            format: 'jwk',
          });
  } catch {
    throw new Error(`${name} holds no key that can be read: PEM or "ssh-ed25519 …" is wanted`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${name} holds no ed25519 key`);
  return key;
}

export function keyFile(env: NodeJS.ProcessEnv): string | null {
  if (isSet(env.PROCS_KEY)) return path.resolve(env.PROCS_KEY!);
  if (isSet(env.XDG_CONFIG_HOME)) return path.join(env.XDG_CONFIG_HOME!, 'procs', 'key');
  return isSet(env.HOME) ? path.join(env.HOME!, '.config', 'procs', 'key') : null;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

function privateKeyOf(text: string, name: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    throw new Error(`${name} holds no private key in PEM without a passphrase`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${name} holds no ed25519 key`);
  return key;
}

/** Of two runs that make it at once, one key stays: it is written apart and linked. */
function makeKey(file: string): void {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${process.pid}`;
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(beside, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    mode: 0o600,
    flag: 'wx',
  });
  try {
    linkSync(beside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(beside);
  }
}
