/**
 * Front matter as an author writes it and a YAML editor reads it: every key that procs understands, in
 * Spanish and English. (Procs itself reads every value as the text that stands there.)
 */
import { z } from 'zod';

/** Templates leave keys empty, and an empty value says nothing. */
const empty = z.union([z.null(), z.literal(''), z.literal('~')]);
const text = z.union([z.string(), z.number(), z.null()]);
const texts = z.union([text, z.array(text)]);
export const WrittenVersion = z.union([
  z.string().regex(/^\s*[vV]?\d+(\.\d+){0,3}([-+][A-Za-z0-9_.+-]+)?\s*$/),
  z.number().min(0),
  empty,
]);
export const WrittenDate = z.union([
  z.string().regex(/^\s*\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([T ]\d{2}:\d{2}.*)?\s*$/),
  empty,
]);
const ids = z.union([z.string(), z.array(z.string()), z.null()]);

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const type = z
  .enum(['string', 'number', 'boolean', 'path', 'enum'])
  .meta({ description: 'What a value must be; "string" where nothing is said.' });
const flag = z
  .union([z.boolean(), z.enum(['true', 'false', 'yes', 'no', 'si', 'sí'])])
  .meta({ description: 'Never shown, never written to the journal.' });
const pattern = z
  .string()
  .meta({ description: 'A regular expression (RE2) that a value must match as a whole.' });
const options = z
  .array(z.union([z.string(), z.number(), z.boolean()]))
  .meta({ description: 'The only values that are taken.' });
const given = scalar.meta({ description: 'The value where none is given.' });
const described = text.meta({ description: 'What it is for, shown to whoever is asked for it.' });
const example = scalar.meta({ description: 'Shown as an example, never used as a value.' });

const parameter = z.looseObject({
  type: type.optional(),
  tipo: type.optional(),
  default: given.optional(),
  defecto: given.optional(),
  description: described.optional(),
  descripcion: described.optional(),
  secret: flag.optional(),
  secreto: flag.optional(),
  pattern: pattern.optional(),
  patron: pattern.optional(),
  options: options.optional(),
  opciones: options.optional(),
  example: example.optional(),
  ejemplo: example.optional(),
});
const named = parameter.extend({ name: z.string().optional(), nombre: z.string().optional() });
export const WrittenParameters = z.union([
  z.record(z.string(), z.union([parameter, scalar])),
  z.array(z.union([named, z.string()])),
  z.null(),
]);

interface Field {
  /** The names that an author may write, Spanish and English. */
  readonly names: readonly string[];
  readonly schema: z.ZodType;
  readonly description: string;
  readonly examples?: readonly unknown[];
}

/** What each key is for; the first name of each is the one that the others are explained by. */
export const frontMatterFields: readonly Field[] = [
  {
    names: ['id', 'codigo', 'code'],
    schema: z.union([z.string(), z.null()]),
    description: 'The ID of the procedure: a family, an area and a number. Unique and permanent.',
    examples: ['PROCED-BACKUP-001'],
  },
  {
    names: ['title', 'titulo', 'nombre', 'name'],
    schema: text,
    description: 'The title, without the ID.',
  },
  {
    names: ['type', 'tipo', 'kind'],
    schema: text,
    description: 'What kind of document it is.',
    examples: ['process', 'procedure', 'runbook', 'proceso', 'procedimiento'],
  },
  {
    names: ['version'],
    schema: WrittenVersion,
    description: 'The version of the document, which runs record.',
    examples: ['1.0.0'],
  },
  {
    names: ['status', 'estado', 'state'],
    schema: text,
    description: 'Whether it may be followed.',
    examples: ['draft', 'active', 'obsolete', 'borrador', 'activo', 'obsoleto'],
  },
  {
    names: ['category', 'categoria', 'area'],
    schema: texts,
    description: 'What it is listed under.',
  },
  {
    names: ['owner', 'owners', 'owner_slack', 'responsable', 'propietario', 'author', 'autor'],
    schema: texts,
    description: 'Who answers for it.',
  },
  {
    names: ['created', 'fecha_creacion', 'fecha', 'date'],
    schema: WrittenDate,
    description: 'When it was written: year-month-day.',
    examples: ['2025-11-18'],
  },
  {
    names: [
      'updated',
      'last_updated',
      'last_reviewed_on',
      'lastmod',
      'fecha_actualizacion',
      'ultima_actualizacion',
    ],
    schema: WrittenDate,
    description: 'When it was last changed or reviewed: year-month-day.',
    examples: ['2025-11-18'],
  },
  {
    names: [
      'review_due',
      'next_review',
      'review_date',
      'proxima_revision',
      'fecha_revision',
      'revision',
    ],
    schema: WrittenDate,
    description: 'When it has to be reviewed again: year-month-day.',
    examples: ['2026-05-18'],
  },
  {
    names: ['frequency', 'frecuencia'],
    schema: text,
    description: 'How often it is followed.',
    examples: ['weekly', 'on incident', 'semanal', 'por incidente'],
  },
  {
    names: ['language', 'lang', 'locale', 'idioma'],
    schema: text,
    description: 'The language that it is written in.',
    examples: ['en', 'es'],
  },
  {
    names: ['related', 'relacionados'],
    schema: ids,
    description: 'IDs of the procedures that it belongs together with.',
    examples: [['PROC-RELEASE-CHECK']],
  },
  {
    names: ['parameters', 'parametros', 'params'],
    schema: WrittenParameters,
    description: 'What a run is asked for, or given with --set NAME=value.',
    examples: [{ LOG_DIR: { type: 'path', description: 'Folder with the logs.' } }],
  },
];

/** Keys that are not named are other tools' own, and allowed. */
export const WrittenFrontMatter = z.looseObject(
  Object.fromEntries(
    frontMatterFields.flatMap(({ names, schema, description, examples }) =>
      names.map((name, index) => [
        name,
        schema.optional().meta({
          description: index === 0 ? description : `The same as "${names[0]}". ${description}`,
          ...(examples === undefined ? {} : { examples: [...examples] }),
        }),
      ]),
    ),
  ),
);
