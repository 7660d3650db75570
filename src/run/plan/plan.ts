/** What a run would do, decided before anything is done. Pure: tools are looked up by a function handed in. */
import { createHash } from 'node:crypto';
import type {
  Action,
  Flow,
  Parameter,
  Procedure,
  RunAction,
  ScriptAction,
  Stage,
  Step,
} from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { nearest } from '../../text/suggest.ts';
import { unfit } from './holes.ts';
import { checkValue } from './parameters.ts';

export interface PlanOptions {
  readonly flow: string;
  /** Refs of steps or numbers of stages. */
  readonly from: string | null;
  readonly only: string | null;
  /** Conditional and optional steps and stages that are to run. */
  readonly with: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** Hosts that are this machine: `--host-map staging=local`. */
  readonly localHosts: ReadonlySet<string>;
  /** Somebody is there to answer. */
  readonly attended: boolean;
  /** Gates are passed without asking. */
  readonly yes: boolean;
  /** A limit for blocks that have none of their own: milliseconds. */
  readonly timeout: number | null;
  readonly hasTool: (name: string) => boolean;
}

export interface PlannedStep {
  readonly stage: Stage;
  readonly step: Step;
  /** Of its content, wherever it stands in the file. */
  readonly hash: string;
  /** `ask`: only if the operator wants it. */
  readonly mode: 'run' | 'ask' | 'skip';
  /** Why not, or why it is asked. */
  readonly reason: string | null;
}

export interface Plan {
  readonly procedure: Procedure;
  readonly flow: Flow;
  readonly stages: readonly { readonly stage: Stage; readonly steps: readonly PlannedStep[] }[];
  /** Values that are known, defaults included. */
  readonly values: ReadonlyMap<string, string>;
  /** Parameters that a block to be run needs and that have no value yet. */
  readonly missing: readonly Parameter[];
  /** Tools that blocks to be run call and that are not found now. They may come to be on the way. */
  readonly missingTools: readonly string[];
  /** What keeps the run from starting. */
  readonly problems: readonly string[];
}

export function planRun(procedure: Procedure, options: PlanOptions): Plan {
  const flow = procedure.flows.find(({ id }) => id === options.flow);
  const problems: string[] = [];
  if (flow === undefined) {
    const ids = procedure.flows.map(({ id }) => id);
    const hint = ids.length === 0 ? 'It has no flow that could run.' : `It has: ${ids.join(', ')}.`;
    problems.push(`${procedure.name} has no flow "${options.flow}". ${hint}`);
    const span = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const none: Flow = {
      id: options.flow,
      title: options.flow,
      stages: [],
      because: 'without-heading',
      span,
    };
    return {
      procedure,
      flow: none,
      stages: [],
      values: new Map(),
      missing: [],
      missingTools: [],
      problems,
    };
  }
  const stages = selectSteps(flow, options, problems);
  const planned = stages.flatMap(({ steps }) => steps).filter(({ mode }) => mode !== 'skip');
  if (planned.length === 0 && problems.length === 0) {
    problems.push(
      `Nothing of ${procedure.name} would run: every step of the flow "${flow.id}" is left out or runs only when asked for (--with).`,
    );
  }
  const blocks = planned.flatMap(({ step }) =>
    step.actions.filter((action) => action.kind === 'run'),
  );
  const values = knownValues(procedure, options, problems);
  const missing = missingParameters(procedure, planned, values);
  problems.push(...blockProblems(planned, options, values));
  if (!options.attended && missing.length > 0) {
    const names = missing.map(({ name, example }) =>
      example === null ? name : `${name} (the document shows ${example} as an example)`,
    );
    problems.push(
      `These values are not known, and nobody is there to ask: ${names.join(', ')}. Give each with --set NAME=value.`,
    );
  }
  return {
    procedure,
    flow,
    stages,
    values,
    missing,
    missingTools: missingToolsOf(blocks, options),
    problems,
  };
}

/** Hash of what a step says, without where it says it: it moves with the text around it. */
export function contentHash(content: Step | Action): string {
  const text = JSON.stringify(content, (key, value) => (PLACES.has(key) ? undefined : value));
  return createHash('sha256').update(text).digest('hex');
}

