/** What a run would miss on its way, all of it at once, before anything is started. */
import type { RunAction, Step } from '../../model/index.ts';
import type { ShellCommand } from '../../shell/analysis.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { isBlockBehind } from '../../workspace/dataflow/events.ts';
import { dataflowOf } from '../../workspace/dataflow.ts';
import type { Words } from '../words/words.ts';
import type { Plan } from './plan.ts';

/** How the preflight looks at the machine. */
export interface Surroundings {
  readonly hasTool: (name: string) => boolean;
  readonly hasVariable: (name: string) => boolean;
  /** Of a path as written, from the directory that the run starts in. */
  readonly hasFile: (path: string) => boolean;
  readonly isHere: (host: string) => boolean;
  readonly words: Words;
}

export interface Missing {
  readonly kind: 'tool' | 'variable' | 'file';
  readonly name: string;
  /** For a person. */
  readonly text: string;
  /** The run cannot get past it. Else something before it may bring it about. */
  readonly certain: boolean;
}

export function preflight(plan: Plan, around: Surroundings): Missing[] {
  const blocks = plannedBlocks(plan).filter(
    ({ action }) => action.host === null || around.isHere(action.host),
  );
  const found = [
    ...missingTools(blocks, around),
    ...missingVariables(plan, around),
    ...missingFiles(blocks, around),
  ];
  const byName = new Map<string, Missing>();
  for (const each of found) {
    const name = `${each.kind} ${each.name}`;
    if (!byName.has(name)) byName.set(name, each);
  }
  return [...byName.values()];
}

interface PlannedBlock {
  readonly step: Step;
  readonly action: RunAction;
  /** Whether something before it may change what commands and files there are. */
  readonly changed: boolean;
}

/** In their order, without what runs only if somebody wants it. */
function plannedBlocks({ stages }: Plan): PlannedBlock[] {
  const blocks: PlannedBlock[] = [];
  let changed = false;
  for (const { step, mode } of stages.flatMap(({ steps }) => steps)) {
    if (mode !== 'run') {
      changed ||= mode === 'ask';
      continue;
    }
    for (const action of step.actions) {
      if (action.kind === 'run') {
        blocks.push({ step, action, changed });
        changed ||= analyzeShell(action.code).commands.some(bringsSomething);
      } else changed ||= action.kind !== 'listing' && action.kind !== 'message';
    }
  }
  return blocks;
}

/** Commands that leave everything as it is: after anything else, what was missing may be there. */
const HARMLESS =
  /^(?:echo|printf|true|false|:|test|\[|\[\[|ls|cat|head|tail|grep|egrep|fgrep|wc|sort|uniq|cut|date|whoami|hostname|uname|id|pwd|sleep|ps|pgrep|df|du|free|uptime|stat|diff|which|type|exit|read|command)$/;

function bringsSomething({ name }: { readonly name: string }): boolean {
  return name !== '' && !HARMLESS.test(name);
}

/** Those before the block goes to another host. */
function commandsHere({ code }: RunAction, { isHere }: Surroundings): readonly ShellCommand[] {
  const { commands, moves } = analyzeShell(code);
  const away = moves.find(({ host }) => host !== null && !isHere(host));
  return away === undefined ? commands : commands.filter(({ start }) => start < away.start);
}

function missingTools(blocks: readonly PlannedBlock[], around: Surroundings): Missing[] {
  const say = around.words.gates.preflight;
  const sessions = blocks.filter(({ action }) => !action.expects.background);
  const functions = new Set(sessions.flatMap(({ action }) => functionsOf(action.code)));
  return blocks.flatMap(({ step, action, changed }) => {
    const own = new Set(action.expects.background ? functionsOf(action.code) : []);
    const commands = commandsHere(action, around);
    return commands.flatMap((command): Missing[] => {
      const { name, via, guarded, topLevel, start } = command;
      if (!/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(name) || around.hasTool(name)) return [];
      if (via.some((each) => /^(?:ssh|docker|kubectl|vagrant)/.test(each))) return [];
      if (functions.has(name) || own.has(name)) return [];
      const before = commands.filter((each) => each.start < start).some(bringsSomething);
      const certain =
        topLevel &&
        !guarded &&
        via.length === 0 &&
        !changed &&
        !before &&
        action.expects.exit.includes(0);
      const where = say.step(step.ref, lineOf(action, start));
      const text = certain ? say.tool(name, where) : say.maybeTool(name, where);
      return [{ kind: 'tool', name, text, certain }];
    });
  });
}

function functionsOf(code: string): string[] {
  const definitions = /(?:^|[;\s])(?:function\s+([\w.-]+)|([\w.-]+)\s*\(\))/g;
  return [...code.matchAll(definitions)].map((match) => match[1] ?? match[2]!);
}

/** Of the session's own shells on this machine: those that nothing sets, and those that a step sets which is left out. */
function missingVariables(
  { procedure, flow, stages, values }: Plan,
  around: Surroundings,
): Missing[] {
  const say = around.words.gates.preflight;
  const runs = new Set(
    stages.flatMap(({ steps }) =>
      steps.filter(({ mode }) => mode === 'run').map(({ step }) => step.ref),
    ),
  );
  return dataflowOf(procedure, flow).uses.flatMap((use): Missing[] => {
    const { name, reach, span } = use;
    if (use.guarded || use.sometimes || use.script !== null) return [];
    if (!use.within.every(isBlockBehind)) return [];
    if (use.host !== null && !around.isHere(use.host)) return [];
    if (!runs.has(use.step) || around.hasVariable(name) || values.has(name)) return [];
    const where = say.step(use.step, span.line);
    if (reach.from === 'environment')
      return [{ kind: 'variable', name, text: say.variable(name, where), certain: true }];
    if (reach.from === 'set' && !runs.has(reach.by.step)) {
      const text = say.leftOut(name, where, reach.by.step);
      return [{ kind: 'variable', name, text, certain: true }];
    }
    return [];
  });
}

/** Scripts and inputs that are named by a plain path, as long as the session is where it started. */
function missingFiles(blocks: readonly PlannedBlock[], around: Surroundings): Missing[] {
  const say = around.words.gates.preflight;
  let moved = false;
  return blocks.flatMap(({ step, action }) => {
    const commands = commandsHere(action, around);
    return commands.flatMap((command): Missing[] => {
      const paths = filesOf(command.name, command.args, command.redirects);
      const found = paths
        .filter((path) => path.startsWith('/') || !moved)
        .filter((path) => !around.hasFile(path));
      moved ||= /^(?:cd|pushd|popd)$/.test(command.name);
      const where = say.step(step.ref, lineOf(action, command.start));
      return found.map((name) => ({
        kind: 'file',
        name,
        text: say.file(name, where),
        certain: false,
      }));
    });
  });
}

function filesOf(
  name: string,
  args: readonly string[],
  redirects: readonly { readonly operator: string; readonly target: string }[],
): string[] {
  const first = args.find((each) => !each.startsWith('-'));
  const named = [
    ...(name.includes('/') ? [name] : []),
    ...(/^(?:source|\.|bash|sh|zsh|python3?|node|ruby|perl|php)$/.test(name) &&
    !args.some((each) => /^-(?:c|e|m|-)/.test(each)) &&
    first !== undefined
      ? [first]
      : []),
    ...redirects.filter(({ operator }) => operator === '<').map(({ target }) => target),
  ];
  return named.filter((path) => /^[\w./-]+$/.test(path) && !path.startsWith('/dev/'));
}

function lineOf({ code, codeSpan }: RunAction, at: number): number {
  return codeSpan.line + code.slice(0, at).split('\n').length - 1;
}
