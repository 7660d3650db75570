/** Walks the syntax tree of a script and notes commands, variables, hazards and hosts as bash would meet them. */
import type { AndOr, CommandNode, ParsedScript, Pipeline, PipelineNode, Statement } from 'unbash';
import { walkCommand } from './command.ts';
import { walkRedirect, walkWord } from './expand.ts';
import { inside, type Notes, type Place, type Position } from './place.ts';
import { failsWith, fresh } from './process.ts';
import { readsToTheEnd } from './readers.ts';
import { noteWrite } from './variables.ts';

/** Notes everything that a script says. */
export function walkScript(code: string, tree: ParsedScript, notes: Notes): void {
  const whole = code.length;
  const place: Place = {
    code,
    at: (start, end) => ({
      start: Math.min(start, whole),
      end: Math.min(Math.max(end, start), whole),
    }),
    guarded: false,
    topLevel: true,
    errexit: true,
    pipefail: true,
    background: false,
    via: [],
    process: fresh(),
    own: true,
    expansions: true,
    depth: 0,
    inFunction: false,
    cutOff: false,
    within: [],
  };
  walkTree(tree, place, notes);
}

export function walkTree(tree: ParsedScript, place: Place, notes: Notes): void {
  for (const { message, pos } of tree.errors ?? []) {
    notes.errors.push({ ...place.at(pos, pos), message });
  }
  walkList(tree.commands, place, notes);
}

function walkList(statements: readonly Statement[], place: Place, notes: Notes): void {
  statements.forEach((statement, index) => {
    const isLast = index === statements.length - 1;
    const background = place.background || statement.background === true;
    const unnoticed = background || (!place.errexit && !isLast);
    const guarded = place.guarded || unnoticed;
    const around =
      statement.background === true ? inside(place, 'background', statement.pos) : place;
    const isAlike = around.background === background && around.guarded === guarded;
    const here = isAlike ? around : { ...around, background, guarded };
    if (statement.command.type === 'AndOr') walkAndOr(statement.command, here, notes);
    else walkPipeline(statement.command, here, notes);
  });
}

/**
 * The left of `&&` and `||` never stops the shell, and the right may never run: nothing in such a
 * list is sure to be noticed, but for `command || exit 1`, which is another way to write errexit.
 */
function walkAndOr(list: AndOr, place: Place, notes: Notes): void {
  // errexit is off inside a group or a subshell on the left.
  const [left, right] = list.commands;
  const simple = (node: CommandNode | PipelineNode | undefined): boolean =>
    node?.type === 'Command';
  const ends =
    list.commands.length === 2 &&
    list.operators[0] === '||' &&
    (simple(left) || (left?.type === 'Pipeline' && left.commands.every(simple))) &&
    bailsOut(right);
  list.commands.forEach((command, index) => {
    const noticed = ends && index === 0;
    walkPipeline(command, { ...place, guarded: place.guarded || !noticed }, notes);
  });
}

/** `exit 1`, or `{ echo …; exit 1; }`. */
function bailsOut(node: PipelineNode | undefined): boolean {
  if (node?.type === 'BraceGroup') {
    const statements = node.body.commands;
    return statements.every(({ command, background }, index) => {
      if (background === true || command.type !== 'Command') return false;
      if (index === statements.length - 1) return bailsOut(command);
      return /^(echo|printf)$/.test(command.name?.value ?? '');
    });
  }
  if (node?.type !== 'Command' || node.name?.text !== 'exit' || node.redirects.length > 0)
    return false;
  const [status] = node.args;
  return status?.type === 'Word' && failsWith(status.text);
}

function walkPipeline(node: PipelineNode, place: Place, notes: Notes): void {
  if (node.type !== 'Pipeline') {
    walkNode(node, place, { ...place.at(node.pos, node.end), index: 0, length: 1 }, null, notes);
    return;
  }
  const negated = node.prefixes.some((prefix) => prefix.type === 'Negation');
  const range = place.at(node.pos, node.end);
  const parts = node.commands;
  // pipefail notices any member; but one whose reader leaves early ends by SIGPIPE, which must be forgiven.
  const hasty = parts.findLastIndex((part) => !readsToTheEnd(part));
  const last = parts.length - 1;
  parts.forEach((part, index) => {
    const alone = parts.length === 1;
    const cutOff = index < hasty;
    const noticed = index === last || (place.pipefail && !cutOff);
    const here: Place = {
      ...place,
      guarded: place.guarded || negated || !noticed,
      cutOff: place.cutOff || cutOff,
      // Each member is a process of its own: what it sets or leaves ends with it.
      process: alone ? place.process : { ...place.process, hosts: [] },
      within: alone ? place.within : inside(place, 'pipeline', part.pos).within,
    };
    walkNode(part, here, { ...range, index, length: parts.length }, node, notes);
  });
}

function walkNode(
  node: CommandNode,
  place: Place,
  position: Position,
  pipeline: Pipeline | null,
  notes: Notes,
): void {
  if (node.type === 'Command') {
    walkCommand(node, place, position, pipeline, notes);
    return;
  }
  const inner = { ...place, topLevel: false };
  const loose = { ...inner, guarded: true };
  switch (node.type) {
    case 'Redirected':
      for (const redirect of node.redirects) walkRedirect(redirect, place, notes);
      walkNode(node.command, place, position, pipeline, notes);
      return;
    case 'BraceGroup':
      walkList(node.body.commands, place, notes);
      return;
    case 'Subshell':
      walkList(
        node.body.commands,
        { ...inside(inner, 'subshell', node.pos), process: { ...place.process, hosts: [] } },
        notes,
      );
      return;
    case 'If':
      for (const part of [node, ...node.elif]) {
        walkList(part.clause.commands, loose, notes);
        walkList(part.then.commands, loose, notes);
      }
      walkList(node.else?.commands ?? [], loose, notes);
      return;
    case 'While':
      walkList(node.clause.commands, loose, notes);
      walkList(node.body.commands, loose, notes);
      return;
    case 'For':
    case 'Select':
      noteWrite(notes, place, node.name.text, node.name, { exported: false });
      for (const word of node.wordlist ?? []) walkWord(word, loose, notes);
      walkList(node.body.commands, loose, notes);
      return;
    case 'ArithmeticFor':
      for (const part of [node.initialize, node.test, node.update]) {
        if (part !== undefined) walkWord(part, loose, notes);
      }
      walkList(node.body.commands, loose, notes);
      return;
    case 'Case':
      walkWord(node.word, loose, notes);
      for (const item of node.items) {
        for (const pattern of item.pattern) walkWord(pattern, loose, notes);
        walkList(item.body.commands, loose, notes);
      }
      return;
    case 'Function': {
      const body = { ...inside(loose, 'function', node.pos), inFunction: true };
      if (node.body.type === 'CompoundList') walkList(node.body.commands, body, notes);
      else walkNode(node.body, body, position, pipeline, notes);
      return;
    }
    case 'Coproc':
      if (node.body.type === 'CompoundList')
        walkList(node.body.commands, inside(loose, 'background', node.pos), notes);
      else
        walkNode(
          node.body,
          { ...inside(loose, 'background', node.pos), background: true },
          position,
          pipeline,
          notes,
        );
      return;
    case 'TestCommand':
    case 'ArithmeticCommand':
      if (node.type === 'TestCommand') walkWord(node.expression, place, notes);
      else if (node.expression !== undefined) walkWord(node.expression, place, notes);
      return;
  }
}
