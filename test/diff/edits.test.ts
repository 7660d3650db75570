/** Over our own documents, edited at random: nothing is told of what stayed, and whatever a run does differently is told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seeded } from '../../fuzz/random.ts';
import { diffProcedures, load, type Procedure } from '../../src/index.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'procs-edits-'));
afterAll(() => rmSync(folder, { recursive: true }));

const EDITS = 8;

const workspaces = await Promise.all(
  ['procedures', 'bench/understanding/documents'].map((name) =>
    load({ root: path.join(root, name) }),
  ),
);
const documents = workspaces.flatMap((one) => one.documents);

/** The document as it would be with another text. */
async function compiled(name: string, text: string): Promise<Procedure> {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const { documents } = await load({ root: file });
  return documents[0]!.procedure;
}

/** What a run does and asks, without where it stands. */
function deeds({ flows }: Procedure): string {
  return JSON.stringify(
    flows.map(({ id, stages }) => [
      id,
      stages.map((stage) => [
        stage.title,
        stage.conditional || stage.optional,
        stage.notices.map(({ level, text }) => [level, text]),
        stage.criteria.map(({ text, check }) => [text, check?.kind]),
        stage.steps.map((step) => [
          step.title,
          step.conditional || step.optional,
          step.notices.map(({ level, text }) => [level, text]),
          step.criteria.map(({ text, check }) => [text, check?.kind]),
          step.actions
            .filter(({ kind }) => kind !== 'listing' && kind !== 'script')
            .map((action) =>
              action.kind === 'run'
                ? [action.host, action.expects.run, action.commands.map(({ text }) => text)]
                : action.kind === 'checklist'
                  ? action.items.map(({ text }) => text)
                  : action.kind === 'call'
                    ? action.target
                    : action.kind,
            ),
        ]),
      ]),
    ]),
  );
}

/** Lines cut out, moved, or written on. */
function edit(text: string, seed: number): string {
  const random = seeded(seed);
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const count = 1 + random.below(5);
  switch (random.below(3)) {
    case 0:
      lines.splice(at, count);
      break;
    case 1:
      lines.splice(random.below(lines.length), 0, ...lines.splice(at, count));
      break;
    default:
      lines[at] += ' --more';
  }
  return lines.join('\n');
}

describe.each(documents.map((one, index) => [one.path, one, index] as const))(
  '%s',
  (name, document, index) => {
    const file = path.basename(name);

    it('has nothing to tell of itself', async () => {
      const same = await compiled(file, document.text);
      expect(diffProcedures(same, same)).toEqual([]);
      expect(diffProcedures(same, await compiled(file, document.text))).toEqual([]);
      if (document.text.includes('\r')) return;
      expect(
        diffProcedures(same, await compiled(file, document.text.replaceAll('\n', '\r\n'))),
      ).toEqual([]);
    });

    it('tells of every edit that a run would meet', async () => {
      const before = await compiled(file, document.text);
      for (let turn = 0; turn < EDITS; turn += 1) {
        const seed = index * 1000 + turn;
        const after = await compiled(file, edit(document.text, seed));
        const [told, back] = [diffProcedures(before, after), diffProcedures(after, before)];
        if (deeds(before) === deeds(after)) continue;
        expect(told, `seed ${seed}`).not.toEqual([]);
        expect(back, `seed ${seed}, the other way round`).not.toEqual([]);
      }
    });
  },
);
