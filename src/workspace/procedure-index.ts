/** What other documents ask of a procedure: who it is, what it names, where its parts stand. A tenth of the whole. */
import type { CallAction, Flow, Procedure, Stage, Step } from '../model/index.ts';

export interface ProcedureIndex
  extends Pick<
    Procedure,
    | 'id'
    | 'name'
    | 'title'
    | 'language'
    | 'status'
    | 'created'
    | 'updated'
    | 'reviewDue'
    | 'references'
    | 'sections'
  > {
  readonly flows: readonly FlowIndex[];
  readonly calls: readonly CallIndex[];
}

/** A step that runs another procedure: told apart, since the circles of a workspace are asked of every document. */
export interface CallIndex {
  readonly action: CallAction;
  /** Ref of the step. */
  readonly step: string;
  /** Whether every run of the procedure comes there: in the main flow, neither conditional nor optional. */
  readonly certain: boolean;
}

export interface FlowIndex extends Pick<Flow, 'id'> {
  readonly stages: readonly StageIndex[];
}

export interface StageIndex extends Pick<Stage, 'number' | 'conditional' | 'optional'> {
  readonly steps: readonly StepIndex[];
}

export type StepIndex = Pick<Step, 'ref' | 'title' | 'conditional' | 'optional' | 'span'>;

export function indexOf(procedure: Procedure): ProcedureIndex {
  const { id, name, title, language, status, created, updated } = procedure;
  const { reviewDue, references, sections } = procedure;
  const flows = procedure.flows.map((flow) => ({
    id: flow.id,
    stages: flow.stages.map(({ number, conditional, optional, steps }) => ({
      number,
      conditional,
      optional,
      steps: steps.map((step) => ({
        ref: step.ref,
        title: step.title,
        conditional: step.conditional,
        optional: step.optional,
        span: step.span,
      })),
    })),
  }));
  const calls = callsIn(procedure);
  return {
    ...{ id, name, title, language, status, created, updated, reviewDue },
    ...{ references, sections, flows, calls },
  };
}

/** In the order of the document. */
function callsIn({ flows }: Procedure): CallIndex[] {
  const main = flows.find(({ id }) => id === 'main');
  return flows.flatMap((flow) =>
    flow.stages.flatMap((stage) =>
      stage.steps.flatMap((step) => {
        const certain = flow === main && isCertain(stage) && isCertain(step);
        return step.actions
          .filter((action) => action.kind === 'call')
          .map((action) => ({ action, step: step.ref, certain }));
      }),
    ),
  );
}

function isCertain({ conditional, optional }: Pick<Step, 'conditional' | 'optional'>): boolean {
  return !conditional && !optional;
}
