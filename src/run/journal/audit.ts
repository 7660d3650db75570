/** What can be known of a journal: whether it is as it was written, up to where somebody vouches for that, and what nobody can tell. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { headOf, type Line, linesOf, sha256 } from './chain.ts';
import type { Cosignature } from './cosign.ts';
import { keyId } from './envelope.ts';
import { parseRecord, recordLine } from './journal.ts';
import type { JournalRecord } from './record.ts';
import { headHolds } from './sign.ts';

/** A public key that whoever asks trusts. */
export interface KnownKey {
  readonly key: KeyObject;
  /** Whose it is, or which file it came from. */
  readonly name: string;
}

export interface AuditOptions {
  readonly keys: readonly KnownKey[];
  readonly cosignatures?: readonly Cosignature[];
  /** Head that was kept elsewhere: its hash, also with `COUNT:` before it. */
  readonly expect?: string | null;
  /** Absent: English. */
  readonly words?: Words;
}

type Say = Words['audit'];

export interface Finding {
  /** Line of the file, from 1; `null`: of no single line. */
  readonly line: number | null;
  readonly text: string;
}

export interface FoundSignature {
  /** Where it stands: line of the journal, or file of a co-signature. */
  readonly where: string;
  readonly key: string;
  /** Whose key it is, for whoever asks; `null`: one that is not known. */
  readonly name: string | null;
  /** How many records it stands for. */
  readonly count: number;
  readonly by: string | null;
}

export interface Audit {
  /** `damaged`: it is not as it was written. `unproven`: nothing speaks against it, and not enough for it. */
  readonly verdict: 'intact' | 'damaged' | 'unproven';
  readonly count: number;
  /** Hash of the last whole line. */
  readonly head: string;
  readonly damage: readonly Finding[];
  /** What is not known, and why. */
  readonly unknown: readonly Finding[];
  /** Signatures that hold. */
  readonly signatures: readonly FoundSignature[];
  /** So many records from the beginning are vouched for by a known key, or by the head that was expected. */
  readonly vouched: number;
}

/** Reads nothing but what it is given. Never throws: what cannot be read is a finding. */
export function auditJournal(content: Buffer, options: AuditOptions): Audit {
  const { audit: say } = options.words ?? en;
  const { lines, rest } = linesOf(content);
  const damage: Finding[] = [];
  const unknown: Finding[] = [];
  const { records, chainedFrom } = readChain(content, lines, damage, say);
  const signatures = readSignatures(lines, records, options, damage, say);
  signatures.push(...readCosignatures(lines, options, damage, unknown, say));
  const known = signatures.filter(({ name }) => name !== null);
  const expected = expectedCount(lines, options.expect ?? null, damage, say);
  // A signature of a known key vouches for itself as well: it is the line behind those that it counts.
  const vouched = Math.max(0, expected, ...known.map(({ count }) => count));
  if (chainedFrom > 0 && lines.length > 0) {
    unknown.push({
      line: null,
      text: say.unchained(chainedFrom),
    });
  }
  if (rest < content.length) {
    unknown.push({
      line: lines.length + 1,
      text: say.torn(content.length - rest),
    });
  }
  if (vouched < lines.length)
    unknown.push(unsigned(vouched, lines.length, signatures, records, say));
  const isAnchored = expected === lines.length && lines.length > 0;
  if (!isOver(records) && !isAnchored) {
    unknown.push({
      line: null,
      text: say.noEnd,
    });
  }
  const proven =
    vouched === lines.length &&
    lines.length > 0 &&
    rest === content.length &&
    (isAnchored || isOver(records));
  return {
    verdict: damage.length > 0 ? 'damaged' : proven ? 'intact' : 'unproven',
    count: lines.length,
    head: lines.length === 0 ? sha256('') : sha256(lines.at(-1)!.bytes),
    damage,
    unknown,
    signatures,
    vouched,
  };
}

/** Nothing follows a run that ended with a verdict. One that was stopped may have been resumed. */
function isOver(records: readonly (JournalRecord | null)[]): boolean {
  const end = records.findLast((record) => record?.event === 'run-ended');
  return end?.event === 'run-ended' && end.verdict !== null;
}

function readChain(
  content: Buffer,
  lines: readonly Line[],
  damage: Finding[],
  say: Say,
): { records: (JournalRecord | null)[]; chainedFrom: number } {
  const records: (JournalRecord | null)[] = [];
  let chainedFrom = lines.length;
  for (const [n, { bytes }] of lines.entries()) {
    const record = parseRecord(bytes.toString('utf8'), n);
    records.push(record);
    if (record === null) {
      damage.push({ line: n + 1, text: say.noRecord });
      continue;
    }
    const chained = chainedFrom < n;
    if (record.prev === undefined) {
      if (chained) damage.push({ line: n + 1, text: say.namesNone });
      continue;
    }
    chainedFrom = Math.min(chainedFrom, n);
    if (record.prev !== headOf(content, lines[n - 1], chained)) {
      damage.push({
        line: n + 1,
        text: n === 0 ? say.namesNothing : say.namesOther(n),
      });
    }
  }
  return { records, chainedFrom };
}

