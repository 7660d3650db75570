/** What sections that are never run declare: prerequisites, roles, tools, artifacts, risks, approvals. */
import type { Table, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Procedure, SectionRole, Text } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';
import { type SectionNode, walkSections } from '../parse/sections.ts';
import { readChanges } from './changes.ts';
import { buildCriterion } from './criteria/index.ts';
import { normalize } from './normalize.ts';
import { isMatrix, readMatrices, readRoleDescriptions } from './responsibilities.ts';
import { roleOf } from './roles.ts';
import type { Words } from './words.ts';

export type Declarations = Pick<
  Procedure,
  | 'prerequisites'
  | 'roles'
  | 'roleDescriptions'
  | 'raci'
  | 'tools'
  | 'artifacts'
  | 'risks'
  | 'approvals'
  | 'changes'
  | 'criteria'
>;

export function readDeclarations(top: readonly SectionNode[], words: Words): Declarations {
  const of = (role: SectionRole): SectionNode[] =>
    top.filter(({ title }) => roleOf(title, words) === role);
  const below = (role: SectionRole): SectionNode[] =>
    top
      .flatMap((section) => [...walkSections(section)])
      .filter(({ title }) => roleOf(title, words) === role);
  return {
    prerequisites: of('prerequisites').flatMap(prerequisitesOf),
    roles: of('roles').flatMap(rolesOf),
    roleDescriptions: of('roles').flatMap(readRoleDescriptions),
    raci: of('roles').flatMap(readMatrices),
    tools: below('tools').flatMap((section) => toolsOf(section, words)),
    artifacts: of('artifacts').flatMap(artifactsOf),
    risks: of('risks').flatMap((section) =>
      everyTable(section).flatMap((table) => firstColumn(table)),
    ),
    approvals: of('approvals').flatMap(approvalsOf),
    changes: of('changes').flatMap((section) => readChanges(section)),
    criteria: of('success-criteria').flatMap((section) =>
      everyItem(section).map(({ text, span }) =>
        buildCriterion({ text, span, because: 'criteria-heading' }, null),
      ),
    ),
  };
}

function prerequisitesOf(section: SectionNode): Procedure['prerequisites'] {
  return [...walkSections(section)].flatMap((part) =>
    ownItems(part).map(({ text, span }) => ({
      group: part === section ? null : part.title.replace(/^[\d.]+\s*/, ''),
      text,
      span,
    })),
  );
}

/** The columns of a RACI matrix, the first column of a table of roles, and bold names before a list. */
function rolesOf(section: SectionNode): Text[] {
  const found = new Map<string, Text>();
  const add = (text: string, span: Text['span']): void => {
    const name = text.trim();
    if (name !== '' && !found.has(normalize(name)))
      found.set(normalize(name), { text: name, span });
  };
  for (const table of everyTable(section)) {
    const [head, ...rows] = table.children;
    if (head === undefined) continue;
    if (isMatrix(rows)) for (const cell of head.children.slice(1)) add(textOf(cell), spanOf(cell));
    else for (const { text, span } of firstColumn(table)) add(text, span);
  }
  for (const part of walkSections(section)) {
    for (const node of part.content) {
      const first = node.type === 'paragraph' ? node.children[0] : undefined;
      if (
        first?.type === 'strong' &&
        /:\s*$/.test(textOf(node)) &&
        !/^(leyenda|legend)/i.test(textOf(node))
      ) {
        add(textOf(first).replace(/:\s*$/, ''), spanOf(first));
      }
    }
  }
  return [...found.values()];
}

function toolsOf(section: SectionNode, words: Words): Text[] {
  const parts = section.children.filter(({ title }) => roleOf(title, words) === 'tools');
  // 'Herramientas y Referencias' holds tools only below the sub-heading that says so.
  if (parts.length > 0) return [];
  return [
    ...ownItems(section),
    ...section.content.flatMap((node) => (node.type === 'table' ? firstColumn(node) : [])),
  ];
}

function artifactsOf(section: SectionNode): Procedure['artifacts'] {
  const rows = everyTable(section).flatMap((table) =>
    table.children.slice(1).map((row) => ({
      name: cell(row, 0),
      path: cell(row, 1) || null,
      span: spanOf(row),
    })),
  );
  const items = everyItem(section).map(({ text, span }) => ({
    name: text,
    path: /^\S*\/\S+$/.test(text) ? text : null,
    span,
  }));
  return [...rows, ...items];
}

function approvalsOf(section: SectionNode): Procedure['approvals'] {
  const blank = (text: string): string | null =>
    /^[_\s-]*$|^\[.*\]$|YYYY/.test(text) ? null : text;
  return everyTable(section).flatMap((table) => {
    const names = table.children[0]?.children.map((head) => normalize(textOf(head))) ?? [];
    const at = (pattern: RegExp): number => names.findIndex((name) => pattern.test(name));
    return table.children.slice(1).map((row) => ({
      role: cell(row, Math.max(0, at(/^(rol|role)/))),
      name: blank(cell(row, at(/^(nombre|name)/))),
      date: blank(cell(row, at(/^(fecha|date)/))),
      span: spanOf(row),
    }));
  });
}

function cell(row: TableRow, at: number): string {
  const found = row.children[at];
  return found === undefined ? '' : textOf(found).trim();
}

function firstColumn(table: Table): Text[] {
  return table.children.slice(1).map((row) => ({ text: cell(row, 0), span: spanOf(row) }));
}

function everyTable(section: SectionNode): Table[] {
  return [...walkSections(section)].flatMap(({ content }) =>
    content.filter((node) => node.type === 'table'),
  );
}

function everyItem(section: SectionNode): Text[] {
  return [...walkSections(section)].flatMap(ownItems);
}

function ownItems({ content }: SectionNode): Text[] {
  return content.flatMap((node) =>
    node.type === 'list'
      ? node.children.map((item) => ({
          text: textOf(item.children[0] ?? item)
            .replace(/\s+/g, ' ')
            .trim(),
          span: spanOf(item),
        }))
      : [],
  );
}
