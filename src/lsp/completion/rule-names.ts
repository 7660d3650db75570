/** Rules, in the comment that turns one off. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver/node';
import { rules } from '../../compiler.ts';
import { item, type Spot } from './spot.ts';

export function ruleNames(spot: Spot): CompletionItem[] | null {
  const match = /<!--\s*procs-disable[\w-]*\s+([\w-]*)$/.exec(spot.before);
  if (match === null) return null;
  return rules.map(({ id, title }) =>
    item(spot, match[1]!, id, {
      kind: CompletionItemKind.EnumMember,
      detail: title,
      text: `${id}: `,
    }),
  );
}
