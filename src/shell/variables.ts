/** Variables that a script reads and writes. */
import type { SyntaxNode } from 'unbash';
import type { Notes, Place } from './place.ts';
import type { Argument } from './words.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

interface Node {
  readonly pos: number;
  readonly end: number;
}

/** Notes that a variable is set. */
export function noteWrite(
  notes: Notes,
  place: Place,
  name: string,
  node: Node,
  { exported, value = null }: { exported: boolean; value?: (Node & { text: string }) | null },
): void {
  if (NAME.exec(name)?.[0] !== name) return;
  notes.writes.push({
    ...place.at(node.pos, node.end),
    name,
    exported,
    value: value === null ? null : { ...place.at(value.pos, value.end), text: value.text },
    guarded: false,
  });
}

/** Notes what an expansion or an arithmetic expression reads and writes. */
export function noteExpansion(notes: Notes, place: Place, node: SyntaxNode): void {
  switch (node.type) {
    case 'SimpleExpansion':
      read(notes, place, node.text.slice(1), node, false);
      return;
    case 'ParameterExpansion': {
      const operation = node.operation;
      const guarded = operation?.type === 'Default' || operation?.type === 'Names';
      read(notes, place, node.parameter, node, guarded);
      if (operation?.type === 'Default' && operation.operator.endsWith('=')) {
        noteWrite(notes, place, node.parameter, node, { exported: false });
      }
      return;
    }
    case 'ArithmeticWord':
      read(notes, place, node.value, node, false);
      return;
    case 'ArithmeticBinary':
      if (/^([-+*/%&|^]|<<|>>)?=$/.test(node.operator)) target(notes, place, node.left);
      return;
    case 'ArithmeticUnary':
      if (node.operator === '++' || node.operator === '--') target(notes, place, node.operand);
      return;
    default:
  }
}

function target(notes: Notes, place: Place, node: SyntaxNode): void {
  if (node.type === 'ArithmeticWord') {
    noteWrite(notes, place, node.value, node, { exported: false });
  }
}

function read(notes: Notes, place: Place, name: string, node: Node, guarded: boolean): void {
  if (NAME.exec(name)?.[0] !== name || name === '_') return;
  notes.reads.push({
    ...place.at(node.pos, node.end),
    name,
    exported: false,
    value: null,
    guarded,
  });
}

/** Notes the variables that a builtin sets: `export`, `read`, `printf -v` and their kind. */
export function noteBuiltin(notes: Notes, place: Place, args: readonly Argument[]): void {
  const words = args.slice(1);
  const values = words.map((word) => word.value);
  switch (args[0]!.value) {
    case 'export':
      declare(notes, place, words, true);
      return;
    case 'declare':
    case 'typeset':
    case 'local':
    case 'readonly':
      declare(
        notes,
        place,
        words,
        values.some((value) => /^-\w*x/.test(value)),
      );
      return;
    case 'read':
    case 'mapfile':
    case 'readarray':
      for (const word of operands(words, args[0]!.value === 'read' ? 'adinNptu' : 'dnOsuCc')) {
        write(notes, place, word, false);
      }
      setArray(notes, place, words);
      return;
    case 'printf':
      if (values[0] === '-v' && words[1] !== undefined) write(notes, place, words[1], false);
      return;
    case 'getopts':
      if (words[1] !== undefined) write(notes, place, words[1], false);
      return;
    default:
  }
}

function declare(notes: Notes, place: Place, words: readonly Argument[], exported: boolean): void {
  if (words.some((word) => /^-\w*[fFp]/.test(word.value))) return;
  for (const word of words) {
    const match = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]]*\])?(\+?=)?/.exec(word.text);
    if (match === null || word.value.startsWith('-')) continue;
    const from = word.start + match[0].length;
    const plain = match[2] === '=';
    noteWrite(
      notes,
      place,
      match[1]!,
      { pos: word.start, end: word.end },
      {
        exported,
        value: plain ? { pos: from, end: word.end, text: word.text.slice(match[0].length) } : null,
      },
    );
  }
}

/** `read -a NAME` and `mapfile` name their array in an option or an operand. */
function setArray(notes: Notes, place: Place, words: readonly Argument[]): void {
  words.forEach((word, index) => {
    const next = words[index + 1];
    if (/^-\w*a$/.test(word.value) && next !== undefined) write(notes, place, next, false);
  });
}

function operands(words: readonly Argument[], valued: string): Argument[] {
  const found: Argument[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!.value;
    if (!word.startsWith('-')) found.push(words[at]!);
    else if (word.length > 1 && valued.includes(word.at(-1)!)) at += 1;
  }
  return found;
}

function write(notes: Notes, place: Place, word: Argument, exported: boolean): void {
  noteWrite(notes, place, word.value, { pos: word.start, end: word.end }, { exported });
}
