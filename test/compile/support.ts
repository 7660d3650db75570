/** Loads small documents from a real folder, as the command line would. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Action, type Flow, load, type Procedure, type Workspace } from '../../src/index.ts';

/** A workspace of the given files; the folder goes with the test. */
export async function workspaceOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Workspace> {
  const root = await mkdtemp(path.join(tmpdir(), 'procs-compile-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  return load({ root });
}

export async function procedureOf(text: string | Uint8Array): Promise<Procedure> {
  const { documents, unreadable } = await workspaceOf({ 'document.md': text });
  if (documents[0] === undefined) throw new Error(`not read: ${unreadable[0]?.reason}`);
  return documents[0].procedure;
}

export function flowOf(procedure: Procedure, id: string): Flow {
  const flow = procedure.flows.find((candidate) => candidate.id === id);
  if (flow === undefined)
    throw new Error(`no flow ${id} among ${procedure.flows.map((found) => found.id).join(', ')}`);
  return flow;
}

export function actionsOf(flow: Flow): Action[] {
  return flow.stages.flatMap(({ steps }) => steps.flatMap(({ actions }) => actions));
}

/** `1.1 Title: run, checklist` for each step: what a test compares at a glance. */
export function sketch(flow: Flow): string[] {
  return flow.stages.flatMap(({ steps }) =>
    steps.map(
      ({ ref, title, actions }) => `${ref} ${title}: ${actions.map(({ kind }) => kind).join(', ')}`,
    ),
  );
}
