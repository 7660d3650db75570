/** The words of procs in a difference (what changed, what decides), in Spanish. */
import type { Difference, DifferenceKind } from '../model/index.ts';

/** `el bloque`; with `El` as at the beginning of a sentence, with `Su` as what belongs to it. */
export function thing(what: string | null, as: 'el' | 'El' | 'Su' = 'el'): string {
  const name = things[what ?? ''] ?? `el elemento ${what ?? ''}`.trim();
  if (as === 'el') return name;
  if (as === 'El') return name.charAt(0).toUpperCase() + name.slice(1);
  return name.replace(/^(?:el|la) /, 'Su ').replace(/^(?:los|las) /, 'Sus ');
}

const things: Readonly<Record<string, string>> = {
  approval: 'la aprobación',
  artifact: 'el artefacto',
  block: 'el bloque',
  call: 'la llamada',
  category: 'la categoría',
  channel: 'el canal',
  checklist: 'la lista de verificación',
  'checklist item': 'el punto de la lista',
  'date of review': 'la fecha de revisión',
  default: 'el valor por defecto',
  document: 'el documento',
  frequency: 'la frecuencia',
  input: 'la entrada',
  instruction: 'la instrucción',
  kind: 'el tipo',
  listing: 'el listado',
  message: 'el mensaje',
  // Several, of which the sentence says that they were one thing and are another.
  options: 'el conjunto de opciones',
  output: 'la salida',
  owner: 'el responsable',
  parameter: 'el parámetro',
  path: 'la ruta',
  pattern: 'el patrón',
  prerequisite: 'el prerrequisito',
  risk: 'el riesgo',
  role: 'el rol',
  script: 'el contenido del archivo',
  title: 'el título',
  tool: 'la herramienta',
  type: 'el tipo',
};

/** Kinds whose values procs words itself. What a document says is never touched. */
const worded: ReadonlySet<DifferenceKind> = new Set([
  'criterion-removed',
  'criterion-weakened',
  'criterion-changed',
  'criterion-strengthened',
  'criterion-moved',
  'notice-moved',
  'host-changed',
  'setting-changed',
  'parameter-changed',
]);

/** A value of a change, as it is shown in a sentence. */
export function value({ kind }: Difference, text: string | null): string | null {
  if (text === null || !worded.has(kind)) return text;
  if (kind === 'host-changed') return text.replace(/(^|, )this machine(?=,|$)/g, '$1esta máquina');
  if (Object.hasOwn(exact, text)) return exact[text] ?? text;
  if (kind === 'parameter-changed' || kind === 'setting-changed') return text;
  const codes = /^exit status ([\d or]+)$/.exec(text)?.[1];
  if (codes !== undefined) return `código de salida ${codes.replaceAll(' or ', ' o ')}`;
  return text
    .replace(/^success of the check: /, 'que termine bien la comprobación: ')
    .replace(/^success of: /, 'que termine bien: ')
    .replace(/^nothing found by: /, 'que no encuentre nada: ')
    .replace(/^output as shown: /, 'la salida como se muestra: ')
    .replace(/^(HTTP \d+) from /, '$1 de ')
    .replace(/^file (.*), written by the block$/, 'file $1, escrito por el bloque');
}

const exact: Readonly<Record<string, string>> = {
  'a person': 'una persona',
  'the procedure': 'el procedimiento',
  '(secret)': '(secreto)',
};
