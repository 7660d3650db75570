/** A time that the document promises for the whole is not shorter than what its stages take. */
import { type Finding, finding, type Procedure } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import { durationOf } from '../durations.ts';
import { type ProseLine, proseLines } from '../prose.ts';
import { defineRule } from '../rule.ts';

const stages =
  '## Stage 1: Prepare (15 minutes)\n\n- [ ] Backup made\n\n## Stage 2: Migrate (20 minutes)\n\n- [ ] Data migrated\n\n';
const head = `---\nid: PROC-A-001\n---\n\n# PROC-A-001: Migration\n\n${stages}## Success criteria\n\n`;

export const totalTimeLimit = defineRule({
  id: 'total-time-limit',
  code: 'PROCS058',
  family: 'consistency',
  scope: 'document',
  title: 'The stages fit into the time that is promised',
  severity: 'warning',
  why: 'A limit that the plan itself does not keep is missed every time, and then nobody heeds it.',
  examples: [
    {
      failing: `${head}- [ ] Migration completed in less than 30 minutes\n`,
      mended: `${head}- [ ] Migration completed in less than 40 minutes\n`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    const main = procedure.flows.find(({ id }) => id === 'main');
    const takes = main === undefined ? null : durationOf(main);
    if (takes === null) return;
    for (const line of proseLines(document)) {
      const limit = limitIn(line, procedure);
      if (limit === null || takes.shortest <= limit.minutes) continue;
      yield finding(
        'total-time-limit',
        limit.span,
        `This promises at most ${limit.minutes} minutes, and the stages add up to ${takes.words}.`,
        { help: 'Raise the limit, or shorten the stages: as it stands it cannot be kept.' },
      );
    }
  },
});

/** 'Despliegue completado en < 60 minutos', 'Migration finishes within 1 hour'. */
const LIMIT =
  /^\s*(?:[-*+]\s+)?(?:\[[ xX]\]\s+)?(?<subject>.{0,60}?)\b(?:complet(?:ad[oa]|[oa]|ed|es?)|finaliz(?:ad[oa]|a)|terminad?[oa]|ejecutad[oa]|finish(?:ed|es)|done|tarda|dura|takes|executed)\s*(?:en|in|within|dentro de|:)?\s*(?:<=?|≤|menos de|no m[aá]s de|under|less than|at most|within|no more than|en|in)\s*(?:de\s+)?(?<count>\d+)\s*(?<unit>min(?:uto|ute)?s?|h(?:ora|our)?s?)\b/iu;

/** 'Duración máxima: 30 minutos', 'Total time ≤ 1 hour', 'Ventana de mantenimiento: 45 min'. */
const MAXIMUM =
  /^[\s>*+_-]*(?:\[[ xX]\]\s+)?[*_]*(?:(?:(?:tiempo|duraci[oó]n)\s+m[aá]xim[oa](?:\s+total)?|max(?:imum)?\s+(?:total\s+)?(?:time|duration)|ventana\s+de\s+mantenimiento|maintenance\s+window)[\s*_]*:?[\s*_]*(?:<=?|≤)?|(?:(?:tiempo|duraci[oó]n)\s+total|total\s+(?:time|duration))[\s*_]*:?[\s*_]*(?:<=?|≤|menos de|under|less than|at most))\s*(?<count>\d+)\s*(?<unit>min(?:uto|ute)?s?|h(?:ora|our)?s?)\b/iu;

function limitIn(
  { number, text }: ProseLine,
  procedure: Procedure,
): { minutes: number; span: Finding['span'] } | null {
  // The pattern that is sure is slow, and nearly every line says nothing of a time.
  if (!/\d\s*(?:min|h)/i.test(text)) return null;
  const { subject = '', count, unit } = (LIMIT.exec(text) ?? MAXIMUM.exec(text))?.groups ?? {};
  if (count === undefined) return null;
  if (!speaksOfAll(number, procedure) || !isWhole(subject, procedure)) return null;
  const minutes = Number(count) * (/^h/i.test(unit!) ? 60 : 1);
  const column = text.length - text.trimStart().length + 1;
  return {
    minutes,
    span: { line: number, column, endLine: number, endColumn: text.trimEnd().length + 1 },
  };
}

/** Purpose, scope and success criteria speak of the whole; a step's own limit is its own. */
function speaksOfAll(line: number, { sections, flows }: Procedure): boolean {
  const inside = ({ span }: { span: Finding['span'] }): boolean =>
    span.line <= line && line <= span.endLine;
  const main = flows.find(({ id }) => id === 'main');
  return (
    sections.some(
      (section) =>
        /^(?:purpose|scope|success-criteria|prerequisites)$/.test(section.role) && inside(section),
    ) && !(main?.stages.some(inside) ?? false)
  );
}

/** Words that say nothing of what is done, and words of the title. */
function isWhole(subject: string, { title, id }: Procedure): boolean {
  const words = wordsOf(subject);
  if (words.length === 0) return true;
  const known = new Set([
    ...wordsOf(`${title} ${id ?? ''}`),
    ...'procedimiento proceso procedure process todo everything whole total'.split(' '),
  ]);
  return words.every((word) => known.has(word));
}

function wordsOf(text: string): string[] {
  const plain = fold(text);
  return (plain.match(/[a-z]{2,}/g) ?? []).filter(
    (word) =>
      !/^(?:el|la|los|las|un|una|de|del|en|es|se|esta|the|a|an|is|of|to|be|has|been|was)$/.test(
        word,
      ),
  );
}
