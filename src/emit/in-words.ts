/** Checks, criteria and actions in words, one line each. */
import type { Action, Check, Criterion } from '../model/index.ts';

/** What a check asks, in words: `file /tmp/x is nonempty`. */
export function checkInWords(check: Check): string {
  switch (check.kind) {
    case 'exit':
      return `exit status ${check.codes.join(' or ')}`;
    case 'command':
      return `line ${check.line} ends with 0: ${check.command}`;
    case 'no-match':
      return check.searches
        .map(({ line, command }) => `line ${line} finds nothing: ${command}`)
        .join('; ');
    case 'output':
      return `${check.stream} ${check.is}${check.value === null ? '' : ` ${JSON.stringify(check.value)}`}`;
    case 'expected-output':
      return 'output as shown';
    case 'file':
      return `file ${check.path} ${check.is}${check.fresh ? ', written by this block' : ''}`;
    case 'http':
      return `HTTP ${check.status} from ${check.url}`;
    case 'service':
      return `service ${check.name} ${check.is}`;
    case 'process':
      return `process ${check.name} ${check.is}`;
    case 'script':
      return `the check in line ${check.line} ends with 0`;
  }
}

/** Who or what decides a criterion. */
export function decidedBy({ check, origin, rule }: Criterion): string {
  if (check === null) return 'attested by the operator';
  return `${origin === 'inferred' ? `inferred by ${rule}` : 'declared'}: ${checkInWords(check)}`;
}

/** What an action does, in one line. */
export function actionInWords(action: Action): string {
  const at = `:${action.span.line}`;
  switch (action.kind) {
    case 'run':
      return `run ${at}${action.host === null ? '' : ` on ${action.host}`}  ${commandLines(action.code)}`;
    case 'script':
      return `script ${at}  ${action.path ?? 'a listing of a file'}, not part of the run`;
    case 'checklist':
      return `checklist ${at}  ${count(action.items.length, 'item')}`;
    case 'message':
      return `message ${at}${action.channel === null ? '' : ` to ${action.channel}`}`;
    case 'document':
      return `document ${at}${action.path === null ? '' : `  ${action.path}`}`;
    case 'call':
      return `call ${at}  ${action.target}`;
    case 'instruction':
      return `instruction ${at}  ${action.text.split('\n', 1)[0]}`;
    case 'listing':
      return `listing ${at}  ${action.language ?? 'text'}${action.reason === null ? '' : `, ${action.reason}`}`;
  }
}

function commandLines(code: string): string {
  const lines = code
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return `${lines[0]?.trim() ?? ''}${lines.length > 1 ? `  (+${count(lines.length - 1, 'line')})` : ''}`;
}

/** `3 steps`, `1 step`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
