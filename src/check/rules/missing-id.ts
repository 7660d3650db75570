/** Every document has an ID. */
import { type Finding, type Fix, finding } from '../../model/index.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { idsIn, keyOf, mainHeading, top } from '../places.ts';
import { defineRule } from '../rule.ts';

export const missingId = defineRule({
  id: 'missing-id',
  code: 'PROCS004',
  family: 'identity',
  scope: 'workspace',
  title: 'Every document has an ID',
  severity: 'error',
  why: 'A document without an ID can only be named by its file, so every reference to it breaks when the file moves.',
  examples: [
    {
      failing: '---\ntitle: Restore a backup\n---\n\n# Restore a backup\n',
      mended: '---\nid: PROC-EXAMPLE\ntitle: Restore a backup\n---\n\n# Restore a backup\n',
    },
    {
      failing: '# PROC-A-001: Restore\n',
      mended: '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n',
    },
  ],
  *check({ document, workspace, index }): Iterable<Finding> {
    if (index.id !== null || keyOf(document, ['id', 'codigo', 'code']) !== null) return;
    // Front matter that does not parse hides an ID that may well be there.
    if (document.findings.some((one) => one.rule === 'front-matter-yaml')) return;
    const id = idFor(document, workspace.config.families);
    const taken = workspace.ids.has(id);
    const place = document.frontMatter.span === null ? 'a front matter block' : 'its front matter';
    yield finding(
      'missing-id',
      top(document),
      `This document has no ID: nothing can refer to it but by its file name.`,
      {
        help: taken
          ? `Add a line "id: …" to ${place}. ${id} would be its natural ID, and is taken.`
          : `Add "id: ${id}", or another ID of the families ${workspace.config.families.join(', ')}, to ${place}.`,
        ...(taken ? {} : { fix: insert(document, id) }),
      },
    );
  },
});

/** The ID that the heading or the file name gives, else one made of the file name. */
function idFor(document: CompiledDocument, families: readonly string[]): string {
  const name = document.path.slice(document.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const named = [mainHeading(document)?.text ?? '', name].flatMap((text) => idsIn(text, families));
  if (named[0] !== undefined) return named[0];
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .match(/[A-Z0-9]+/g) ?? ['UNNAMED'];
  return [families[0] ?? 'PROC', ...words].join('-');
}

function insert(document: CompiledDocument, id: string): Fix {
  const { span } = document.frontMatter;
  const line = span === null ? 1 : span.line + 1;
  const at = { line, column: 1, endLine: line, endColumn: 1 };
  const text = span === null ? `---\nid: ${id}\n---\n\n` : `id: ${id}\n`;
  return { description: `Add the ID ${id}`, edits: [{ span: at, text }] };
}
