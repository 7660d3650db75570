/** When each document was last changed, and what was said of it: from git, else from the document itself. */
import type { Commit, CompiledDocument, Workspace } from '../../src/index.ts';

export interface DocumentChange {
  readonly document: CompiledDocument;
  /** ISO 8601: a moment where git knows it, else a day. */
  readonly date: string;
  /** First line of the commit's message; `null`: the document gives its own date. */
  readonly summary: string | null;
  /** `null`: it is not from git. */
  readonly commit: string | null;
}

/** The last change of every document that has a date, latest first. */
export function lastChanges(
  workspace: Workspace,
  history: readonly Commit[] | null,
): DocumentChange[] {
  const last = new Map<string, Commit>();
  for (const commit of history ?? []) {
    for (const path of commit.paths) if (!last.has(path)) last.set(path, commit);
  }
  return workspace.documents
    .flatMap((document) => {
      const commit = last.get(document.path);
      return commit ? [ofCommit(document, commit)] : ofItself(document);
    })
    .sort(latestFirst);
}

/** Every change of a document that is still there, latest first: what a feed tells. */
export function allChanges(
  workspace: Workspace,
  history: readonly Commit[] | null,
  most: number,
): DocumentChange[] {
  const byPath = new Map(workspace.documents.map((document) => [document.path, document]));
  const found: DocumentChange[] = [];
  const seen = new Set<string>();
  for (const commit of history ?? []) {
    for (const path of commit.paths) {
      const document = byPath.get(path);
      if (!document) continue;
      seen.add(path);
      if (found.length < most) found.push(ofCommit(document, commit));
    }
  }
  const others = workspace.documents.filter(({ path }) => !seen.has(path)).flatMap(ofItself);
  return [...found, ...others].sort(latestFirst).slice(0, most);
}

function ofCommit(document: CompiledDocument, { hash, date, subject }: Commit): DocumentChange {
  return { document, date, summary: subject, commit: hash };
}

function ofItself(document: CompiledDocument): DocumentChange[] {
  const { updated, created } = document.index;
  const date = [updated, created].find((one) => one !== null && isDay(one));
  return date ? [{ document, date, summary: null, commit: null }] : [];
}

function isDay(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
}

function latestFirst(a: DocumentChange, b: DocumentChange): number {
  return Date.parse(b.date) - Date.parse(a.date) || (a.document.path < b.document.path ? -1 : 1);
}
