/**
 * Compares output with a document's fence of expected output, by rules that a person can read:
 * lines are equal but for trailing blanks; `...` alone on a line stands for any number of lines,
 * inside a line for any text; a placeholder (`<pod-name>`, `{{version}}`) for some text. JSON is
 * compared as JSON: order of keys and layout do not count, values do. Never by likeness.
 */

/** What differs, in words; `null`: nothing. */
export function compareExpected(expected: string, actual: string): string | null {
  const wanted = parseJson(expected);
  if (wanted !== undefined) {
    const got = parseJson(actual);
    if (got === undefined) return 'stdout is not the JSON that was expected';
    const path = differsAt(wanted, got, '$');
    return path === null ? null : `stdout differs from the expected JSON at ${path}`;
  }
  const pattern = lines(expected);
  const text = lines(actual);
  if (pattern.length === 0)
    return text.length === 0 ? null : `stdout was expected to be empty: "${text[0]}"`;
  const at = matchSequence(pattern, text, isEllipsis, matchesLine);
  if (at === null) return null;
  const missing = pattern[at.pattern];
  const got = text[at.text];
  if (missing === undefined) return `stdout goes on with "${got}", which was not expected`;
  return `expected "${missing}", got ${got === undefined ? 'the end of stdout' : `"${got}"`}`;
}

function lines(text: string): string[] {
  const all = text.split('\n').map((line) => line.trimEnd());
  while (all.length > 0 && all[0] === '') all.shift();
  while (all.length > 0 && all.at(-1) === '') all.pop();
  return all;
}

function isEllipsis(line: string): boolean {
  return /^\s*(?:\.{3,}|…|\[(?:\.{3}|…)\])\s*$/.test(line);
}

// `<none>` and `<unknown>` are what tools print, not gaps.
const WILD =
  /\.{3,}|…|<(?!none>|unknown>|invalid>|pending>|nil>)[A-Za-z][\w .:/-]*>|\{\{[^{}]*\}\}/;

function matchesLine(pattern: string, line: string): boolean {
  const parts = pattern.split(new RegExp(WILD, 'g'));
  if (parts.length === 1) return pattern === line;
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (line.length < first.length + last.length || !line.startsWith(first) || !line.endsWith(last))
    return false;
  let position = first.length;
  const end = line.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = line.indexOf(part, position);
    if (found < 0 || found + part.length > end) return false;
    position = found + part.length;
  }
  return true;
}

/** Matches a sequence with gaps; answers where it stopped fitting, or `null` where it fits. */
function matchSequence(
  pattern: readonly string[],
  text: readonly string[],
  isGap: (item: string) => boolean,
  matches: (pattern: string, item: string) => boolean,
): { pattern: number; text: number } | null {
  let p = 0;
  let t = 0;
  let gap = -1;
  let resume = 0;
  let furthest = { pattern: 0, text: 0 };
  while (t < text.length || p < pattern.length) {
    const wanted = pattern[p];
    if (wanted !== undefined && isGap(wanted)) {
      gap = p;
      resume = t;
      p += 1;
    } else if (wanted !== undefined && t < text.length && matches(wanted, text[t]!)) {
      p += 1;
      t += 1;
    } else {
      if (p >= furthest.pattern) furthest = { pattern: p, text: t };
      if (gap < 0 || resume >= text.length) return furthest;
      resume += 1;
      t = resume;
      p = gap + 1;
    }
  }
  return null;
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function differsAt(wanted: unknown, got: unknown, path: string): string | null {
  if (typeof wanted === 'string') {
    if (wanted === '...' || wanted === '…') return null;
    return typeof got === 'string' && matchesLine(wanted, got) ? null : path;
  }
  if (Array.isArray(wanted)) {
    if (!Array.isArray(got) || got.length !== wanted.length) return path;
    for (const [index, item] of wanted.entries()) {
      const found = differsAt(item, got[index], `${path}[${index}]`);
      if (found !== null) return found;
    }
    return null;
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof got !== 'object' || got === null || Array.isArray(got)) return path;
    const keys = new Set([...Object.keys(wanted), ...Object.keys(got)]);
    for (const key of keys) {
      if (!Object.hasOwn(wanted, key) || !Object.hasOwn(got, key)) return `${path}.${key}`;
      const inner = differsAt(
        (wanted as Record<string, unknown>)[key],
        (got as Record<string, unknown>)[key],
        `${path}.${key}`,
      );
      if (inner !== null) return inner;
    }
    return null;
  }
  return Object.is(wanted, got) ? null : path;
}
