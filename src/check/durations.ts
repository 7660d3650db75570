/** How long a flow takes, by the estimates of its stages. */
import type { Flow, Span, Stage } from '../model/index.ts';
import type { CompiledDocument } from '../workspace/workspace.ts';
import { linesOf } from './places.ts';

export interface Duration {
  /** Minutes of the stages that are always run. */
  readonly shortest: number;
  /** With the optional and conditional ones. */
  readonly longest: number;
  /** `35 minutes`, `35 to 50 minutes`. */
  readonly words: string;
}

/** `null` where a stage has no estimate: what it takes nobody knows. */
export function durationOf({ stages }: Flow): Duration | null {
  const always = stages.filter(({ conditional, optional }) => !conditional && !optional);
  if (always.length === 0 || always.some(({ minutes }) => minutes === null)) return null;
  const sum = (some: readonly Stage[]): number =>
    some.reduce((total, { minutes }) => total + (minutes ?? 0), 0);
  const [shortest, longest] = [sum(always), sum(stages)];
  return { shortest, longest, words: inMinutes({ min: shortest, max: longest }) };
}

/** `15 minutes`, `30 to 40 minutes`. */
export function inMinutes({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? `${min} ${min === 1 ? 'minute' : 'minutes'}` : `${min} to ${max} minutes`;
}

/** The line that a stage begins with. */
export function headingPlace(document: CompiledDocument, { span: { line, column } }: Stage): Span {
  const length = (linesOf(document)[line - 1] ?? '').trimEnd().length;
  return { line, column, endLine: line, endColumn: Math.max(column, length) + 1 };
}
