/** Times that a document states apart from the headings of its stages: a table of an annex, a line with the total. */
import type { Table, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Estimate, Span } from '../model/index.ts';
import type { ParsedFrontMatter } from '../parse/front-matter.ts';
import { type Lines, spanOf } from '../parse/position.ts';
import { type SectionNode, walkSections } from '../parse/sections.ts';
import { normalize } from './normalize.ts';

/** From parts that are no history: what an old version took says nothing of this one. */
export function readEstimates(
  sections: readonly SectionNode[],
  frontMatter: ParsedFrontMatter,
  lines: Lines,
): Estimate[] {
  const found = ofFrontMatter(frontMatter);
  for (const { content } of sections.flatMap((section) => [...walkSections(section)])) {
    for (const node of content) {
      if (node.type === 'table') found.push(...ofTable(node));
      if (node.type === 'paragraph') found.push(...ofLines(spanOf(node), lines));
      if (node.type !== 'list') continue;
      for (const item of node.children)
        found.push(...ofLines(spanOf(item.children[0] ?? item), lines));
    }
  }
  return found;
}

/** Whether a time is all that is written, but for emphasis and punctuation. */
function isBare(written: string): boolean {
  const rest = written.replace(/[\d.,~≈±–—-]/g, ' ');
  return /^[\s*_.]*(?:(?:aprox\w*|approx\w*|about|around|unos?|unas|alrededor de|a|to|y|and|minutos?|minutes?|mins?|m|horas?|hours?|hrs?|h)[\s*_.]*)+$/i.test(
    rest,
  );
}

function ofFrontMatter({ values, valueSpan }: ParsedFrontMatter): Estimate[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const name = key.toLowerCase().replaceAll('-', '_');
    if (
      typeof value !== 'string' ||
      !/^(?:(?:duracion|tiempo)_(?:total|estimad[oa])(?:_total|_estimad[oa])?|(?:estimated|total)_(?:time|duration))$/.test(
        name,
      )
    )
      return [];
    const time = readTime(value);
    const span = valueSpan([key]);
    return time === null || span === null
      ? []
      : [{ of: 'total' as const, label: key, ...time, cumulative: null, span }];
  });
}

/** A time as written: `15 min`, `30-40 minutos`, `1 h 30 min`, `~2 horas`. `null`: none, or none that is sure. */
export function readTime(text: string): Pick<Estimate, 'min' | 'max' | 'rough'> | null {
  const match =
    /^\s*(?<rough>~|≈|±|aprox\w*\.?|approx\w*\.?|about|around|unos?|unas|alrededor de)?\s*(?:(?<from>\d+(?:[.,]\d+)?)\s*(?:-|–|—|a|to)\s*)?(?<to>\d+(?:[.,]\d+)?)\s*(?<unit>minutos?|minutes?|mins?|m|horas?|hours?|hrs?|h)\b\.?(?:\s*(?:y|and|,)?\s*(?<rest>\d+)\s*(?:minutos?|minutes?|mins?|m)\b\.?)?/i.exec(
      text,
    );
  const { rough, from, to, unit, rest } = match?.groups ?? {};
  if (to === undefined || unit === undefined) return null;
  const factor = /^h/i.test(unit) ? 60 : 1;
  const number = (digits: string): number => Number(digits.replace(',', '.')) * factor;
  const max = number(to) + (rest === undefined ? 0 : Number(rest));
  const min = from === undefined ? max : number(from);
  // Whole hours are rounded.
  const isRough = rough !== undefined || (factor === 60 && rest === undefined);
  return Number.isFinite(min + max) ? { min, max, rough: isRough } : null;
}

function ofTable(table: Table): Estimate[] {
  const [head, ...rows] = table.children;
  const names = head?.children.map((cell) => normalize(textOf(cell))) ?? [];
  if (!/^(etapas?|fases?|stages?|phases?)\b/.test(names[0] ?? '')) return [];
  const at = names.findIndex((name) =>
    /^(tiempo|duracion|minutos|time|duration|minutes|estimate|estimated|estimado)\b/.test(name),
  );
  if (at < 1) return [];
  const sum = names.findIndex((name) => /^(acumulado|cumulative|running|elapsed)\b/.test(name));
  const timeAt = (row: TableRow, column: number): ReturnType<typeof readTime> => {
    const cell = row.children[column];
    const text = cell === undefined ? '' : textOf(cell).trim();
    const inMinutes = /\b(min|minutos|minutes)\b/.test(names[column] ?? '');
    return readTime(inMinutes && /^[\d\s–—-]+$/.test(text) ? `${text} min` : text);
  };
  return rows.flatMap((row) => {
    const label = textOf(row.children[0] ?? row).trim();
    const time = timeAt(row, at);
    if (time === null) return [];
    const of = /^(?:total|suma|sum)\b/i.test(label) ? ('total' as const) : ('stage' as const);
    const until = sum === -1 ? null : timeAt(row, sum);
    const cumulative = until === null || until.rough ? null : until.max;
    return [{ of, label, ...time, cumulative, span: spanOf(row) }];
  });
}

/** 'Tiempo total estimado: 80 minutos': the whole, and nothing else but the whole. */
const TOTAL =
  /^[\s>*_-]*(?<label>(?:tiempo|duraci[oó]n)\s+total(?:\s+estimad[oa])?|(?:tiempo|duraci[oó]n)\s+estimad[oa]\s+total|(?:estimated\s+)?total\s+(?:estimated\s+)?(?:time|duration)|total\s+estimate)\s*[*_]*\s*:\s*[*_]*\s*(?<time>.*)$/iu;

function ofLines({ line: first, endLine }: Span, lines: Lines): Estimate[] {
  const found: Estimate[] = [];
  for (let number = first; number <= endLine; number += 1) {
    const line = lines.line(number).trimEnd();
    const { label, time: written } = TOTAL.exec(line)?.groups ?? {};
    const time = written === undefined ? null : readTime(written);
    // '3 horas (local)', '10 minutos sin la base de datos': a part, or under a condition.
    if (label === undefined || time === null || !isBare(written!)) continue;
    const column = line.length - line.trimStart().length + 1;
    found.push({
      of: 'total',
      label: label.trim(),
      ...time,
      cumulative: null,
      span: { line: number, column, endLine: number, endColumn: line.length + 1 },
    });
  }
  return found;
}
