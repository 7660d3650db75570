/** Judges what a block wrote. */

import { readFile, stat } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { RE2JS } from 're2js';
import type { Check } from '../../model/index.ts';
import type { Outcome } from '../session/outcome.ts';
import { enJudge } from '../words/en-judge.ts';
import { compareExpected } from './expected.ts';
import { failed, type Judgement, type JudgeWords, passed, unverified } from './judgement.ts';

const MOST = 32_000_000;

type OutputCheck = Extract<Check, { kind: 'output' | 'expected-output' }>;

/** Colours are taken out before anything is compared; nothing else is. */
export async function judgeOutput(
  check: OutputCheck,
  outcome: Outcome,
  say: JudgeWords = enJudge,
): Promise<Judgement> {
  const stream = check.kind === 'output' ? check.stream : 'stdout';
  const file = outcome[stream];
  if (file === null) return unverified(say.notCaptured);
  const { size } = await stat(file);
  if (check.kind === 'output' && check.is === 'empty') {
    return size === 0 ? passed(say.empty(stream)) : failed(say.holds(stream, size));
  }
  if (check.kind === 'output' && check.is === 'nonempty') {
    return size > 0 ? passed(say.holds(stream, size)) : failed(say.empty(stream));
  }
  if (size > MOST) return unverified(say.tooLong(stream, size, MOST));
  const text = stripVTControlCharacters(await readFile(file, 'utf8'));
  if (check.kind === 'expected-output') {
    const difference = compareExpected(check.expected, text);
    return difference === null ? passed(say.asExpected) : failed(difference);
  }
  const value = check.value ?? '';
  switch (check.is) {
    case 'contains':
      return text.includes(value)
        ? passed(say.contains(stream, value))
        : failed(say.containsNot(stream, value));
    case 'equals':
      return trimmed(text) === trimmed(value)
        ? passed(say.equals(stream, value))
        : failed(say.isText(stream, excerpt(text)));
    case 'matches':
      return judgeMatch(stream, value, text, say);
    default:
      return unverified(say.unknownPredicate(check.is));
  }
}

/** RE2: a regular expression of a document cannot make the runner hang. */
function judgeMatch(stream: string, pattern: string, text: string, say: JudgeWords): Judgement {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern, RE2JS.MULTILINE);
  } catch (error) {
    return unverified(say.badExpression(pattern, (error as Error).message));
  }
  return expression.matcher(text).find()
    ? passed(say.matches(stream, pattern))
    : failed(say.matchesNot(stream, pattern));
}

function trimmed(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : trimmed(text);
}
