/** Notes a command, what stands behind its wrappers, and the scripts that it is given. */
import { type Command, type Pipeline, parse, type Redirection } from 'unbash';
import type { ShellRange } from './analysis.ts';
import { walkAssignment, walkAssignmentParts, walkRedirect, walkWord } from './expand.ts';
import { dangersOf, type Surroundings } from './hazards.ts';
import { noteGiven, otherShell } from './other-shell.ts';
import type { Notes, Place, Position, Process } from './place.ts';
import { feedsInput, fresh, tellProcess } from './process.ts';
import { nameOf, type Peeled, peel } from './unwrap.ts';
import { noteBuiltin } from './variables.ts';
import { walkTree } from './walk.ts';
import { type Argument, shown, toArgument } from './words.ts';

/** Scripts within scripts within scripts: deeper ones are not looked into. */
const MAX_DEPTH = 6;

export function walkCommand(
  node: Command,
  place: Place,
  position: Position,
  pipeline: Pipeline | null,
  notes: Notes,
): void {
  const { process } = place;
  for (const item of node.prefix) {
    if (item.type === 'Assignment') walkAssignment(item, node, place, notes);
    else walkRedirect(item, place, notes);
  }
  if (node.name !== undefined) {
    walkWord(node.name, place, notes);
    // unbash takes `name (x` for `name x`: bash wants `name ()` there.
    const at = behindBlanks(place.code, node.name.end);
    if (place.code[at] === '(') {
      notes.errors.push({ ...place.at(at, at + 1), message: "unexpected token '('" });
    }
  }
  const loose = place.guarded ? place : { ...place, guarded: true };
  for (const item of node.suffix) {
    if (item.type === 'Assignment') walkAssignmentParts(item, loose, notes);
    else if (item.type === 'Word') walkWord(item, loose, notes);
    else walkRedirect(item, place, notes);
  }
  const args = node.name === undefined ? [] : [node.name, ...node.args].map(toArgument);
  const first = args[0]?.start ?? node.pos;
  const last = Math.max(args.at(-1)?.end ?? node.end, first);
  const found: Found = {
    node,
    range: place.at(node.name === undefined ? node.pos : first, last),
    text: place.code.slice(first, last),
    position,
    around: surroundings(node, place, position, pipeline),
  };
  const guarded = place.guarded || process.left || process.lenient;
  unwrap(args, guarded ? loose : place, found, notes);
  if (args.length > 0) noteBuiltin(notes, place, args);
  tellProcess(args, node, place, position, notes);
}

/** Not far: a line of blanks is no mistake worth a second look. */
function behindBlanks(code: string, from: number): number {
  let at = from;
  while (at < from + 79 && (code[at] === ' ' || code[at] === '\t')) at += 1;
  return at;
}

interface Found {
  readonly node: Command;
  readonly range: ShellRange;
  readonly text: string;
  readonly position: Position;
  readonly around: Surroundings;
}

/** Takes the wrappers off, one after another, and notes what stands behind the last. */
function unwrap(args: readonly Argument[], place: Place, found: Found, notes: Notes): void {
  const { range, text } = found;
  const ended = found.around.ended || place.via.includes('timeout');
  for (const danger of dangersOf(args, { ...found.around, ended })) {
    notes.hazards.push({ ...range, ...danger, command: text });
  }
  const peeled = place.depth < MAX_DEPTH ? peel(args) : null;
  if (peeled?.kind === 'command') {
    const guarded = place.guarded || peeled.guards;
    if (peeled.via === 'find -exec') note(args, place, found, notes);
    const via = [...place.via, peeled.via];
    unwrap(peeled.rest, { ...place, guarded, via, depth: place.depth + 1 }, found, notes);
    return;
  }
  const before = notes.commands.length;
  if (peeled?.kind === 'script') walkSource(peeled, place, found.node, notes);
  if (peeled?.kind === 'stdin') walkInput(peeled, place, found.node, notes);
  if (notes.commands.length === before) note(args, place, found, notes);
}

function note(args: readonly Argument[], place: Place, found: Found, notes: Notes): void {
  const [name, ...rest] = args;
  notes.commands.push({
    ...found.range,
    name: name === undefined ? '' : name.literal ? nameOf(name) : name.text,
    args: rest.map(shown),
    text: found.text,
    via: place.via,
    guarded: place.guarded,
    pipeline: found.position,
    topLevel: place.topLevel,
    within: place.within,
    redirects: found.node.redirects.map((redirect) => ({
      operator: `${descriptor(redirect)}${redirect.operator}`,
      target:
        redirect.type === 'HereDoc'
          ? (redirect.delimiter?.value ?? '')
          : redirect.target === undefined
            ? ''
            : shown(toArgument(redirect.target)),
    })),
  });
}

