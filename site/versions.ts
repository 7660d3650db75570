/** The last changes of the documents, looked up once for a whole site. */
import type { CompiledDocument, DocumentVersion, Workspace } from '../src/index.ts';
import { siteSource } from './source.mjs';

/** Changes of a document that are told where the configuration says nothing. */
const EACH = 5;
/** With more documents than this the configuration has to ask for them: each takes as long as a document. */
const FEW = 300;

/** Nothing where there is no git, or what it has cannot be read: a site can do without. */
export function versionsIn(
  workspace: Workspace,
): (document: CompiledDocument) => Promise<readonly DocumentVersion[]> {
  const { compiler, history, isDev } = siteSource();
  const asked = workspace.config.site.history;
  const each = asked ?? (workspace.documents.length > FEW ? 0 : EACH);
  if (each === 0 || history === null) return async () => [];
  let looking: ReturnType<typeof compiler.documentVersions> | null = null;
  const told = new Map<CompiledDocument, readonly DocumentVersion[]>();
  return async (document) => {
    // While documents are edited one page is looked at, and every edit makes another workspace.
    if (isDev) looking = null;
    looking ??= compiler.documentVersions(
      isDev ? { ...workspace, documents: [document] } : workspace,
      {
        commits: history,
        each,
        cache: compiler.userCache(process.env),
      },
    );
    const known = told.get(document);
    if (known) return known;
    const versions = await looking.then((versionsOf) => versionsOf(document)).catch(() => []);
    told.set(document, versions);
    return versions;
  };
}
