/** Checks, criteria and actions in words, one line each. */
import type { Action, Check, Criterion } from '../model/index.ts';
import { english, type Phrases } from './phrases.ts';

/** What a check asks, in words: `file /tmp/x is nonempty`. */
export function checkInWords(check: Check, say: Phrases = english): string {
  switch (check.kind) {
    case 'exit':
      return say.exit(check.codes);
    case 'command':
      return say.ends(check.line, check.command);
    case 'no-match':
      return check.searches.map(({ line, command }) => say.findsNothing(line, command)).join('; ');
    case 'output':
      return `${check.stream} ${say.is[check.is]}${check.value === null ? '' : ` ${JSON.stringify(check.value)}`}`;
    case 'expected-output':
      return say.expectedOutput;
    case 'file':
      return `${say.file(check.path, say.is[check.is])}${check.fresh ? say.fresh : ''}`;
    case 'http':
      return say.http(check.status, check.url);
    case 'service':
      return say.service(check.name, say.is[check.is]);
    case 'process':
      return say.process(check.name, say.is[check.is]);
    case 'script':
      return say.script(check.line);
  }
}

/** Who or what decides a criterion. */
export function decidedBy({ check, origin, rule }: Criterion, say: Phrases = english): string {
  if (check === null) return say.attested;
  const asked = checkInWords(check, say);
  return origin === 'inferred' ? say.inferred(rule ?? '', asked) : say.declared(asked);
}

/** What an action does, in one line. `reason`: why a listing is only shown, in the same language. */
export function actionInWords(
  action: Action,
  say: Phrases = english,
  reason: string | null = action.kind === 'listing' ? action.reason : null,
): string {
  const begun = `${say.kinds[action.kind]} :${action.span.line}`;
  switch (action.kind) {
    case 'run':
      return `${begun}${action.host === null ? '' : say.on(action.host)}  ${commandLines(action.code, say)}`;
    case 'script':
      return `${begun}  ${say.notPart(action.path)}`;
    case 'checklist':
      return `${begun}  ${say.items(action.items.length)}`;
    case 'message':
      return `${begun}${action.channel === null ? '' : say.to(action.channel)}`;
    case 'document':
      return `${begun}${action.path === null ? '' : `  ${action.path}`}`;
    case 'call':
      return `${begun}  ${action.target}`;
    case 'instruction':
      return `${begun}  ${action.text.split('\n', 1)[0]}`;
    case 'listing':
      return `${begun}  ${action.language ?? 'text'}${say.listing(reason)}`;
  }
}

function commandLines(code: string, say: Phrases): string {
  const lines = code
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return `${lines[0]?.trim() ?? ''}${lines.length > 1 ? `  ${say.lines(lines.length - 1)}` : ''}`;
}

/** `3 steps`, `1 step`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
