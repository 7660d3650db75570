/** The conformance table of language.md section 7, over the five real documents where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Flow, load, type Procedure, type Workspace } from '../../src/index.ts';
import { actionsOf, flowOf } from './support.ts';

const folder = path.resolve(import.meta.dirname, '../../../shared/reference');

describe.skipIf(!existsSync(folder))('the reference documents', () => {
  let workspace: Workspace;
  const get = (name: string): Procedure =>
    workspace.documents.find(({ procedure }) => procedure.name === name)!.procedure;

  beforeAll(async () => {
    workspace = await load({ root: folder });
  });

  it('are all read', () => {
    expect(workspace.unreadable).toEqual([]);
    expect(workspace.documents.map(({ procedure }) => procedure.id)).toEqual([
      'PROC-BACK-005',
      'PROC-RELEASE',
      'PROCED-BACK-002',
      'PROCED-BACK-003',
      null,
    ]);
  });

  it('PROCED-BACK-002', () => {
    const procedure = get('PROCED-BACK-002');
    const main = flowOf(procedure, 'main');
    expect(stepsPerStage(main)).toEqual([4, 4, 4, 4, 4, 3]);
    expect(minutes(main)).toEqual([15, 10, 15, 10, 20, 10]);
    expect(count(main, 'run')).toBe(20);
    expect(criteria(main)).toBe(21);
    expect(count(flowOf(procedure, 'validation'), 'script')).toBe(1);
    expect(count(flowOf(procedure, 'validation'), 'checklist')).toBe(1);
    const rollback = flowOf(procedure, 'rollback');
    expect(count(rollback, 'run')).toBe(1);
    expect(actionsOf(rollback)).toContainEqual(
      expect.objectContaining({ kind: 'call', target: 'PROCED-BACK-003' }),
    );
    expect(rollback.stages[0]!.steps.at(-1)!.title).toBe('Notificacion de Rollback');
    expect(procedure.flows.map(({ id }) => id)).toEqual(['main', 'validation', 'rollback']);
  });

  it('PROCED-BACK-003', () => {
    const procedure = get('PROCED-BACK-003');
    const main = flowOf(procedure, 'main');
    expect(stepsPerStage(main)).toEqual([4, 3, 3, 4, 3, 4, 3]);
    expect(minutes(main)).toEqual([5, 2, 3, 10, 3, 5, 10]);
    expect(count(main, 'run')).toBe(18);
    expect(criteria(main)).toBe(19);
    expect(count(flowOf(procedure, 'validation'), 'script')).toBe(1);
    expect(count(flowOf(procedure, 'rollback'), 'run')).toBe(1);
    expect(procedure.flows.map(({ id }) => id)).toEqual(['main', 'validation', 'rollback']);
    const optional = main.stages.flatMap(({ steps }) => steps).filter((step) => step.optional);
    expect(optional.map(({ ref }) => ref)).toEqual(['2.3']);
    expect(procedure.parameters.map(({ name, origin }) => [name, origin])).toContainEqual([
      'TARGET_TAG',
      'example',
    ]);
  });

  it('PROC-BACK-005', () => {
    const procedure = get('PROC-BACK-005');
    const main = flowOf(procedure, 'main');
    expect(main.stages.map(({ number }) => number)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(
      main.stages.filter(({ conditional }) => conditional).map(({ number }) => number),
    ).toEqual([11]);
    expect(minutes(main)).toEqual(Array(12).fill(null));
    expect(main.stages.every((stage) => stage.criteria.length > 0)).toBe(true);
    const others = { ...main, stages: main.stages.filter(({ number }) => number !== 11) };
    const eleventh = { ...main, stages: main.stages.filter(({ number }) => number === 11) };
    expect([count(others, 'run'), count(others, 'script')]).toEqual([7, 2]);
    expect([count(eleventh, 'run'), count(eleventh, 'script')]).toEqual([2, 1]);
    const rollback = flowOf(procedure, 'rollback');
    expect(rollback.stages.map(({ number, title }) => [number, title])).toEqual([
      [4, 'Rollback de Migraciones'],
    ]);
    expect(count(rollback, 'run')).toBe(1);
  });

  it('PROC-RELEASE', () => {
    const procedure = get('PROC-RELEASE');
    const main = flowOf(procedure, 'main');
    expect(stepsPerStage(main)).toEqual([3, 1, 1, 1, 3, 1]);
    expect(count(main, 'run')).toBe(7);
    expect(criteria(main)).toBe(0);
    expect(procedure.flows.map(({ id }) => id)).toEqual(['main', 'rollback', 'hotfix-release']);
    expect(count(flowOf(procedure, 'rollback'), 'run')).toBe(1);
    expect(count(flowOf(procedure, 'hotfix-release'), 'run')).toBe(1);
    const nested = actionsOf(main).find(
      (action) => action.kind === 'run' && action.code.startsWith('pg_dump'),
    );
    expect(nested?.span).toMatchObject({ line: 166, column: 3 });
  });

  it('deployment-runbook', () => {
    const procedure = get('deployment-runbook');
    const stages = procedure.flows.flatMap((flow) => flow.stages);
    expect(stages.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    // 'Rollback plan' is a numbered section, and it must never run as part of main.
    expect(flowOf(procedure, 'rollback').stages.map(({ number }) => number)).toEqual([5]);
    const shell = procedure.flows
      .flatMap(actionsOf)
      .filter(
        (action) =>
          action.kind === 'run' || (action.kind === 'listing' && action.language === 'bash'),
      );
    expect(shell).toHaveLength(11);
    expect(
      shell.filter((action) => action.kind === 'listing' && action.reason === 'comments only'),
    ).toHaveLength(2);
    expect(flowOf(procedure, 'main').stages[1]!.steps.map(({ ref }) => ref)).toEqual([
      '2.1',
      '2.2',
      '2.3',
      '2.4',
      '2.5',
      '2.6',
      '2.7',
    ]);
  });

  it('gives every step, block and criterion the place that it has in the file', () => {
    for (const { procedure, file } of workspace.documents) {
      const lines = readFileSync(file, 'utf8').split('\n');
      for (const flow of procedure.flows) {
        for (const stage of flow.stages) {
          for (const step of stage.steps) {
            const heading = lines[step.span.line - 1]!;
            expect(heading).toContain(step.title.replace(/`/g, '').split(/[ (]/)[0]);
            for (const action of step.actions) {
              if (action.kind === 'run' || action.kind === 'script') {
                const code = action.code.split('\n');
                code.forEach((line, at) => {
                  if (line !== '')
                    expect(lines[action.codeSpan.line - 1 + at]!.endsWith(line)).toBe(true);
                });
                for (const command of action.commands) {
                  const first = command.text.split('\n')[0]!.split(' ')[0]!;
                  if (command.via.length === 0)
                    expect(lines[command.span.line - 1]!.slice(command.span.column - 1)).toContain(
                      first,
                    );
                }
              }
            }
            for (const { text, span } of step.criteria) {
              expect(lines[span.line - 1]).toContain(text.split(/[`*]/)[0]!.trim());
            }
          }
        }
      }
    }
  });
});

function stepsPerStage({ stages }: Flow): number[] {
  return stages.map(({ steps }) => steps.length);
}

function minutes({ stages }: Flow): (number | null)[] {
  return stages.map((stage) => stage.minutes);
}

function count(flow: Flow, kind: string): number {
  return actionsOf(flow).filter((action) => action.kind === kind).length;
}

function criteria({ stages }: Flow): number {
  return stages.flatMap(({ steps }) => steps.flatMap((step) => step.criteria)).length;
}
