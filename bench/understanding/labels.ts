/** Labels: what a careful reader says that a document means, written beside it before the compiler is asked. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * A line by its number, or, where a document is edited often, by its text, which must stand in it
 * once; `above` counts back from there (the fence of a block whose first line of code is quoted).
 */
const Line = z.union([z.int().min(1), z.string()]);
const Place = z.union([
  Line,
  z.strictObject({
    line: Line,
    above: z.int().min(1).optional(),
    /** `main` where nothing is said. */
    flow: z.string().optional(),
    /** Of a stage, as the document numbers it. */
    number: z.int().min(0).optional(),
    /** Of a step, as the document numbers it: `1.2`, `2`, `R1`. */
    ref: z.string().optional(),
    /** Conditional or optional: it runs only when asked for. */
    asked: z.boolean().optional(),
  }),
]);
const Labels = z.strictObject({
  stages: z.array(Place).optional(),
  steps: z.array(Place).optional(),
  /** Opening fences of blocks that are run. */
  run: z.array(Place).default([]),
  /** Opening fences of blocks that are run only when somebody asks for them. */
  ask: z.array(Place).default([]),
  /** Opening fences of listings of files: offered, not run. */
  script: z.array(Place).default([]),
  /** Opening fences of shell blocks that are only shown. */
  shown: z.array(Place).default([]),
  criteria: z.array(Place).default([]),
  parameters: z.array(z.string()).default([]),
});

export interface Label {
  readonly line: number;
  readonly flow: string;
  readonly number: number | null;
  readonly ref: string | null;
  readonly asked: boolean;
}

export interface DocumentLabels {
  /** Of the document, absolute. */
  readonly file: string;
  readonly stages: readonly Label[];
  readonly steps: readonly Label[];
  readonly run: readonly Label[];
  readonly ask: readonly Label[];
  readonly script: readonly Label[];
  readonly shown: readonly Label[];
  readonly criteria: readonly Label[];
  readonly parameters: readonly string[];
}

/** The labels in a folder, each `NAME.labels.yaml` for `NAME.md` in the folder of the documents. */
export function readLabels(folder: string, documents = folder): DocumentLabels[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.labels.yaml'))
    .sort()
    .map((name) => {
      const file = path.join(documents, name.replace(/\.labels\.yaml$/, '.md'));
      const labels = Labels.parse(parse(readFileSync(path.join(folder, name), 'utf8')));
      const lines = readFileSync(file, 'utf8').split(/\r?\n/);
      const place = (places: readonly z.infer<typeof Place>[] = []): Label[] =>
        places.map((found) => toLabel(found, lines, name));
      return {
        file,
        stages: place(labels.stages),
        steps: place(labels.steps),
        run: place(labels.run),
        ask: place(labels.ask),
        script: place(labels.script),
        shown: place(labels.shown),
        criteria: place(labels.criteria),
        parameters: labels.parameters,
      };
    });
}

function toLabel(place: z.infer<typeof Place>, lines: readonly string[], name: string): Label {
  const said = typeof place === 'object' ? place : { line: place };
  return {
    line: lineNumber(said.line, lines, name) - (said.above ?? 0),
    flow: said.flow ?? 'main',
    number: said.number ?? null,
    ref: said.ref ?? null,
    asked: said.asked ?? false,
  };
}

function lineNumber(line: number | string, lines: readonly string[], name: string): number {
  if (typeof line === 'number') {
    if (line > lines.length) throw new Error(`${name}: the document has no line ${line}`);
    return line;
  }
  const found = lines.flatMap((text, at) => (text.trim() === line ? [at + 1] : []));
  if (found.length !== 1)
    throw new Error(`${name}: the line "${line}" stands in the document ${found.length} times`);
  return found[0]!;
}
