/** What the box on the front page looks through: small enough to be there at once. */
import type { CompiledDocument } from '../../src/index.ts';
import { plainText } from '../page/title.ts';
import type { Mark } from './front.ts';
import type { Row } from './listing.ts';

/** A procedure by its names: `[name, title, slug, language, marks]`. */
export type FoundName = readonly [string, string, string, string, readonly Mark[]];

/** What else it can be found by, folded: `[purpose and symptoms, step titles]`. */
export type FoundWords = readonly [string, string];

const symptoms =
  /\b(?:sintomas?|symptoms?|alertas?|alerts?|problemas?|cuando (?:ejecutar|usar|aplicar|activar)|when to (?:use|run|apply))\b/;

/** Words are kept once each, and so many of them. */
const most = 150;

export function foundName(row: Row, slug: string, marks: readonly Mark[]): FoundName {
  return [row.name, row.title, slug, row.language, marks];
}

export function foundWords({ procedure, text, path }: CompiledDocument): FoundWords {
  const lines = text.split('\n');
  const said = procedure.sections
    .filter(({ role, title }) => role === 'purpose' || symptoms.test(plainText(title)))
    .map(({ span }) => lines.slice(span.line - 1, span.endLine).join('\n'));
  const steps = procedure.flows.flatMap(({ stages }) =>
    stages.flatMap((stage) => [stage.title, ...stage.steps.map((step) => step.title)]),
  );
  const written = ['sintomas', 'symptoms', 'alertas', 'alerts', 'tags', 'etiquetas'].map((key) =>
    String(procedure.frontMatter[key] ?? ''),
  );
  return [
    wordsOf([path, procedure.category ?? '', ...written, ...said].join(' ')),
    wordsOf(steps.join(' ')),
  ];
}

function wordsOf(text: string): string {
  const words = plainText(text).match(/[\p{L}\p{N}]{3,40}/gu) ?? [];
  return [...new Set(words)].slice(0, most).join(' ');
}
