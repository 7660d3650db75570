/** All rules as a Markdown table: the generated part of docs/rules.md. */
import type { Rule } from '../check/rule.ts';

export function rulesTable(rules: readonly Rule[]): string {
  const rows = [...rules]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, id, severity, optIn, family, title }) => [
      code,
      `\`${id}\``,
      optIn === true ? `${severity}, off` : severity,
      family,
      inCell(title),
    ]);
  return [['code', 'rule', 'severity', 'family', 'what it asks for'], Array(5).fill('---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function inCell(text: string): string {
  return text.replace(/[|<>*_\\]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
