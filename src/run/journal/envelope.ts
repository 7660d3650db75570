/** What is signed, and how it is handed on: DSSE envelopes (v1), over their pre-authentication encoding. */
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { sha256 } from './chain.ts';

export const Envelope = z.object({
  payloadType: z.string(),
  /** base64 */
  payload: z.string(),
  signatures: z.array(z.object({ keyid: z.string(), sig: z.string() })).min(1),
});
export type Envelope = z.infer<typeof Envelope>;

/** Signs with an ed25519 key. */
export interface Signer {
  /** SHA-256 of the public key (DER), hexadecimal. */
  readonly id: string;
  readonly publicKey: KeyObject;
  /** base64 */
  sign(payloadType: string, payload: Buffer): string;
}

export function signerOf(privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey);
  return {
    id: keyId(publicKey),
    publicKey,
    sign: (type, payload) => sign(null, encode(type, payload), privateKey).toString('base64'),
  };
}

export function seal(payloadType: string, payload: Buffer, signer: Signer): Envelope {
  return {
    payloadType,
    payload: payload.toString('base64'),
    signatures: [{ keyid: signer.id, sig: signer.sign(payloadType, payload) }],
  };
}

/** Whether this key made that signature. A signature written in another way than `sign` writes it does not count. */
export function holds(
  payloadType: string,
  payload: Buffer,
  signature: string,
  key: KeyObject,
): boolean {
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.toString('base64') !== signature) return false;
  return verify(null, encode(payloadType, payload), key, bytes);
}

export function keyId(publicKey: KeyObject): string {
  return sha256(publicKey.export({ type: 'spki', format: 'der' }));
}

/** As journals and people hand a public key on in one line: DER in base64. */
export function publicKeyText(signer: Signer | null): string | null {
  return signer?.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') ?? null;
}

/** PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body */
function encode(type: string, body: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `;
  return Buffer.concat([Buffer.from(head), body]);
}
