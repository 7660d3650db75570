/** Finds the step or stage that an entry of a timeline speaks of: 'DB restaurada' is 'Restaurar base de datos'. */
import { fold } from '../../text/fold.ts';
import type { Ended } from './facts.ts';

/**
 * The one that has every telling word of the entry in its title, and passed. `null` where none has,
 * or more than one: a wrong time in a report is worse than a gap.
 */
export function entryTime(entry: string, ended: readonly Ended[]): Date | null {
  const wanted = stems(entry);
  if (wanted.length === 0) return null;
  const matching = ended.filter(({ title, verdict }) => {
    const has = stems(title);
    return verdict === 'passed' && wanted.every((word) => has.includes(word));
  });
  const found = only(matching, 'step') ?? only(matching, 'stage');
  if (found === null) return null;
  return BEGINS.test(fold(entry)) ? found.startedAt : found.at;
}

function only(matching: readonly Ended[], kind: Ended['kind']): Ended | null {
  const found = matching.filter((each) => each.kind === kind);
  return found.length === 1 ? found[0]! : null;
}

const BEGINS = /\b(?:inicia(?:do|da|dos|das)|comienzo|comenzad[oa]s?|started|begun|beginning)\b/;

/** Words that say only that something came to its end or began, and those that join others. */
const EMPTY = new Set(
  'a al ante con de del el en la las los o para por un una y the an and at by for from in of on to with completado completada completados completadas terminado terminada finalizado finalizada realizado realizada listo lista iniciado iniciada iniciados iniciadas comienzo completed done finished ended started begun'.split(
    ' ',
  ),
);

/** The beginnings of the words: enough to tell them apart, and the same in 'detener' and 'detenidos'. */
function stems(text: string): string[] {
  return fold(text)
    .replace(/\bbases? de datos\b|\bdatabases?\b|\bbd\b/g, 'db')
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && !EMPTY.has(word))
    .map((word) => word.slice(0, 5));
}
