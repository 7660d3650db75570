/** What a name in a document stands for: a procedure, or a place in one. */
import type { Position } from 'vscode-languageserver/node';
import {
  type CompiledDocument,
  idPattern,
  localLink,
  metadataNames,
  type Procedure,
  type Reference,
  type Span,
  type Workspace,
} from '../compiler.ts';
import { firstLine, linesOf, touches } from './positions.ts';

/** A place that can be gone to: the line on which a procedure, a stage, a step or a section begins. */
export interface Target {
  readonly document: CompiledDocument;
  readonly span: Span;
}

/** Something under the cursor that stands for an ID. */
export interface NamedId {
  readonly id: string;
  readonly span: Span;
}

/** The ID at a position, wherever it stands: in prose, in front matter, in a command. */
export function idAt(
  { config }: Workspace,
  { text }: CompiledDocument,
  { line, character }: Position,
): NamedId | null {
  const content = linesOf(text)[line] ?? '';
  for (const match of content.matchAll(new RegExp(idPattern(config.families).source, 'g'))) {
    const end = match.index + match[0].length;
    if (character < match.index || character > end) continue;
    const column = match.index + 1;
    const span = { line: line + 1, column, endLine: line + 1, endColumn: end + 1 };
    return { id: match[0], span };
  }
  return null;
}

/** The smallest reference at a position: of a link and a step in its text, the step. */
export function referenceAt(
  { procedure }: CompiledDocument,
  position: Position,
): Reference | undefined {
  const size = ({ line, endLine, column, endColumn }: Span): number =>
    (endLine - line) * 10_000 + endColumn - column;
  return procedure.references
    .filter(({ span }) => touches(span, position))
    .sort((a, b) => size(a.span) - size(b.span))[0];
}

/** Where a procedure gets its ID; of one without, its main heading. */
export function definitionOf(document: CompiledDocument): Target {
  const { frontMatter, procedure, text } = document;
  const names: readonly string[] = metadataNames.id;
  const key = Object.keys(frontMatter.values).find((one) => names.includes(one.toLowerCase()));
  const heading = procedure.sections.find(({ level }) => level === 1) ?? procedure.sections[0];
  const top = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const span = key === undefined ? null : frontMatter.valueSpan([key]);
  return { document, span: span ?? firstLine(heading?.span ?? top, linesOf(text)) };
}

/** Where a reference leads; none where nothing has that name, several where the ID is doubled. */
export function targetsOf(
  workspace: Workspace,
  document: CompiledDocument,
  { kind, target }: Reference,
): readonly Target[] {
  switch (kind) {
    case 'id':
      return (workspace.ids.get(target) ?? []).map(definitionOf);
    case 'step':
    case 'stage':
    case 'section': {
      const [owner, number] = target.includes('#') ? target.split('#') : [null, target];
      const owners = owner == null ? [document] : (workspace.ids.get(owner) ?? []);
      return owners.flatMap((one) => numbered(one, kind, number!) ?? []);
    }
    case 'link':
    case 'path':
      return linked(workspace, document, target);
  }
}

/** The step, stage or section that has a number; the main flow before the others. */
function numbered(
  document: CompiledDocument,
  kind: 'step' | 'stage' | 'section',
  number: string,
): Target | null {
  const { procedure, text } = document;
  const stages = procedure.flows.flatMap((flow) => flow.stages);
  const steps = stages.flatMap((stage) => stage.steps);
  const step = (): Span | undefined =>
    (steps.find(({ ref }) => ref === number) ?? steps.find(({ ref }) => lastPart(ref) === number))
      ?.span;
  const stage = (): Span | undefined => stages.find((one) => String(one.number) === number)?.span;
  const section = (): Span | undefined =>
    procedure.sections.find((one) => one.number === number)?.span;
  const order = { step: [step, section, stage], stage: [stage, section], section: [section, step] };
  for (const find of order[kind]) {
    const span = find();
    if (span !== undefined) return { document, span: firstLine(span, linesOf(text)) };
  }
  return null;
}

/** Where steps are numbered plainly ('Paso 3'), their number stands behind the stage's. */
function lastPart(ref: string): string {
  return ref.slice(ref.lastIndexOf('.') + 1);
}

function linked(workspace: Workspace, from: CompiledDocument, url: string): readonly Target[] {
  const link = localLink(from, url);
  const document = link === null ? undefined : byFile(workspace).get(link.file);
  if (link === null || document === undefined) return [];
  if (link.anchor === null || link.anchor === '') {
    const line = document.frontMatter.span?.line ?? 1;
    return [{ document, span: { line, column: 1, endLine: line, endColumn: 1 } }];
  }
  const wanted = link.anchor.normalize('NFC').toLowerCase();
  const section = document.procedure.sections.find(
    ({ anchor }) => anchor.normalize('NFC').toLowerCase() === wanted,
  );
  if (section === undefined) return [];
  return [{ document, span: firstLine(section.span, linesOf(document.text)) }];
}

const files = new WeakMap<Workspace, ReadonlyMap<string, CompiledDocument>>();

function byFile(workspace: Workspace): ReadonlyMap<string, CompiledDocument> {
  const known = files.get(workspace);
  if (known !== undefined) return known;
  const made = new Map(workspace.documents.map((document) => [document.file, document]));
  files.set(workspace, made);
  return made;
}

/** The step, stage or section whose first line the position is in. */
export function headingAt(document: CompiledDocument, { line }: Position): Target | null {
  const { sections, flows } = document.procedure as Procedure;
  const stages = flows.flatMap((flow) => flow.stages);
  const spans = [...sections, ...stages, ...stages.flatMap(({ steps }) => steps)];
  const found = spans.find(({ span }) => span.line === line + 1);
  return found === undefined
    ? null
    : { document, span: firstLine(found.span, linesOf(document.text)) };
}
