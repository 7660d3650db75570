/** Renames an ID across a workspace: where it is defined, in headings and prose, in tables and in comments of code. */
import type { Position, TextEdit } from 'vscode-languageserver/node';
import {
  type CompiledDocument,
  compileText,
  localLink,
  mentionsOf,
  type Span,
  type Workspace,
} from '../compiler.ts';
import { linesOf, toRange } from './positions.ts';
import { idAt, type NamedId } from './targets.ts';

/** It cannot be renamed, for a reason that the person at the editor should read. */
export class RenameRefused extends Error {
  override readonly name = 'RenameRefused';
}

/** The ID under the cursor. @throws {RenameRefused} */
export function prepareRename(
  workspace: Workspace,
  document: CompiledDocument,
  position: Position,
): NamedId {
  const named = idAt(workspace, document, position);
  if (named === null) throw new RenameRefused('Only the ID of a procedure can be renamed.');
  const defining = workspace.ids.get(named.id) ?? [];
  if (defining.length === 0) {
    throw new RenameRefused(`No document defines ${named.id}, so there is nothing to rename.`);
  }
  if (defining.length > 1) {
    throw new RenameRefused(
      `${named.id} is defined by ${defining.length} documents (${defining.map(({ path }) => path).join(', ')}), so which one is meant is not clear. Give one of them another ID by hand.`,
    );
  }
  return named;
}

/** What to change in each document. Nothing is written here. @throws {RenameRefused} */
export function rename(
  workspace: Workspace,
  document: CompiledDocument,
  position: Position,
  newId: string,
): Map<CompiledDocument, TextEdit[]> {
  const { id } = prepareRename(workspace, document, position);
  refuseUnfit(workspace, id, newId);
  const changed = new Map<CompiledDocument, Span[]>();
  for (const one of workspace.documents) {
    const spans = one.text.includes(id) ? spansOf(one, id, workspace.config.families) : [];
    if (spans.length > 0) changed.set(one, spans);
  }
  const edits = new Map<CompiledDocument, TextEdit[]>();
  for (const [one, spans] of changed) {
    edits.set(
      one,
      spans.map((span) => ({ range: toRange(span), newText: newId })),
    );
  }
  for (const [one, more] of anchorEdits(workspace, changed, newId)) {
    edits.set(one, [...(edits.get(one) ?? []), ...more]);
  }
  return edits;
}

function refuseUnfit({ config, ids }: Workspace, id: string, newId: string): void {
  const { families } = config;
  if (!new RegExp(`^(?:${families.join('|')})(?:-[A-Z0-9]+)+$`).test(newId)) {
    throw new RenameRefused(
      `"${newId}" is no ID: IDs are a family (${families.join(', ')}) and segments of capitals and digits, joined by hyphens.`,
    );
  }
  const taken = newId === id ? undefined : ids.get(newId)?.[0];
  if (taken !== undefined) {
    throw new RenameRefused(`${newId} is already the ID of ${taken.path}.`);
  }
}

/**
 * Where a document names the ID and means the procedure. As a part of a path it names a file, which
 * keeps its name; in a command it is that command's business.
 */
function spansOf({ text, frontMatter }: CompiledDocument, id: string, families: readonly string[]) {
  const lines = linesOf(text);
  const found = new Map<string, Span>();
  const add = (line: number, from: number): void => {
    const content = lines[line - 1] ?? '';
    const isWhole = content.startsWith(id, from - 1) && !/[\w/-]/.test(content.charAt(from - 2));
    const after = content.slice(from - 1 + id.length);
    if (!isWhole || /^(?:[\w/]|-[A-Z0-9]|\.\w)/.test(after)) return;
    const span = { line, column: from, endLine: line, endColumn: from + id.length };
    found.set(`${line}:${from}`, span);
  };
  const head = frontMatter.span;
  // Front matter is searched as a text: a value may be quoted, folded over lines or in a comment.
  for (let line = head?.line ?? 1; head !== null && line <= head.endLine; line += 1) {
    const content = lines[line - 1] ?? '';
    for (let at = content.indexOf(id); at !== -1; at = content.indexOf(id, at + 1)) {
      add(line, at + 1);
    }
  }
  for (const { target, where, span } of mentionsOf(text, families)) {
    if (target === id && where !== 'front-matter') add(span.line, span.column);
  }
  return [...found.values()];
}

/** A heading with the ID in it gets another anchor: the links to it follow. */
function anchorEdits(
  workspace: Workspace,
  changed: ReadonlyMap<CompiledDocument, readonly Span[]>,
  newId: string,
): Map<CompiledDocument, TextEdit[]> {
  const anchors = new Map<string, ReadonlyMap<string, string>>();
  for (const [document, spans] of changed) {
    const after = compileText(workspace, document.path, replaced(document.text, spans, newId));
    const moved = document.index.sections.flatMap(({ anchor }, at): [string, string][] => {
      const now = after.index.sections[at]?.anchor;
      return now === undefined || now === anchor ? [] : [[anchor, now]];
    });
    if (moved.length > 0) anchors.set(document.file, new Map(moved));
  }
  const edits = new Map<CompiledDocument, TextEdit[]>();
  if (anchors.size === 0) return edits;
  for (const document of workspace.documents) {
    const lines = linesOf(document.text);
    for (const { kind, target, span } of document.index.references) {
      const link = kind === 'link' ? localLink(document, target) : null;
      const now = link?.anchor == null ? undefined : anchors.get(link.file)?.get(link.anchor);
      if (now === undefined || span.line !== span.endLine) continue;
      const at = (lines[span.line - 1] ?? '').lastIndexOf(`#${link!.anchor}`, span.endColumn - 1);
      if (at < span.column - 1) continue;
      const { line } = span;
      const place = {
        line,
        column: at + 2,
        endLine: line,
        endColumn: at + 2 + link!.anchor!.length,
      };
      const known = edits.get(document) ?? [];
      edits.set(document, [...known, { range: toRange(place), newText: now }]);
    }
  }
  return edits;
}

function replaced(text: string, spans: readonly Span[], word: string): string {
  const lines = linesOf(text);
  for (const { line, column, endColumn } of [...spans].sort((a, b) => b.column - a.column)) {
    const content = lines[line - 1]!;
    lines[line - 1] = content.slice(0, column - 1) + word + content.slice(endColumn - 1);
  }
  return lines.join('\n');
}
