/** Every key of the configuration as a Markdown table: the generated part of docs/configuration.md. */
import { jsonSchema } from './schema.ts';

interface Key {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Key>>;
}

/** Parts that have keys of their own follow their key, as `site.title`. */
export function configTable(): string {
  const schema = jsonSchema('config', []) as unknown as Key & { definitions: Record<string, Key> };
  const rows = [
    ...rowsOf(schema),
    ...rowsOf(schema.definitions.Vocabulary!, 'vocabulary.'),
    ...rowsOf(schema.properties!.site!, 'site.'),
  ];
  return [['key', 'what for', 'without it'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function rowsOf({ properties = {} }: Key, prefix = ''): string[][] {
  return Object.entries(properties).map(([name, key]) => [
    `\`${prefix}${name}\``,
    inCell(key.description ?? ''),
    isPlain(key.default) ? `\`${JSON.stringify(key.default).replaceAll('|', '\\|')}\`` : '',
  ]);
}

/** An empty mapping and what is spelt out by its own rows say nothing. */
function isPlain(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || (Array.isArray(value) && value.length > 0);
}

function inCell(text: string): string {
  return text.replace(/[|<>]|\*(?=\*)/g, '\\$&');
}