const PLACES: ReadonlySet<string> = new Set(['span', 'codeSpan', 'line']);

function selectSteps(flow: Flow, options: PlanOptions, problems: string[]): Plan['stages'] {
  const refs = flow.stages.flatMap(({ number, steps }) => [
    String(number),
    ...steps.map(({ ref }) => ref),
  ]);
  for (const wanted of [options.from, options.only, ...options.with]) {
    if (wanted === null || refs.includes(wanted)) continue;
    const like = nearest(wanted, refs);
    problems.push(
      `There is no step or stage ${wanted} in the flow "${flow.id}".${like === null ? '' : ` Did you mean ${like}?`}`,
    );
  }
  let reached = options.from === null;
  return flow.stages.map((stage) => {
    const steps = stage.steps.map((step): PlannedStep => {
      const named = (wanted: string | null) =>
        wanted === step.ref || wanted === String(stage.number);
      if (named(options.from)) reached = true;
      const base = { stage, step, hash: contentHash(step) };
      if (options.only !== null && !named(options.only))
        return { ...base, mode: 'skip', reason: `not part of --only ${options.only}` };
      if (!reached) return { ...base, mode: 'skip', reason: `before --from ${options.from}` };
      const word = conditionOf(stage, step);
      const chosen = options.only === step.ref || options.with.some(named);
      if (word === null || chosen) return { ...base, mode: 'run', reason: null };
      if (options.attended) return { ...base, mode: 'ask', reason: word };
      return {
        ...base,
        mode: 'skip',
        reason: `${word}: runs only when asked for (--with ${step.ref})`,
      };
    });
    return { stage, steps };
  });
}

function conditionOf(stage: Stage, step: Step): string | null {
  if (step.conditional || stage.conditional) return 'conditional';
  if (step.optional || stage.optional) return 'optional';
  return null;
}

/** `--set` before the default of the front matter. What is only an example is never a value. */
function knownValues(
  procedure: Procedure,
  options: PlanOptions,
  problems: string[],
): Map<string, string> {
  const values = new Map<string, string>();
  for (const parameter of procedure.parameters) {
    const given = options.values.get(parameter.name);
    const value = given ?? (parameter.origin === 'declared' ? parameter.default : null);
    if (value === null) continue;
    const wrong = checkValue(parameter, value);
    if (wrong !== null)
      problems.push(
        `${parameter.name} ${parameter.secret ? '' : `= "${value}" `}is not usable: ${wrong}.`,
      );
    values.set(parameter.name, value);
  }
  const names = procedure.parameters.map(({ name }) => name);
  for (const name of options.values.keys()) {
    if (names.includes(name)) continue;
    const like = nearest(name, names);
    const help =
      like !== null
        ? ` Did you mean ${like}?`
        : names.length > 0
          ? ` It has: ${names.join(', ')}.`
          : ' It has none.';
    problems.push(`--set ${name}: ${procedure.name} has no such parameter.${help}`);
  }
  return values;
}

function missingParameters(
  procedure: Procedure,
  planned: readonly PlannedStep[],
  values: ReadonlyMap<string, string>,
): Parameter[] {
  const needed = new Set<string>();
  for (const { step } of planned) {
    for (const action of step.actions) {
      if (action.kind !== 'run') continue;
      for (const hole of action.holes) needed.add(hole.parameter);
      for (const { name } of action.reads) {
        if (procedure.parameters.some((each) => each.origin === 'declared' && each.name === name))
          needed.add(name);
      }
    }
  }
  return procedure.parameters.filter(({ name }) => needed.has(name) && !values.has(name));
}

