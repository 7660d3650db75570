/**
 * The text of a state in units: each statement, or few that belong together, behind a line that says what
 * it sets. That line is a comment to bash, so a state is still a script that bash reads from top to bottom.
 *
 * State texts are strings of bytes (latin1): a value need not be UTF-8.
 */

export interface Unit {
  /** `plain`, `directory`, `variable`, `function`, `arguments`, `trap`, `alias`, `withheld`. */
  readonly kind: string;
  /** Of a variable, a function. */
  readonly name: string;
  readonly text: string;
}

/** Begins the line in front of a unit. */
export const MARK = '#\x1e ';

/** Ends a state that is whole. */
export const COMPLETE = '# complete\n';

/** What stands before the first mark is a unit, too, as in states of before. */
export function unitsOf(state: string): Unit[] {
  const end = state.endsWith(COMPLETE) ? state.length - COMPLETE.length : state.length;
  return `\n${state.slice(0, end)}`.split(`\n${MARK}`).flatMap((part, at) => {
    if (at === 0)
      return part === '' ? [] : [{ kind: 'plain', name: '', text: `${part.slice(1)}\n` }];
    const head = part.indexOf('\n');
    const line = head < 0 ? part : part.slice(0, head);
    const space = line.indexOf(' ');
    const [kind, name] = space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
    const text = head < 0 ? '' : part.slice(head + 1);
    return [{ kind, name, text: text === '' || text.endsWith('\n') ? text : `${text}\n` }];
  });
}

export function stateOf(units: readonly Unit[]): string {
  return units.map(({ kind, name, text }) => `${MARK}${kind} ${name}\n${text}`).join('') + COMPLETE;
}

/** A text as the string of its bytes. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
