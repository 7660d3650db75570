/** Our own documents: what each must compile to, counted by hand, and that nothing is wrong in them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { check, load, type Workspace } from '../../src/index.ts';

const root = path.resolve(import.meta.dirname, '../../procedures');
let workspace: Workspace;

beforeAll(async () => {
  workspace = await load({ root });
});

/** `stages/steps, run blocks, criteria of which a machine decides` for each flow. */
const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'PROC-GUARDIA-001': { main: '3/3, 0 run, 3 criteria, 0 by machine' },
  'PROC-RELEASE-CHECK': {
    main: '3/6, 2 run, 2 criteria, 2 by machine',
    rollback: '1/1, 1 run, 1 criteria, 1 by machine',
  },
  'PROC-SITE-001': {
    main: '3/3, 0 run, 3 criteria, 0 by machine',
    rollback: '1/1, 0 run, 0 criteria, 0 by machine',
  },
  'PROCED-BACKUP-001': {
    main: '3/6, 5 run, 5 criteria, 5 by machine',
    validation: '1/1, 0 run, 0 criteria, 0 by machine',
    rollback: '1/1, 0 run, 0 criteria, 0 by machine',
  },
  'PROCED-BACKUP-002': {
    main: '3/7, 5 run, 5 criteria, 5 by machine',
    rollback: '1/1, 1 run, 1 criteria, 1 by machine',
  },
  'PROCED-DISCO-001': { main: '2/6, 3 run, 3 criteria, 3 by machine' },
  'PROCED-LOGS-001': {
    main: '3/4, 4 run, 4 criteria, 4 by machine',
    rollback: '1/1, 1 run, 1 criteria, 1 by machine',
    'emergency-truncation': '1/1, 1 run, 1 criteria, 1 by machine',
  },
  'PROCED-SITE-001': {
    main: '4/9, 9 run, 10 criteria, 10 by machine',
    validation: '1/1, 1 run, 1 criteria, 1 by machine',
    rollback: '1/1, 0 run, 0 criteria, 0 by machine',
  },
  'PROCED-SITE-002': { main: '3/7, 6 run, 6 criteria, 6 by machine' },
  'PROCED-TLS-001': { main: '2/6, 4 run, 4 criteria, 4 by machine' },
};

describe('our own procedures', () => {
  it('are these', () => {
    expect(workspace.unreadable).toEqual([]);
    expect(workspace.documents.map(({ procedure }) => procedure.name).sort()).toEqual(
      Object.keys(expected).sort(),
    );
  });

  it.each(Object.keys(expected))('%s compiles to what its author meant', (name) => {
    const { procedure } = workspace.documents.find((document) => document.procedure.name === name)!;
    const found = Object.fromEntries(
      procedure.flows.map(({ id, stages }) => {
        const steps = stages.flatMap((stage) => stage.steps);
        const runs = steps.flatMap(({ actions }) => actions).filter(({ kind }) => kind === 'run');
        const criteria = [...stages, ...steps].flatMap((part) => part.criteria);
        const machine = criteria.filter((criterion) => criterion.check !== null);
        return [
          id,
          `${stages.length}/${steps.length}, ${runs.length} run, ${criteria.length} criteria, ${machine.length} by machine`,
        ];
      }),
    );
    expect(found).toEqual(expected[name]);
  });

  it('are in both languages', () => {
    const languages = workspace.documents.map(({ procedure }) => procedure.language);
    expect(languages.filter((language) => language === 'es')).toHaveLength(4);
    expect(languages.filter((language) => language === 'en')).toHaveLength(6);
  });

  it('give no finding at all', async () => {
    expect(await check(workspace, { fileExists: existsSync })).toEqual([]);
  });

  it('know of each other', () => {
    for (const { procedure } of workspace.documents) {
      const related = procedure.references.filter(
        ({ kind, where }) => kind === 'id' && where === 'front-matter',
      );
      expect(related.length).toBeGreaterThan(0);
      for (const { target } of related) {
        const other = workspace.ids.get(target)?.[0];
        const back = other?.procedure.references.some(
          (reference) => reference.target === procedure.id,
        );
        expect(back, `${target} names ${procedure.id}`).toBe(true);
      }
    }
  });
});
