/** The documents in groups that are small enough to be drawn, by what they have in common. */
import type { CompiledDocument } from '../../src/index.ts';
import { slugsOf } from '../address.ts';
import { cardOf } from '../lists/card.ts';
import type { Site } from '../site.ts';
import { type Edge, edgesOf } from './edges.ts';

/** More than this are no longer a picture: they are a list. */
export const drawable = { nodes: 48, edges: 110 };

export interface Group {
  readonly name: string;
  readonly slug: string;
  readonly documents: readonly CompiledDocument[];
}

const known = new WeakMap<Site, readonly Group[]>();

/** Empty where all documents fit into one picture. */
export function groupsOf(site: Site): readonly Group[] {
  const made = known.get(site) ?? divide(site);
  known.set(site, made);
  return made;
}

/** Those that are tied to another one by an edge. */
export function tied(
  documents: readonly CompiledDocument[],
  edges: readonly Edge[],
): CompiledDocument[] {
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return documents.filter((document) => ends.has(document));
}

function divide(site: Site): Group[] {
  const { documents } = site.workspace;
  const edges = edgesOf(site.workspace);
  if (fits(tied(documents, edges).length, edges.length)) return [];
  const ways = [
    category,
    family,
    folder,
    (one: CompiledDocument) => `${category(one)} ${family(one)}`,
  ];
  const divided = ways.map((way) => [...Map.groupBy(documents, way)]);
  const sizes = divided.map((groups) => Math.max(...groups.map(([, members]) => members.length)));
  const first = sizes.findIndex((size) => size <= drawable.nodes);
  const best = divided[first === -1 ? sizes.indexOf(Math.min(...sizes)) : first] ?? [];
  const sorted = best.sort(([a], [b]) => (a < b ? -1 : 1));
  const slugs = slugsOf(
    sorted.map(([name]) => name),
    'group',
  );
  return sorted.map(([name, members]) => ({
    name,
    slug: slugs.get(name) ?? 'group',
    documents: members,
  }));
}

export function fits(nodes: number, edges: number): boolean {
  return nodes <= drawable.nodes && edges <= drawable.edges;
}

function category(document: CompiledDocument): string {
  return cardOf(document).category ?? '—';
}

/** `PROCED-BACK` of `PROCED-BACK-003`. */
function family({ index }: CompiledDocument): string {
  return index.name.replace(/[-_.]?\d+$/, '');
}

function folder({ path }: CompiledDocument): string {
  return path.split('/').slice(0, -1).join('/') || '.';
}
