/** Hover: what a procedure is and does, for an ID; what a block does and how it is judged, for a block. */
import type { Hover, Position } from 'vscode-languageserver/node';
import {
  type Action,
  type CompiledDocument,
  type Criterion,
  decidedBy,
  escapeMarkdown,
  frontMatterFields,
  type Span,
  type Step,
} from '../compiler.ts';
import { attributes } from './attributes.ts';
import { linesOf, toRange, touches } from './positions.ts';
import type { Place } from './session.ts';
import { idAt, referenceAt, type Target, targetsOf } from './targets.ts';

/** A line of a hover: marks are Markdown's, the text is the document's and is escaped where it is shown. */
interface Line {
  readonly depth: number;
  readonly text: string;
  readonly strong?: boolean;
}

export function hover(
  { workspace, document }: Place,
  position: Position,
  markdown: boolean,
): Hover | null {
  const show = (lines: readonly Line[], span: Parameters<typeof toRange>[0]): Hover => ({
    contents: markdown
      ? { kind: 'markdown', value: lines.map(toMarkdown).join('\n') }
      : { kind: 'plaintext', value: lines.map(toPlain).join('\n') },
    range: toRange(span),
  });
  const named = idAt(workspace, document, position);
  if (named !== null) {
    const [first, ...others] = workspace.ids.get(named.id) ?? [];
    if (first === undefined) return null;
    return show([...aboutProcedure(first), ...doubled(others)], named.span);
  }
  const reference = referenceAt(document, position);
  const target = reference === undefined ? undefined : targetsOf(workspace, document, reference)[0];
  if (target !== undefined) return show(aboutTarget(target), reference!.span);
  const word = wordAt(document, position);
  if (word !== null) return show([{ depth: 0, text: word.text }], word.span);
  const block = blockAt(document, position);
  return block === null ? null : show(aboutBlock(block.step, block.action), block.action.span);
}

/** A key of the front matter, or an attribute of a fence, with what it is for. */
function wordAt(
  { text, frontMatter, marks }: CompiledDocument,
  { line, character }: Position,
): { readonly text: string; readonly span: Span } | null {
  const content = linesOf(text)[line] ?? '';
  const at = (word: string, from: number, meaning: string | undefined) => {
    const isOver = character >= from && character <= from + word.length;
    if (meaning === undefined || !isOver) return null;
    const [column, endColumn] = [from + 1, from + word.length + 1];
    return { text: meaning, span: { line: line + 1, column, endLine: line + 1, endColumn } };
  };
  const head = frontMatter.span;
  if (head !== null && line + 1 > head.line && line + 1 < head.endLine) {
    const key = /^[\w-]+(?=\s*:)/.exec(content)?.[0] ?? '';
    const name = key.toLowerCase().replaceAll('-', '_');
    return at(key, 0, frontMatterFields.find(({ names }) => names.includes(name))?.description);
  }
  if (!marks.fences.some(({ span }) => span.line === line + 1)) return null;
  const start = content.indexOf('{') + 1;
  for (const match of content.slice(start).matchAll(/[\w-]+/g)) {
    const meaning = Object.entries(attributes).find(([name]) => name === match[0])?.[1][0];
    const found = start === 0 ? null : at(match[0], start + match.index, meaning);
    if (found !== null) return found;
  }
  return null;
}

function aboutProcedure({ procedure }: CompiledDocument): Line[] {
  const { name, title, kind, version, status, owner, reviewDue, source, flows } = procedure;
  const facts = [
    kind,
    ...(status === null ? [] : [status]),
    ...(version === null ? [] : [`version ${version}`]),
    ...(owner === null ? [] : [owner]),
    ...(reviewDue === null ? [] : [`review due ${reviewDue}`]),
    source.path,
  ];
  return [
    { depth: 0, text: name === title ? name : `${name}: ${title}`, strong: true },
    { depth: 0, text: facts.join(' · ') },
    ...flows.flatMap((flow): Line[] => [
      { depth: 1, text: flow.id === 'main' ? flow.title : `${flow.id}: ${flow.title}` },
      ...flow.stages.flatMap((stage): Line[] => [
        {
          depth: 2,
          text: `${stage.number}. ${stage.title}${stage.minutes === null ? '' : ` (${stage.minutes} min)`}`,
        },
        ...stage.steps.map(({ ref, title }): Line => ({ depth: 3, text: `${ref} ${title}` })),
      ]),
    ]),
  ].slice(0, 40);
}

