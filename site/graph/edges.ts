/** Which documents run or name which others. */
import type { CompiledDocument, Workspace } from '../../src/index.ts';
import { siteSource } from '../source.mjs';

export interface Edge {
  readonly from: CompiledDocument;
  readonly to: CompiledDocument;
  /** `call`: a step of the one runs the other. `reference`: it only names it. */
  readonly kind: 'call' | 'reference';
}

const known = new WeakMap<Workspace, readonly Edge[]>();

/** One edge for each pair, a call before a mere reference; in the order of the documents. */
export function edgesOf(workspace: Workspace): readonly Edge[] {
  const made = known.get(workspace) ?? find(workspace);
  known.set(workspace, made);
  return made;
}

function find(workspace: Workspace): Edge[] {
  const { compiler } = siteSource();
  const edges = new Map<string, Edge>();
  const add = (edge: Edge) => {
    const key = `${edge.from.path}\n${edge.to.path}`;
    if (edge.from !== edge.to && !edges.has(key)) edges.set(key, edge);
  };
  for (const { from, to } of compiler.callsOf(workspace)) add({ from, to, kind: 'call' });
  for (const to of workspace.documents) {
    for (const { document } of compiler.backlinksOf(workspace, to))
      add({ from: document, to, kind: 'reference' });
  }
  const order = new Map(workspace.documents.map((document, at) => [document, at]));
  const at = (document: CompiledDocument) => order.get(document) ?? 0;
  return [...edges.values()].sort((a, b) => at(a.from) - at(b.from) || at(a.to) - at(b.to));
}
