/** The compiled workspace as the pages see it: addresses and built pages, made once for each reading. */
import type { CompiledDocument, Diagnostic, Workspace } from '../src/index.ts';
import { type Addresses, addresses, onPaper } from './address.ts';
import { edgesOf } from './graph/edges.ts';
import { neighboursIn } from './graph/neighbourhood.ts';
import { type ProcedurePage, procedurePage } from './page/procedure.ts';
import { type Reading, siteSource } from './source.mjs';
import { versionsIn } from './versions.ts';

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
    medium: 'screen' | 'print',
    addresses: Addresses,
  ): Promise<ProcedurePage> =>
    procedurePage({
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
    page: (document) => made(document, 'screen', where),
    printed: (document) => made(document, 'print', onPaper(where)),
  };
}

/** Text that Starlight writes into `<head>` without escaping it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
