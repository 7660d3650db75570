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
  diff: {
    schema: model.DiffReport,
    title: 'What changed by meaning (procs diff --format json)',
    io: 'output',
  },
} as const satisfies Record<string, Entry>;

export type SchemaName = keyof typeof entries;
export const schemaNames = Object.keys(entries) as readonly SchemaName[];

/** In one line, for a list. */
export function schemaTitle(name: SchemaName): string {
  return entries[name].title;
}

/** What the schema of the configuration says of a rule. */
export interface RuleName {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

type Json = Record<string, unknown>;

/**
 * Draft 7, which every editor understands.
 *
 * @param rules that the configuration may name.
 */
export function jsonSchema(name: SchemaName, rules: readonly RuleName[]): Readonly<Json> {
  const { schema, title, io } = entries[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io,
    unrepresentable: 'any',
  });
  if (name === 'config') nameRules(rest.definitions as Record<string, Json>, rules);
  return { $schema, title, ...rest };
}

/** Rules by name, so that an editor completes them and marks one that is none. */
function nameRules(definitions: Record<string, Json>, rules: readonly RuleName[]): void {
  const { additionalProperties: level } = definitions.RuleLevels!;
  const described = rules.map(({ id, code, title }) => [
    id,
    { ...(level as Json), description: `${code}: ${title}.` },
  ]);
  definitions.RuleLevels = {
    type: 'object',
    properties: Object.fromEntries(described),
    patternProperties: { [`^(${rules.map(({ code }) => code).join('|')})$`]: level },
    additionalProperties: false,
  };
}

// What has a name in the model is defined once in a schema, under that name.
const roots: readonly z.ZodType[] = Object.values(entries).map(({ schema }) => schema);
for (const [id, schema] of Object.entries(model)) {
  if (schema instanceof z.ZodType && !roots.includes(schema)) {
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  }
}
