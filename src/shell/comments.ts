/** Comments of a script: unbash does not keep them, so they are found where its tree says that no word stands. */
import { forEachChild, type ParsedScript, type SyntaxNode } from 'unbash';
import type { ShellAnalysis } from './analysis.ts';

/** Every `# …`, in order, those inside substitutions included. */
export function findComments(code: string, tree: ParsedScript): ShellAnalysis['comments'] {
  const signs = signsIn(code);
  if (signs.length === 0) return [];
  const isInWord = inWords(tree, signs);
  const comments: { start: number; end: number; text: string }[] = [];
  let end = 0;
  for (const [index, start] of signs.entries()) {
    if (start < end || isInWord[index] === true) continue;
    const stop = code.indexOf('\n', start);
    end = stop === -1 ? code.length : stop;
    comments.push({ start, end, text: code.slice(start, end) });
  }
  return comments;
}

/** Where a `#` stands that could open a comment. */
function signsIn(code: string): number[] {
  const signs: number[] = [];
  for (let at = code.indexOf('#'); at !== -1; at = code.indexOf('#', at + 1)) {
    if (at === 0 || /[\s;&|()`]/.test(code[at - 1]!)) signs.push(at);
  }
  return signs;
}

/** Of each sign whether a word holds it. Without recursion: substitutions can be nested as deep as a text is long. */
function inWords(root: SyntaxNode, signs: readonly number[]): boolean[] {
  const inWord: boolean[] = signs.map(() => false);
  const set = (start: number, end: number, value: boolean): void => {
    for (let index = firstFrom(signs, start); index < signs.length; index += 1) {
      if (signs[index]! >= end) return;
      inWord[index] = value;
    }
  };
  const open: SyntaxNode[] = [root];
  const children: SyntaxNode[] = [];
  const keep = (child: SyntaxNode): void => {
    children.push(child);
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!markOne(node, signs, set)) continue;
    forEachChild(node, keep);
    while (children.length > 0) open.push(children.pop()!);
  }
  return inWord;
}

/** @returns whether its children are to be looked at. */
function markOne(
  node: SyntaxNode,
  signs: readonly number[],
  set: (start: number, end: number, value: boolean) => void,
): boolean {
  switch (node.type) {
    case 'Word':
      // All that a word is made of stands within it.
      if (!holdsAny(signs, node.pos, node.end)) return false;
      set(node.pos, node.end, true);
      return true;
    case 'Assignment':
    case 'HereDocBody':
    case 'ArithmeticCommand':
      set(node.pos, node.end, true);
      return true;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
    case 'ArithmeticCommandExpansion':
      // Inside backticks with escapes the positions are those of another text.
      if (node.script === undefined || node.script.source !== undefined) return false;
      set(node.pos + 1, Math.max(node.pos + 1, node.end - 1), false);
      return true;
    default:
      return true;
  }
}

function holdsAny(signs: readonly number[], start: number, end: number): boolean {
  const next = signs[firstFrom(signs, start)];
  return next !== undefined && next < end;
}

/** The first sign that stands there or behind it: the signs are in order. */
function firstFrom(signs: readonly number[], start: number): number {
  let low = 0;
  let high = signs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (signs[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
