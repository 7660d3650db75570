/** A rule in words: why it asks for what it does, with examples. */
import wrapAnsi from 'wrap-ansi';
import type { Example, Rule } from '../check/rule.ts';
import { escapeTerminal } from '../text/escape.ts';

export function explainRule(rule: Rule): string {
  const { code, id, title, severity, why, examples } = rule;
  return [
    `${code} ${id} (${severity})`,
    `${title}.`,
    wrapAnsi(why, 80),
    ...examples.map((example, index) => shown(example, examples.length > 1 ? ` ${index + 1}` : '')),
  ].join('\n\n');
}

function shown({ failing, mended, file, beside = {} }: Example, number: string): string {
  const parts = [
    `Example${number}, reported${file === undefined ? '' : ` (${file})`}:`,
    indent(failing),
    'Mended:',
    indent(mended),
  ];
  for (const [name, text] of Object.entries(beside))
    parts.push(`Beside it, ${name}:`, indent(text));
  return parts.join('\n\n');
}

function indent(text: string): string {
  return escapeTerminal(text)
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}
