/** Numbers of steps, stages and sections, after the word for them. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver/node';
import { item, type Spot } from './spot.ts';

const words = /\b(?:(paso|step)|(secci[oó]n|section)|(etapa|fase|stage|phase))\s+([\d.]*)$/i;

export function numbers(spot: Spot): CompletionItem[] | null {
  const match = words.exec(spot.before);
  if (match === null || /^\s*#/.test(spot.before)) return null;
  const [, step, section, , typed = ''] = match;
  const { flows, sections } = spot.place.outlined.procedure;
  const stages = flows.flatMap((flow) => flow.stages);
  const found: [string, string][] =
    step !== undefined
      ? stages.flatMap(({ steps }) => steps).map(({ ref, title }) => [ref, title])
      : section !== undefined
        ? sections.flatMap(({ number, title }) => (number === null ? [] : [[number, title]]))
        : stages.map(({ number, title }) => [String(number), title]);
  return [...new Map(found)].map(([number, title], at) =>
    item(spot, typed, number, {
      kind: CompletionItemKind.Reference,
      detail: title,
      sortText: String(at).padStart(4, '0'),
    }),
  );
}
