/** Every key of front matter that procs understands, as a Markdown table: the generated part of docs/front-matter.md. */
import { frontMatterFields } from '../model/index.ts';

export function frontMatterTable(): string {
  const rows = frontMatterFields.map(({ names, description, examples = [] }) => [
    names.map((name) => `\`${name}\``).join(', '),
    description.replaceAll('|', '\\|'),
    examples.map((example) => `\`${inYaml(example)}\``).join(', '),
  ]);
  return [['keys', 'what for', 'for example'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** On one line, as YAML has it. */
function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, one]) => `${key}: ${inYaml(one)}`);
  return `{${pairs.join(', ')}}`;
}
