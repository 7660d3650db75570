/** The bold fields under the main heading (`**Version:** 1.0`) say what the front matter says. */
import { type Finding, finding } from '../../model/index.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { keyOf, linesOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';

const fields: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'codigo', 'code'],
  version: ['version'],
  estado: ['estado', 'status'],
  status: ['estado', 'status'],
};

export const headFields = defineRule({
  id: 'head-fields',
  code: 'PROCS008',
  family: 'consistency',
  scope: 'document',
  title: 'The head of the document agrees with its front matter',
  severity: 'error',
  why: 'People read the head, tools read the front matter: where they differ, two people follow two versions.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\nversion: 1.1.0\n---\n\n# PROC-A-001: Restore\n\n**ID:** PROC-A-001\n**Version:** 1.0.0\n',
      mended:
        '---\nid: PROC-A-001\nversion: 1.1.0\n---\n\n# PROC-A-001: Restore\n\n**ID:** PROC-A-001\n**Version:** 1.1.0\n',
    },
  ],
  *check({ document }): Iterable<Finding> {
    const { values } = document.frontMatter;
    for (const { name, value, line, column } of headLines(document)) {
      const key = keyOf(document, fields[name] ?? []);
      const given = key === null ? null : values[key];
      if (key === null || typeof given !== 'string' || same(given, value)) continue;
      const span = { line, column, endLine: line, endColumn: column + value.length };
      yield finding(
        'head-fields',
        span,
        `The head says ${name === 'id' ? 'ID' : name} ${value}, the front matter ${given}.`,
        {
          help: 'Make both the same.',
          related: [
            {
              file: document.path,
              span: valuePlace(document, key),
              message: `${given} is given here`,
            },
          ],
        },
      );
    }
  },
});

interface HeadLine {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly column: number;
}

/** Only in paragraphs between the main heading and the next: elsewhere it is an example or another's. */
function* headLines(document: CompiledDocument): Iterable<HeadLine> {
  const lines = linesOf(document);
  for (const paragraph of document.marks.head) {
    for (let line = paragraph.line; line <= paragraph.endLine; line += 1) {
      const text = (lines[line - 1] ?? '').trimEnd();
      const match = /^\s*\*\*(ID|Versi[oó]n|Estado|Status)(?::\*\*|\*\*:)\s*(\S.*)$/i.exec(text);
      if (match === null) continue;
      const name = match[1]!.toLowerCase().replace('ó', 'o');
      yield { name, value: match[2]!, line, column: text.length - match[2]!.length + 1 };
    }
  }
}

function same(a: string, b: string): boolean {
  const fold = (text: string): string =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/^v(?=\d)/, '')
      .replace(/[`*_]/g, '')
      .trim();
  // `1.0.0 (borrador)` says 1.0.0 and more.
  return fold(b) === fold(a) || fold(b).startsWith(`${fold(a)} `);
}
