/** Judges what a block wrote. */

import { readFile, stat } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { RE2JS } from 're2js';
import type { Check } from '../../model/index.ts';
import type { Outcome } from '../session/outcome.ts';
import { compareExpected } from './expected.ts';
import { failed, type Judgement, passed, unverified } from './judgement.ts';

const MOST = 32_000_000;

type OutputCheck = Extract<Check, { kind: 'output' | 'expected-output' }>;

/** Colours are taken out before anything is compared; nothing else is. */
export async function judgeOutput(check: OutputCheck, outcome: Outcome): Promise<Judgement> {
  const stream = check.kind === 'output' ? check.stream : 'stdout';
  const file = outcome[stream];
  if (file === null)
    return unverified('the block had the terminal, so its output was not captured');
  const { size } = await stat(file);
  if (check.kind === 'output' && check.is === 'empty') {
    return size === 0 ? passed(`${stream} is empty`) : failed(`${stream} holds ${size} bytes`);
  }
  if (check.kind === 'output' && check.is === 'nonempty') {
    return size > 0 ? passed(`${stream} holds ${size} bytes`) : failed(`${stream} is empty`);
  }
  if (size > MOST)
    return unverified(`${stream} is ${size} bytes long, more than is compared (${MOST})`);
  const text = stripVTControlCharacters(await readFile(file, 'utf8'));
  if (check.kind === 'expected-output') {
    const difference = compareExpected(check.expected, text);
    return difference === null ? passed('stdout is as expected') : failed(difference);
  }
  const value = check.value ?? '';
  switch (check.is) {
    case 'contains':
      return text.includes(value)
        ? passed(`${stream} contains "${value}"`)
        : failed(`${stream} does not contain "${value}"`);
    case 'equals':
      return trimmed(text) === trimmed(value)
        ? passed(`${stream} equals "${value}"`)
        : failed(`${stream} is "${excerpt(text)}"`);
    case 'matches':
      return judgeMatch(stream, value, text);
    default:
      return unverified(`unknown predicate ${check.is}`);
  }
}

/** RE2: a regular expression of a document cannot make the runner hang. */
function judgeMatch(stream: string, pattern: string, text: string): Judgement {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern, RE2JS.MULTILINE);
  } catch (error) {
    return unverified(
      `/${pattern}/ is no regular expression that RE2 accepts: ${(error as Error).message}`,
    );
  }
  return expression.matcher(text).find()
    ? passed(`${stream} matches /${pattern}/`)
    : failed(`${stream} does not match /${pattern}/`);
}

function trimmed(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : trimmed(text);
}
