/** The outline of a document, and the procedures and steps of a workspace by name. */
import { type DocumentSymbol, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver/node';
import {
  type Action,
  actionInWords,
  type CompiledDocument,
  contains,
  type Procedure,
  type Span,
  type Workspace,
} from '../compiler.ts';
import { firstLine, linesOf, toRange } from './positions.ts';
import type { Session } from './session.ts';
import { definitionOf } from './targets.ts';

interface Part {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
}

/** Headings, stages, steps and the actions in them, as they lie in one another. `text` is the one that the editor shows. */
export function outlineOf({ procedure }: CompiledDocument, text: string): DocumentSymbol[] {
  const lines = linesOf(text);
  const roots: DocumentSymbol[] = [];
  const open: { readonly span: Span; readonly symbol: DocumentSymbol }[] = [];
  for (const part of partsOf(procedure)) {
    const span = within(part.span, lines);
    if (span === null) continue;
    const symbol: DocumentSymbol = {
      name: part.name.trim() || '(untitled)',
      detail: part.detail,
      kind: part.kind,
      range: toRange(span),
      selectionRange: toRange(firstLine(span, lines)),
      children: [],
    };
    while (open.length > 0 && !contains(open.at(-1)!.span, span)) open.pop();
    (open.at(-1)?.symbol.children ?? roots).push(symbol);
    open.push({ span, symbol });
  }
  return roots;
}

/** Procedures by ID and title; their steps, once something is asked for. */
export function findSymbols(
  session: Session,
  workspaces: readonly Workspace[],
  query: string,
): WorkspaceSymbol[] {
  const wanted = fold(query);
  const matches = (name: string): boolean => fold(name).includes(wanted);
  const found: WorkspaceSymbol[] = [];
  for (const document of workspaces.flatMap(({ documents }) => documents)) {
    const { name, title, flows } = document.index;
    const uri = session.uriOf(document.file);
    const label = name === title ? name : `${name} ${title}`;
    if (matches(label)) {
      const range = toRange(definitionOf(document).span);
      found.push({ name: label, kind: SymbolKind.Module, location: { uri, range } });
    }
    const steps = flows.flatMap(({ stages }) => stages).flatMap((stage) => stage.steps);
    for (const step of wanted === '' ? [] : steps) {
      const stepName = `${step.ref} ${step.title}`;
      if (!matches(stepName)) continue;
      const range = toRange(firstLine(step.span, linesOf(document.text)));
      found.push({
        name: stepName,
        kind: SymbolKind.Method,
        containerName: name,
        location: { uri, range },
      });
    }
    if (found.length >= 500) break;
  }
  return found;
}

/** In the order of the document, outer parts first; what stands for the same lines only once. */
function partsOf(procedure: Procedure): Part[] {
  const parts = new Map<number, Part>();
  for (const { title, span, level } of procedure.sections) {
    const kind = level === 1 ? SymbolKind.Module : SymbolKind.Namespace;
    parts.set(span.line, { name: title, detail: '', kind, span });
  }
  const actions: Part[] = [];
  for (const flow of procedure.flows) {
    for (const stage of flow.stages) {
      const minutes = stage.minutes === null ? '' : ` · ${stage.minutes} min`;
      const detail = `${flow.id} · stage ${stage.number}${minutes}`;
      add({ name: stage.title, detail, kind: SymbolKind.Class, span: stage.span });
      for (const step of stage.steps) {
        const where = `${flow.id} · step ${step.ref}`;
        add({ name: step.title, detail: where, kind: SymbolKind.Method, span: step.span });
        actions.push(...step.actions.filter(isShown).map(toPart));
      }
    }
  }
  return [...parts.values(), ...actions].sort(
    ({ span: a }, { span: b }) =>
      a.line - b.line || a.column - b.column || b.endLine - a.endLine || b.endColumn - a.endColumn,
  );

  /** A heading that is a stage or a step keeps its own words, and is told for what it is. */
  function add(part: Part): void {
    const heading = parts.get(part.span.line);
    if (heading === undefined) parts.set(part.span.line, part);
    else if (heading.detail === '') {
      parts.set(part.span.line, { ...heading, detail: part.detail, kind: part.kind });
    }
  }
}

function isShown({ kind }: Action): boolean {
  return kind !== 'instruction' && kind !== 'listing';
}

function toPart(action: Action): Part {
  const name = actionInWords(action).replace(/ :\d+/, '');
  return { name, detail: action.lead ?? '', kind: SymbolKind.Event, span: action.span };
}

/** An outline may be older than the text: what lies behind its end is left out. */
function within(span: Span, lines: readonly string[]): Span | null {
  if (span.line > lines.length) return null;
  const endLine = Math.min(span.endLine, lines.length);
  const last = (lines[endLine - 1] ?? '').length + 1;
  const endColumn = endLine < span.endLine ? last : Math.min(span.endColumn, last);
  const column = Math.min(span.column, (lines[span.line - 1] ?? '').length + 1);
  return { line: span.line, column, endLine, endColumn: Math.max(endColumn, 1) };
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
