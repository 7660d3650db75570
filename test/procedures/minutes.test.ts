/** Our own documents: the minutes of each stage, counted by hand, and that no reference in them goes one way only. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { load, type Workspace } from '../../src/index.ts';

const root = path.resolve(import.meta.dirname, '../../procedures');
let workspace: Workspace;

beforeAll(async () => {
  workspace = await load({ root });
});

/** Minutes that the headings of the main flow name, stage by stage; null where a heading names none. */
const expected: Readonly<Record<string, readonly (number | null)[]>> = {
  'PROC-GUARDIA-001': [null, null, null],
  'PROC-RELEASE-CHECK': [null, null, null],
  'PROC-SITE-001': [10, 5, 5],
  'PROCED-BACKUP-001': [2, 10, 5],
  'PROCED-BACKUP-002': [2, 10, null],
  'PROCED-DISCO-001': [null, null],
  'PROCED-LOGS-001': [null, null, null],
  'PROCED-SITE-001': [1, 1, 1, 1],
  'PROCED-SITE-002': [1, 1, 1],
  'PROCED-TLS-001': [null, null],
};

describe('the estimates of our own procedures', () => {
  it.each(Object.keys(expected))('%s', (id) => {
    const { procedure } = workspace.ids.get(id)![0]!;
    const main = procedure.flows.find((flow) => flow.id === 'main')!;
    expect(main.stages.map(({ minutes }) => minutes)).toEqual(expected[id]);
  });
});

describe('a name of another procedure, in front matter, prose, tables or links', () => {
  it.each(Object.keys(expected))('is answered: %s', (id) => {
    const { procedure } = workspace.ids.get(id)![0]!;
    const others = new Set(
      procedure.references
        .filter(({ kind, target }) => kind === 'id' && target !== id)
        .map(({ target }) => target),
    );
    expect(others.size).toBeGreaterThan(0);
    const silent = [...others].filter(
      (other) =>
        !workspace.ids.get(other)?.[0]?.procedure.references.some(({ target }) => target === id),
    );
    expect(silent).toEqual([]);
  });
});
