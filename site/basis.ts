/**
 * What the page of a document is made from: where all of it is as it was, so is the page. The basis is known
 * before the page is made; what the page looks up in other documents is noted while it is.
 */
import { createHash } from 'node:crypto';
import type { CompiledDocument } from '../src/index.ts';
import type { Addresses } from './address.ts';
import { cardOf } from './lists/card.ts';
import { stepOfUse } from './page/backlinks.ts';
import { isPast } from './page/facts.ts';
import { type Medium, type Site, site } from './site.ts';
import { siteSource } from './source.mjs';

/** What a page looked up elsewhere, as data: `[path, what it shows of it]`, `[path, is there]`. */
export interface LookedUp {
  readonly documents: readonly (readonly [string, string])[];
  readonly files: readonly (readonly [string, boolean])[];
}

/** All that a page is made from, as far as it is known before: a hash. */
export async function basisOf(document: CompiledDocument, medium: Medium): Promise<string> {
  const now = await site();
  const { addresses, today } = now;
  const { settings, stamp, evidence } = siteSource();
  const { to, from } = now.neighboursOf(document);
  return hashOf([
    medium,
    document.path,
    document.hash,
    addresses.page(document),
    settings,
    stamp.revision !== null,
    evidence !== null,
    isPast(document.index.reviewDue, today),
    now.findingsIn(document),
    await now.versionsOf(document),
    [...to, ...from].map((edge) => [edge.from.path, edge.to.path, edge.kind]),
    addresses.uses(document).map((use) => {
      const user = stepOfUse(use);
      return [use.document.path, use.part, use.anchor, user?.flow.id, user?.step.ref];
    }),
    namesIn(now),
  ]);
}

/** Looks things up for a page, and notes what. */
export function watched(where: Addresses): { addresses: Addresses; seen: () => LookedUp } {
  const documents = new Set<CompiledDocument>();
  const files = new Map<string, boolean>();
  const note = <T extends CompiledDocument | null>(document: T): T => {
    if (document !== null) documents.add(document);
    return document;
  };
  return {
    addresses: {
      ...where,
      page: (document, anchor) => where.page(note(document), anchor),
      linked: (from, target) => note(where.linked(from, target)),
      named: (from, path) => note(where.named(from, path)),
      uses: (document) =>
        where.uses(document).map((use) => ({ ...use, document: note(use.document) })),
      pointingAt: (document) => where.pointingAt(document).map(note),
      hasFile: (path) => {
        const answer = where.hasFile(path);
        files.set(path, answer);
        return answer;
      },
    },
    seen: () => ({
      documents: [...documents].map((document) => [document.path, shownOf(document)] as const),
      files: [...files],
    }),
  };
}

/** Whether everything that a page looked up is still as it found it. */
export async function stands({ documents, files }: LookedUp): Promise<boolean> {
  const { workspace, addresses } = await site();
  const byPath = pathsIn(workspace.documents);
  return (
    documents.every(([path, shown]) => {
      const document = byPath.get(path);
      return document !== undefined && shownOf(document) === shown;
    }) && files.every(([path, answer]) => addresses.hasFile(path) === answer)
  );
}

/** What the page of another document can show of this one. */
function shownOf(document: CompiledDocument): string {
  const known = shown.get(document);
  if (known !== undefined) return known;
  const { id, name, title, language } = document.index;
  const { anchors } = cardOf(document);
  const made = hashOf([id, name, title, language, anchors]);
  shown.set(document, made);
  return made;
}

const shown = new WeakMap<CompiledDocument, string>();

/** Which names stand for which documents: what resolves, and where its page is, is decided among all of them. */
function namesIn(now: Site): string {
  const known = names.get(now);
  if (known !== undefined) return known;
  const { documents, config } = now.workspace;
  const all = documents.map(({ path, index }) => [path, index.id, index.name]);
  const made = hashOf([all, config]);
  names.set(now, made);
  return made;
}

const names = new WeakMap<Site, string>();

const paths = new WeakMap<readonly CompiledDocument[], ReadonlyMap<string, CompiledDocument>>();

function pathsIn(documents: readonly CompiledDocument[]) {
  const known = paths.get(documents);
  if (known !== undefined) return known;
  const made = new Map(documents.map((document) => [document.path, document]));
  paths.set(documents, made);
  return made;
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
