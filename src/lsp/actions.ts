/** Quick fixes: the mend that a finding carries, the name that was probably meant, and the rule turned off for this line. */
import type { Range, TextEdit } from 'vscode-languageserver/node';
import { applyFixes, type CompiledDocument, type Diagnostic } from '../compiler.ts';
import { linesOf, toRange } from './positions.ts';

/** An action before it is joined to a document: its edits, and whether it is the obvious one. */
export interface Mend {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
}

/** The actions for one finding, the best first. */
export function mendsOf(found: Diagnostic, document: CompiledDocument): Mend[] {
  const eol = document.text.includes('\r\n') ? '\r\n' : '\n';
  const fix: Mend[] =
    found.fix === null
      ? []
      : [
          {
            title: found.fix.description,
            edits: found.fix.edits.map(({ span, text }) => ({
              range: toRange(span),
              newText: text.replace(/\r?\n/g, eol),
            })),
            preferred: true,
          },
        ];
  const meant = found.fix === null ? suggested(found, document.text) : [];
  return [...fix, ...meant, ...silenced(found, document)];
}

/** Every mend of a document that touches no other one; `null` where there is none. */
export function mendAll(found: readonly Diagnostic[], document: CompiledDocument): Mend | null {
  const fixable = found.filter(({ fix }) => fix !== null);
  const { text, count } = applyFixes(document.text, fixable);
  if (count === 0 || text === document.text) return null;
  const lines = linesOf(document.text);
  const end = { line: lines.length - 1, character: lines.at(-1)!.length };
  const edits = [{ range: { start: { line: 0, character: 0 }, end }, newText: text }];
  const title = count === 1 ? 'Mend what procs can mend' : `Mend ${count} findings of procs`;
  return { title, edits, preferred: false };
}

export function overlaps(found: Diagnostic, { start, end }: Range): boolean {
  const range = toRange(found);
  return range.start.line <= end.line && range.end.line >= start.line;
}

/** 'Did you mean X?', put in the place of what is written, where that stands there once. */
function suggested({ suggestion, ...found }: Diagnostic, text: string): Mend[] {
  if (suggestion === null) return [];
  const { written, meant } = suggestion;
  const content = linesOf(text)[found.line - 1] ?? '';
  const end = found.endLine === found.line ? found.endColumn - 1 : content.length;
  const at = content.slice(0, end).indexOf(written, found.column - 1);
  if (at === -1 || content.slice(0, end).indexOf(written, at + 1) !== -1) return [];
  const line = found.line - 1;
  const range = { start: { line, character: at }, end: { line, character: at + written.length } };
  return [{ title: `Change to ${meant}`, edits: [{ range, newText: meant }], preferred: true }];
}

/** A comment above the line, or above the block that the line stands in; in front matter one of YAML's. */
function silenced(found: Diagnostic, { text, frontMatter, marks }: CompiledDocument): Mend[] {
  const head = frontMatter.span;
  const inHead = head !== null && found.line > head.line && found.line < head.endLine;
  const lines = linesOf(text);
  const { line } =
    marks.fences.find(({ span }) => span.line <= found.line && span.endLine >= found.line)?.span ??
    found;
  const [above = '', content = ''] = [lines[line - 2], lines[line - 1]];
  // Above `---` nothing may stand, and between the rows of a table neither.
  const hasRoom = line !== head?.line && !(isRow(content) && isRow(above));
  if (!hasRoom) return [];
  const indent = /^[\s>]*/.exec(content)![0];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const words = `procs-disable-next-line ${found.rule}: reason`;
  const comment = inHead ? `# ${words}` : `<!-- ${words} -->`;
  const at = { line: line - 1, character: 0 };
  const edits = [{ range: { start: at, end: at }, newText: indent + comment + eol }];
  return [{ title: `Disable ${found.rule} here (give a reason)`, edits, preferred: false }];
}

function isRow(line: string): boolean {
  return /^[\s>]*\|/.test(line);
}