function descriptor(redirect: Redirection): string {
  return redirect.descriptor?.type === 'FileDescriptor' ? String(redirect.descriptor.value) : '';
}

/** A script in the arguments: `bash -c '…'`, `ssh host …`, `eval …`. */
function walkSource(
  peeled: Extract<Peeled, { kind: 'script' }>,
  outer: Place,
  node: Command,
  notes: Notes,
): void {
  const place = peeled.shell === 'this' ? outer : otherShell(outer, peeled, node);
  if (peeled.shell !== 'this') noteGiven(notes, place, node);
  const { source } = peeled;
  const only = source.length === 1 ? source[0]! : null;
  const start = source[0]!.start;
  const end = source.at(-1)!.end;
  const quoted = only?.quoting === 'single' || only?.quoting === 'double';
  const plain = source.every((argument) => argument.quoting === 'none');
  const exact = plain || (quoted && !(only.quoting === 'double' && only.text.includes('\\')));
  const text = !exact
    ? source.map((argument) => argument.value).join(' ')
    : place.code.slice(quoted ? start + 1 : start, quoted ? end - 1 : end);
  const offset = quoted ? start + 1 : start;
  walkNested(text, place, notes, {
    via: peeled.via,
    errexit: peeled.errexit,
    own: place.own && peeled.shell === 'this',
    process: peeled.shell === 'this' ? place.process : fresh(),
    expansions: only?.quoting === 'single',
    reports: peeled.shell !== 'remote' && (only?.literal ?? false),
    at: (from, to) => (exact ? place.at(from + offset, to + offset) : place.at(start, end)),
  });
}

/** A script in a heredoc that a shell reads: `ssh host <<'EOF'`, `sudo -u postgres bash <<EOF`. */
function walkInput(
  peeled: Extract<Peeled, { kind: 'stdin' }>,
  outer: Place,
  node: Command,
  notes: Notes,
): void {
  const place = otherShell(outer, peeled, node);
  noteGiven(notes, place, node);
  for (const redirect of node.redirects) {
    if (redirect.type !== 'HereDoc') continue;
    const { pos, text } = redirect.body;
    walkNested(text, place, notes, {
      via: peeled.via,
      errexit: peeled.errexit,
      own: false,
      process: fresh(),
      expansions: redirect.delimiter?.quoted ?? false,
      reports: false,
      at: (from, to) => place.at(from + pos, to + pos),
    });
  }
}

interface Nested {
  readonly via: string;
  readonly errexit: boolean;
  readonly own: boolean;
  readonly process: Process;
  readonly expansions: boolean;
  /** Whether its syntax errors are this block's. */
  readonly reports: boolean;
  readonly at: Place['at'];
}

function walkNested(text: string, place: Place, notes: Notes, nested: Nested): void {
  const tree = parse(text);
  const errors = notes.errors.length;
  walkTree(
    tree,
    {
      ...place,
      ...nested,
      code: text,
      pipefail: place.pipefail && nested.own,
      topLevel: false,
      via: [...place.via, nested.via],
      depth: place.depth + 1,
    },
    notes,
  );
  if (!nested.reports) notes.errors.length = errors;
}

function surroundings(
  node: Command,
  place: Place,
  position: Position,
  pipeline: Pipeline | null,
): Surroundings {
  const texts: string[] = [];
  const { redirects } = node;
  for (const redirect of redirects) {
    if (redirect.type === 'HereDoc') texts.push(redirect.body.text);
    if (redirect.type === 'HereString') texts.push(redirect.target?.value ?? '');
  }
  const previous = pipeline?.commands[position.index - 1];
  if (previous?.type === 'Command' && /^(echo|printf|cat)$/.test(previous.name?.value ?? '')) {
    texts.push(place.code.slice(previous.pos, previous.end));
    for (const redirect of previous.redirects) {
      if (redirect.type === 'HereDoc') texts.push(redirect.body.text);
    }
  }
  return {
    input: texts.join('\n'),
    fed: position.index > 0 || redirects.some(feedsInput),
    ended: place.background || place.cutOff,
  };
}