function doubled(others: readonly CompiledDocument[]): Line[] {
  return others.map(({ path }) => ({ depth: 0, text: `The same ID is also defined in ${path}.` }));
}

function aboutTarget({ document, span }: Target): Line[] {
  const { procedure } = document;
  const steps = procedure.flows.flatMap(({ stages }) => stages).flatMap((stage) => stage.steps);
  const step = steps.find((one) => one.span.line === span.line);
  if (step !== undefined) return aboutStep(step);
  const section = procedure.sections.find((one) => one.span.line === span.line);
  return section === undefined
    ? aboutProcedure(document)
    : [
        { depth: 0, text: section.title, strong: true },
        { depth: 0, text: `${procedure.name} · ${procedure.source.path}:${span.line}` },
      ];
}

function aboutStep({ ref, title, conditional, optional, actions, criteria }: Step): Line[] {
  const marks = [...(conditional ? ['only if needed'] : []), ...(optional ? ['optional'] : [])];
  return [
    {
      depth: 0,
      text: `${ref} ${title}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`,
      strong: true,
    },
    ...actions.map((action): Line => ({ depth: 1, text: does(action) })),
    ...criteria.map(criterionLine),
  ];
}

function blockAt(
  { procedure }: CompiledDocument,
  position: Position,
): { readonly step: Step | null; readonly action: Action } | null {
  for (const flow of procedure.flows) {
    for (const stage of flow.stages) {
      for (const step of stage.steps) {
        const action = step.actions.find(({ span }) => touches(span, position));
        if (action !== undefined) return { step, action };
      }
    }
  }
  const listing = procedure.listings.find(({ span }) => touches(span, position));
  return listing === undefined ? null : { step: null, action: listing };
}

function aboutBlock(step: Step | null, action: Action): Line[] {
  const at = step?.actions.indexOf(action) ?? -1;
  const criteria = (step?.criteria ?? []).filter((one) => one.action === null || one.action === at);
  const where = step === null ? 'outside every flow: never run' : `step ${step.ref} ${step.title}`;
  const facts: Line[] = [{ depth: 0, text: `${does(action)} (${where})`, strong: true }];
  if (action.kind === 'run') {
    const { host, expects, hazards } = action;
    if (host !== null) facts.push({ depth: 0, text: `runs on ${host}` });
    if (expects.run === 'ask') facts.push({ depth: 0, text: 'asks before it runs' });
    if (expects.timeout !== null) {
      facts.push({ depth: 0, text: `stopped after ${expects.timeout / 1000} s` });
    }
    for (const { command, reason } of hazards) {
      facts.push({ depth: 1, text: `${command}: ${reason}` });
    }
  }
  if (step !== null && criteria.length === 0) {
    facts.push({ depth: 0, text: 'no criterion says when it went well' });
  }
  return [...facts, ...criteria.map(criterionLine)];
}

function criterionLine(criterion: Criterion): Line {
  return { depth: 1, text: `${criterion.text} [${decidedBy(criterion)}]` };
}

function does(action: Action): string {
  switch (action.kind) {
    case 'run':
      return 'runs a block';
    case 'script':
      return `script ${action.path ?? ''}: a listing, not part of the run`;
    case 'checklist':
      return `checklist of ${action.items.length}`;
    case 'message':
      return `message${action.channel === null ? '' : ` to ${action.channel}`}`;
    case 'document':
      return `writes ${action.path ?? 'a document'}`;
    case 'call':
      return `calls ${action.target}`;
    case 'instruction':
      return `instruction: ${action.text.split('\n', 1)[0]}`;
    case 'listing':
      return `only shown${action.reason === null ? '' : `: ${action.reason}`}`;
  }
}

function toMarkdown({ depth, text, strong }: Line): string {
  const shown = escapeMarkdown(text);
  if (depth === 0) return `${strong === true ? `**${shown}**` : shown}\n`;
  return `${'  '.repeat(depth - 1)}- ${shown}`;
}

function toPlain({ depth, text }: Line): string {
  return `${'  '.repeat(depth)}${text.replace(/\s+/g, ' ')}`;
}
