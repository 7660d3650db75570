/** Whether a check asks for less than another did. */
import type { Check } from '../../model/index.ts';

export type Comparison = 'same' | 'weaker' | 'stronger' | 'different';

/** `different` where neither holds whenever the other does. Lines of the document do not count. */
export function compareChecks(before: Check | null, after: Check | null): Comparison {
  if (before === null || after === null) {
    if (before === after) return 'same';
    return after === null ? 'weaker' : 'stronger';
  }
  if (essence(before) === essence(after)) return 'same';
  if (implies(before, after)) return 'weaker';
  if (implies(after, before)) return 'stronger';
  return rank(before) > rank(after) ? 'weaker' : 'different';
}

/** That a block or a command ended well says less than what is looked at afterwards. */
function rank({ kind }: Check): number {
  return kind === 'exit' || kind === 'command' ? 0 : 1;
}

function essence(check: Check): string {
  switch (check.kind) {
    case 'command':
      return `command ${check.command}`;
    case 'script':
      return `script ${check.code}`;
    case 'no-match':
      return `no-match ${check.searches.map(({ command }) => command).join('\n')}`;
    default:
      return JSON.stringify(check);
  }
}

/** Whether `weak` holds whenever `strong` does. */
function implies(strong: Check, weak: Check): boolean {
  switch (weak.kind) {
    case 'exit':
      return strong.kind === 'exit' && strong.codes.every((code) => weak.codes.includes(code));
    case 'no-match': {
      if (strong.kind !== 'no-match') return false;
      const commands = strong.searches.map(({ command }) => command);
      return weak.searches.every(({ command }) => commands.includes(command));
    }
    case 'output':
      return strong.kind === 'output' ? outputImplies(strong, weak) : false;
    case 'expected-output':
      return strong.kind === 'expected-output' && showsLess(strong.expected, weak.expected);
    case 'file':
      return (
        strong.kind === 'file' &&
        strong.path === weak.path &&
        (strong.is === weak.is || (strong.is === 'nonempty' && weak.is === 'exists')) &&
        (strong.fresh || !weak.fresh)
      );
    default:
      return false;
  }
}

type Output = Extract<Check, { kind: 'output' }>;

function outputImplies(strong: Output, weak: Output): boolean {
  if (strong.stream !== weak.stream || strong.value === null) return false;
  const says = strong.is === 'equals' || strong.is === 'contains';
  if (weak.is === 'nonempty') return says && strong.value !== '';
  return weak.is === 'contains' && weak.value !== null && says && strong.value.includes(weak.value);
}

/** The same lines, some of them left out for `...`. */
function showsLess(strong: string, weak: string): boolean {
  const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());
  const [all, shown] = [lines(strong), lines(weak)];
  let at = 0;
  return (
    shown.includes('...') &&
    shown.every((line) => {
      if (line === '...') return true;
      at = all.indexOf(line, at) + 1;
      return at > 0;
    })
  );
}
