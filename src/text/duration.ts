/** Durations as people write them. */

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** 24 days: a timer that is set to more goes off at once. */
const LONGEST = 2 ** 31 - 1;

/** `30s`, `5m`, `500ms`, `1h` in milliseconds; a bare number is seconds. `null` for anything else, and for nothing. */
export function milliseconds(text: string | undefined): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text ?? '');
  if (!match || Number(match[1]) === 0) return null;
  return Math.min(Number(match[1]) * units[match[2] ?? 's']!, LONGEST);
}
