/** References: everything that a document names which is defined elsewhere. */
import type { Nodes, Root } from 'mdast';
import type { Reference, Span } from '../model/index.ts';
import type { ParsedFrontMatter } from '../parse/front-matter.ts';
import { type Lines, spanOf } from '../parse/position.ts';
import { isShell } from './blocks.ts';
import { scanQuoting } from './quoting.ts';

type Where = Reference['where'];

/** In the order of the document. The document's own ID is no reference. */
export function findReferences(
  tree: Root,
  frontMatter: ParsedFrontMatter,
  lines: Lines,
  isId: RegExp,
  ownId: string | null,
): Reference[] {
  const found = [...ofFrontMatter(frontMatter, lines, isId)];
  visit(tree, 'prose', lines, isId, found);
  return found.filter(({ kind, target }) => kind !== 'id' || target !== ownId);
}

function* ofFrontMatter(
  { values, valueSpan }: ParsedFrontMatter,
  lines: Lines,
  isId: RegExp,
): Generator<Reference> {
  for (const [key, value] of Object.entries(values)) {
    if (key === 'id') continue;
    const items = Array.isArray(value)
      ? value.map((item, at) => [item, [key, at]] as const)
      : [[value, [key]] as const];
    for (const [item, path] of items) {
      const span = typeof item === 'string' ? valueSpan(path) : null;
      if (span === null) continue;
      if (isRelation(key) && isDocumentPath((item as string).trim())) {
        yield {
          kind: 'path',
          target: (item as string).trim(),
          where: 'front-matter',
          context: contextOf(lines, span),
          span,
        };
      }
      const source = lines.slice(span);
      const start = lines.offset(span.line, span.column);
      let from = 0;
      for (const match of (item as string).matchAll(new RegExp(isId.source, 'g'))) {
        const at = source.indexOf(match[0], from);
        from = at === -1 ? from : at + match[0].length;
        // Escapes and folded lines can hide it: then the place is the whole value.
        const place = at === -1 ? span : lines.span(start + at, start + from);
        yield {
          kind: 'id',
          target: match[0],
          where: 'front-matter',
          context: contextOf(lines, place),
          span: place,
        };
      }
    }
  }
}

/** More of a line is no help to a person, and a line of thousands of references would be told thousands of times. */
const CONTEXT = 240;

function contextOf(lines: Lines, { line, column }: Span): string {
  const whole = lines.line(line);
  if (whole.length <= CONTEXT) return whole.trim();
  const from = Math.max(0, Math.min(column - 1 - CONTEXT / 2, whole.length - CONTEXT));
  const part = whole.slice(from, from + CONTEXT).trim();
  return `${from > 0 ? '…' : ''}${part}${from + CONTEXT < whole.length ? '…' : ''}`;
}

/** Keys that name other documents; a path under another key is another tool's. */
function isRelation(key: string): boolean {
  return /^(?:relacionados?|documentos_relacionados|related|related_documents|see_also|referencias|references|depende_de|dependencias|depends_on|requires|requiere)$/i.test(
    key.replaceAll('-', '_'),
  );
}

/** `guides/restore.md`: what can only be meant as the path of a document. */
function isDocumentPath(text: string): boolean {
  return /^[\w.@~][\w./@~-]*\.mdx?$/i.test(text);
}

function visit(node: Nodes, where: Where, lines: Lines, isId: RegExp, found: Reference[]): void {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      if (node.type === 'inlineCode' && isDocumentPath(node.value)) {
        const span = spanOf(node);
        const context = contextOf(lines, span);
        found.push({ kind: 'path', target: node.value, where, context, span });
      }
      inText(node, where, lines, isId, found);
      return;
    case 'code':
      if (isShell(node.lang?.toLowerCase() ?? null)) found.push(...inComments(node, lines, isId));
      return;
    case 'link':
    case 'definition':
    case 'image': {
      const span = spanOf(node);
      found.push({
        kind: 'link',
        target: node.url,
        where: 'link',
        context: contextOf(lines, span),
        span,
      });
      if (node.type === 'link')
        for (const child of node.children) visit(child, where, lines, isId, found);
      return;
    }
    case 'yaml':
    case 'html':
      return;
    case 'heading':
      // A heading defines its step; IDs in it are still uses.
      for (const child of node.children) {
        const inside: Reference[] = [];
        visit(child, where, lines, isId, inside);
        found.push(...inside.filter(({ kind }) => kind === 'id' || kind === 'link'));
      }
      return;
    default: {
      const inside = node.type === 'table' ? 'table' : where;
      if ('children' in node)
        for (const child of node.children) visit(child, inside, lines, isId, found);
    }
  }
}

function inText(node: Nodes, where: Where, lines: Lines, isId: RegExp, found: Reference[]): void {
  const start = node.position!.start.offset!;
  const source = lines.text.slice(start, node.position!.end.offset);
  // Most texts name nothing.
  if (!isId.test(source) && !anyStepWord.test(source)) return;
  const at = (from: number, to: number): Span => lines.span(start + from, start + to);
  found.push(...inSource(source, where, at, lines, isId));
}

/** Only the comments: what commands do with an ID is theirs. */
function* inComments(node: Nodes, lines: Lines, isId: RegExp): Generator<Reference> {
  const start = node.position!.start.offset!;
  const source = lines.text.slice(start, node.position!.end.offset);
  // Looking for comments is slow, and most blocks name nothing.
  if (!source.includes('#') || (!isId.test(source) && !anyStepWord.test(source))) return;
  // The opening fence is blanked: its backticks would be read as a substitution.
  const code = source.replace(/^[^\n]*/, (line) => ' '.repeat(line.length));
  const quotingAt = scanQuoting(code);
  const comments = code.replace(/[^\n]/g, (char, offset: number) =>
    quotingAt(offset) === 'comment' ? char : ' ',
  );
  yield* inSource(
    comments,
    'code',
    (from, to) => lines.span(start + from, start + to),
    lines,
    isId,
  );
}

const stepWords =
  /\b(?:Paso|Step)\s+(\d+(?:\.\d+)+[a-z]?|\d+)\b|\b(?:[Ss]ecci[oó]n|[Ss]ection)\s+(\d+(?:\.\d+)*)\b|\b(?:Etapa|Fase|Stage|Phase|ETAPA|FASE)\s+(\d+)\b/g;

const anyStepWord = /(?:paso|step|secci[oó]n|section|etapa|fase|stage|phase)\s+\d/i;

function* inSource(
  source: string,
  where: Where,
  at: (from: number, to: number) => Span,
  lines: Lines,
  isId: RegExp,
): Generator<Reference> {
  const ids = isId.test(source) ? [...source.matchAll(new RegExp(isId.source, 'g'))] : [];
  for (const match of ids) {
    const span = at(match.index, match.index + match[0].length);
    yield { kind: 'id', target: match[0], where, context: contextOf(lines, span), span };
  }
  if (!anyStepWord.test(source)) return;
  for (const match of source.matchAll(stepWords)) {
    const span = at(match.index, match.index + match[0].length);
    const kind = match[1] !== undefined ? 'step' : match[2] !== undefined ? 'section' : 'stage';
    const number = (match[1] ?? match[2] ?? match[3])!;
    const rest = source.slice(match.index + match[0].length);
    const owner = /^\s+(?:de|del|of|in|en)\s+\W*/.exec(rest);
    const other =
      owner && ids.find(({ index }) => index === match.index + match[0].length + owner[0].length);
    yield {
      kind,
      target: other ? `${other[0]}#${number}` : number,
      where,
      context: contextOf(lines, span),
      span,
    };
  }
}
