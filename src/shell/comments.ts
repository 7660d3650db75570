/** Comments of a script: unbash does not keep them, so they are found where its tree says that no word stands. */
import { forEachChild, type ParsedScript, type SyntaxNode } from 'unbash';
import type { ShellAnalysis } from './analysis.ts';

/** Every `# …`, in order, those inside substitutions included. */
export function findComments(code: string, tree: ParsedScript): ShellAnalysis['comments'] {
  const word = new Uint8Array(code.length);
  mark(tree, word);
  const comments: { start: number; end: number; text: string }[] = [];
  for (let at = code.indexOf('#'); at !== -1; at = code.indexOf('#', at)) {
    if (word[at] === 1 || (at > 0 && !/[\s;&|()`]/.test(code[at - 1]!))) {
      at += 1;
      continue;
    }
    const stop = code.indexOf('\n', at);
    const end = stop === -1 ? code.length : stop;
    comments.push({ start: at, end, text: code.slice(at, end) });
    at = end;
  }
  return comments;
}

/** Without recursion: substitutions can be nested as deep as a text is long. */
function mark(root: SyntaxNode, word: Uint8Array): void {
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!markOne(node, word)) continue;
    const children: SyntaxNode[] = [];
    forEachChild(node, (child) => children.push(child));
    open.push(...children.reverse());
  }
}

/** @returns whether its children are to be looked at. */
function markOne(node: SyntaxNode, word: Uint8Array): boolean {
  switch (node.type) {
    case 'Word':
    case 'Assignment':
    case 'HereDocBody':
    case 'ArithmeticCommand':
      word.fill(1, node.pos, node.end);
      return true;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
    case 'ArithmeticCommandExpansion':
      // Inside backticks with escapes the positions are those of another text.
      if (node.script === undefined || node.script.source !== undefined) return false;
      word.fill(0, node.pos + 1, Math.max(node.pos + 1, node.end - 1));
      return true;
    default:
      return true;
  }
}
