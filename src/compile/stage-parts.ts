/** Stages and steps as plain values, from what their headings say. */
import type { Stage, Step, StepBecause } from '../model/index.ts';
import type { SectionNode } from '../parse/sections.ts';
import type { HeadingParts } from './headings.ts';
import type { StepBody } from './step-body.ts';

export function emptyStage(
  section: Pick<SectionNode, 'title' | 'span'>,
  parts: HeadingParts,
  fallback: number,
): Stage {
  const number = Number.parseInt(parts.number ?? '', 10);
  return {
    // More digits than a number holds are no number of a stage.
    number: Number.isSafeInteger(number) ? number : fallback,
    title: parts.title,
    minutes: parts.minutes,
    conditional: parts.conditional,
    optional: parts.optional,
    notices: [],
    steps: [],
    criteria: [],
    inputs: [],
    outputs: [],
    because: headingKind(parts, 'stage'),
    span: section.span,
  };
}

export function toStep(
  { span }: Pick<SectionNode, 'span'>,
  parts: HeadingParts,
  ref: string,
  body: StepBody,
  because: StepBecause = headingKind(parts, 'step'),
): Step {
  return {
    ref,
    title: parts.title,
    conditional: parts.conditional,
    optional: parts.optional,
    notices: body.notices,
    actions: body.actions,
    criteria: body.criteria,
    because,
    span,
  };
}

/** What made a heading a stage or a step, where it is nothing else than the heading. */
function headingKind<Kind extends 'stage' | 'step'>(
  { keyword, number }: HeadingParts,
  kind: Kind,
): `${Kind}-word` | 'numbered-heading' | 'heading' {
  if (keyword === kind) return `${kind}-word`;
  return number === null ? 'heading' : 'numbered-heading';
}

/** Refs of a stage's steps: as written where they are, counted where not. */
export class References {
  readonly #stage: number;
  #count = 0;

  constructor(stage: number) {
    this.#stage = stage;
  }

  next(written: string | null): string {
    // What stands above the parts of a stage is no part of their count.
    if (written !== '0') this.#count += 1;
    if (written === null) return `${this.#stage}.${this.#count}`;
    return /^[A-Z]|\./.test(written) ? written : `${this.#stage}.${written}`;
  }
}
