/** The blocks that everybody runs: each builds on the one before. */

export function blocks(count: number): string[] {
  return Array.from(
    { length: count },
    (_, at) => `n${at + 1}=$(( \${n${at}-0} + 1 ))\necho "block $n${at + 1}" >>log`,
  );
}
