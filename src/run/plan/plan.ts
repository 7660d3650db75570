/** What a run would do, decided before anything is done. Pure: tools are looked up by a function handed in. */
import type { Flow, Parameter, Procedure, Stage, Step } from '../../model/index.ts';
import type { Words } from '../words/words.ts';
import type { HostMap } from './host-map.ts';
import { hostProblems, type PlannedHost, plannedHosts } from './hosts.ts';
import { blockProblems } from './problems.ts';
import { routeOf } from './route.ts';
import { selectSteps } from './selection.ts';
import { knownValues, missingParameters } from './values.ts';

/** What holds for a run and for every flow that it calls. */
export interface PlanSettings {
  /** Where the hosts of the document are: `--host-map`. */
  readonly hosts: HostMap;
  /** Somebody is there to answer. */
  readonly attended: boolean;
  /** Gates are passed without asking. */
  readonly yes: boolean;
  /** A limit for blocks that have none of their own: milliseconds. */
  readonly timeout: number | null;
  readonly hasTool: (name: string) => boolean;
  readonly words: Words;
}

/** What of a procedure is to run. */
export interface Selection {
  readonly flow: string;
  /** Refs of steps or numbers of stages. */
  readonly from: string | null;
  readonly only: string | null;
  /** Conditional and optional steps and stages that are to run. */
  readonly with: readonly string[];
}

export interface PlanOptions extends Selection, PlanSettings {
  readonly values: ReadonlyMap<string, string>;
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
  /** Other hosts that blocks run on. */
  readonly hosts: readonly PlannedHost[];
  /** What keeps the run from starting. */
  readonly problems: readonly string[];
}

export function planRun(procedure: Procedure, options: PlanOptions): Plan {
  const flow = procedure.flows.find(({ id }) => id === options.flow);
  if (flow === undefined) return withoutFlow(procedure, options);
  const { words } = options;
  const problems: string[] = [];
  const stages = selectSteps(flow, options, problems);
  const planned = stages.flatMap(({ steps }) => steps).filter(({ mode }) => mode !== 'skip');
  if (planned.length === 0 && problems.length === 0) {
    problems.push(words.problems.nothing(procedure.name, flow.id));
  }
  const values = knownValues(procedure, options, problems);
  const missing = missingParameters(procedure, planned, values);
  const route = routeOf(flow, values, options.hosts);
  problems.push(...blockProblems(planned, options, values), ...hostProblems(planned, route, words));
  if (!options.attended && missing.length > 0) problems.push(unknownValues(missing, words));
  return {
    procedure,
    flow,
    stages,
    values,
    missing,
    hosts: plannedHosts(planned, route),
    problems,
  };
}

/** That nobody is there to be asked for them. */
export function unknownValues(missing: Plan['missing'], words: Words): string {
  const names = missing.map(({ name, example }) =>
    example === null ? name : `${name} (${words.run.example(example)})`,
  );
  return words.problems.unknownValues(names.join(', '));
}

function withoutFlow(procedure: Procedure, { flow: id, words }: PlanOptions): Plan {
  const ids = procedure.flows.map((flow) => flow.id);
  const span = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    procedure,
    flow: { id, title: id, stages: [], because: 'without-heading', span },
    stages: [],
    values: new Map(),
    missing: [],
    hosts: [],
    problems: [words.problems.noFlow(procedure.name, id, ids)],
  };
}
