/** A workspace in which one text at a time changes, as in an editor: only that text is compiled again. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { compileSource } from './document.ts';
import { Config } from './model/config.ts';
import { discover } from './source/discover.ts';
import { read } from './source/read.ts';
import { buildWorkspace } from './workspace/build.ts';
import type { CompiledDocument, Workspace } from './workspace/workspace.ts';

type Home = Pick<Workspace, 'root' | 'config'>;

/** A workspace without documents and with the usual configuration, for a document that has no other. */
export function emptyWorkspace(root: string): Workspace {
  return buildWorkspace({ root, config: Config.parse({}), documents: [], unreadable: [] });
}

/** Why a text would not be read as a document if it lay on disk; `null`: it would. */
export function refusalOf(text: string, { config }: Pick<Workspace, 'config'>): string | null {
  if (text.includes('\0')) return 'it holds NUL bytes, so it is not a text';
  const size = Buffer.byteLength(text);
  return size > config.maxBytes
    ? `it has ${size} bytes, and documents of more than ${config.maxBytes} are not read (maxBytes in the configuration)`
    : null;
}

/** A text that may lie nowhere on disk, as the document at `relative` in a workspace. */
export function compileText(
  { root, config }: Home,
  relative: string,
  text: string,
): CompiledDocument {
  const hash = createHash('sha256').update(text).digest('hex');
  const file = path.join(root, relative);
  return compileSource({ path: relative, file, text, hash }, config);
}

/** The document as it lies on disk, or why it cannot be one. */
export async function readDocument(
  home: Home,
  relative: string,
): Promise<CompiledDocument | { readonly path: string; readonly reason: string }> {
  const result = await read(home.root, relative, home.config.maxBytes);
  return result.ok ? compileSource(result.source, home.config) : result;
}

/** The text of a document as it lies on disk; `null` where it cannot be read as one. */
export async function readText({ root, config }: Home, relative: string): Promise<string | null> {
  const result = await read(root, relative, config.maxBytes);
  return result.ok ? result.source.text : null;
}

/** The paths of the documents that a workspace has on disk now. @throws {InputError} */
export async function listDocuments(root: string): Promise<readonly string[]> {
  return (await discover(root, root)).paths;
}

/** The same workspace with this document, in the place of the one that had its path. */
export function withDocument(workspace: Workspace, document: CompiledDocument): Workspace {
  const { root, config } = workspace;
  const known = workspace.documents.findIndex((other) => other.path === document.path);
  if (known !== -1 && workspace.documents[known]!.index.id === document.index.id)
    return { ...workspace, ...replaced(workspace, known, document) };
  const documents = workspace.documents.filter((other) => other.path !== document.path);
  const before = documents.findIndex((other) => other.path > document.path);
  documents.splice(before === -1 ? documents.length : before, 0, document);
  const unreadable = workspace.unreadable.filter((other) => other.path !== document.path);
  return buildWorkspace({ root, config, documents, unreadable });
}

/** Another text under the same ID: at each letter in a thousand documents, the others are not asked for theirs. */
function replaced(
  { documents, ids }: Workspace,
  at: number,
  document: CompiledDocument,
): Pick<Workspace, 'documents' | 'ids'> {
  const { id } = document.index;
  const before = documents[at]!;
  const same = id === null ? undefined : ids.get(id);
  return {
    documents: documents.with(at, document),
    ids:
      id === null || same === undefined
        ? ids
        : new Map(ids).set(
            id,
            same.map((one) => (one === before ? document : one)),
          ),
  };
}

/** The same workspace without what had this path; with a reason, it is listed as unreadable. */
export function withoutDocument(
  workspace: Workspace,
  relative: string,
  reason: string | null = null,
): Workspace {
  const { root, config } = workspace;
  const unreadable = workspace.unreadable.filter((other) => other.path !== relative);
  if (reason !== null) unreadable.push({ path: relative, reason });
  const documents = workspace.documents.filter((other) => other.path !== relative);
  return buildWorkspace({ root, config, documents, unreadable });
}
