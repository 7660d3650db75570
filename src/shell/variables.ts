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
  {
    exported,
    value = null,
    local = false,
  }: { exported: boolean; value?: (Node & { text: string }) | null; local?: boolean },
): void {
  if (NAME.exec(name)?.[0] !== name) return;
  const range = place.at(node.pos, node.end);
  if (!place.own) {
    notes.foreign.push({ ...range, name, use: 'write', within: place.within });
    return;
  }
  notes.writes.push({
    ...range,
    name,
    exported,
    value: value === null ? null : { ...place.at(value.pos, value.end), text: value.text },
    guarded: false,
    within: local ? place.within : withoutFunction(place.within),
  });
}

/** What a function sets is set where it is called, unless it says `local`. */
function withoutFunction(within: Place['within']): Place['within'] {
  return within.some(({ kind }) => kind === 'function')
    ? within.filter(({ kind }) => kind !== 'function')
    : within;
}

/** Notes what an expansion or an arithmetic expression reads and writes. */
export function noteExpansion(notes: Notes, place: Place, node: SyntaxNode): void {
  switch (node.type) {
    case 'SimpleExpansion':
      read(notes, place, node.text.slice(1), node, false);
      return;
    case 'ParameterExpansion': {
      const operation = node.operation;
      // An array of nothing is no error: `${a[@]}`.
      const guarded =
        operation?.type === 'Default' || operation?.type === 'Names' || /\[[@*]\]/.test(node.text);
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
  const range = place.at(node.pos, node.end);
  if (!place.own) {
    notes.foreign.push({ ...range, name, use: 'read', within: place.within });
    return;
  }
  notes.reads.push({
    ...range,
    name,
    exported: false,
    value: null,
    guarded,
    within: place.within,
  });
}

/** Notes the variables that a builtin sets: `export`, `read`, `printf -v` and their kind. */
export function noteBuiltin(notes: Notes, place: Place, args: readonly Argument[]): void {
  const builtin = args[0]!.value;
  if (!BUILTINS.has(builtin)) return;
  const words = args.slice(1);
  const values = words.map((word) => word.value);
  switch (builtin) {
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
        builtin !== 'readonly' && !values.some((value) => /^-\w*g/.test(value)),
      );
      return;
    case 'unset':
      for (const word of words) {
        if (values[0] === '-f' || NAME.exec(word.value)?.[0] !== word.value || !place.own) continue;
        notes.unsets.push({
          ...place.at(word.start, word.end),
          name: word.value,
          exported: false,
          value: null,
          guarded: place.guarded,
          within: place.within,
        });
      }
      return;
    case 'read':
    case 'mapfile':
    case 'readarray':
      for (const word of operands(words, builtin === 'read' ? 'adinNptu' : 'dnOsuCc')) {
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

const BUILTINS = new Set(
  'export declare typeset local readonly unset read mapfile readarray printf getopts'.split(' '),
);

function declare(
  notes: Notes,
  place: Place,
  words: readonly Argument[],
  exported: boolean,
  local = false,
): void {
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
        local,
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
