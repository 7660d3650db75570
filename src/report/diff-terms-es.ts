/** The words of procs in a difference (what changed, what decides, why it endangers), in Spanish. */
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

/** `: borra una base de datos`; another sentence where the reason has no words here. */
export function reasonInSpanish(reason: string | null, otherwise: string): string {
  const drop = /^drops a (\w+)$/.exec(reason ?? '')?.[1] ?? '';
  const said =
    reasons[reason ?? ''] ?? (dropped[drop] === undefined ? null : `borra ${dropped[drop]}`);
  return said === null ? ` ${otherwise}` : `: ${said}`;
}

const dropped: Readonly<Record<string, string>> = {
  database: 'una base de datos',
  table: 'una tabla',
  schema: 'un esquema',
  view: 'una vista',
  index: 'un índice',
  role: 'un rol',
  user: 'un usuario',
};

const reasons: Readonly<Record<string, string>> = {
  'acts with the rights of another user': 'actúa con los permisos de otro usuario',
  'asks a person a question': 'pregunta a una persona',
  'asks for a password': 'pide una contraseña',
  'changes a partition table': 'cambia una tabla de particiones',
  'cuts the content of files': 'recorta el contenido de archivos',
  'deletes every row of a table': 'borra todas las filas de una tabla',
  'deletes the files that it finds': 'borra los archivos que encuentra',
  'destroys a virtual machine': 'destruye una máquina virtual',
  'destroys infrastructure': 'destruye infraestructura',
  'drops a column or constraint': 'borra una columna o una restricción',
  'drops a database role': 'borra un rol de la base de datos',
  'drops what it restores first': 'borra antes lo que restaura',
  'empties a Redis database': 'vacía una base de datos de Redis',
  'empties a table': 'vacía una tabla',
  'follows a file and never ends': 'sigue un archivo y no termina',
  'follows a log and never ends': 'sigue un registro y no termina',
  'follows the journal and never ends': 'sigue el registro del sistema y no termina',
  'follows the log and never ends': 'sigue el registro y no termina',
  'formats a disk': 'formatea un disco',
  'never ends without -c': 'no termina sin -c',
  'opens a screen for a person': 'abre una pantalla para una persona',
  'opens a session on a virtual machine': 'abre una sesión en una máquina virtual',
  'opens a session on another host': 'abre una sesión en otra máquina',
  'opens a shell': 'abre una shell',
  'opens a terminal in a container': 'abre una terminal en un contenedor',
  'opens an editor': 'abre un editor',
  'overwrites a disk': 'sobrescribe un disco',
  'overwrites a file of the system': 'sobrescribe un archivo del sistema',
  'overwrites a remote repository': 'sobrescribe un repositorio remoto',
  'overwrites the history of a remote branch': 'sobrescribe la historia de una rama remota',
  'removes volumes with their data': 'borra volúmenes con sus datos',
  'removes what no container uses': 'borra lo que ningún contenedor usa',
  'repeats a command and never ends': 'repite una orden y no termina',
  'serves until it is stopped': 'sirve hasta que se detiene',
  'shows processes until it is stopped': 'muestra procesos hasta que se detiene',
  'uninstalls a release': 'desinstala una versión',
  'waits for what a person types': 'espera lo que escriba una persona',
  'watches and never ends': 'vigila y no termina',
  'wipes data for good': 'borra datos para siempre',
};
