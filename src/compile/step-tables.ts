/** Tables whose rows are steps: 'Paso | Actividad | Responsable'. */
import type { RootContent, Table, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Step } from '../model/index.ts';
import { spanOf } from '../parse/position.ts';
import type { Context } from './context.ts';
import { parseHeading } from './headings.ts';
import { normalize } from './normalize.ts';
import { type References, toStep } from './stage-parts.ts';

/** A step for each row of the tables of steps among the nodes; none where there is no such table. */
export function stepsOfTables(
  nodes: readonly RootContent[],
  refs: References,
  context: Context,
): Step[] {
  return nodes.flatMap((node) => {
    const columns = node.type === 'table' ? columnsOf(node) : null;
    if (columns === null) return [];
    return (node as Table).children
      .slice(1)
      .flatMap((row) => stepOfRow(row, columns, refs, context));
  });
}

interface Columns {
  readonly number: number;
  readonly work: number;
}

function columnsOf({ children }: Table): Columns | null {
  const heads = (children[0]?.children ?? []).map((head) => normalize(textOf(head)));
  const number = heads.findIndex((head) => /^(paso|step|#|n[.º°o]*|no\.?|num(ero)?)$/.test(head));
  const work = heads.findIndex((head) =>
    /^(accion(es)?|actividad(es)?|tarea|descripcion|instruccion|que hacer|actions?|activity|task|what to do|description|instruction)\b/.test(
      head,
    ),
  );
  return number === -1 || work === -1 ? null : { number, work };
}

function stepOfRow(
  row: TableRow,
  { number, work }: Columns,
  refs: References,
  { words }: Context,
): Step[] {
  const cell = (at: number): string => textOf(row.children[at] ?? row).trim();
  const title = cell(work);
  if (title === '' || row.children[work] === undefined) return [];
  const written = /^(?:paso|step)?\s*([A-Z]?\d+(?:\.\d+)*)\W*$/i.exec(cell(number))?.[1] ?? null;
  const span = spanOf(row);
  const text = row.children
    .map((part) => textOf(part).trim())
    .filter((part) => part !== '')
    .join(' · ');
  const instruction = { kind: 'instruction', span, lead: null, text, because: 'prose' } as const;
  const body = { actions: [instruction], criteria: [], notices: [] };
  return [
    toStep(
      { span },
      { ...parseHeading(title, words), title },
      refs.next(written),
      body,
      'table-row',
    ),
  ];
}
