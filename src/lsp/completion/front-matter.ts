/** Keys of the front matter, and the values of those that have some to choose from. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver/node';
import { type MetadataKey, metadataNames, states } from '../../index.ts';
import { allIds } from './ids.ts';
import { item, type Spot } from './spot.ts';

/** What each field is for, with its Spanish key first where the two languages differ. */
const fields: Readonly<
  Record<MetadataKey, { readonly es: string; readonly en: string; readonly detail: string }>
> = {
  id: { es: 'id', en: 'id', detail: 'the name that other documents refer to: PROC-AREA-001' },
  type: { es: 'tipo', en: 'type', detail: 'process, procedure or runbook' },
  title: { es: 'titulo', en: 'title', detail: 'what it is called' },
  category: { es: 'categoria', en: 'category', detail: 'the area that it belongs to' },
  version: { es: 'version', en: 'version', detail: 'such as 1.0.0' },
  status: { es: 'estado', en: 'status', detail: 'whether it may be followed' },
  owner: { es: 'responsable', en: 'owner', detail: 'who keeps it right' },
  created: { es: 'fecha_creacion', en: 'created', detail: 'a date: 2025-11-18' },
  updated: { es: 'fecha_actualizacion', en: 'updated', detail: 'a date: 2025-11-18' },
  reviewDue: { es: 'proxima_revision', en: 'review_due', detail: 'a date: 2026-11-18' },
  frequency: { es: 'frecuencia', en: 'frequency', detail: 'how often it is carried out' },
  language: { es: 'idioma', en: 'language', detail: 'es or en' },
};

const lists = [
  { es: 'relacionados', en: 'related', detail: 'IDs of procedures that belong together' },
  { es: 'parametros', en: 'parameters', detail: 'what a run is asked for, by name' },
];

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
  const spanish = isSpanish(spot, used);
  const open = Object.entries(fields).filter(
    ([field]) => !metadataNames[field as MetadataKey].some((name) => used.has(name)),
  );
  const more = lists.filter(({ es, en }) => !used.has(es) && !used.has(en));
  return [...open.map(([, field]) => field), ...more].map(({ es, en, detail }, at) => {
    const name = spanish ? es : en;
    return item(spot, typed, name, {
      kind: CompletionItemKind.Property,
      detail,
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
function isSpanish({ place }: Spot, used: ReadonlySet<string>): boolean {
  const both = [...Object.values(fields), ...lists].filter(({ es, en }) => es !== en);
  if (both.some(({ es }) => used.has(es))) return true;
  if (both.some(({ en }) => used.has(en))) return false;
  return place.outlined.procedure.language === 'es';
}
