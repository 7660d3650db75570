/** Joins the sentences of a step to the blocks that they speak of. */
import type { Action, Criterion } from '../../model/index.ts';
import type { Lines } from '../../parse/position.ts';
import { codePlaces } from '../code-places.ts';
import type { Context } from '../context.ts';
import { normalize } from '../normalize.ts';
import type { Sentence } from '../step-body.ts';
import { buildCriterion, type JudgedBlock } from './index.ts';

const promise =
  /^#+\s*((resultado |salida )?esperad[oa]\b\s*:?|expected( output| result)?\s*:|deben?\b|deberian?\b|should\b|must\b)/;

/**
 * A sentence speaks of the last block before it, else of the first after it. Comments of the blocks
 * that say what to expect support the step's own sentences; where it has none, they are the criteria.
 */
export function resolveCriteria(
  sentences: readonly Sentence[],
  actions: readonly Action[],
  { analyses, lines }: Pick<Context, 'analyses' | 'lines'>,
): Criterion[] {
  const blocks = actions.flatMap((action, index): JudgedBlock[] => {
    const analysis = analyses.get(action);
    return action.kind === 'run' && analysis ? [{ index, block: action, analysis }] : [];
  });
  const all =
    sentences.length > 0 ? sentences : blocks.flatMap((block) => promisesOf(block, lines));
  return all.map((sentence) => {
    const judged = blocks.findLast(({ index }) => index < sentence.after) ?? blocks[0] ?? null;
    if (sentence.check !== null) {
      return {
        text: sentence.text,
        check: sentence.check,
        origin: 'declared',
        rule: null,
        action: judged?.index ?? null,
        because: sentence.because,
        span: sentence.span,
      };
    }
    return buildCriterion(sentence, judged);
  });
}

function promisesOf({ index, block, analysis }: JudgedBlock, lines: Lines): Sentence[] {
  const promises = analysis.comments.filter(({ text }) => promise.test(normalize(text)));
  if (promises.length === 0) return [];
  const place = codePlaces(block.code, block.codeSpan, lines);
  return promises.map(({ text, start, end }) => ({
    text: text.replace(/^#+\s*/, ''),
    span: place({ start, end }),
    after: index + 1,
    check: null,
    because: 'comment',
  }));
}
