/** Entry and exit criteria of stages: below their own headings, and in tables by stage. */
import type { Table, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Criterion, CriterionBecause, Flow, Span, Stage, Text } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';
import { type SectionNode, walkSections } from '../parse/sections.ts';
import type { Context } from './context.ts';
import { buildCriterion } from './criteria/index.ts';
import { parseHeading } from './headings.ts';
import { readLabel } from './labels.ts';
import { normalize } from './normalize.ts';

/** What stands below a heading such as 'Criterios de salida': items, rows, or a sentence. */
export function criteriaOfSection(section: SectionNode, context: Context): Criterion[] {
  return section.content.flatMap((node) => {
    if (node.type === 'list')
      return node.children.map((item) => toCriterion(item.children[0] ?? item));
    if (node.type === 'table') {
      const rows = node.children.slice(1).filter(({ children }) => children[0] !== undefined);
      return rows.map((row) => criterion(textOf(row.children[0]!).trim(), spanOf(row)));
    }
    return node.type === 'paragraph' &&
      readLabel(textOf(node), context.words) === null &&
      !textOf(node).trim().endsWith(':')
      ? [toCriterion(node)]
      : [];
  });
}

export function textsOfSection(section: SectionNode): Text[] {
  return section.content.flatMap((node) =>
    node.type === 'list'
      ? node.children.map((item) => ({ text: textOf(item).trim(), span: spanOf(item) }))
      : [],
  );
}

/** Tables of entry and exit criteria that stand inside their stage. */
export function readOwnTables(section: SectionNode, stage: Stage, context: Context): void {
  for (const node of section.content) {
    const columns = node.type === 'table' ? columnsOf(node) : null;
    if (columns === null || columns.stage !== -1) continue;
    for (const row of rowsOf(node as Table)) addRow(row, columns, stage, context);
  }
}

/**
 * A table of entry and exit criteria by stage, wherever it stands: each row goes to the stage that its first
 * cell numbers or names.
 *
 * @returns the criteria of rows that name no stage of the flow.
 */
export function readStageTables(
  root: SectionNode,
  main: Flow | undefined,
  context: Context,
): Criterion[] {
  const left: Criterion[] = [];
  for (const { content } of [root, ...walkSections(root)]) {
    for (const node of content) {
      const columns = node.type === 'table' ? columnsOf(node) : null;
      if (columns === null || columns.stage === -1) continue;
      for (const row of rowsOf(node as Table)) {
        const stage = stageNamed(cell(row, columns.stage), main?.stages ?? [], context);
        if (stage !== null) addRow(row, columns, stage, context);
        else left.push(...exitOf(row, columns));
      }
    }
  }
  return left;
}

interface Columns {
  readonly stage: number;
  readonly entry: number;
  readonly exit: number;
}

function columnsOf(table: Table): Columns | null {
  const heads = (table.children[0]?.children ?? []).map((head) => normalize(textOf(head)));
  const at = (pattern: RegExp): number => heads.findIndex((head) => pattern.test(head));
  const exit = at(
    /^((criterios?|condicion(es)?) de (salida|exito)|exit( criteri(a|on))?|(completion|success) criteri(a|on))$/,
  );
  if (exit === -1) return null;
  return {
    stage: at(/^(etapa|fase|stage|phase|paso|step|parte|part)\b/),
    entry: at(/^((criterios?|condicion(es)?) de entrada|entry( criteri(a|on))?)\b/),
    exit,
  };
}

function rowsOf(table: Table): TableRow[] {
  return table.children.slice(1);
}

function addRow(row: TableRow, columns: Columns, stage: Stage, context: Context): void {
  stage.criteria.push(...exitOf(row, columns));
  const text = cell(row, columns.entry);
  if (text !== '') context.prerequisites.push({ group: stage.title, text, span: spanOf(row) });
}

function exitOf(row: TableRow, { exit }: Columns): Criterion[] {
  const text = cell(row, exit);
  return text === '' ? [] : [criterion(text, spanOf(row), 'criteria-table')];
}

/** The text of a cell; a dash stands for nothing. */
function cell(row: TableRow, at: number): string {
  const found = row.children[at];
  const text = found === undefined ? '' : textOf(found).trim();
  return /^[-–—]*$/.test(text) ? '' : text;
}

function stageNamed(name: string, stages: readonly Stage[], { words }: Context): Stage | null {
  const { number, title } = parseHeading(name, words);
  const written = number ?? /^\d+$/.exec(name)?.[0] ?? null;
  const byNumber = stages.find((stage) => String(stage.number) === written);
  const byTitle = stages.find((stage) => normalize(stage.title) === normalize(title));
  return byTitle ?? byNumber ?? null;
}

function toCriterion(node: Parameters<typeof spanOf>[0]): Criterion {
  return criterion(textOf(node).trim(), spanOf(node));
}

function criterion(
  text: string,
  span: Span,
  because: CriterionBecause = 'criteria-heading',
): Criterion {
  return buildCriterion({ text, span, because }, null);
}
