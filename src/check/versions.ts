/** Versions as numbers: `1.10` stands behind `1.9`, and `1.0` is `1.0.0`. */

/** Negative where `a` is the earlier. What follows a hyphen or a plus is left out of account. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < Math.max(first.length, second.length); at += 1) {
    const difference = (first[at] ?? 0) - (second[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether it is one that can be compared. */
export function isVersion(text: string): boolean {
  return /^v?\d{1,9}(?:\.\d{1,9}){0,3}(?:[-+][\w.+-]+)?$/i.test(text.trim());
}

function numbersOf(version: string): number[] {
  return version
    .trim()
    .replace(/^v/i, '')
    .replace(/[-+].*$/, '')
    .split('.')
    .map(Number);
}
