/** What the document says that stages take, and how long the whole takes, agrees with the stages. */
import { type Estimate, type Finding, finding, type Stage } from '../../model/index.ts';
import { durationOf, headingPlace, inMinutes } from '../durations.ts';
import { defineRule } from '../rule.ts';

const stages =
  '## Etapa 1: Preparar (15 minutos)\n\n- [ ] Copia hecha\n\n## Etapa 2: Migrar (20 minutos)\n\n- [ ] Datos migrados\n\n';
const head = `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Migración\n\n${stages}## Anexo A: Tiempos\n\n`;

export const stageTimesSum = defineRule({
  id: 'stage-times-sum',
  code: 'PROCS057',
  family: 'consistency',
  scope: 'document',
  title: 'Times of stages and their total agree',
  severity: 'warning',
  why: 'Maintenance windows are booked by the total: one that was not added up again after a stage grew ends in the middle of the work.',
  examples: [
    {
      failing: `${head}**Tiempo total estimado: 30 minutos**\n`,
      mended: `${head}**Tiempo total estimado: 35 minutos**\n`,
    },
    {
      failing: `${head}| Etapa | Tiempo |\n|---|---|\n| Preparar | 15 min |\n| Migrar | 25 min |\n`,
      mended: `${head}| Etapa | Tiempo |\n|---|---|\n| Preparar | 15 min |\n| Migrar | 20 min |\n`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    const main = procedure.flows.find(({ id }) => id === 'main');
    if (main === undefined || !main.stages.some(({ minutes }) => minutes !== null)) return;
    const rows = procedure.estimates.filter(({ of }) => of === 'stage');
    for (const [row, stage] of pair(rows, main.stages)) {
      if (agrees(row, stage.minutes)) continue;
      yield finding(
        'stage-times-sum',
        row.span,
        `"${row.label}" is given ${inMinutes(row)} here, and its stage ${stage.minutes} minutes.`,
        {
          help: 'Make both the same, and mind the total.',
          related: [
            {
              file: document.path,
              span: headingPlace(document, stage),
              message: `stage ${stage.number}: ${stage.minutes} minutes`,
            },
          ],
        },
      );
    }
    yield* runningSum(rows);
    const sums = durationOf(main);
    if (sums === null) return;
    for (const total of procedure.estimates.filter(({ of }) => of === 'total')) {
      if (total.max >= sums.shortest * slack(total) && total.min <= sums.longest / slack(total))
        continue;
      yield finding(
        'stage-times-sum',
        total.span,
        `The total is given as ${inMinutes(total)}, and the stages add up to ${sums.words}.`,
        {
          help: 'Add the times of the stages up again, or correct the one that is wrong.',
          related: main.stages.map((stage) => ({
            file: document.path,
            span: headingPlace(document, stage),
            message: `stage ${stage.number}: ${stage.minutes ?? 'no'} minutes`,
          })),
        },
      );
    }
  },
});

/** A column that counts from the start: only the first row that is wrong, since all below it follow. */
function* runningSum(rows: readonly Estimate[]): Iterable<Finding> {
  let sum: number | null = null;
  let line = 0;
  for (const { label, min, max, rough, cumulative, span } of rows) {
    const isFirst = span.line !== line + 1;
    line = span.line;
    // Behind a gap stands another table, or a row that gives no number was left out.
    if (isFirst) sum = cumulative === max ? 0 : null;
    // Behind a range nobody can count on.
    if (sum === null || min !== max || rough) {
      sum = null;
      continue;
    }
    sum += max;
    if (cumulative === null || cumulative === sum) continue;
    yield finding(
      'stage-times-sum',
      span,
      `Up to "${label}" the times of this table add up to ${sum} minutes, and the row says ${cumulative}.`,
      { help: 'Add the column up again from here.' },
    );
    sum = null;
  }
}

/** Rows stand for stages by their order where there are as many of them, and where they share a word. */
function* pair(
  rows: readonly Estimate[],
  stages: readonly Stage[],
): Iterable<[Estimate, Stage & { minutes: number }]> {
  const always = stages.filter(({ conditional, optional }) => !conditional && !optional);
  const meant = [stages, always].find(({ length }) => length === rows.length) ?? [];
  for (const [at, stage] of meant.entries()) {
    const row = rows[at]!;
    if (stage.minutes !== null && isAbout(row.label, stage.title))
      yield [row, { ...stage, minutes: stage.minutes }];
  }
}

/** 'Detencion servicios' and 'Detención de servicios': the beginning of a word is enough. */
function isAbout(label: string, title: string): boolean {
  const starts = (text: string): string[] =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z]{4,}/g)
      ?.map((word) => word.slice(0, 5)) ?? [];
  const known = new Set(starts(title));
  return starts(label).some((word) => known.has(word));
}

function agrees(row: Estimate, minutes: number): boolean {
  return row.min / slack(row) <= minutes && minutes <= row.max * (2 - slack(row));
}

/** What is only about right may be a fifth off. */
function slack({ rough }: Estimate): number {
  return rough ? 0.8 : 1;
}
