/** Attributes of a fence, between the braces behind its language. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver/node';
import { fenceAttributes } from '../../compiler.ts';
import { attributes as known } from '../attributes.ts';
import { item, type Spot } from './spot.ts';

export function fence(spot: Spot): CompletionItem[] | null {
  const match = /^\s*(?:[-*+>]\s+|\d+[.)]\s+)*(?:`{3,}|~{3,})[\w+-]+\s*\{([^}]*)$/.exec(
    spot.before,
  );
  if (match === null) return null;
  const inside = match[1]!;
  const [, name, value] = /(?:^|\s)(\w+)=(\S*)$/.exec(inside) ?? [];
  if (name !== undefined) {
    const [, ...values] = known[name as keyof typeof known] ?? [''];
    return values.map((one, at) =>
      item(spot, value!, one, { kind: CompletionItemKind.Value, sortText: String(at) }),
    );
  }
  const typed = /\w*$/.exec(inside)![0];
  const rest = `${inside.slice(0, inside.length - typed.length)} ${spot.after}`;
  const used = new Set([...rest.matchAll(/(\w+)=?/g)].map((word) => word[1]!));
  return fenceAttributes
    .filter((attribute) => !used.has(attribute))
    .map((attribute) => {
      const [detail, ...values] = known[attribute];
      const needsValue = values.length > 0 || attribute === 'name';
      return item(spot, typed, attribute, {
        kind: CompletionItemKind.Property,
        detail,
        text: needsValue ? `${attribute}=` : attribute,
      });
    });
}
