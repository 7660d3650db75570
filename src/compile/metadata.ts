/** What front matter and the head of the document say of a procedure, under whatever name they say it. */
import { type MetadataKey, metadataNames, type Parameter } from '../model/index.ts';
import type { ParsedFrontMatter } from '../parse/front-matter.ts';

/** The first key of the document that means `field`, as written; `null` where there is none. */
export function metadataKey(
  values: Readonly<Record<string, unknown>>,
  field: MetadataKey,
): string | null {
  for (const wanted of metadataNames[field]) {
    const key = Object.keys(values).find(
      (name) => name.toLowerCase().replaceAll('-', '_') === wanted,
    );
    if (key !== undefined && textOf(values[key]) !== null) return key;
  }
  return null;
}

/** The value of a field, trimmed; a list becomes its items joined with commas. */
export function metadata(
  values: Readonly<Record<string, unknown>>,
  field: MetadataKey,
): string | null {
  const key = metadataKey(values, field);
  return key === null ? null : textOf(values[key]);
}

function textOf(value: unknown): string | null {
  if (Array.isArray(value))
    return (
      value
        .map(textOf)
        .filter((item) => item !== null)
        .join(', ') || null
    );
  return typeof value === 'string' && value.trim() !== '' && !/^(null|~)$/.test(value.trim())
    ? value.trim()
    : null;
}

/** Parameters that front matter declares: a mapping of names, or a list of mappings with a `name`. */
export function declaredParameters({
  values,
  keySpan,
  valueSpan,
  span,
}: ParsedFrontMatter): Parameter[] {
  const key = ['parametros', 'parameters', 'params'].find((name) => name in values);
  if (key === undefined || span === null) return [];
  const declared = values[key];
  const entries: [string, unknown, (string | number)[]][] = Array.isArray(declared)
    ? declared.flatMap((item: unknown, at) => {
        const name = isRecord(item) ? (item.name ?? item.nombre) : item;
        return typeof name === 'string' && name !== ''
          ? [[name, item, [key, at]] as [string, unknown, (string | number)[]]]
          : [];
      })
    : isRecord(declared)
      ? Object.entries(declared).map(([name, item]) => [name, item, [key, name]])
      : [];
  return entries.map(([name, item, path]) => ({
    ...fromItem(name, item),
    span: keySpan(path) ?? valueSpan(path) ?? span,
  }));
}

function fromItem(name: string, item: unknown): Omit<Parameter, 'span'> {
  const fields = isRecord(item) ? item : {};
  const get = (...names: string[]): string | null => {
    for (const field of names) if (typeof fields[field] === 'string') return fields[field];
    return null;
  };
  const type = get('type', 'tipo') ?? '';
  const options = fields.options ?? fields.opciones ?? fields.values ?? fields.enum;
  return {
    name,
    type: isType(type) ? type : Array.isArray(options) ? 'enum' : 'string',
    default:
      get('default', 'defecto', 'valor', 'por_defecto') ??
      (typeof item === 'string' && item !== name ? item : null),
    description: get('description', 'descripcion'),
    secret: /^(true|yes|si|sí)$/i.test(get('secret', 'secreto') ?? ''),
    pattern: get('pattern', 'patron'),
    options: Array.isArray(options) ? options.filter((option) => typeof option === 'string') : [],
    origin: 'declared',
    example: get('example', 'ejemplo'),
  };
}

function isType(type: string): type is Parameter['type'] {
  return ['string', 'number', 'boolean', 'path', 'enum'].includes(type);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
