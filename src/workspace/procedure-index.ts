/** What other documents ask of a procedure: who it is, what it names, where its parts stand. A tenth of the whole. */
import type { CallAction, Flow, Procedure, Stage, Step } from '../model/index.ts';

export interface ProcedureIndex
  extends Pick<
    Procedure,
    | 'id'
    | 'name'
    | 'title'
    | 'status'
    | 'created'
    | 'updated'
    | 'reviewDue'
    | 'references'
    | 'sections'
  > {
  readonly flows: readonly FlowIndex[];
}

export interface FlowIndex extends Pick<Flow, 'id'> {
  readonly stages: readonly StageIndex[];
}

export interface StageIndex extends Pick<Stage, 'number' | 'conditional' | 'optional'> {
  readonly steps: readonly StepIndex[];
}

export interface StepIndex
  extends Pick<Step, 'ref' | 'title' | 'conditional' | 'optional' | 'span'> {
  readonly calls: readonly CallAction[];
}

export function indexOf(procedure: Procedure): ProcedureIndex {
  const { id, name, title, status, created, updated, reviewDue, references, sections } = procedure;
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
        calls: step.actions.filter((action) => action.kind === 'call'),
      })),
    })),
  }));
  return { id, name, title, status, created, updated, reviewDue, references, sections, flows };
}