function blockProblems(
  planned: readonly PlannedStep[],
  options: PlanOptions,
  values: ReadonlyMap<string, string>,
): string[] {
  const problems: string[] = [];
  const elsewhere = new Map<string, string[]>();
  for (const { step, mode } of planned) {
    for (const action of step.actions) {
      if (action.kind !== 'run') continue;
      const where = `Step ${step.ref}, line ${action.codeSpan.line}`;
      if (action.syntaxError !== null) {
        problems.push(
          `Step ${step.ref}, line ${action.syntaxError.span.line}: bash does not accept this block: ${action.syntaxError.text}`,
        );
      }
      for (const host of remoteHosts(action)) {
        if (!options.localHosts.has(host))
          elsewhere.set(host, [...(elsewhere.get(host) ?? []), where]);
      }
      for (const { parameter, quoting } of action.holes) {
        const wrong = values.has(parameter) ? unfit(values.get(parameter)!, quoting) : null;
        if (wrong !== null) problems.push(`${where}: ${parameter} cannot stand here: ${wrong}.`);
      }
      if (!options.attended && mode === 'run')
        problems.push(...unattendedProblems(action, where, options));
    }
    if (!options.attended && !options.yes && mode === 'run') {
      const call = step.actions.find(({ kind }) => kind === 'call');
      if (call?.kind === 'call')
        problems.push(
          `Step ${step.ref} runs ${call.target}, which somebody has to confirm: nobody is there to ask, so allow it with --yes.`,
        );
    }
  }
  for (const [host, places] of elsewhere) {
    const more = places.length === 1 ? '' : ` and ${places.length - 1} more`;
    problems.push(
      `${places[0]}${more}: on ${host}, and procs cannot run blocks on other hosts yet. If this machine is ${host}, say --host-map ${host}=local.`,
    );
  }
  return problems;
}

function unattendedProblems(action: RunAction, where: string, options: PlanOptions): string[] {
  const problems: string[] = [];
  const gate = gateOf(action);
  if (gate !== null && !options.yes) {
    problems.push(
      `${where}: ${gate}. Somebody has to confirm that, and nobody is there to ask: allow it with --yes.`,
    );
  }
  const asking = interactiveCommand(action);
  if (asking !== null) {
    problems.push(`${where}: this block needs a terminal (${asking}), and there is none.`);
  }
  const endless = action.hazards.find(({ kind }) => kind === 'endless');
  if (
    endless !== undefined &&
    action.expects.timeout === null &&
    options.timeout === null &&
    !action.expects.background
  ) {
    problems.push(
      `${where}: \`${endless.command}\` never ends by itself (${endless.reason}), and nobody is there to end it: give the block {timeout=…} or the run --timeout.`,
    );
  }
  return problems;
}

/** Why somebody has to confirm a block before it runs; `null`: nobody has to. */
export function gateOf(action: RunAction): string | null {
  const destructive = action.hazards.filter(({ kind }) => kind === 'destructive');
  if (destructive.length > 0)
    return destructive.map(({ command, reason }) => `\`${command}\` ${reason}`).join('; ');
  return action.expects.run === 'ask' ? 'the document wants this block to be confirmed' : null;
}

/** What of a block needs the terminal; `null`: nothing. A move to another host is not run here, so it needs none. */
export function interactiveCommand(action: RunAction | ScriptAction): string | null {
  if (action.expects.interactive) return 'the document says so';
  const asking = action.hazards.find(
    ({ kind, command }) => kind === 'interactive' && !/^ssh\s+\S+$/.test(command),
  );
  return asking === undefined ? null : `\`${asking.command}\` ${asking.reason}`;
}

/** Hosts other than this machine that a block runs on or moves to. */
export function remoteHosts(action: RunAction): string[] {
  const hosts = [action.host, action.hostAfter, ...movesOf(action)];
  return [...new Set(hosts.filter((host) => host !== null))];
}

function movesOf(action: RunAction): string[] {
  // A block that goes to a host and comes back says so only in its text.
  return analyzeShell(action.code).moves.flatMap(({ host }) => (host === null ? [] : [host]));
}

function missingToolsOf(blocks: readonly RunAction[], options: PlanOptions): string[] {
  const functions = new Set(
    blocks.flatMap(({ code }) =>
      [...code.matchAll(/(?:^|[;\s])(?:function\s+)?([\w.-]+)\s*\(\)/g)].map((match) => match[1]!),
    ),
  );
  const names = blocks.flatMap(({ commands }) =>
    commands
      .filter(({ via }) => !via.some((each) => /^(?:ssh|docker|kubectl)/.test(each)))
      .map(({ name }) => name),
  );
  return [...new Set(names)]
    .filter(
      (name) =>
        /^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(name) &&
        !functions.has(name) &&
        !options.hasTool(name),
    )
    .sort();
}
