/** What a change brought: the findings that are there now and were not before, and which documents it touches. */
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from '../model/index.ts';
import { matchCourse } from '../workspace/diff/course.ts';
import { dependentsOf } from '../workspace/graph.ts';
import { localLinks } from '../workspace/links.ts';
import { type DocumentPair, pairDocuments } from '../workspace/pair.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type CheckOptions, check, dateOf } from './check.ts';
import { type FingerprintSource, fingerprint, withoutKnown } from './fingerprint.ts';

export interface SinceOptions extends CheckOptions {
  /** Whether a file or folder lay at an absolute path before. */
  readonly fileExisted: (path: string) => boolean;
  /** Report everything in the documents that the change touches, not only what it brought. */
  readonly all?: boolean;
  /** What is left of all findings where those of a baseline are taken out. */
  readonly withoutKnown?: (findings: readonly Diagnostic[]) => readonly Diagnostic[];
}

export interface Since {
  readonly diagnostics: readonly Diagnostic[];
  /** Paths of documents that are new or different. */
  readonly changed: readonly string[];
  /** Paths of documents that name something of a changed or removed one, or that it broke. */
  readonly dependents: readonly string[];
}

/**
 * Documents are looked at whole where they changed or depend on what changed; every other document is
 * asked about its neighbours, so that no reference that broke is missed.
 */
export async function checkSince(
  before: Workspace,
  after: Workspace,
  options: SinceOptions,
): Promise<Since> {
  const { includes = () => true, today = dateOf(new Date()), all = false } = options;
  const pairs = pairDocuments(before, after);
  const changed = changedIn(pairs, before, after);
  const dependents = dependentsIn(pairs, before, after, options);
  const touched = new Set([...changed, ...dependents]);
  const isWhole = wholeWhere(touched, before, after);
  const everything = { ...options, today, includes: () => true };
  const now = await check(after, { ...everything, isWhole });
  // Where nothing is found now, what was found before is not asked for.
  const found = new Set(now.map(({ file }) => file));
  const later = new Map(pairs.map((pair) => [pair.before?.path, pair.after?.path]));
  const old = await check(before, {
    ...everything,
    includes: (path) => found.has(later.get(path) ?? path),
    fileExists: options.fileExisted,
    isWhole: (path) => isWhole(later.get(path) ?? path),
  });
  const brought = withoutOld(now, old, pairs);
  const broken = new Set(brought.map(({ file }) => file).filter((file) => !touched.has(file)));
  const reported = all ? now.filter(({ file }) => touched.has(file) || broken.has(file)) : brought;
  // A baseline counts all findings, so the old ones must not leave their place in it to a new one.
  const unknown = new Set(options.withoutKnown?.(now) ?? now);
  return {
    diagnostics: reported.filter((one) => includes(one.file) && unknown.has(one)),
    changed: changed.filter(includes),
    dependents: [...dependents, ...broken].sort().filter(includes),
  };
}

function changedIn(pairs: readonly DocumentPair[], before: Workspace, after: Workspace): string[] {
  const wasUnreadable = new Set(before.unreadable.map(({ path }) => path));
  return [
    ...pairs.flatMap((pair) => (pair.after !== null && isChanged(pair) ? [pair.after.path] : [])),
    ...after.unreadable.flatMap(({ path }) => (wasUnreadable.has(path) ? [] : [path])),
  ].sort();
}

/** A checkout that writes line ends in another way changes nothing. */
function isChanged({ before, after }: DocumentPair): boolean {
  if (before === after) return false;
  const text = (document: DocumentPair['before']) => document?.text.replaceAll('\r\n', '\n');
  return before?.path !== after?.path || text(before) !== text(after);
}

/** Unchanged documents that name what changed, was removed or was renamed, or a file that came or went. */
function dependentsIn(
  pairs: readonly DocumentPair[],
  before: Workspace,
  after: Workspace,
  { fileExists, fileExisted }: SinceOptions,
): string[] {
  const unchanged = new Map(
    pairs.flatMap((pair) =>
      pair.after === null || isChanged(pair) ? [] : [[pair.before!.path, pair.after] as const],
    ),
  );
  const found = new Set<string>();
  const add = (paths: readonly string[]): void => {
    for (const path of paths) if (unchanged.has(path)) found.add(path);
  };
  for (const pair of pairs.filter(isChanged)) {
    const ids = [pair.before, pair.after].flatMap((one) => one?.index.id ?? []);
    if (pair.before !== null) add(dependentsOf(before, pair.before.path, ids));
    if (pair.after !== null) add(dependentsOf(after, pair.after.path, ids));
  }
  for (const document of unchanged.values()) {
    const files = localLinks(document).map(({ file }) => file);
    if (files.some((file) => fileExists(file) !== fileExisted(file))) found.add(document.path);
  }
  return [...found].sort();
}

/** Another configuration touches every document. */
function wholeWhere(
  touched: ReadonlySet<string>,
  before: Workspace,
  after: Workspace,
): (path: string) => boolean {
  return isDeepStrictEqual(before.config, after.config) ? (path) => touched.has(path) : () => true;
}

function withoutOld(
  now: readonly Diagnostic[],
  old: readonly Diagnostic[],
  pairs: readonly DocumentPair[],
): Diagnostic[] {
  const sources = new Map(pairs.map(({ after }) => [after?.path, after]));
  const former = new Map(pairs.map((pair) => [pair.before?.path, identity(pair)]));
  return withoutKnown(
    now,
    (one) => fingerprint(one, sources.get(one.file) ?? null),
    old.map((one) => fingerprint(one, former.get(one.file) ?? null)),
  );
}

/** An old document under the names that it and its steps have now, so that a rename makes no finding new. */
function identity({ before, after }: DocumentPair): FingerprintSource | null {
  if (before === null || after === null || before === after) return before;
  const { id } = after.index;
  if (before.hash === after.hash) return { path: after.path, index: { ...before.index, id } };
  const { pairs } = matchCourse(before.procedure, after.procedure).steps;
  const titles = new Map(
    pairs.map(([previous, next]) => [`${previous.flow.id} ${previous.step.ref}`, next.step.title]),
  );
  const flows = before.index.flows.map((flow) => ({
    ...flow,
    stages: flow.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.map((step) => ({
        ...step,
        title: titles.get(`${flow.id} ${step.ref}`) ?? step.title,
      })),
    })),
  }));
  return { path: after.path, index: { ...before.index, id, flows } };
}
