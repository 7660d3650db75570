/** Notes what bash expands: words, assignments, redirections, and the scripts inside them. */
import {
  type Assignment,
  type Command,
  forEachChild,
  type ParsedScript,
  type Redirection,
  type SyntaxNode,
} from 'unbash';
import { truncates } from './hazards.ts';
import { inside, type Notes, type Place } from './place.ts';
import { noteExpansion, noteWrite } from './variables.ts';
import { walkTree } from './walk.ts';
import { isPlain } from './words.ts';

export function walkAssignment(item: Assignment, node: Command, place: Place, notes: Notes): void {
  const persists = node.name === undefined;
  // `X=$(cmd)` alone has the status of its last substitution: only that one is noticed.
  const last = node.prefix.at(-1) === item && persists;
  walkAssignmentParts(item, last ? place : { ...place, guarded: true }, notes, last);
  if (!persists) return;
  const value = item.value;
  noteWrite(notes, place, item.name, item, {
    exported: false,
    value: value.type === 'Word' && item.append !== true ? value : null,
  });
}

export function walkAssignmentParts(
  item: Assignment,
  place: Place,
  notes: Notes,
  decides = false,
): void {
  if (item.index !== undefined) walkWord(item.index, { ...place, guarded: true }, notes);
  if (item.value.type === 'Word') walkWord(item.value, place, notes, decides);
  else
    for (const element of item.value.elements)
      walkWord(element, { ...place, guarded: true }, notes);
}

export function walkRedirect(redirect: Redirection, place: Place, notes: Notes): void {
  const loose = place.guarded ? place : { ...place, guarded: true };
  if (redirect.type === 'HereDoc') {
    const { body, closing, delimiter } = redirect;
    notes.heredocs.push({
      ...place.at(body.pos, body.end),
      literal: delimiter?.quoted ?? false,
    });
    if (closing === undefined) {
      notes.errors.push({
        ...place.at(redirect.pos, redirect.end),
        message: `the here-document is never closed: no line says "${delimiter?.value ?? ''}"`,
      });
    }
    for (const part of body.parts ?? []) walkWord(part, loose, notes);
    return;
  }
  if (redirect.target === undefined) return;
  walkWord(redirect.target, loose, notes);
  const reason =
    redirect.operator === '>' || redirect.operator === '>|' || redirect.operator === '&>'
      ? truncates(redirect.target.value)
      : null;
  if (reason !== null) {
    const range = place.at(redirect.pos, redirect.end);
    const command = place.code.slice(redirect.pos, redirect.end);
    notes.hazards.push({ ...range, kind: 'destructive', command, reason });
  }
}

/** Looks into a word for expansions, quotes and the scripts in them. */
export function walkWord(node: SyntaxNode, place: Place, notes: Notes, decides = false): void {
  if (!place.expansions) return;
  if (node.type === 'Word' && isPlain(node.text)) return;
  switch (node.type) {
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      if (place.depth === 0)
        notes.strings.push({ ...place.at(node.pos, node.end), quote: 'single' });
      return;
    case 'DoubleQuoted':
    case 'LocaleString':
      if (place.depth === 0)
        notes.strings.push({ ...place.at(node.pos, node.end), quote: 'double' });
      break;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
    case 'ArithmeticCommandExpansion':
      walkSubstitution(node, place, notes, decides && node.type === 'CommandExpansion');
      return;
    default:
      noteExpansion(notes, place, node);
  }
  if (node.type === 'Literal') return;
  const children: SyntaxNode[] = [];
  // What `i = 0` sets, it does not read.
  const target = node.type === 'ArithmeticBinary' && node.operator === '=' ? node.left : null;
  forEachChild(node, (child) => {
    if (child !== target || child.type !== 'ArithmeticWord') children.push(child);
  });
  children.forEach((child, index) => {
    const passes = node.type === 'Word' || node.type === 'DoubleQuoted';
    walkWord(child, place, notes, decides && passes && index === children.length - 1);
  });
}

function walkSubstitution(
  node: Extract<SyntaxNode, { script: ParsedScript | undefined }>,
  place: Place,
  notes: Notes,
  decides: boolean,
): void {
  const { script } = node;
  if (script === undefined || place.depth > 64) return;
  // The text between escaped backticks is another text: its places are those of the whole expansion.
  const decoded = script.source;
  walkTree(
    script,
    {
      ...place,
      code: decoded ?? place.code,
      at: decoded === undefined ? place.at : () => place.at(node.pos, node.end),
      guarded: place.guarded || !decides,
      topLevel: false,
      // bash does not pass errexit on to a substitution.
      errexit: false,
      cutOff: false,
      process: { ...place.process, hosts: [] },
      within: inside(place, 'substitution', node.pos).within,
    },
    notes,
  );
}
