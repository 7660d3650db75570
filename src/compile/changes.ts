/** The document's own change log: headings, list items or table rows that name a version or a date. */
import type { TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Change, Span } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';
import type { SectionNode } from '../parse/sections.ts';
import { normalize } from './normalize.ts';

const VERSION = /(?<![\w.])v?(\d+(?:\.\d+){1,3}(?:-[\w.]+)?)(?![\w])/i;
const DATE = /(?<!\d)(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)/;

/** In the order of the document. */
export function readChanges(section: SectionNode, planned = false): Change[] {
  const found: Change[] = [];
  for (const node of section.content) {
    if (node.type === 'table') {
      found.push(...rowsOf(node.children, planned));
    } else if (node.type === 'list') {
      for (const item of node.children) {
        const first = item.children[0];
        if (first !== undefined) found.push(...entryOf(textOf(first), spanOf(first), planned));
      }
    }
  }
  for (const child of section.children) {
    const isPlanned = planned || isAnnounced(child.title);
    const entry = child.heading && entryOf(child.title, spanOf(child.heading), isPlanned);
    // What stands under the heading of a version describes it.
    found.push(...(entry && entry.length > 0 ? entry : readChanges(child, isPlanned)));
  }
  return found;
}

/** A text that begins with a version or a date: '1.2.0 (2025-11-18)', 'Version 1.0', '2025-11-04: …'. */
function entryOf(text: string, span: Span, planned: boolean): Change[] {
  const head = text.split('\n', 1)[0]!;
  const start =
    /^\s*[[(]?(?:(?:versi[oó]n|release|rev(?:isi[oó]n)?\.?|v\.)\s*:?\s*)?(?=v?\d)/i.exec(
      head,
    )?.[0] ?? null;
  if (start === null) return [];
  const rest = head.slice(start.length);
  const first = new RegExp(`^(?:${DATE.source}|${VERSION.source})`, 'i').exec(rest);
  if (first === null) return [];
  // Only up to the description: 'v1.1.0: Migrar a PostgreSQL 15.2' is about 1.1.0.
  const stated = /^(?:[^:–—]|[–—](?=\s*v?\d))*/.exec(rest)![0];
  return [
    {
      version: versionIn(stated),
      date: dateIn(stated),
      planned: planned || isAnnounced(head),
      span: { ...span, endLine: span.line, endColumn: span.column + head.length },
    },
  ].map((change) => ({ ...change, span: span.endLine === span.line ? span : change.span }));
}

function rowsOf(rows: readonly TableRow[], planned: boolean): Change[] {
  const [head, ...body] = rows;
  const names = head?.children.map((cell) => normalize(textOf(cell))) ?? [];
  const version = names.findIndex((name) => /^(version|ver\.?|rev(ision)?\.?|v)$/.test(name));
  const date = names.findIndex((name) => /^(fecha|date)\b/.test(name));
  if (version === -1 && date === -1) return [];
  const cell = (row: TableRow, at: number): string => {
    const found = at === -1 ? undefined : row.children[at];
    return found === undefined ? '' : textOf(found).trim();
  };
  return body.flatMap((row) => {
    const number = /^v?(\d+(?:\.\d+){0,3}(?:-[\w.]+)?)$/i.exec(cell(row, version))?.[1] ?? null;
    const day = dateIn(cell(row, date));
    if (number === null && day === null) return [];
    const isPlanned = planned || row.children.some((one) => isAnnounced(textOf(one)));
    return [{ version: number, date: day, planned: isPlanned, span: spanOf(row) }];
  });
}

function versionIn(text: string): string | null {
  return VERSION.exec(text.replace(new RegExp(DATE.source, 'g'), ' '))?.[1] ?? null;
}

function dateIn(text: string): string | null {
  const match = DATE.exec(text);
  return match === null ? null : `${match[1]}-${match[2]}-${match[3]}`;
}

function isAnnounced(text: string): boolean {
  return /^\W*(?:pr[oó]xim|futur|planead|planificad|pendiente|por publicar|roadmap|planned|upcoming|next|unreleased|sin publicar)/i.test(
    text,
  );
}
