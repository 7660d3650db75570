/** The inference rules in words: the generated part of docs/criteria.md, and what `procs explain` prints. */
import wrapAnsi from 'wrap-ansi';
import { exampleMarkdown } from '../compile/criteria/example.ts';
import type { InferenceRule } from '../compile/criteria/rule.ts';

/** A table of all rules, and a section for each with its examples. */
export function inferenceRulesPage(rules: readonly InferenceRule[]): string {
  const rows = rules.map(({ id, sentence, block, concludes }) => [
    `[\`${id}\`](#${id})`,
    inCell(sentence),
    inCell(block),
    inCell(concludes),
  ]);
  const table = [
    ['rule', 'the sentence …', 'the block …', 'so it holds when …'],
    Array(4).fill('---'),
    ...rows,
  ].map((cells) => `| ${cells.join(' | ')} |`);
  return [table.join('\n'), ...rules.map(section)].join('\n\n');
}

/** One rule for a terminal of 80 columns. */
export function explainInference({
  id,
  sentence,
  block,
  concludes,
  silent,
  examples,
}: InferenceRule): string {
  const { fires, silent: not } = examples.en;
  return [
    `${id} (inference rule of criteria)`,
    wrapAnsi(`It fires where the sentence ${sentence}; and the block ${block}.`, 80),
    wrapAnsi(`Then the criterion holds when ${concludes}.`, 80),
    wrapAnsi(`It stays silent where ${silent}`, 80),
    'Example, inferred:',
    indent(exampleMarkdown('en', fires)),
    'Example, left to a person:',
    indent(exampleMarkdown('en', not)),
  ].join('\n\n');
}

function section({ id, silent, examples }: InferenceRule): string {
  const shown = (['en', 'es'] as const).flatMap((language) => [
    fenced(exampleMarkdown(language, examples[language].fires)),
    `${language === 'en' ? 'Left to a person' : 'Queda para una persona'}:`,
    fenced(exampleMarkdown(language, examples[language].silent)),
  ]);
  return [`### ${id}`, `Silent where ${silent}`, ...shown].join('\n\n');
}

function fenced(markdown: string): string {
  return `\`\`\`\`markdown\n${markdown.trimEnd()}\n\`\`\`\``;
}

/** A bar would end the cell, in code too. */
function inCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}
