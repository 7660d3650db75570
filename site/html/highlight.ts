/** Colours for code: classes only, so that both themes share them and no inline style is needed. */

import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { createCssVariablesTheme, createHighlighterCoreSync } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import bash from 'shiki/langs/bash.mjs';
import docker from 'shiki/langs/docker.mjs';
import ini from 'shiki/langs/ini.mjs';
import json from 'shiki/langs/json.mjs';
import python from 'shiki/langs/python.mjs';
import sql from 'shiki/langs/sql.mjs';
import yaml from 'shiki/langs/yaml.mjs';

/** A range of the code to be marked: UTF-16 offsets, half-open. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly title: string;
  /** What a script needs to know of it, as attributes. */
  readonly properties?: Readonly<Record<string, string>>;
}

const highlighter = createHighlighterCoreSync({
  themes: [createCssVariablesTheme({ name: 'classes', variablePrefix: '--t-' })],
  langs: [bash, docker, ini, json, python, sql, yaml],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
});

/** A `Map`: a fence may call its language `constructor`. */
const aliases = new Map(
  Object.entries({
    bash: 'bash',
    sh: 'bash',
    shell: 'bash',
    zsh: 'bash',
    console: 'bash',
    docker: 'docker',
    dockerfile: 'docker',
    ini: 'ini',
    toml: 'ini',
    json: 'json',
    py: 'python',
    python: 'python',
    sql: 'sql',
    yaml: 'yaml',
    yml: 'yaml',
  }),
);

/** Longer code is shown plain: colouring it would hold up the build. */
const limit = 50_000;

/** So is a longer line. */
const longest = 5_000;

/** Code as lines of coloured spans, with the marked ranges in `<mark>`. On paper, without colours. */
export function highlight(
  code: string,
  language: string | null,
  marks: readonly Mark[] = [],
  medium: 'screen' | 'print' = 'screen',
): ElementContent[] {
  const lang = medium === 'print' ? undefined : aliases.get(language?.toLowerCase() ?? '');
  const pieces =
    lang && code.length <= limit ? coloured(code, lang) : [{ text: code, kind: '', start: 0 }];
  const ordered = [...marks].sort((a, b) => a.start - b.start);
  const lines: ElementContent[][] = [[]];
  let last: Part | null = null;
  for (const piece of pieces.flatMap(splitLines)) {
    if (piece.text === '\n') {
      lines.push([]);
      last = null;
      continue;
    }
    for (const part of cut(piece, ordered)) {
      // A place is one element, in however many colours it is shown.
      if (part.mark && last?.mark === part.mark && last.element.type === 'element')
        last.element.children.push(part.text);
      else {
        lines.at(-1)?.push(part.element);
        last = part;
      }
    }
  }
  return lines.flatMap((line, n): ElementContent[] => [
    h('span', { className: ['line'] }, line),
    ...(n < lines.length - 1 ? [{ type: 'text' as const, value: '\n' }] : []),
  ]);
}

interface Piece {
  readonly text: string;
  /** `comment`, `string`, …; empty: plain. */
  readonly kind: string;
  readonly start: number;
}

function coloured(code: string, lang: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const lines = highlighter.codeToTokensBase(code, {
    lang,
    theme: 'classes',
    // By default a line that takes half a second keeps no more colours: on a busy machine, another page.
    tokenizeTimeLimit: 0,
    tokenizeMaxLineLength: longest,
  });
  for (const line of lines) {
    for (const token of line) {
      if (token.offset > end)
        pieces.push({ text: code.slice(end, token.offset), kind: '', start: end });
      const kind = /--t-token-([a-z-]+)/.exec(token.color ?? '')?.[1] ?? '';
      pieces.push({ text: token.content, kind, start: token.offset });
      end = token.offset + token.content.length;
    }
  }
  if (end < code.length) pieces.push({ text: code.slice(end), kind: '', start: end });
  return pieces;
}

function splitLines(piece: Piece): Piece[] {
  let start = piece.start;
  return piece.text.split(/(\n)/).flatMap((text) => {
    const part = { ...piece, text, start };
    start += text.length;
    return text === '' ? [] : [part];
  });
}

interface Part {
  readonly mark: Mark | null;
  readonly text: ElementContent;
  /** The text, in the mark's element where it has one. */
  readonly element: ElementContent;
}

function cut(piece: Piece, marks: readonly Mark[]): Part[] {
  const out: Part[] = [];
  const finish = piece.start + piece.text.length;
  let at = piece.start;
  const push = (to: number, mark: Mark | null) => {
    if (to <= at) return;
    const value = piece.text.slice(at - piece.start, to - piece.start);
    const text: ElementContent = piece.kind
      ? h('span', { className: [`t-${piece.kind}`] }, value)
      : { type: 'text', value };
    const element = mark ? h('mark', { title: mark.title, ...mark.properties }, [text]) : text;
    out.push({ mark, text, element });
    at = to;
  };
  for (const mark of marks) {
    if (mark.end <= at || mark.start >= finish) continue;
    push(Math.max(mark.start, at), null);
    push(Math.min(mark.end, finish), mark);
  }
  push(finish, null);
  return out;
}
