/** What procedures can be told apart by: what a catalogue filters. */
import type { Procedure } from '../../src/index.ts';
import { plainText } from '../page/title.ts';

export const facetNames = [
  'category',
  'role',
  'tool',
  'state',
  'owner',
  'environment',
  'language',
] as const;
export type FacetName = (typeof facetNames)[number];

export type Facets = Readonly<Record<FacetName, readonly string[]>>;

export function facetsOf(procedure: Procedure): Facets {
  const { category, roles, raci, roleDescriptions, tools, status, owner, language } = procedure;
  return {
    category: some(category),
    role: distinct([
      ...roles.map(({ text }) => text),
      ...raci.flatMap((matrix) => matrix.roles.map(({ text }) => text)),
      ...roleDescriptions.map(({ name }) => name),
    ]),
    tool: distinct(tools.map(({ text }) => text)),
    state: some(status),
    owner: some(owner),
    environment: environmentsOf(procedure),
    language: [language],
  };
}

/** Values that procedures share, by how often, then by name: what a person chooses from. */
export function choices(all: readonly Facets[], facet: FacetName): [string, number][] {
  const counts = new Map<string, { value: string; count: number }>();
  for (const value of all.flatMap((facets) => facets[facet])) {
    const key = plainText(value);
    const known = counts.get(key) ?? { value, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()]
    .map(({ value, count }): [string, number] => [value, count])
    .sort(([a], [b]) => a.localeCompare(b));
}

const keys = ['entorno', 'entornos', 'ambiente', 'ambientes', 'environment', 'environments', 'env'];
const known = /\b(?:staging|produccion|production|preproduccion|desarrollo|development)\b/;

/** As the front matter names them, else the parts of the section about them, else what the title says. */
function environmentsOf({ frontMatter, sections, title }: Procedure): string[] {
  const written = keys.flatMap((key) => textsOf(frontMatter[key]));
  if (written.length > 0) return distinct(written);
  const own = sections.find(({ role }) => role === 'environments');
  const parts = sections.filter(
    ({ level, span }) =>
      own &&
      level === own.level + 1 &&
      span.line > own.span.line &&
      span.endLine <= own.span.endLine,
  );
  if (parts.length > 0)
    return distinct(parts.map((part) => part.title.replace(/^[\d.)\s]+|\s*[(:].*$/g, '')));
  return some(known.exec(plainText(title))?.[0] ?? null);
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** The same word in another case is the same. */
function distinct(values: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const value of values.map((one) => one.trim()).filter(Boolean)) {
    if (!found.has(plainText(value))) found.set(plainText(value), value);
  }
  return [...found.values()];
}

function some(value: string | null): string[] {
  return value ? [value] : [];
}
