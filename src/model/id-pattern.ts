/** What an ID of a procedure looks like in a text. */

/** Matches an ID of the given families; global flags are left to the caller. */
export function idPattern(families: readonly string[]): RegExp {
  const longestFirst = [...families].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\w-])(?:${longestFirst.join('|')})-[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\\w])`);
}
