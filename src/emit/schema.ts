/** JSON Schemas of what procs reads and prints, made from the model. */
import { z } from 'zod';
import * as model from '../model/index.ts';

interface Entry {
  readonly schema: z.ZodType;
  readonly title: string;
  /** Whether it describes what is written for procs, before defaults, or what procs gives. */
  readonly io: 'input' | 'output';
}

const entries = {
  'front-matter': {
    schema: model.WrittenFrontMatter,
    title: 'Front matter of a procedure; keys of other tools may stand beside these',
    io: 'input',
  },
  config: {
    schema: model.Config,
    title: 'Configuration of procs (procs.config.yaml)',
    io: 'input',
  },
  procedure: {
    schema: model.Procedure,
    title: 'A compiled procedure (procs show --json)',
    io: 'output',
  },
  report: {
    schema: model.CheckReport,
    title: 'Findings (procs check --format json)',
    io: 'output',
  },
} as const satisfies Record<string, Entry>;

export type SchemaName = keyof typeof entries;
export const schemaNames = Object.keys(entries) as readonly SchemaName[];

/** In one line, for a list. */
export function schemaTitle(name: SchemaName): string {
  return entries[name].title;
}

/** Draft 7, which every editor understands. */
export function jsonSchema(name: SchemaName): Readonly<Record<string, unknown>> {
  const { schema, title, io } = entries[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io,
    unrepresentable: 'any',
  });
  return { $schema, title, ...rest };
}

// What has a name in the model is defined once in a schema, under that name.
const roots: readonly z.ZodType[] = Object.values(entries).map(({ schema }) => schema);
for (const [id, schema] of Object.entries(model)) {
  if (schema instanceof z.ZodType && !roots.includes(schema)) {
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  }
}
