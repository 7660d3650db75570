/** Where things stand on the site: the address of each document's page, and the anchors in it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Backlink, CompiledDocument, Flow, Stage, Step, Workspace } from '../src/index.ts';
import type { Compiler } from './source.mjs';
import type { Language } from './strings.ts';

/** The addresses of a site's documents. */
export interface Addresses {
  /** `proced-back-003`: the part of the address that is the document's own. */
  slug(document: CompiledDocument): string;
  /** `/base/p/proced-back-003/#paso-4-3`. */
  page(document: CompiledDocument, anchor?: string): string;
  /** `/base/catalogue/` for `catalogue/`. */
  path(relative: string): string;
  /** The document that a relative link in `from` points at, without its query and anchor. */
  linked(from: CompiledDocument, target: string): CompiledDocument | null;
  /** The document that a path in prose names: relative to `from`, to the root, or by its end. */
  named(from: CompiledDocument, path: string): CompiledDocument | null;
  /** The path, relative to the workspace root, that a link in `from` leads to. */
  file(from: CompiledDocument, target: string): string;
  /** Whether a file or folder lies at a path that is relative to the workspace root. */
  hasFile(path: string): boolean;
  /** The other documents that point at this one. */
  pointingAt(document: CompiledDocument): CompiledDocument[];
  /** The places of other documents that point at this one. */
  uses(document: CompiledDocument): Backlink[];
}

/** Gives every document of the workspace its own address, whatever the names are. */
export function addresses(workspace: Workspace, base: string, compiler: Compiler): Addresses {
  const prefix = base.endsWith('/') ? base : `${base}/`;
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const document of workspace.documents) {
    slugs.set(document.path, unique(slugify(document.index.name) || 'document', taken));
  }
  const byPath = new Map(workspace.documents.map((document) => [document.path, document]));
  const slug = (document: CompiledDocument) => slugs.get(document.path) ?? '';
  const linked = (from: CompiledDocument, target: string) =>
    byPath.get(compiler.linkedPath(from, target)) ?? null;
  return {
    slug,
    linked,
    page: (document, anchor) =>
      `${prefix}p/${encodeURIComponent(slug(document))}/${fragment(anchor)}`,
    path: (relative) => `${prefix}${relative}`,
    named: (from, path) => compiler.namedBy(workspace, from, path),
    file: compiler.linkedPath,
    hasFile: (path) => existsSync(join(workspace.root, path)),
    uses: (document) =>
      compiler.backlinksOf(workspace, document).filter((use) => use.document !== document),
    pointingAt: (document) => [
      ...new Set(
        compiler
          .backlinksOf(workspace, document)
          .map((use) => use.document)
          .filter((other) => other !== document),
      ),
    ],
  };
}

/** From one page for paper to another: a copy of the site on a disk has no base path. */
export function onPaper(where: Addresses): Addresses {
  return {
    ...where,
    page: (document, anchor) =>
      `../../${encodeURIComponent(where.slug(document))}/print/index.html${fragment(anchor)}`,
    path: (relative) => `../../../${relative}index.html`,
  };
}

function fragment(anchor: string | undefined): string {
  return anchor ? `#${encodeURIComponent(anchor)}` : '';
}

/** The anchor of a flow: `procedimiento` for the main one, else its ID. */
export function flowAnchor(flow: Flow, language: Language): string {
  if (flow.id !== 'main') return slugify(flow.id);
  return language === 'es' ? 'procedimiento' : 'procedure';
}

/** The anchor of a stage: `etapa-4`; `rollback-etapa-1` outside the main flow. */
export function stageAnchor(flow: Flow, stage: Stage, language: Language): string {
  return `${outside(flow)}${language === 'es' ? 'etapa' : 'stage'}-${stage.number}`;
}

/** The anchor of a step: `paso-4-3`; `rollback-paso-1-1` outside the main flow. */
export function stepAnchor(
  flow: Pick<Flow, 'id'>,
  step: Pick<Step, 'ref'>,
  language: Language,
): string {
  return `${outside(flow)}${language === 'es' ? 'paso' : 'step'}-${slugify(step.ref).replaceAll('.', '-')}`;
}

/** An address part of its own for each name. */
export function slugsOf(names: readonly string[], otherwise: string): Map<string, string> {
  const taken = new Set<string>();
  return new Map(names.map((name) => [name, unique(slugify(name) || otherwise, taken)]));
}

function outside(flow: Pick<Flow, 'id'>): string {
  return flow.id === 'main' ? '' : `${slugify(flow.id)}-`;
}

/** Lower case, with only letters, digits, `.`, `_` and `-` of ASCII: safe as a folder and in an address. */
function slugify(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 120);
}

function unique(slug: string, taken: Set<string>): string {
  let candidate = slug;
  for (let n = 2; taken.has(candidate); n += 1) candidate = `${slug}--${n}`;
  taken.add(candidate);
  return candidate;
}
