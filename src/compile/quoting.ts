/** How bash reads each place of a block, found by a scan that needs no valid syntax: placeholders break parsers. */
export type Quoting = 'bare' | 'single' | 'double' | 'heredoc' | 'literal' | 'comment';

/** The reading of every UTF-16 offset of the code. `literal`: the body of a heredoc with a quoted delimiter. */
export function scanQuoting(code: string): (offset: number) => Quoting {
  const marks = new Uint8Array(code.length);
  const set = (from: number, to: number, kind: Quoting): void => {
    marks.fill(kinds.indexOf(kind), from, to);
  };
  const pending: { delimiter: string; literal: boolean; tabs: boolean }[] = [];
  let at = 0;
  while (at < code.length) {
    const char = code[at]!;
    if (char === '\\') {
      at += 2;
    } else if (char === "'") {
      const end = closing(code, at + 1, "'", false);
      set(at + 1, end, 'single');
      at = end + 1;
    } else if (char === '"') {
      const end = closing(code, at + 1, '"', true);
      set(at + 1, end, 'double');
      at = end + 1;
    } else if (char === '#' && (at === 0 || /[\s;&|(]/.test(code[at - 1]!))) {
      const end = lineEnd(code, at);
      set(at, end, 'comment');
      at = end;
    } else if (code.startsWith('<<', at) && code[at + 2] !== '<') {
      const match = /^<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([\w.]+))/.exec(
        code.slice(at, at + 200),
      );
      if (match) {
        pending.push({
          delimiter: (match[2] ?? match[3] ?? match[4])!,
          literal: match[4] === undefined || match[0].includes('\\'),
          tabs: match[1] === '-',
        });
      }
      at += match ? match[0].length : 2;
    } else if (code.startsWith('<<<', at)) {
      at += 3;
    } else if (char === '\n' && pending.length > 0) {
      at += 1;
      for (const { delimiter, literal, tabs } of pending.splice(0)) {
        const start = at;
        while (at < code.length) {
          const end = lineEnd(code, at);
          const line = code.slice(at, end);
          at = Math.min(code.length, end + 1);
          if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
        }
        set(start, at, literal ? 'literal' : 'heredoc');
      }
    } else at += 1;
  }
  return (offset) => kinds[marks[offset] ?? 0]!;
}

const kinds: Quoting[] = ['bare', 'single', 'double', 'heredoc', 'literal', 'comment'];

function closing(code: string, from: number, quote: string, escapes: boolean): number {
  for (let at = from; at < code.length; at++) {
    if (escapes && code[at] === '\\') at += 1;
    else if (code[at] === quote) return at;
  }
  return code.length;
}

function lineEnd(code: string, from: number): number {
  const end = code.indexOf('\n', from);
  return end === -1 ? code.length : end;
}
