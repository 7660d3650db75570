/** One document: its front matter and tree as a procedure, and what was found on the way. */
import type { Code, Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import {
  type Config,
  type Finding,
  finding,
  idPattern,
  type Marks,
  type Procedure,
  type Section,
} from '../model/index.ts';
import { openContainers } from '../parse/containers.ts';
import { isClosedFence, readFence } from '../parse/fence.ts';
import { type ParsedFrontMatter, parseFrontMatter } from '../parse/front-matter.ts';
import { parseWithin } from '../parse/limits.ts';
import { Lines, spanOf } from '../parse/position.ts';
import { buildSections, walkSections } from '../parse/sections.ts';
import { newContext } from './context.ts';
import { readDeclarations } from './declarations.ts';
import { readEstimates } from './estimates.ts';
import { buildFlows, listingsOf, topSections } from './flows.ts';
import { meaningOf, parseHeading } from './headings.ts';
import { languageOf } from './language.ts';
import { marksOf } from './marks.ts';
import { declaredParameters, metadata } from './metadata.ts';
import { joinParameters } from './parameters.ts';
import { findReferences } from './references.ts';
import { roleOf } from './roles.ts';
import { readStageTables } from './stage-criteria.ts';
import { wordsOf } from './words.ts';

export interface Compiled {
  readonly tree: Root;
  readonly frontMatter: ParsedFrontMatter;
  readonly procedure: Procedure;
  readonly marks: Marks;
  readonly findings: readonly Finding[];
}

/** What to compile: content comes in as an argument. */
export interface Input {
  /** Relative to the workspace root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly hash: string;
}

/** What of a configuration the meaning of a document depends on: plain data, so that a cache can key on it. */
export type CompileOptions = Readonly<Pick<Config, 'families' | 'vocabulary'>>;

/** Never throws for anything that a text can hold. */
export function compileDocument(
  { path, text, hash }: Input,
  { families, vocabulary }: CompileOptions,
): Compiled {
  const words = wordsOf(vocabulary);
  const { tree, findings: excess } = parseWithin(text);
  const lines = new Lines(text);
  openContainers(tree, lines);
  const frontMatter = parseFrontMatter(text, tree);
  const root = buildSections(tree, meaningOf(words));
  const isId = idPattern(families);
  const context = newContext({ lines, isId, words });
  const { top, title } = topSections(root);
  const { flows, unused } = buildFlows(root, context);
  const { values } = frontMatter;
  const id = metadata(values, 'id');
  const tabled = readStageTables(
    root,
    flows.find(({ id }) => id === 'main'),
    context,
  );
  const inFlows = [...context.parameters];
  const listings = listingsOf(unused, context);
  const declarations = readDeclarations(top, words);
  const name = id ?? path.split('/').at(-1)!.replace(/\.md$/i, '');
  const procedure: Procedure = {
    id,
    name,
    kind: kindOf(metadata(values, 'type'), id),
    title: metadata(values, 'title') ?? (withoutId(title, id) || name),
    category: metadata(values, 'category'),
    version: metadata(values, 'version'),
    status: metadata(values, 'status'),
    owner: metadata(values, 'owner'),
    language: languageOf(metadata(values, 'language'), () => textOf(tree)),
    created: metadata(values, 'created'),
    updated: metadata(values, 'updated'),
    reviewDue: metadata(values, 'reviewDue') ?? reviewInProse(text),
    frequency: metadata(values, 'frequency'),
    source: { path, hash },
    frontMatter: { ...values },
    parameters: joinParameters(declaredParameters(frontMatter), inFlows),
    ...declarations,
    criteria: [...declarations.criteria, ...tabled],
    prerequisites: [...declarations.prerequisites, ...context.prerequisites],
    artifacts: [
      ...declarations.artifacts,
      ...context.artifacts.map((artifact) => ({
        name: artifact.text,
        path: null,
        span: artifact.span,
      })),
    ],
    estimates: readEstimates(
      top.filter((section) => roleOf(section.title, words) !== 'changes'),
      frontMatter,
      lines,
    ),
    references: findReferences(tree, frontMatter, lines, isId, id),
    sections: [...walkSections(root)].map(
      ({ title, level, anchor, span }): Section => ({
        title,
        level,
        role: roleOf(title, words),
        anchor,
        number: parseHeading(title, words).number,
        span,
      }),
    ),
    flows,
    listings: [...context.listings, ...listings],
  };
  return {
    tree,
    frontMatter,
    procedure,
    marks: marksOf(tree),
    findings: [
      ...excess,
      ...frontMatter.findings,
      ...fenceFindings(tree, lines),
      ...context.findings,
    ],
  };
}

function kindOf(type: string | null, id: string | null): Procedure['kind'] {
  if (/^(proceso|process)$/i.test(type ?? '')) return 'process';
  if (/^(procedimiento|procedure)$/i.test(type ?? '')) return 'procedure';
  if (/^runbook$/i.test(type ?? '')) return 'runbook';
  if (id?.startsWith('PROCED-')) return 'procedure';
  return id?.startsWith('PROC-') ? 'process' : 'runbook';
}

function withoutId(title: string, id: string | null): string {
  return id !== null && title.startsWith(id)
    ? title.slice(id.length).replace(/^[\s:—–-]+/, '')
    : title;
}

function reviewInProse(text: string): string | null {
  return (
    /\*\*(?:Pr[oó]xima revisi[oó]n[^*:]*|Next review[^*:]*):\*\*\s*(\d{4}-\d{2}-\d{2})/i.exec(
      text,
    )?.[1] ?? null
  );
}

/** Fences that swallow what follows them. */
function fenceFindings(tree: Root, lines: Lines): Finding[] {
  const found: Finding[] = [];
  for (const node of codeNodes(tree)) {
    const isClosed = isClosedFence(node, lines);
    if (isClosed && !/markdown|md/i.test(`${node.lang} ${node.meta}`)) continue;
    const fence = readFence(node, lines);
    const opening = {
      ...spanOf(node),
      endLine: fence.span.line,
      endColumn: lines.line(fence.span.line).length + 1,
    };
    if (!isClosed) {
      found.push(
        finding(
          'unclosed-fence',
          opening,
          'This block is opened here and never closed, so all that follows is read as part of it.',
          {
            help: 'Put a closing fence after its last line.',
          },
        ),
      );
    }
    const inner = /^(?:markdown|md)$/.test(fence.language ?? '')
      ? /^\s*(`{3,}|~{3,})\w+/m.exec(fence.code)
      : null;
    const outer = /^\s*(`{3,}|~{3,})/.exec(lines.line(fence.span.line))?.[1] ?? '';
    // A longer outer fence, or one of the other kind, holds the inner one.
    if (
      inner !== null &&
      isClosed &&
      inner[1]![0] === outer[0] &&
      inner[1]!.length >= outer.length
    ) {
      found.push(
        finding(
          'nested-fence',
          opening,
          `This block holds another fence, ${inner[0].trim()}, of the same length: the first closing fence ends both, and every fence after it is read the wrong way round.`,
          {
            help: 'Open and close the outer block with one backtick more.',
          },
        ),
      );
    }
  }
  return found;
}

function codeNodes(node: Nodes, found: Code[] = []): Code[] {
  if (node.type === 'code') found.push(node);
  else if ('children' in node) for (const child of node.children) codeNodes(child as Nodes, found);
  return found;
}
