/** A fence's info string: its language, our attributes, and other tools' attributes that are let be. */
import type { Code } from 'mdast';
import type { Span } from '../model/index.ts';
import { type Lines, spanOf } from './position.ts';

export interface Fence {
  /** Lower case; `null` where there is none. */
  readonly language: string | null;
  /** The file that the info string says this is: `bash:scripts/build.sh`, `bash title="build.sh"`. */
  readonly file: string | null;
  /** `check`, `interactive` and other words that stand alone, and `name=value` pairs. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Attributes between braces that procs does not know and that no other tool explains. */
  readonly unknown: readonly string[];
  readonly code: string;
  /** Of the text between the fences; code line k (from 0) stands in line `codeSpan.line + k`. */
  readonly codeSpan: Span;
  readonly span: Span;
  /** Whether the closing fence is there. */
  readonly closed: boolean;
}

/** The attributes that language.md section 2 gives a fence. */
export const fenceAttributes = [
  'run',
  'timeout',
  'exit',
  'interactive',
  'background',
  'check',
  'name',
  'retry',
  'every',
] as const;

/** Keys of Runme, MkDocs, Docusaurus and Innovation Engine: theirs, and harmless. */
const foreign = new Set(
  'id cwd interpreter promptenv mimetype excludefromrunall tag category closeterminalonsuccess terminalrows transform linenums hl_lines title copy showlinenumbers filename file label lineno lines'.split(
    ' ',
  ),
);

export function readFence(node: Code, lines: Lines): Fence {
  const span = spanOf(node);
  const { language, caption, info } = readInfo(node);
  const opening = lines.line(span.line).slice(span.column - 1);
  const fenced = isFence(opening);
  const first = fenced ? span.line + 1 : span.line;
  return {
    language,
    file: fileOf(caption, info),
    ...readAttributes(info, language),
    // bash would take the carriage return for a part of the last word.
    code: node.value.replaceAll('\r\n', '\n'),
    codeSpan: codeSpanOf(node.value, first, lines),
    span,
    closed: !fenced || isClosed(opening, lines.line(span.endLine), span),
  };
}

/** Whether a block is indented, or its closing fence is there. */
export function isClosedFence(node: Code, lines: Lines): boolean {
  const span = spanOf(node);
  const opening = lines.line(span.line).slice(span.column - 1);
  return !isFence(opening) || isClosed(opening, lines.line(span.endLine), span);
}

function isFence(opening: string): boolean {
  return opening.startsWith('```') || /^[`~]{3}/.test(opening);
}

/** `bash {run=ask}`, `bash:Terminal`, and Pandoc's `{.bash .numberLines}` and `{bash}`. */
function readInfo(node: Code): { language: string | null; caption: string; info: string } {
  if (!node.meta && /^\w+$/.test(node.lang ?? ''))
    return { language: node.lang!.toLowerCase(), caption: '', info: '' };
  const whole = `${node.lang ?? ''} ${node.meta ?? ''}`.trim();
  const pandoc = /^\{\s*(?:\.([\w+-]+)|([\w+-]+)(?=[\s,}]))/.exec(whole);
  if (pandoc !== null) {
    const language = (pandoc[1] ?? pandoc[2])!.toLowerCase();
    return { language, caption: '', info: `{${whole.slice(pandoc[0].length)}` };
  }
  const [, written = '', caption = ''] = /^([^{:]*)(?::([^{]*))?/.exec(node.lang ?? '')!;
  const braces = node.lang?.includes('{') ? node.lang.slice(node.lang.indexOf('{')) : '';
  return {
    language: written.toLowerCase() || null,
    caption,
    info: `${braces} ${node.meta ?? ''}`.trim(),
  };
}

function fileOf(caption: string, info: string): string | null {
  if (caption === '' && info === '') return null;
  const titled = /\b(?:title|filename|file)=(?:"([^"]*)"|'([^']*)'|([^\s}]+))/.exec(info);
  const name = caption || (titled?.[1] ?? titled?.[2] ?? titled?.[3] ?? '');
  return /^\S+\.(?:sh|bash|zsh|ksh)$/.test(name) ? name : null;
}

function codeSpanOf(code: string, first: number, lines: Lines): Span {
  // A block that is opened in the last line of the file has no line of code.
  const line = Math.min(first, lines.count);
  const column = line < first ? lines.line(line).length + 1 : indentOf(lines.line(line), code);
  if (code === '') return { line, column, endLine: line, endColumn: column };
  const endLine = line + newlinesIn(code);
  return { line, column, endLine, endColumn: lines.line(endLine).length + 1 };
}

function newlinesIn(code: string): number {
  let count = 0;
  for (let at = code.indexOf('\n'); at !== -1; at = code.indexOf('\n', at + 1)) count += 1;
  return count;
}

function isClosed(opening: string, closing: string, span: Span): boolean {
  const mark = /^(`{3,}|~{3,})/.exec(opening)![1]!;
  return span.endLine > span.line && closing.trimEnd().endsWith(mark);
}

function indentOf(line: string, code: string): number {
  const start = (code.split('\n', 1)[0] ?? '').replace(/\r$/, '');
  const at = start === '' ? -1 : line.indexOf(start);
  return at === -1 ? 1 : at + 1;
}

function readAttributes(
  info: string,
  language: string | null,
): { attributes: Map<string, string>; unknown: string[] } {
  const attributes = new Map<string, string>();
  const unknown: string[] = [];
  if (language === null || info === '' || info.startsWith('#')) return { attributes, unknown };
  const braces = /\{(.*)\}/s.exec(info);
  // Runme writes JSON between the braces, and spaces inside them; both are its own.
  const inside = braces?.[1] ?? '';
  const theirs = /^\s*["']/.test(inside);
  // Runme's word for a block that runs only when it is asked for by name.
  if (/["']?excludeFromRunAll["']?\s*[:=]\s*["']?true/i.test(inside))
    attributes.set('run', 'never');
  if (theirs) readJson(inside, attributes);
  for (const [, name, value] of theirs ? [] : words(inside)) {
    if ((fenceAttributes as readonly string[]).includes(name!)) attributes.set(name!, value ?? '');
    else if (!foreign.has(name!.toLowerCase()) && !/^[.#]/.test(name!)) unknown.push(name!);
  }
  const outside = braces === null ? info : info.replace(braces[0], ' ');
  for (const [, name, value] of words(outside)) {
    if (name === 'check' || name === 'interactive' || name === 'background')
      attributes.set(name, value ?? '');
  }
  return { attributes, unknown };
}

/** Runme's own attributes that mean what ours do. */
function readJson(inside: string, attributes: Map<string, string>): void {
  const get = (name: string): string | undefined =>
    new RegExp(`"${name}"\\s*:\\s*(?:"([^"\\\\]*)"|(true|false))`)
      .exec(inside)
      ?.slice(1)
      .find(Boolean);
  for (const name of ['name', 'background', 'interactive']) {
    const value = get(name);
    if (value !== undefined) attributes.set(name, value);
  }
}

function words(text: string): RegExpMatchArray[] {
  return [...text.matchAll(/([^\s=,{}]+)(?:=("[^"]*"|'[^']*'|[^\s{}]*))?/g)].map((match) => {
    if (match[2] !== undefined) match[2] = match[2].replace(/^(["'])(.*)\1$/s, '$2');
    return match;
  });
}
