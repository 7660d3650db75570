/** The compiled workspace as the pages see it: addresses and built pages, made once for each reading. */
import type { CompiledDocument, Diagnostic, Workspace } from '../src/index.ts';
import { type Addresses, addresses } from './address.ts';
import { type ProcedurePage, procedurePage } from './page/procedure.ts';
import { siteSource } from './source.mjs';

export interface Site {
  readonly workspace: Workspace;
  readonly diagnostics: readonly Diagnostic[];
  readonly addresses: Addresses;
  readonly language: 'es' | 'en';
  readonly title: string;
  readonly today: string;
  readonly revision: string | null;
  page(document: CompiledDocument): ProcedurePage;
}

/** The site as the documents are now. */
export async function site(): Promise<Site> {
  const source = siteSource();
  const { workspace, diagnostics } = await source.read();
  const where = addresses(workspace, import.meta.env.BASE_URL, source.compiler);
  return {
    workspace,
    diagnostics,
    addresses: where,
    language: source.language,
    title: source.title,
    today: source.today,
    revision: source.revision,
    page: (document) =>
      procedurePage({ document, workspace, diagnostics, addresses: where, today: source.today }),
  };
}

/** Text that Starlight writes into `<head>` without escaping it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