/** Signatures within the journal. One that does not hold is damage, whoever's it is: procs writes none such. */
function readSignatures(
  lines: readonly Line[],
  records: readonly (JournalRecord | null)[],
  { keys }: AuditOptions,
  damage: Finding[],
  say: Say,
): FoundSignature[] {
  const found: FoundSignature[] = [];
  const declared = new Map<string, KeyObject>();
  for (const [n, record] of records.entries()) {
    if (record?.event === 'process' && record.signing?.key) {
      declare(record.signing.publicKey, declared);
      const next = records[n + 1];
      if (next !== undefined && (next?.event !== 'signature' || next.key !== record.signing.key)) {
        damage.push({
          line: n + 1,
          text: say.noSignature,
        });
      }
    }
    if (record?.event !== 'signature') continue;
    const { at, key: id, count, head, signature } = record;
    const known = keys.find(({ key }) => keyId(key) === id);
    const key = known?.key ?? declared.get(id);
    const { event, prev = '' } = record;
    const written = recordLine({ event, count, head, key: id, signature }, at, n, prev);
    const isOwn = count === n && head === prev && lines[n]!.bytes.toString('utf8') === written;
    if (key === undefined) {
      damage.push({
        line: n + 1,
        text: say.strangeKey(id.slice(0, 16)),
      });
    } else if (!isOwn || !headHolds({ count, head, at, by: null }, signature, key)) {
      damage.push({
        line: n + 1,
        text: say.badSignature(n),
      });
    } else {
      found.push({
        where: say.line(n + 1),
        key: id,
        name: known?.name ?? null,
        count: n + 1,
        by: null,
      });
    }
  }
  return found;
}

function readCosignatures(
  lines: readonly Line[],
  { keys, cosignatures = [] }: AuditOptions,
  damage: Finding[],
  unknown: Finding[],
  say: Say,
): FoundSignature[] {
  return cosignatures.flatMap(({ file, key: id, head, holds }): FoundSignature[] => {
    const known = keys.find(({ key }) => keyId(key) === id);
    if (known === undefined) {
      unknown.push({
        line: null,
        text: say.unknownSigner(file, id.slice(0, 16)),
      });
      return [];
    }
    if (!holds(known.key)) {
      damage.push({ line: null, text: say.badFile(file) });
      return [];
    }
    const line = lines[head.count - 1];
    if (line === undefined || sha256(line.bytes) !== head.head) {
      damage.push({
        line: line === undefined ? null : head.count,
        text: say.cosigned(
          known.name,
          head.count,
          head.at,
          file,
          line === undefined ? lines.length : null,
        ),
      });
      return [];
    }
    return [{ where: file, key: id, name: known.name, count: head.count, by: head.by }];
  });
}

/** How many records the head that was kept elsewhere stands for; 0: none was given, or it is not that of this journal. */
function expectedCount(
  lines: readonly Line[],
  expect: string | null,
  damage: Finding[],
  say: Say,
): number {
  if (expect === null) return 0;
  const [, count, hash] = /^(?:(\d+):)?([0-9a-f]{64})$/i.exec(expect.trim()) ?? [];
  const at = lines.findLastIndex(({ bytes }) => sha256(bytes) === hash?.toLowerCase());
  if (at >= 0 && (count === undefined || Number(count) === at + 1)) return at + 1;
  damage.push({
    line: null,
    text: say.noHead(expect),
  });
  return 0;
}

function unsigned(
  vouched: number,
  count: number,
  signatures: readonly FoundSignature[],
  records: readonly (JournalRecord | null)[],
  say: Say,
): Finding {
  const line = vouched + 1;
  if (vouched > 0) {
    return {
      line,
      text: say.unsignedSince(line, count),
    };
  }
  const others = [...new Set(signatures.map(({ key }) => key.slice(0, 16)))];
  const reason = records.find((record) => record?.event === 'process');
  return {
    line,
    text:
      others.length > 0
        ? say.otherKeys(others)
        : say.unsigned((reason?.event === 'process' && reason.signing?.reason) || null),
  };
}

function declare(publicKey: string | null, to: Map<string, KeyObject>): void {
  if (publicKey === null) return;
  try {
    const key = createPublicKey({
      key: Buffer.from(publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    if (key.asymmetricKeyType === 'ed25519') to.set(keyId(key), key);
  } catch {
    // A key that cannot be read declares nothing: signatures with it stay unknown.
  }
}
