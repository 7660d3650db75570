/** The fields of a message or document: each gap, with the words around it that say what belongs there. */
import type { Hole } from '../../model/index.ts';

export interface Field {
  /** As written: `descripcion`, `YYYY-MM-DD HH:MM`. */
  readonly name: string;
  /** Half-open range in the template. */
  readonly start: number;
  readonly end: number;
  /** Before the colon of its line: `Fecha/Hora inicio`; `null`: the line has none. */
  readonly label: string | null;
  /** All of its line before it and after it, without list marks and emphasis. */
  readonly before: string;
  readonly after: string;
  /** Its line is a heading. */
  readonly heading: boolean;
  /** Part of a longer word, as in `staging-YYYYMMDD`: a name of something else, not a date of this run. */
  readonly attached: boolean;
  /** The answers that the author offers, where the field is a choice: `CRITICO|ALTO|MEDIO`. */
  readonly options: readonly string[] | null;
}

/** In the order of the text. Choices, which the compiler takes for plain words, are among them. */
export function fieldsOf(template: string, holes: readonly Hole[]): Field[] {
  const gaps = holes.map(({ parameter, start, end }) => ({
    name: parameter,
    start,
    end,
    options: null,
  }));
  const choices = [...template.matchAll(CHOICE)].flatMap((match) => {
    const start = match.index + match[1]!.length;
    const end = start + match[2]!.length;
    if (gaps.some((gap) => gap.start < end && start < gap.end)) return [];
    return [{ name: match[2]!, start, end, options: match[2]!.split(/[|/]/) }];
  });
  return [...gaps, ...choices]
    .sort((a, b) => a.start - b.start)
    .map((gap) => ({ ...gap, ...surroundings(template, gap.start, gap.end) }));
}

/** What a person calls the field. */
export function fieldTitle({ label, before, name, options }: Field): string {
  const title = label ?? (before === '' ? null : before);
  if (title === null) return name;
  return options === null ? `${title} [${name}]` : `${title} (${options.join(', ')})`;
}

const LABEL = String.raw`^[ \t]*(?:[-*+] +)?(?:\[[ xX]\] +)?\**[^:|\n]{2,60}:\**[ \t]*`;
const PAIRS =
  'S[IÍ]/NO|YES/NO|PASS/FAIL|OK/FAIL|OK/ERROR|SUCCESS/(?:ROLLBACK|FAILED|FAILURE)|[EÉ]XITO/FALLO|EXITOSO/FALLIDO|APROBADO/RECHAZADO|APPROVED/REJECTED';
/** A bar between words in capitals, or a pair that nobody could mean otherwise (`TCP/IP` is no choice). */
const CHOICE = new RegExp(
  `(${LABEL})(\\p{Lu}[\\p{Lu}\\d_-]*(?:\\|\\p{Lu}[\\p{Lu}\\d_-]*)+|${PAIRS})(?=[ \\t]*(?:\\[|$))`,
  'gmu',
);

function surroundings(
  template: string,
  start: number,
  end: number,
): Pick<Field, 'label' | 'before' | 'after' | 'heading' | 'attached'> {
  const from = template.lastIndexOf('\n', start - 1) + 1;
  const to = template.indexOf('\n', end);
  const before = plain(template.slice(from, start).replace(MARKS, ''));
  const after = plain(template.slice(end, to < 0 ? template.length : to));
  const label = /^([^:]{2,60}):/.exec(before)?.[1]?.trim() ?? null;
  // A gap in brackets is a word of its own; a pattern such as YYYYMMDD may be part of one.
  const attached = /[\w-]/.test(template[start - 1] ?? '') || /[\w-]/.test(template[end] ?? '');
  const heading = /^[ \t]*#/.test(template.slice(from));
  return { label, before, after, heading, attached };
}

const MARKS = /^[ \t]*(?:#+ +|[-*+] +|\d+[.)] +|> *|\| *)*(?:\[[ xX]\] +)?/;

function plain(text: string): string {
  return text.replace(/[*_`|]/g, '').trim();
}
