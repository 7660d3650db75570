/** Who answers for what: RACI matrices, tables of roles, and profiles. */
import type { Table, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Raci, RoleDescription, Text } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';
import { type SectionNode, walkSections } from '../parse/sections.ts';
import { normalize } from './normalize.ts';

const LETTERS = /^[RACI](?:\s*[/,+&\s]?\s*[RACI])*$|^[-–—]?$/;

/** The matrices of a section about roles. */
export function readMatrices(section: SectionNode): Raci[] {
  return tablesOf(section).flatMap((table) => {
    const [head, ...rows] = table.children;
    if (head === undefined || !isMatrix(rows)) return [];
    return [
      {
        roles: head.children
          .slice(1)
          .map((cell): Text => ({ text: plain(cell), span: spanOf(cell) })),
        activities: rows.map((row) => ({
          name: row.children[0] === undefined ? '' : plain(row.children[0]),
          letters: head.children.slice(1).map((_, at) => lettersIn(row.children[at + 1])),
          span: spanOf(row),
        })),
        span: spanOf(table),
      },
    ];
  });
}

/** Roles that the section describes in a table of roles, or as a bold name in front of a list. */
export function readRoleDescriptions(section: SectionNode): RoleDescription[] {
  const found: RoleDescription[] = [];
  for (const table of tablesOf(section)) {
    const [head, ...rows] = table.children;
    const first = head?.children[0];
    if (first === undefined || isMatrix(rows)) continue;
    if (!/^(rol|role|perfil|profile|cargo|puesto)(e?s)?\b/.test(normalize(textOf(first)))) continue;
    for (const row of rows) {
      const name = row.children[0] === undefined ? '' : plain(row.children[0]);
      if (name !== '') found.push({ name, from: 'table', span: spanOf(row) });
    }
  }
  for (const part of walkSections(section)) {
    for (const node of part.content) {
      const first = node.type === 'paragraph' ? node.children[0] : undefined;
      if (first?.type !== 'strong' || !/:\s*$/.test(textOf(node))) continue;
      const name = textOf(first).replace(/:\s*$/, '').trim();
      if (!/^(leyenda|legend|nota|note)/i.test(name))
        found.push({ name, from: 'profile', span: spanOf(first) });
    }
  }
  return found;
}

/** Whether the cells of a table, but for its first column, hold letters of RACI and nothing else. */
export function isMatrix(rows: readonly TableRow[]): boolean {
  const cells = rows.flatMap((row) => row.children.slice(1).map(plain));
  return cells.some((cell) => /[RACI]/.test(cell)) && cells.every((cell) => LETTERS.test(cell));
}

function lettersIn(cell: TableRow['children'][number] | undefined): string {
  return cell === undefined ? '' : plain(cell).replace(/[^RACI]/g, '');
}

function plain(cell: TableRow['children'][number]): string {
  return textOf(cell).trim();
}

function tablesOf(section: SectionNode): Table[] {
  return [...walkSections(section)].flatMap(({ content }) =>
    content.filter((node) => node.type === 'table'),
  );
}
