/** The compiled workspace as the pages see it: addresses and built pages, made once for each reading. */
import type { CompiledDocument, Diagnostic, DocumentVersion, Workspace } from '../src/index.ts';
import { type Addresses, addresses, onPaper } from './address.ts';
import { type LookedUp, watched } from './basis.ts';
import { edgesOf } from './graph/edges.ts';
import { type Neighbours, neighboursIn } from './graph/neighbourhood.ts';
import { type ProcedurePage, procedurePage } from './page/procedure.ts';
import { type Reading, siteSource } from './source.mjs';
import { versionsIn } from './versions.ts';

/** Where a page is read. */
export type Medium = 'screen' | 'print';

export interface Site {
  readonly workspace: Workspace;
  readonly diagnostics: readonly Diagnostic[];
  readonly addresses: Addresses;
  readonly language: 'es' | 'en';
  readonly title: string;
  readonly today: string;
  readonly revision: string | null;
  /** The document whose page has this address of its own. */
  documentAt(slug: string): CompiledDocument | null;
  /** What was found in one document. */
  findingsIn(document: CompiledDocument): readonly Diagnostic[];
  /** Its last changes in git. */
  versionsOf(document: CompiledDocument): Promise<readonly DocumentVersion[]>;
  /** What it is tied to. */
  neighboursOf(document: CompiledDocument): Neighbours;
  page(document: CompiledDocument): Promise<ProcedurePage>;
  /** The page for paper. */
  printed(document: CompiledDocument): Promise<ProcedurePage>;
}

/** The site as the documents are now. */
export async function site(): Promise<Site> {
  const reading = await siteSource().read();
  // A thousand pages ask for it: what is worked out of all documents is worked out once.
  let made = known.get(reading);
  if (!made) {
    made = siteOf(reading);
    known.set(reading, made);
  }
  return made;
}

const known = new WeakMap<Reading, Site>();

function siteOf({ workspace, diagnostics }: Reading): Site {
  const source = siteSource();
  const where = addresses(workspace, import.meta.env.BASE_URL, source.compiler);
  const bySlug = new Map(workspace.documents.map((one) => [where.slug(one), one]));
  const byFile = Map.groupBy(diagnostics, ({ file }) => file);
  const findingsIn = (document: CompiledDocument) => byFile.get(document.path) ?? [];
  const { compiler, today } = source;
  const versionsOf = versionsIn(workspace);
  const neighboursOf = neighboursIn(edgesOf(workspace));
  const made = async (
    document: CompiledDocument,
    medium: Medium,
    where: Addresses,
  ): Promise<ProcedurePage> => {
    const { addresses, seen } = watched(where);
    const page = procedurePage({
      document,
      workspace,
      diagnostics: findingsIn(document),
      versions: await versionsOf(document),
      neighbours: neighboursOf(document),
      addresses,
      today,
      compiler,
      isDraft: source.isDev,
      medium,
    });
    if (!source.isDev) lookedUp.set(`${medium} ${document.path}`, seen());
    return page;
  };
  return {
    workspace,
    diagnostics,
    addresses: where,
    language: source.language,
    title: source.title,
    today: source.today,
    revision: source.revision,
    documentAt: (slug) => bySlug.get(slug) ?? null,
    findingsIn,
    versionsOf,
    neighboursOf,
    page: (document) => made(document, 'screen', where),
    printed: (document) => made(document, 'print', onPaper(where)),
  };
}

/** What the page of a document, which was made just now, looked up elsewhere; told once. */
export function lookedUpBy(document: CompiledDocument, medium: Medium): LookedUp | null {
  const key = `${medium} ${document.path}`;
  const found = lookedUp.get(key) ?? null;
  lookedUp.delete(key);
  return found;
}

const lookedUp = new Map<string, LookedUp>();

/** Text that Starlight writes into `<head>` without escaping it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
