/** The documents of a site as rows: the front page's list and the catalogue. */
import type { CompiledDocument, Diagnostic, Workspace } from '../../src/index.ts';
import type { Addresses } from '../address.ts';
import { isPast } from '../page/facts.ts';
import { type Facets, facetsOf } from './facets.ts';

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
  const { procedure } = document;
  const main = procedure.flows.find((flow) => flow.id === 'main');
  const minutes = main?.stages.reduce((sum, stage) => sum + (stage.minutes ?? 0), 0) ?? 0;
  return {
    name: procedure.name,
    title: procedure.title,
    language: procedure.language,
    href: addresses.page(document),
    slug: addresses.slug(document),
    facets: facetsOf(procedure),
    category: procedure.category,
    status: procedure.status,
    version: procedure.version,
    owner: procedure.owner,
    reviewDue: procedure.reviewDue,
    overdue: isPast(procedure.reviewDue, today),
    frequency: procedure.frequency?.replaceAll('_', ' ') ?? null,
    incident: /incident/i.test(procedure.frequency ?? ''),
    minutes: minutes > 0 ? String(minutes) : null,
    errors,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
