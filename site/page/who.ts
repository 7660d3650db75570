/** Who does a step: the activity of the document's own RACI matrix that its title names. */
import type { Procedure } from '../../src/index.ts';
import { plainText } from './title.ts';

export interface Duty {
  /** As the matrix has it: the reader judges whether it is this step's. */
  readonly activity: string;
  /** By letter, in the order R, A, C, I; only those that somebody has. */
  readonly people: readonly { readonly letter: string; readonly roles: readonly string[] }[];
}

/**
 * The activity all of whose words the title has. Several, or one that shares only a word: nobody is
 * named, for a wrong name at night is worse than none.
 */
export function dutyOf({ raci }: Procedure, title: string): Duty | null {
  const words = stems(title);
  const fitting = raci.flatMap(({ roles, activities }) =>
    activities.flatMap(({ name, letters }) => {
      const wanted = stems(name);
      const whole = wanted.size === words.size;
      if (wanted.size === 0 || (wanted.size === 1 && !whole)) return [];
      if (![...wanted].every((word) => words.has(word))) return [];
      return [{ name, letters, roles: roles.map(({ text }) => text), size: wanted.size }];
    }),
  );
  const most = Math.max(...fitting.map(({ size }) => size));
  const [found, ...others] = fitting.filter(({ size }) => size === most);
  if (!found || others.length > 0) return null;
  const people = ['R', 'A', 'C', 'I'].flatMap((letter) => {
    const roles = found.roles.filter((_, n) => found.letters[n]?.includes(letter));
    return roles.length === 0 ? [] : [{ letter, roles }];
  });
  return people.some(({ letter }) => letter === 'R' || letter === 'A')
    ? { activity: found.name, people }
    : null;
}

/** The words that mean something, cut so that 'restaurar' and 'restauración' are the same. */
function stems(text: string): Set<string> {
  return new Set(
    plainText(text)
      .replace(/\([^)]*\)/g, ' ')
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 2 && !idle.has(word))
      .map((word) => word.slice(0, 6)),
  );
}

const idle = new Set(
  'del las los una uno con por para que sus the and for with from all paso step etapa stage fase phase'.split(
    ' ',
  ),
);
