/** Which document of one state of a workspace is which of another, also where it was moved or renamed. */
import type { CompiledDocument, Workspace } from './workspace.ts';

export interface DocumentPair {
  /** `null`: it was added. */
  readonly before: CompiledDocument | null;
  /** `null`: it was removed. */
  readonly after: CompiledDocument | null;
}

/** Lines that two documents must share, of those of the longer one, to be the same one renamed. */
const ALIKE = 0.5;
/** Pairs that are compared line by line; beyond that a move with an edit is an addition and a removal. */
const PAIRS = 20_000;

/**
 * By ID where it is theirs alone; then by path; then by equal text; then by the lines that they share.
 * In the order of the documents as they are after, the removed ones last.
 */
export function pairDocuments(before: Workspace, after: Workspace): DocumentPair[] {
  const left = new Set(before.documents);
  const found = new Map<CompiledDocument, CompiledDocument>();
  const join = (next: CompiledDocument, previous: CompiledDocument | undefined): void => {
    if (previous === undefined || !left.has(previous) || found.has(next)) return;
    found.set(next, previous);
    left.delete(previous);
  };
  const byPath = new Map(before.documents.map((one) => [one.path, one]));
  // What did not change at all is itself, whatever else has its ID.
  for (const next of after.documents) {
    const previous = byPath.get(next.path);
    if (previous?.text === next.text) join(next, previous);
  }
  for (const next of after.documents) join(next, soleOwner(before, after, next));
  for (const next of after.documents) {
    const previous = byPath.get(next.path);
    if (previous !== undefined && !isTaken(next, previous, before, after)) join(next, previous);
  }
  const byText = new Map([...left].map((one) => [one.text, one]));
  for (const next of after.documents) join(next, byText.get(next.text));
  joinAlike(
    [...left],
    after.documents.filter((one) => !found.has(one)),
    join,
  );
  return [
    ...after.documents.map((next) => ({ before: found.get(next) ?? null, after: next })),
    ...[...left].map((previous) => ({ before: previous, after: null })),
  ];
}

function soleOwner(
  before: Workspace,
  after: Workspace,
  { index: { id } }: CompiledDocument,
): CompiledDocument | undefined {
  if (id === null || after.ids.get(id)?.length !== 1) return undefined;
  const owners = before.ids.get(id);
  return owners?.length === 1 ? owners[0] : undefined;
}

/** Two procedures that both go on elsewhere are not one because a file name passed from one to the other. */
function isTaken(
  next: CompiledDocument,
  previous: CompiledDocument,
  before: Workspace,
  after: Workspace,
): boolean {
  const [nextId, previousId] = [next.index.id, previous.index.id];
  if (nextId === null || previousId === null || nextId === previousId) return false;
  return before.ids.has(nextId) || after.ids.has(previousId);
}

function joinAlike(
  removed: readonly CompiledDocument[],
  added: readonly CompiledDocument[],
  join: (next: CompiledDocument, previous: CompiledDocument) => void,
): void {
  if (removed.length * added.length > PAIRS) return;
  const lines = new Map([...removed, ...added].map((one) => [one, linesOf(one)]));
  const pairs = removed.flatMap((previous) =>
    added.map((next) => ({
      previous,
      next,
      likeness: likeness(lines.get(previous)!, lines.get(next)!),
    })),
  );
  pairs.sort((a, b) => b.likeness - a.likeness);
  for (const { previous, next, likeness } of pairs) if (likeness >= ALIKE) join(next, previous);
}

function linesOf({ text }: CompiledDocument): ReadonlySet<string> {
  return new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length > 3),
  );
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const line of one) if (other.has(line)) shared += 1;
  return shared / Math.max(one.size, other.size, 1);
}
