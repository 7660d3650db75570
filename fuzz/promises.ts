/** What holds for every place and every output, whatever the document says. */
import type { Span } from '../src/index.ts';

/** How long each line of a document is. */
export type Lengths = readonly number[];

export function lengthsOf(text: string): Lengths {
  return text.split(/\r\n|\r|\n/).map(({ length }) => length);
}

/**
 * Every place in a value that lies outside its file, or ends before it starts. `lengths` are those of the
 * documents by path; a value with a `file` of its own speaks of that one.
 */
export function misplaced(
  value: unknown,
  lengths: ReadonlyMap<string, Lengths>,
  file: string,
): string[] {
  const wrong: string[] = [];
  visit(value, file, '');
  return wrong;

  function visit(node: unknown, at: string, trail: string): void {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) visit(item, at, `${trail}[${index}]`);
      return;
    }
    const own = (node as { file?: unknown }).file;
    const name = typeof own === 'string' ? own : at;
    if ('endColumn' in node) {
      const fault = outside(node as Span, lengths.get(name) ?? [0]);
      if (fault !== null) {
        const { line, column, endLine, endColumn } = node as Span;
        const rule = (node as { rule?: string }).rule ?? '';
        wrong.push(`${trail} ${rule} ${line}:${column}-${endLine}:${endColumn}: ${fault}`);
      }
    }
    for (const [key, child] of Object.entries(node)) visit(child, name, `${trail}.${key}`);
  }
}

function outside(
  { line, column, endLine, endColumn }: Span,
  lengths: readonly number[],
): string | null {
  for (const number of [line, column, endLine, endColumn])
    if (!Number.isInteger(number) || number < 1) return `${number} is no line or column`;
  // What stands behind the last line end, and the carriage return of a line, count as well.
  if (line > lengths.length || endLine > lengths.length)
    return `the file has ${lengths.length} lines`;
  if (column > lengths[line - 1]! + 2) return `line ${line} has ${lengths[line - 1]} characters`;
  if (endColumn > lengths[endLine - 1]! + 2)
    return `line ${endLine} has ${lengths[endLine - 1]} characters`;
  if (endLine < line || (endLine === line && endColumn < column)) return 'it ends before it starts';
  return null;
}

// Tab and newline only shape the output; all else acts on a terminal or hides.
const RAW =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** The first character of an output that would act on a terminal, with what stands around it. */
export function unprintable(output: string): string | null {
  const at = output.search(RAW);
  return at === -1
    ? null
    : JSON.stringify(output.slice(Math.max(0, at - 60), at + 20)).slice(0, 300);
}
