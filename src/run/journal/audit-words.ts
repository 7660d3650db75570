/** What was found out about a journal, for a person. */
import type { Words } from '../words/words.ts';
import type { Audit, Finding, FoundSignature } from './audit.ts';

export interface AuditLine {
  readonly tone: 'good' | 'bad' | 'doubt' | 'plain';
  readonly depth: number;
  readonly text: string;
}

type Say = Words['audit'];

export function auditInWords(id: string, audit: Audit, { audit: say }: Words): AuditLine[] {
  const line = (tone: AuditLine['tone'], text: string, depth = 1): AuditLine => ({
    tone,
    depth,
    text,
  });
  return [
    headline(id, audit, say),
    ...audit.damage.map((finding) => line('bad', inWords(finding, say))),
    ...signaturesInWords(audit.signatures, say).map((text) => line('plain', text)),
    ...audit.unknown.map((finding) => line('doubt', inWords(finding, say))),
    ...(audit.verdict === 'damaged'
      ? []
      : [
          line(
            'plain',
            audit.vouched === 0
              ? say.proofless
              : say.evident(
                  audit.vouched,
                  new Set(audit.signatures.map(({ key }) => key)).size,
                  `${audit.count}:${audit.head.slice(0, 12)}…`,
                ),
          ),
        ]),
  ];
}

function headline(id: string, { verdict, count }: Audit, say: Say): AuditLine {
  switch (verdict) {
    case 'intact':
      return { tone: 'good', depth: 0, text: say.intact(id, count) };
    case 'damaged':
      return { tone: 'bad', depth: 0, text: say.damaged(id) };
    case 'unproven':
      return { tone: 'doubt', depth: 0, text: say.unproven(id, count) };
    default:
      return verdict satisfies never;
  }
}

function inWords({ line, text }: Finding, say: Say): string {
  return line === null ? text : say.inLine(line, text);
}

/** One line for each key: where it signed last, and how often. */
function signaturesInWords(signatures: readonly FoundSignature[], say: Say): string[] {
  const byKey = Map.groupBy(signatures, ({ key }) => key);
  return [...byKey.values()].map((each) => {
    const { key, name, by, count, where } = each.at(-1)!;
    return say.signatures(each.length, name, key.slice(0, 16), by, count, where);
  });
}
