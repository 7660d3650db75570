/** Attributes of a fence, between the braces behind its language. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver/node';
import { fenceAttributes } from '../../index.ts';
import { item, type Spot } from './spot.ts';

/** What each does, and values to choose from or to begin with; none where the name stands alone. */
const known: Readonly<Record<(typeof fenceAttributes)[number], readonly [string, ...string[]]>> = {
  run: ['whether a run executes the block', 'never', 'ask', 'auto'],
  timeout: ['stop the block after this long', '30s', '5m', '1h'],
  exit: ['exit statuses that are no failure', '0', '0,1'],
  interactive: ['the block needs a terminal'],
  background: ['the run goes on while the block runs'],
  check: ['the block decides the criterion above it: exit 0 means that it holds'],
  name: ['a name for the block'],
  retry: ['further attempts after a failure', '3', '5'],
  every: ['time between attempts', '2s', '10s'],
};

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
