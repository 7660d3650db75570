/** What changed, in a Spanish sentence: for pages of documents that are written in Spanish. */

import { esHazard } from '../emit/hazard-words.ts';
import type { Difference } from '../model/index.ts';
import { type DiffWords, hasLines, type Quote } from './diff-lines.ts';
import { thing, value } from './diff-terms-es.ts';

function fromTo(change: Difference, quote: Quote): string {
  if (hasLines(change)) return ' cambió';
  const [before, after] = [value(change, change.before), value(change, change.after)];
  if (before === null) return ` es ahora ${quote(after ?? '')}, y no se indicaba`;
  if (after === null) return ` era ${quote(before)}, y ya no se indica`;
  return ` era ${quote(before)} y es ${quote(after)}`;
}

/** The text itself where it is short; a longer one is shown below. */
function tail(change: Difference, text: string | null, quote: Quote): string {
  return hasLines(change) || text === null || text === '' ? '' : `: ${quote(text)}`;
}

function moved(change: Difference, quote: Quote): string {
  const [before, after] = [value(change, change.before), value(change, change.after)];
  return `pasó de ${quote(before ?? '')} a ${quote(after ?? '')}`;
}

export const spanishWords: DiffWords = {
  'procedure-added': ({ what }) =>
    what === 'unreadable'
      ? 'Antes no se podía leer, así que todo lo que contiene cuenta como nuevo.'
      : 'El procedimiento es nuevo.',
  'procedure-removed': ({ what, after }, quote) =>
    what === 'unreadable'
      ? 'Ya no se puede leer, así que no se sabe nada de él.'
      : `Se quitó el procedimiento${after === null ? '' : `, y estos todavía lo nombran: ${quote(after)}`}.`,
  'id-changed': (one, quote) => `Su ID${fromTo(one, quote)}.`,
  moved: (one, quote) =>
    `El archivo era ${quote(one.before ?? '')} y es ${quote(one.after ?? '')}.`,
  'version-not-raised': ({ after }, quote) =>
    `Su significado cambió, y su versión sigue siendo ${quote(after ?? '')}.`,
  'version-lowered': (one, quote) => `Su versión retrocedió:${fromTo(one, quote)}.`,
  'version-changed': (one, quote) => `Su versión${fromTo(one, quote)}.`,
  'status-changed': (one, quote) => `Su estado${fromTo(one, quote)}.`,
  'field-changed': (one, quote) => `${thing(one.what, 'Su')}${fromTo(one, quote)}.`,
  'entry-added': ({ what, subject }, quote) => `Se añadió ${thing(what)} ${quote(subject ?? '')}.`,
  'entry-removed': ({ what, subject }, quote) => `Se quitó ${thing(what)} ${quote(subject ?? '')}.`,
  'approval-removed': ({ subject }, quote) =>
    `Ya no se pide la aprobación de ${quote(subject ?? '')}.`,
  'approval-changed': (one, quote) =>
    `La aprobación de ${quote(one.subject ?? '')}${fromTo(one, quote)}.`,
  'parameter-changed': (one, quote) =>
    `En el parámetro ${quote(one.subject ?? '')}, ${thing(one.what)}${fromTo(one, quote)}.`,
  'secret-revealed': ({ subject }, quote) =>
    `El parámetro ${quote(subject ?? '')} ya no es secreto: su valor se mostrará y se guardará.`,
  'flow-added': ({ subject }, quote) => `El flujo ${quote(subject ?? '')} es nuevo.`,
  'flow-removed': ({ subject, what }, quote) =>
    `Se quitó el flujo ${quote(subject ?? '')}${what === 'rollback' ? ': ya no hay vuelta atrás' : what === 'validation' ? ': ya nada valida el resultado' : ''}.`,
  'stage-added': () => 'La etapa es nueva.',
  'stage-removed': () => 'Se quitó la etapa.',
  'stage-renamed': (one, quote) => `Su título${fromTo(one, quote)}.`,
  'stage-reordered': () => 'La etapa tiene otro lugar en el orden.',
  'stage-estimate': (one, quote) => `Su duración estimada${fromTo(one, quote)}.`,
  'step-added': () => 'El paso es nuevo.',
  'step-removed': ({ what }) =>
    `Se quitó el paso${what === null ? '' : `, y con él ${lost(what)}`}.`,
  'step-renamed': (one, quote) => `Su título${fromTo(one, quote)}.`,
  'step-moved': ({ before, after, what }, quote) =>
    `El paso pasó ${what === 'flow' ? 'del flujo' : 'de la etapa'} ${quote(before ?? '')} a ${quote(after ?? '')}.`,
  'step-reordered': () => 'El paso tiene otro lugar en el orden.',
  'steps-renumbered': ({ after }, quote) =>
    `Solo cambiaron los números de los pasos: ${quote(after ?? '')}.`,
  'made-optional': () => 'Solo se ejecuta si se pide; antes, siempre.',
  'made-required': () => 'Se ejecuta siempre; antes, solo si se pedía.',
  'action-added': (one, quote) => `Se añadió ${thing(one.what)}${tail(one, one.after, quote)}.`,
  'action-removed': (one, quote) => `Se quitó ${thing(one.what)}${tail(one, one.before, quote)}.`,
  'action-changed': (one, quote) => `${thing(one.what, 'El')}${fromTo(one, quote)}.`,
  'action-reordered': ({ what, subject }, quote) =>
    `${thing(what, 'El')} ${quote(subject ?? '')} tiene otro lugar en el orden.`,
  'commands-changed': () => 'Sus órdenes cambiaron.',
  'no-longer-run': (one, quote) =>
    `Un bloque que se ejecutaba ahora solo se muestra${tail(one, one.before, quote)}.`,
  'now-run': (one, quote) =>
    `Lo que solo se mostraba ahora se ejecuta${tail(one, one.after, quote)}.`,
  'host-changed': (one, quote) =>
    `Se ejecuta en ${quote(value(one, one.after) ?? '')}; antes, en ${quote(value(one, one.before) ?? '')}.`,
  'destructive-command-added': ({ subject, after }, quote) =>
    `La orden ${quote(subject ?? '')} es nueva: ${esHazard(after ?? '')}.`,
  'hazard-added': ({ subject, after }, quote) =>
    `La orden ${quote(subject ?? '')} es nueva: ${esHazard(after ?? '')}.`,
  'setting-changed': (one, quote) => `Su atributo ${one.what}${fromTo(one, quote)}.`,
  'backup-removed': ({ subject }, quote) => `Ya no está lo que guardaba: ${quote(subject ?? '')}.`,
  'protection-lost': ({ subject }, quote) =>
    `${quote(subject ?? '')} viene ahora antes de que nada pregunte a una persona ni guarde lo que destruye.`,
  'gate-removed': (one, quote) =>
    `Se quitó una lista de verificación${tail(one, one.before, quote)}.`,
  'confirmation-removed': ({ subject }, quote) =>
    `El bloque con ${quote(subject ?? '')} se ejecuta sin preguntar antes a una persona.`,
  'notice-removed': ({ what, subject }, quote) =>
    `Se quitó el aviso ${quote(what ?? '')}: ${quote(subject ?? '')}.`,
  'notice-lowered': (one, quote) => `El aviso ${quote(one.subject ?? '')}${fromTo(one, quote)}.`,
  'notice-changed': (one, quote) => `El aviso ${quote(one.what ?? '')}${fromTo(one, quote)}.`,
  'notice-moved': (one, quote) => `El aviso ${quote(one.subject ?? '')} ${moved(one, quote)}.`,
  'notice-added': ({ what, subject }, quote) =>
    `El aviso ${quote(what ?? '')} es nuevo: ${quote(subject ?? '')}.`,
  'exit-loosened': ({ before, after }, quote) =>
    `Los códigos de salida que cuentan como éxito eran ${quote(before ?? '')} y son ${quote(after ?? '')}.`,
  'criterion-removed': (one, quote) =>
    `Se quitó el criterio ${quote(one.subject ?? '')}; lo decidía ${quote(value(one, one.before) ?? '')}.`,
  'criterion-weakened': (one, quote) =>
    `El criterio ${quote(one.subject ?? '')} pide menos: lo que lo decide${fromTo(one, quote)}.`,
  'criterion-changed': (one, quote) =>
    `Lo que decide el criterio ${quote(one.subject ?? '')}${fromTo(one, quote)}.`,
  'criterion-moved': (one, quote) =>
    one.what === 'block'
      ? `El criterio ${quote(one.subject ?? '')} habla de otro bloque que antes.`
      : `El criterio ${quote(one.subject ?? '')} ${moved(one, quote)}.`,
  'criterion-strengthened': (one, quote) =>
    `El criterio ${quote(one.subject ?? '')} pide más: lo que lo decide${fromTo(one, quote)}.`,
  'criterion-reworded': (one, quote) =>
    `Cambiaron las palabras de un criterio:${fromTo(one, quote)}.`,
  'criterion-added': ({ subject }, quote) => `El criterio ${quote(subject ?? '')} es nuevo.`,
};

/** What went with a step. */
function lost(what: string): string {
  return what
    .replace('a checklist', 'una lista de verificación')
    .replace('a warning', 'un aviso')
    .replace('a verification', 'una verificación')
    .replaceAll(' and ', ' y ');
}
