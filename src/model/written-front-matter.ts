/**
 * Front matter as an author writes it and a YAML editor reads it: every key that procs understands, in
 * Spanish and English. (Procs itself reads every value as the text that stands there.)
 */
import { z } from 'zod';
import { metadataNames } from './metadata-names.ts';

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
    names: metadataNames.id,
    schema: z.union([z.string(), z.null()]),
    description: 'The ID of the procedure: a family, an area and a number. Unique and permanent.',
    examples: ['PROCED-BACKUP-001'],
  },
  {
    names: metadataNames.title,
    schema: text,
    description: 'The title, without the ID.',
  },
  {
    names: metadataNames.type,
    schema: text,
    description: 'What kind of document it is.',
    examples: ['process', 'procedure', 'runbook', 'proceso', 'procedimiento'],
  },
  {
    names: metadataNames.version,
    schema: WrittenVersion,
    description: 'The version of the document, which runs record.',
    examples: ['1.0.0'],
  },
  {
    names: metadataNames.status,
    schema: text,
    description: 'Whether it may be followed.',
    examples: ['draft', 'active', 'obsolete', 'borrador', 'activo', 'obsoleto'],
  },
  {
    names: metadataNames.category,
    schema: texts,
    description: 'What it is listed under.',
  },
  {
    names: metadataNames.owner,
    schema: texts,
    description: 'Who answers for it.',
  },
  {
    names: metadataNames.created,
    schema: WrittenDate,
    description: 'When it was written: year-month-day.',
    examples: ['2025-11-18'],
  },
  {
    names: metadataNames.updated,
    schema: WrittenDate,
    description: 'When it was last changed or reviewed: year-month-day.',
    examples: ['2025-11-18'],
  },
  {
    names: metadataNames.reviewDue.filter((name) => name !== 'revision'),
    schema: WrittenDate,
    description: 'When it has to be reviewed again: year-month-day.',
    examples: ['2026-05-18'],
  },
  {
    names: ['revision'],
    schema: text,
    description: 'When it has to be reviewed again, where it is a date; with others, a number.',
  },
  {
    names: ['review_in', 'revisar_en', 'revision_en'],
    schema: text,
    description: 'How long after the last change it has to be reviewed again.',
    examples: ['6 months', '90 days', '1 año'],
  },
  {
    names: metadataNames.frequency,
    schema: text,
    description: 'How often it is followed.',
    examples: ['weekly', 'on incident', 'semanal', 'por incidente'],
  },
  {
    names: metadataNames.language,
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
    names: ['depends_on', 'depende_de', 'dependencias', 'requires', 'requiere'],
    schema: ids,
    description: 'IDs of the procedures that it cannot do without.',
    examples: [['PROCED-BACKUP-001']],
  },
  {
    names: [
      'see_also',
      'references',
      'referencias',
      'related_documents',
      'documentos_relacionados',
    ],
    schema: ids,
    description: 'Other documents to look at.',
  },
  {
    names: ['required_tools', 'herramientas_requeridas'],
    schema: ids,
    description: 'All the tools that its blocks use: one that is missing here is reported.',
    examples: [['curl', 'jq']],
  },
  {
    names: ['estimated_time', 'estimated_duration', 'tiempo_estimado', 'duracion_estimada'],
    schema: text,
    description: 'How long the whole takes: compared with the sum of the stages.',
    examples: ['35 minutes', '2 h 30 min', '30-40 minutos'],
  },
  {
    names: ['replaced_by', 'superseded_by', 'reemplazado_por', 'sustituido_por'],
    schema: text,
    description: 'The ID of what is to be followed instead of an obsolete document.',
    examples: ['PROCED-BACKUP-002'],
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
