/** Comments in a document that silence a rule for the next line, with the reason for it. */
import type { Span } from '../model/index.ts';
import { type Finding, finding } from '../model/index.ts';
import type { CompiledDocument } from '../workspace/workspace.ts';
import { removeLines } from './edits.ts';
import { linesOf } from './places.ts';
import type { Rule } from './rule.ts';
import { findRule } from './rules/index.ts';
import { nearestRule } from './settings.ts';

interface Suppression {
  readonly rule: Rule;
  /** Lines that it speaks of, both included. */
  readonly from: number;
  readonly to: number;
  /** Its rule's name in the comment. */
  readonly span: Span;
}

/** In Markdown as an HTML comment; in front matter and shell blocks as theirs. */
const comment =
  /^(?<before>[\s>]*(?<mark><!--|#)\s*procs-disable-next-line\b)(?<rules>[^:>]*)(?<rest>:.*?|)(?:-->\s*)?$/;

const shape = '<!-- procs-disable-next-line rule: reason -->';

/**
 * What is left of the findings, with what is wrong with the comments themselves. One that silences
 * nothing is reported too, unless its rule is off (`isOn`): it would hide the next mistake.
 */
export function withoutSuppressed(
  document: CompiledDocument,
  findings: readonly Finding[],
  isOn: (rule: Rule) => boolean,
): Finding[] {
  if (!document.text.includes('procs-disable-next-line')) return [...findings];
  const { suppressions, wrong } = read(document);
  const used = new Set<Suppression>();
  const left = findings.filter((one) => {
    const hit = suppressions.find(
      ({ rule, from, to }) => rule.id === one.rule && one.span.line >= from && one.span.line <= to,
    );
    if (hit !== undefined) used.add(hit);
    return hit === undefined;
  });
  const unused = suppressions
    .filter((one) => !used.has(one) && isOn(one.rule))
    .map(({ rule, span }) =>
      finding(
        'unused-suppression',
        span,
        `This comment silences ${rule.id}, which finds nothing in the next line.`,
        {
          help: 'Take it out, so that it does not hide the next mistake.',
          // Beside others, the comment as a whole is still needed.
          ...(suppressions.filter((one) => one.span.line === span.line).length === 1
            ? { fix: removeLines(document, span.line, span.line) }
            : {}),
        },
      ),
    );
  return [...left, ...wrong, ...unused];
}

function read(document: CompiledDocument): { suppressions: Suppression[]; wrong: Finding[] } {
  const lines = linesOf(document);
  const suppressions: Suppression[] = [];
  const wrong: Finding[] = [];
  let stops: readonly number[] | null = null;
  lines.forEach((text, index) => {
    if (!text.includes('procs-disable-next-line')) return;
    const match = comment.exec(text);
    const groups = match?.groups;
    if (groups === undefined || !isComment(document, index + 1, groups.mark === '#')) return;
    const line = index + 1;
    const all = { line, column: 1, endLine: line, endColumn: text.length + 1 };
    const reason = groups.rest!.replace(/^:/, '').trim();
    if (reason === '' || groups.rules!.trim() === '') {
      const missing = groups.rules!.trim() === '' ? 'the rule' : 'the reason';
      wrong.push(
        finding('invalid-suppression', all, `This comment does not say ${missing}.`, {
          help: `Write it as ${shape}.`,
        }),
      );
      return;
    }
    stops ??= stopsOf(lines);
    const reach = reachOf(document, line, stops);
    let column = groups.before!.length + 1;
    for (const part of groups.rules!.split(',')) {
      const name = part.trim();
      const start = column + part.indexOf(name);
      column += part.length + 1;
      const span = { line, column: start, endLine: line, endColumn: start + name.length };
      const rule = findRule(name);
      if (rule?.isFixed === true) {
        wrong.push(
          finding('invalid-suppression', span, `${rule.id} cannot be silenced.`, {
            help: 'It says that the document was not read, so nothing else speaks of it. Mend the document, or leave it out with "exclude".',
          }),
        );
      } else if (rule !== undefined) suppressions.push({ rule, span, ...reach });
      else {
        const meant = nearestRule(name);
        wrong.push(
          finding('invalid-suppression', span, `There is no rule "${name}".`, {
            help:
              meant === null
                ? `Name a rule by its ID or code, as in ${shape}.`
                : `Did you mean "${meant}"?`,
            ...(meant === null ? {} : { suggestion: { written: name, meant } }),
          }),
        );
      }
    }
  });
  return { suppressions, wrong };
}

/** A hash sign is a comment in front matter and in a block, an HTML comment anywhere else. */
function isComment({ marks, frontMatter }: CompiledDocument, line: number, hash: boolean): boolean {
  const inBlock = marks.fences.some(({ span }) => line > span.line && line < span.endLine);
  const { span } = frontMatter;
  const inFrontMatter = span !== null && line > span.line && line < span.endLine;
  return hash ? inBlock || inFrontMatter : !inBlock && !inFrontMatter;
}

/** The next line that says something; all of it where that opens a block. */
function reachOf(
  document: CompiledDocument,
  line: number,
  stops: readonly number[],
): { from: number; to: number } {
  const from = stops[line + 1] ?? line + 1;
  const block = document.marks.fences.find(({ span }) => span.line === from);
  return { from, to: block?.span.endLine ?? from };
}

/** For each line, the first from there on that says something. From the end: many comments can follow each other. */
function stopsOf(lines: readonly string[]): number[] {
  const stops: number[] = [];
  for (let line = lines.length; line >= 1; line -= 1) {
    const skips = /^[\s>]*$|procs-disable-next-line/.test(lines[line - 1]!);
    stops[line] = skips && line < lines.length ? stops[line + 1]! : line;
  }
  return stops;
}
