/** What a run would miss on its way, all of it at once, before anything is started. */
import type { RunAction, Step } from '../../model/index.ts';
import type { ShellCommand } from '../../shell/analysis.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { isBlockBehind } from '../../workspace/dataflow/events.ts';
import { dataflowOf } from '../../workspace/dataflow.ts';
import type { Words } from '../words/words.ts';
import type { CalledPlan } from './called.ts';
import { type Plan, unknownValues } from './plan.ts';
import { actionsInOrder, bringsSomething } from './planned-actions.ts';

/** How the preflight looks at the machine. */
export interface Surroundings {
  readonly hasTool: (name: string) => boolean;
  readonly hasVariable: (name: string) => boolean;
  /** Of a path as written, from the directory that the run starts in. */
  readonly hasFile: (path: string) => boolean;
  readonly isHere: (host: string) => boolean;
  /** Somebody can be asked. */
  readonly attended: boolean;
  readonly words: Words;
}

export interface Missing {
  readonly kind: 'tool' | 'variable' | 'file' | 'value' | 'problem';
  readonly name: string;
  /** For a person. */
  readonly text: string;
  /** The run cannot get past it. Else something before it may bring it about. */
  readonly certain: boolean;
}

/** `called`: the procedures that the plan calls are looked into like the plan itself. */
export function preflight(
  plan: Plan,
  around: Surroundings,
  called: readonly CalledPlan[] = [],
): Missing[] {
  const say = around.words.gates.preflight;
  const found = [
    ...missingIn({ plan, callers: [], changed: false }, around),
    ...called.flatMap((each) =>
      [...missingIn(each, around), ...missingToCall(each, around)].map((missing) => ({
        ...missing,
        text: say.called(each.plan.procedure.name, missing.text),
      })),
    ),
  ];
  const byName = new Map<string, Missing>();
  for (const each of found) {
    const name = `${each.kind} ${each.name}`;
    if (!byName.has(name)) byName.set(name, each);
  }
  return [...byName.values()];
}

function missingIn({ plan, callers, changed }: CalledPlan, around: Surroundings): Missing[] {
  const blocks = blocksHere(plan, around, changed);
  const before = callers.flatMap((each) => blocksHere(each, around, false));
  return [
    ...missingTools(blocks, before, around),
    ...missingVariables(plan, callers, around),
    ...missingFiles(blocks, before, around),
  ];
}

/** Values that nothing hands on to a procedure that is called, and what else keeps it from running. */
function missingToCall({ plan, callers }: CalledPlan, around: Surroundings): Missing[] {
  const { words, attended } = around;
  const isDoubtful = callers.some(mayReadIn);
  const values = plan.missing
    .filter(
      ({ name, origin, secret }) =>
        origin !== 'declared' ||
        secret ||
        !(around.hasVariable(name) || callers.some((each) => setsOf(each).has(name))),
    )
    .map(
      ({ name, description, origin }): Missing => ({
        kind: 'value',
        name,
        text: words.gates.preflight.value(name, description ?? ''),
        certain: !attended && !(isDoubtful && origin === 'declared'),
      }),
    );
  const known = attended ? null : unknownValues(plan.missing, words);
  const problems = plan.problems
    .filter((text) => text !== known)
    .map((text): Missing => ({ kind: 'problem', name: text, text, certain: true }));
  return [...values, ...problems];
}

/** Names that the blocks of a plan set for what is called. */
function setsOf({ procedure, flow }: Plan): ReadonlyMap<string, unknown> {
  return dataflowOf(procedure, flow).variables;
}

/** Whether a block reads something in that may set anything. */
function mayReadIn({ stages }: Plan): boolean {
  const actions = stages.flatMap(({ steps }) => steps.flatMap(({ step }) => step.actions));
  return actions.some(
    (action) => action.kind === 'run' && /(?:^|[\s;&|])(?:source|\.|eval)\s/.test(action.code),
  );
}

interface PlannedBlock {
  readonly step: Step;
  readonly action: RunAction;
  /** Whether something before it may change what commands and files there are. */
  readonly changed: boolean;
}

function blocksHere(plan: Plan, { isHere }: Surroundings, from: boolean): PlannedBlock[] {
  return actionsInOrder(plan, from).flatMap(({ step, action, changed }) =>
    action.kind === 'run' && (action.host === null || isHere(action.host))
      ? [{ step, action, changed }]
      : [],
  );
}

/** Those before the block goes to another host. */
function commandsHere({ code }: RunAction, { isHere }: Surroundings): readonly ShellCommand[] {
  const { commands, moves } = analyzeShell(code);
  const away = moves.find(({ host }) => host !== null && !isHere(host));
  return away === undefined ? commands : commands.filter(({ start }) => start < away.start);
}

function missingTools(
  blocks: readonly PlannedBlock[],
  before: readonly PlannedBlock[],
  around: Surroundings,
): Missing[] {
  const say = around.words.gates.preflight;
  const sessions = [...before, ...blocks].filter(({ action }) => !action.expects.background);
  const functions = new Set(sessions.flatMap(({ action }) => functionsOf(action.code)));
  return blocks.flatMap(({ step, action, changed }) => {
    const own = new Set(action.expects.background ? functionsOf(action.code) : []);
    const commands = commandsHere(action, around);
    return commands.flatMap((command): Missing[] => {
      const { name, via, guarded, topLevel, start } = command;
      if (!/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(name) || around.hasTool(name)) return [];
      if (via.some((each) => /^(?:ssh|docker|kubectl|vagrant)/.test(each))) return [];
      if (functions.has(name) || own.has(name)) return [];
      const brought = commands.filter((each) => each.start < start).some(bringsSomething);
      const certain =
        topLevel &&
        !guarded &&
        via.length === 0 &&
        !changed &&
        !brought &&
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
  callers: readonly Plan[],
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
    if (reach.from === 'environment') {
      if (callers.some((each) => setsOf(each).has(name) || each.values.has(name))) return [];
      const certain = !callers.some(mayReadIn);
      return [{ kind: 'variable', name, text: say.variable(name, where), certain }];
    }
    if (reach.from === 'set' && !runs.has(reach.by.step)) {
      const text = say.leftOut(name, where, reach.by.step);
      return [{ kind: 'variable', name, text, certain: true }];
    }
    return [];
  });
}

/** Scripts and inputs that are named by a plain path, as long as the session is where it started. */
function missingFiles(
  blocks: readonly PlannedBlock[],
  before: readonly PlannedBlock[],
  around: Surroundings,
): Missing[] {
  const say = around.words.gates.preflight;
  // Where a caller leaves the session nobody knows.
  let moved = before.length > 0;
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
