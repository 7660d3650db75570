/** IDs, wherever the beginning of one is written. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver/node';
import { item, type Spot } from './spot.ts';

export function ids(spot: Spot): CompletionItem[] | null {
  const { config } = spot.place.workspace;
  const typed = /(?<![\w/-])[A-Z][A-Z0-9-]*$/.exec(spot.before)?.[0];
  if (typed === undefined || typed.length < 2) return null;
  const family = typed.split('-')[0]!;
  const begins = config.families.some((one) =>
    typed.includes('-') ? one === family : one.startsWith(typed),
  );
  return begins ? allIds(spot, typed) : null;
}

/** Every ID of the workspace but the document's own. */
export function allIds(spot: Spot, typed: string): CompletionItem[] {
  const { workspace, document } = spot.place;
  return [...workspace.ids]
    .filter(([id]) => id !== document.index.id)
    .map(([id, [first]]) =>
      item(spot, typed, id, {
        kind: CompletionItemKind.Reference,
        detail: first!.index.title,
        filterText: id,
      }),
    );
}
