/** Takes one document through the whole front end, and says what was promised and not kept. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { createColors } from 'picocolors';
import * as procs from '../src/index.ts';
import { CANARY } from './mutations/front-matter.ts';
import { executions } from './no-processes.ts';
import { lengthsOf, misplaced, unprintable } from './promises.ts';

export interface Failure {
  /** What was not kept: `throws`, `place`, … The same for a smaller document with the same fault. */
  readonly promise: string;
  readonly message: string;
}

const NEIGHBOUR = `---
id: PROC-B-002
titulo: Vecino
---

# PROC-B-002: Vecino

## Procedimiento

### Paso 4.1: Mirar

Ver PROC-A-001 y [el caso](case.md#procedimiento).
`;

const colors = createColors(false);

/** `diagrams` judges those of many cases: Mermaid takes a second to start. */
export async function runCase(
  file: string,
  bytes: Uint8Array,
  diagrams?: procs.Diagrams,
): Promise<Failure | null> {
  const options: procs.CheckOptions = {
    fileExists: () => false,
    today: '2026-11-21',
    ...(diagrams === undefined ? {} : { diagrams }),
  };

  const root = mkdtempSync(path.join(tmpdir(), 'procs-fuzz-'));
  const before = globals();
  try {
    mkdirSync(path.join(root, 'docs'));
    writeFileSync(path.join(root, 'docs', file), bytes);
    writeFileSync(path.join(root, 'docs', 'neighbour.md'), NEIGHBOUR);
    const first = await frontEnd(root, options);
    if ('promise' in first) return first;
    const second = await frontEnd(root, options);
    if ('promise' in second) return second;
    if (first.output !== second.output)
      return { promise: 'deterministic', message: difference(first.output, second.output) };
    const trace = traces(root, file);
    if (trace !== null) return { promise: 'execution', message: trace };
    if (globals() !== before)
      return { promise: 'prototype', message: `${before} became ${globals()}` };
    return null;
  } catch (error) {
    return { promise: `throws ${nameOf(error)}`, message: (error as Error).stack ?? String(error) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function frontEnd(
  root: string,
  options: procs.CheckOptions,
): Promise<{ output: string } | Failure> {
  const workspace = await procs.load({ root, cwd: root });
  const diagnostics = await procs.check(workspace, options);
  const texts = new Map(workspace.documents.map(({ path: name, text }) => [name, text]));
  const lengths = new Map([...texts].map(([name, text]) => [name, lengthsOf(text)]));
  const place = diagnostics.flatMap((one) => misplaced(one, lengths, one.file))[0];
  if (place !== undefined) return { promise: 'place', message: place };
  const report: procs.Report = {
    diagnostics,
    files: workspace.documents.length + workspace.unreadable.length,
    sourceOf: (name) => texts.get(name) ?? null,
    documentOf: (name) => workspace.documents.find((one) => one.path === name) ?? null,
    base: '',
  };
  const outputs: string[] = procs.formats.map((format) =>
    procs.printReport(report, format, {
      color: false,
      width: 80,
      failOn: 'error',
      rules: procs.rules,
      version: '0',
    }),
  );
  const known = workspace.documents.length + workspace.unreadable.length;
  if (known !== 2) return { promise: 'lost', message: `${known} of 2 documents were seen` };
  for (const { procedure, path: name, text } of workspace.documents) {
    const wrong = misplaced(procedure, lengths, name)[0];
    if (wrong !== undefined) return { promise: 'span', message: wrong };
    const result = procs.Procedure.safeParse(procedure);
    if (!result.success) return { promise: 'schema', message: result.error.message };
    outputs.push(procs.escapeJson(JSON.stringify(procedure, null, 2)));
    outputs.push(shown(procs.outline(procedure, text)));
    for (const { id } of procedure.flows.slice(0, 4))
      outputs.push(shown(plan(procedure, id, root)));
  }
  if (diagnostics.some(({ fix }) => fix !== null)) {
    const once = await procs.mend(workspace, options);
    const twice = await procs.mend(once.workspace, options);
    if (twice.mended.length > 0)
      return {
        promise: 'mended',
        message: difference(twice.mended[0]!.before, twice.mended[0]!.after),
      };
    outputs.push(JSON.stringify(once.mended.map(({ after, count }) => [after.length, count])));
  }
  for (const output of outputs) {
    const raw = unprintable(output);
    if (raw !== null) return { promise: 'printable', message: raw };
  }
  return { output: outputs.join('\n\u0000\n').replaceAll(root, 'ROOT') };
}

function plan(procedure: procs.Procedure, flow: string, root: string): readonly procs.PlanLine[] {
  const nobody = new Writable({ write: (_chunk, _encoding, done) => done() });
  return procs.viewPlan(
    procs.planFor(
      procedure,
      { flow, from: null, only: null, with: [] },
      {
        values: new Map(),
        fields: new Map(),
        attended: false,
        yes: false,
        attestAs: null,
        approvals: new Map(),
        prerequisitesMetBy: null,
        rollbackOnFailure: false,
        acceptMissing: true,
        again: false,
        timeout: null,
        hostMap: [],
        connectLater: false,
        target: null,
        reconnect: 0,
        acceptChanges: false,
        documentState: async () => null,
        operator: 'fuzz',
        language: null,
        compile: () => procedure,
        env: { PATH: '/usr/bin:/bin' },
        cwd: root,
        input: Readable.from([]),
        output: nobody,
        events: null,
        colors,
        onInterrupt: () => () => {},
      },
    ),
    procs.wordsFor({ language: null }, procedure),
  );
}

/** As the commands print it. */
function shown(lines: readonly { depth: number; text: string }[]): string {
  return lines
    .map(({ depth, text }) => `${'  '.repeat(depth)}${procs.escapeTerminalLine(text)}`)
    .join('\n');
}

/** What an execution leaves behind: a file, a global, a process. */
function traces(root: string, file: string): string | null {
  const started = executions.splice(0);
  if (started.length > 0) return `a process was started: ${started[0]}`;
  if (CANARY in globalThis) return 'code of the document was evaluated';
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  const expected = ['docs', path.join('docs', file), path.join('docs', 'neighbour.md')].sort();
  if (JSON.stringify(files) !== JSON.stringify(expected))
    return `files were written: ${files.join(', ')}`;
  return readdirSync('.').includes(CANARY) ? 'a file was written to the current folder' : null;
}

function globals(): string {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype, RegExp.prototype]
    .map((prototype) => Object.getOwnPropertyNames(prototype).sort().join())
    .join(';');
}

/** Alike for the same fault in another document: without what is quoted from it. */
function nameOf(error: unknown): string {
  const { name, message, stack } = error as Error;
  const place = /at (?:async )?([\w.#]+) /.exec(stack ?? '')?.[1] ?? '';
  return `${name} ${String(message)
    .replace(/["'`].*/s, '')
    .slice(0, 60)} ${place}`.trim();
}

function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `${JSON.stringify(a.slice(at - 40, at + 80))} the second time ${JSON.stringify(b.slice(at - 40, at + 80))}`;
}
