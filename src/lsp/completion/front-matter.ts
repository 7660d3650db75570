/** Keys of the front matter, and the values of those that have some to choose from. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver/node';
import { frontMatterFields, type MetadataKey, metadataNames, states } from '../../compiler.ts';
import { allIds } from './ids.ts';
import { item, type Spot } from './spot.ts';

/** Of several names for one key, the one that is offered in each language. */
const offered = {
  es: new Set(
    'titulo tipo estado categoria responsable fecha_creacion fecha_actualizacion proxima_revision revisar_en frecuencia idioma relacionados parametros'.split(
      ' ',
    ),
  ),
  en: new Set(
    'title type status category owner created updated review_due review_in frequency language related parameters'.split(
      ' ',
    ),
  ),
} as const;

/** Of the front matter keys that hold nothing but IDs of other procedures. */
const referring = /^(?:relacionados|related|procedimientos?|procesos?|depends_on|depende_de)$/i;

export function frontMatter(spot: Spot): CompletionItem[] | null {
  if (!isInFrontMatter(spot)) return null;
  const [, key, typed] =
    /^([\w-]+):\s+(?:\[\s*(?:[^\]]*,\s*)?)?["']?([\w-]*)$/.exec(spot.before) ?? [];
  if (key !== undefined) return valuesOf(spot, key, typed!);
  const listed = /^\s*-\s+["']?([\w-]*)$/.exec(spot.before)?.[1];
  if (listed !== undefined) {
    const parent = keyAbove(spot);
    return parent !== null && referring.test(parent) ? allIds(spot, listed) : null;
  }
  const start = /^[\w-]*$/.exec(spot.before)?.[0];
  return start === undefined ? null : keysOf(spot, start);
}

function keysOf(spot: Spot, typed: string): CompletionItem[] {
  const used = new Set(
    headLines(spot).flatMap((line, at) => {
      const key = /^([\w-]+)\s*:/.exec(line)?.[1];
      return key === undefined || at + 1 === spot.line ? [] : [key.toLowerCase()];
    }),
  );
  const names = offered[languageOf(spot, used)];
  return frontMatterFields
    .filter((field) => !field.names.some((name) => used.has(name)))
    .map((field, at) => {
      const name = field.names.find((one) => names.has(one)) ?? field.names[0]!;
      return item(spot, typed, name, {
        kind: CompletionItemKind.Property,
        detail: field.description,
        sortText: String(at).padStart(2, '0'),
        text: /^\s*:/.test(spot.after) ? name : `${name}: `,
      });
    });
}

function valuesOf(spot: Spot, key: string, typed: string): CompletionItem[] {
  const is = (field: MetadataKey): boolean =>
    (metadataNames[field] as readonly string[]).includes(key.toLowerCase());
  const spanish = key === 'estado' || key === 'tipo';
  const values = is('status')
    ? states
    : is('type')
      ? spanish
        ? ['proceso', 'procedimiento', 'runbook']
        : ['process', 'procedure', 'runbook']
      : is('language')
        ? ['es', 'en']
        : null;
  if (values === null) return referring.test(key) ? allIds(spot, typed) : [];
  return values.map((value, at) =>
    item(spot, typed, value, {
      kind: CompletionItemKind.EnumMember,
      sortText: String(at).padStart(2, '0'),
    }),
  );
}

/** By the text, because front matter that is being written often does not parse. */
function isInFrontMatter({ lines, line }: Spot): boolean {
  if (line === 0 || lines[0]?.trimEnd() !== '---') return false;
  const end = lines.findIndex((one, at) => at > 0 && one.trimEnd() === '---');
  // Not closed yet: as far as lines look like it.
  const last = end !== -1 ? end : lines.findIndex((one, at) => at > 0 && /^(?:#|\s*$)/.test(one));
  return line < (last === -1 ? lines.length : last) || (end === -1 && line === last);
}

function headLines({ lines }: Spot): readonly string[] {
  const end = lines.findIndex((one, at) => at > 0 && one.trimEnd() === '---');
  return lines.slice(1, end === -1 ? undefined : end);
}

function keyAbove({ lines, line }: Spot): string | null {
  for (let at = line - 1; at > 0; at -= 1) {
    const key = /^([\w-]+)\s*:\s*$/.exec(lines[at]!)?.[1];
    if (key !== undefined) return key;
    if (!/^\s*-/.test(lines[at]!)) return null;
  }
  return null;
}

/** By the keys that are there; where none tells, by the language of the document. */
function languageOf({ place }: Spot, used: ReadonlySet<string>): 'es' | 'en' {
  if ([...used].some((name) => offered.es.has(name))) return 'es';
  if ([...used].some((name) => offered.en.has(name))) return 'en';
  return place.outlined.procedure.language;
}
