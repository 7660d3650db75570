/** Anchors of headings, in a link to one. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver/node';
import { localLink } from '../../compiler.ts';
import { item, type Spot } from './spot.ts';

export function anchors(spot: Spot): CompletionItem[] | null {
  const match = /\]\(([^()\s#]*)#([^()\s]*)$/.exec(spot.before);
  if (match === null) return null;
  const [, target = '', typed = ''] = match;
  const { workspace, document, outlined } = spot.place;
  const link = target === '' ? null : localLink(document, target);
  const goal =
    target === '' ? outlined : workspace.documents.find((one) => one.file === link?.file);
  return (goal?.index.sections ?? []).map(({ anchor, title }) =>
    item(spot, typed, anchor, { kind: CompletionItemKind.Reference, detail: title }),
  );
}
