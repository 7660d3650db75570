/** What was found out about a journal, for a person. */
import type { Audit, Finding, FoundSignature } from './audit.ts';

export interface AuditLine {
  readonly tone: 'good' | 'bad' | 'doubt' | 'plain';
  readonly depth: number;
  readonly text: string;
}

export function auditInWords(id: string, audit: Audit): AuditLine[] {
  const line = (tone: AuditLine['tone'], text: string, depth = 1): AuditLine => ({
    tone,
    depth,
    text,
  });
  return [
    headline(id, audit),
    ...audit.damage.map((finding) => line('bad', inWords(finding))),
    ...signaturesInWords(audit.signatures).map((text) => line('plain', text)),
    ...audit.unknown.map((finding) => line('doubt', inWords(finding))),
    ...(audit.verdict === 'damaged'
      ? []
      : [
          line(
            'plain',
            audit.vouched === 0
              ? 'nothing here proves that it is as it was written'
              : `tamper-evident up to record ${audit.vouched}, for as long as nobody else has had the key${new Set(audit.signatures.map(({ key }) => key)).size > 1 ? 's' : ''}: who has it can sign anew, unless the head ${audit.count}:${audit.head.slice(0, 12)}… was kept elsewhere`,
          ),
        ]),
  ];
}

function headline(id: string, { verdict, count }: Audit): AuditLine {
  switch (verdict) {
    case 'intact':
      return { tone: 'good', depth: 0, text: `${id}: intact, ${count} records` };
    case 'damaged':
      return { tone: 'bad', depth: 0, text: `${id}: not as it was written` };
    case 'unproven':
      return {
        tone: 'doubt',
        depth: 0,
        text: `${id}: nothing speaks against its ${count} records, and not everything is proven`,
      };
    default:
      return verdict satisfies never;
  }
}

function inWords({ line, text }: Finding): string {
  return line === null ? text : `line ${line}: ${text}`;
}

/** One line for each key: where it signed last, and how often. */
function signaturesInWords(signatures: readonly FoundSignature[]): string[] {
  const byKey = Map.groupBy(signatures, ({ key }) => key);
  return [...byKey.values()].map((each) => {
    const { key, name, by, count, where } = each.at(-1)!;
    const who = `${name ?? 'a key that is not known here'} (${key.slice(0, 16)})${by === null ? '' : `, as ${by}`}`;
    const times = each.length === 1 ? '1 signature' : `${each.length} signatures`;
    return `${times} of ${who}, the last over ${count} records (${where})`;
  });
}
