/** Reads what `declare -p` prints, or another statement of that form: a variable with its values as they are. */

export interface Declaration {
  /** `declare -ax NAME` */
  readonly head: string;
  readonly isArray: boolean;
  /** With their keys, where it is an array. */
  readonly values: readonly (readonly [key: string | null, value: string])[];
}

/** `null`: it is something else. */
export function readDeclaration(text: string): Declaration | null {
  const match = /^declare (?:-\S+ )?[A-Za-z_]\w*/.exec(text);
  if (match === null) return null;
  const [head] = match;
  const statement = text.endsWith('\n') ? text.slice(0, -1) : text;
  let at = head.length;
  if (at === statement.length) return { head, isArray: false, values: [] };
  if (statement[at] !== '=') return null;
  at += 1;
  if (statement[at] !== '(') {
    const word = readWord(statement, at, '');
    return word === null || word.end !== statement.length
      ? null
      : { head, isArray: false, values: [[null, word.value]] };
  }
  const values: [string, string][] = [];
  for (at += 1; ; ) {
    while (statement[at] === ' ') at += 1;
    if (statement[at] === ')')
      return at === statement.length - 1 ? { head, isArray: true, values } : null;
    if (statement[at] !== '[') return null;
    const key = readWord(statement, at + 1, ']');
    if (key === null || !statement.startsWith(']=', key.end)) return null;
    const word = readWord(statement, key.end + 2, ')');
    if (word === null) return null;
    values.push([key.value, word.value]);
    at = word.end;
  }
}

/** A word up to a blank or one of `stop` outside of quotes; `null`: it has no end. */
function readWord(text: string, from: number, stop: string): { value: string; end: number } | null {
  let value = '';
  let at = from;
  while (at < text.length) {
    const each = text[at]!;
    if (each === ' ' || each === '\n' || (stop !== '' && each === stop)) break;
    if (each === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return null;
      value += text.slice(at + 1, end);
      at = end + 1;
    } else if (each === '"') {
      const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y;
      quoted.lastIndex = at;
      const found = quoted.exec(text);
      if (found === null) return null;
      value += found[1]!.replace(/\\([$`"\\\n])/g, (_, escaped: string) =>
        escaped === '\n' ? '' : escaped,
      );
      at = quoted.lastIndex;
    } else if (each === '$' && text[at + 1] === "'") {
      const quoted = /\$'((?:[^'\\]|\\[\s\S])*)'/y;
      quoted.lastIndex = at;
      const found = quoted.exec(text);
      if (found === null) return null;
      value += unescapeAnsi(found[1]!);
      at = quoted.lastIndex;
    } else if (each === '\\') {
      value += text[at + 1] ?? '';
      at += 2;
    } else {
      value += each;
      at += 1;
    }
  }
  return { value, end: at };
}

const ANSI: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescapeAnsi(text: string): string {
  return text.replace(
    /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|c([\s\S])|([\s\S]))/g,
    (
      _,
      octal?: string,
      hex?: string,
      short?: string,
      long?: string,
      control?: string,
      other = '',
    ) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      const point = short ?? long;
      if (point !== undefined)
        return Buffer.from(String.fromCodePoint(Number.parseInt(point, 16))).toString('latin1');
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
      return ANSI[other as string] ?? (other as string);
    },
  );
}
