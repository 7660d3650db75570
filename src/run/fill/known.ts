/** The value of a field that the run knows by itself. Where a rule is not sure, the field stays open. */
import type { Verdict } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import type { Words } from '../words/words.ts';
import { amountOf, formatDate, isDatePattern } from './dates.ts';
import type { RunFacts } from './facts.ts';
import type { Field } from './fields.ts';
import { entryTime } from './timeline.ts';

/** `null`: nothing in the run says it. */
export function knownValue(field: Field, facts: RunFacts): string | null {
  if (field.options !== null) return null;
  return (
    facts.values.get(field.name) ??
    named(field.name, facts) ??
    time(field, facts) ??
    amount(field, facts) ??
    person(field, facts)
  );
}

/** Fields that are asked for by name: `{{run}}`, `[timeline]`. */
function named(name: string, facts: RunFacts): string | null {
  switch (fold(name)) {
    case 'run':
      return facts.run;
    case 'procedure':
    case 'procedimiento':
      return facts.procedure;
    case 'procedure version':
    case 'procedure_version':
    case 'version del procedimiento':
      return facts.version;
    case 'operator':
    case 'operador':
      return facts.operator;
    case 'timeline':
    case 'cronologia':
      return timelineOf(facts);
    case 'results':
    case 'resultados':
      return resultsOf(facts, facts.words);
    default:
      return null;
  }
}

function time(field: Field, facts: RunFacts): string | null {
  const name = isDatePattern(field.name) ? field.name : PATTERN_OF[fold(field.name)];
  // Part of a tag or a file's name, it is the time of something else.
  if (name === undefined || field.attached) return null;
  const about = fold(field.label ?? field.before);
  if (field.label === null && field.before === '' && /^[-–—:]\s*\S/.test(field.after)) {
    const at = entryTime(field.after.replace(/^[-–—:]\s*/, ''), facts.ended);
    return at === null ? null : formatDate(name, at);
  }
  if (/\b(?:inicio|comienzo|start(?:ed)?|begin(?:ning)?)\b/.test(about))
    return formatDate(name, facts.started);
  const alone = field.heading || (field.before === '' && field.after === '');
  return NOW.test(about) || (field.label === null && alone) ? formatDate(name, facts.now) : null;
}

const PATTERN_OF: Readonly<Record<string, string>> = {
  fecha: 'YYYY-MM-DD',
  date: 'YYYY-MM-DD',
  hora: 'HH:MM',
  time: 'HH:MM',
};

const NOW =
  /^(?:fecha|hora|fecha ?[/y] ?hora|date|time|date (?:and|\/) ?time|incident[eo]?|when|cuando)$|\b(?:fin|final|finalizacion|resolucion|termino|end(?:ed)?|resolved|resolution|completed)\b/;

function amount({ name, before, label, after }: Field, facts: RunFacts): string | null {
  if (name !== 'XX') return null;
  const about = fold(label ?? before);
  if (
    !/^(?:duracion(?: total)?|tiempo total|duration|total (?:time|duration)|elapsed(?: time)?)$/.test(
      about,
    )
  )
    return null;
  return amountOf(after, facts.now.getTime() - facts.started.getTime());
}

function person({ name, before, label }: Field, facts: RunFacts): string | null {
  if (!PERSON.test(fold(name))) return null;
  const about = fold(before);
  if (/\b(?:aprobad[oa]|approved) (?:por|by):?$/.test(about))
    return facts.approvers.length === 1 ? facts.approvers[0]! : null;
  if (
    /^(?:ejecutad[oa] por|ejecutor|operador|executed by|run by|operator)$/.test(fold(label ?? ''))
  )
    return facts.operator;
  return null;
}

const PERSON =
  /^(?:nombre|name|ejecutor|ejecutado por|executed by|your name|tu nombre|persona|quien)$/;

/** A line for each step that has ended: when, what, how. */
function timelineOf({ ended, words }: RunFacts): string {
  return ended
    .filter(({ kind }) => kind === 'step')
    .map(
      ({ at, ref, title, verdict }) =>
        `${formatDate('HH:MM', at)} - ${ref} ${title}: ${words.verdicts[verdict]}`,
    )
    .join('\n');
}

/** `14 passed, 2 unverified`: the steps so far; empty where none has ended. */
export function resultsOf({ ended }: Pick<RunFacts, 'ended'>, words: Words): string {
  const steps = ended.filter(({ kind }) => kind === 'step');
  return (['passed', 'failed', 'unverified', 'skipped'] satisfies Verdict[])
    .map((verdict) => [verdict, steps.filter((step) => step.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => words.run.count(count, verdict))
    .join(', ');
}
