/** Assignments that are only examples: a comment above says so, or tells a person to pick the value. */
import type { Hole } from '../model/index.ts';
import type { ShellAnalysis } from '../shell/analysis.ts';
import { normalize } from './normalize.ts';

export interface ExampleHole extends Hole {
  /** The value as written, without quotes. */
  readonly text: string;
  /** The comment that marks it. */
  readonly description: string;
}

const marked = /^#\s*(?:(?:ejemplo|example|por ejemplo|for example)\b|e\.g\.)/;
const choose =
  /^#\s*(identificar|elegir|seleccionar|reemplaz\w+|sustitu\w+|ajust\w+|adapt\w+|cambi\w+ (el|la|por|segun)|identify|choose|pick|select|replace|adjust|change (this|the|to)|set (this|the) \w+ to your)\b/;

const NEWLINE = 10;

/** The values that nobody may run as they stand. The name of the parameter is the variable's. */
export function findExamples(code: string, analysis: ShellAnalysis): ExampleHole[] {
  if (analysis.writes.length === 0) return [];
  const lines = code.split('\n');
  const found: ExampleHole[] = [];
  // Writes are in the order of the text, so that it is read once.
  let line = 0;
  let at = 0;
  for (const write of analysis.writes) {
    const value = write.value;
    if (value === null || !isLiteral(value.text)) continue;
    for (; at < write.start; at += 1) if (code.charCodeAt(at) === NEWLINE) line += 1;
    const comments = commentsAbove(lines, line);
    const trailing = /\s(#.*)$/.exec(lines[line] ?? '')?.[1];
    const comment = [...(trailing ? [trailing] : []), ...comments].find((text) => {
      const words = normalize(text);
      return marked.test(words) || choose.test(words);
    });
    if (comment === undefined) continue;
    const quoted = /^(["']).*\1$/s.test(value.text);
    found.push({
      parameter: write.name,
      start: value.start + (quoted ? 1 : 0),
      end: value.end - (quoted ? 1 : 0),
      kind: 'example',
      quoting: quoted ? (value.text[0] === '"' ? 'double' : 'single') : 'bare',
      text: quoted ? value.text.slice(1, -1) : value.text,
      description: comments.at(-1) ?? comment,
    });
  }
  return found;
}

function isLiteral(value: string): boolean {
  return (
    value !== '' &&
    value !== '""' &&
    value !== "''" &&
    !/[$`]/.test(value) &&
    !value.startsWith('(')
  );
}

function commentsAbove(lines: readonly string[], line: number): string[] {
  const found: string[] = [];
  for (let at = line - 1; at >= 0 && /^\s*#/.test(lines[at]!); at--) found.push(lines[at]!.trim());
  return found;
}
