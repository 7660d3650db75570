/** Names in a row, for a sentence: `a`, `a and b`, `a, b and 3 more`. */
export function inWords(names: readonly string[], most = 4): string {
  if (names.length > most) {
    const shown = names.slice(0, Math.max(1, most - 1));
    return `${shown.join(', ')} and ${names.length - shown.length} more`;
  }
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
