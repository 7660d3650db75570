/** The documents of a site as rows: the front page's list and the catalogue. */
import type { CompiledDocument, Diagnostic, Workspace } from '../../src/index.ts';
import type { Addresses } from '../address.ts';
import { isPast } from '../page/facts.ts';
import { cardOf } from './card.ts';
import type { Facets } from './facets.ts';

export interface Row {
  readonly name: string;
  readonly title: string;
  readonly language: 'es' | 'en';
  readonly href: string;
  readonly slug: string;
  readonly facets: Facets;
  readonly category: string | null;
  readonly status: string | null;
  readonly version: string | null;
  readonly owner: string | null;
  readonly reviewDue: string | null;
  readonly overdue: boolean;
  readonly frequency: string | null;
  /** It is followed when something is broken. */
  readonly incident: boolean;
  /** Sum of the stages' estimates; `null` where there are none. */
  readonly minutes: string | null;
  readonly errors: number;
}

interface Listed {
  readonly workspace: Workspace;
  readonly diagnostics: readonly Diagnostic[];
  readonly addresses: Addresses;
  readonly today: string;
}

/** One row for each document: those for incidents first, then by name. */
export function listing({ workspace, diagnostics, addresses, today }: Listed): Row[] {
  const errors = new Map<string, number>();
  for (const { file, severity } of diagnostics) {
    if (severity === 'error') errors.set(file, (errors.get(file) ?? 0) + 1);
  }
  return workspace.documents
    .map((document) => row(document, addresses, today, errors.get(document.path) ?? 0))
    .sort((a, b) => Number(b.incident) - Number(a.incident) || compare(a.name, b.name));
}

/** Rows under their categories, in the order of the alphabet; those without one last. */
export function byCategory(rows: readonly Row[]): { category: string | null; rows: Row[] }[] {
  const groups = new Map<string | null, Row[]>();
  for (const entry of rows)
    groups.set(entry.category, [...(groups.get(entry.category) ?? []), entry]);
  return [...groups]
    .map(([category, entries]) => ({
      category,
      rows: entries.sort((a, b) => compare(a.name, b.name)),
    }))
    .sort(
      (a, b) =>
        Number(a.category === null) - Number(b.category === null) ||
        compare(a.category ?? '', b.category ?? ''),
    );
}

function row(document: CompiledDocument, addresses: Addresses, today: string, errors: number): Row {
  const { index } = document;
  const card = cardOf(document);
  return {
    name: index.name,
    title: index.title,
    language: index.language,
    href: addresses.page(document),
    slug: addresses.slug(document),
    facets: card.facets,
    category: card.category,
    status: index.status,
    version: card.version,
    owner: card.owner,
    reviewDue: index.reviewDue,
    overdue: isPast(index.reviewDue, today),
    frequency: card.frequency?.replaceAll('_', ' ') ?? null,
    incident: /incident/i.test(card.frequency ?? ''),
    minutes: card.minutes > 0 ? String(card.minutes) : null,
    errors,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
