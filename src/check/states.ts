/** What the state of a document means for whoever follows it. */
import { fold } from '../text/fold.ts';
import { remember } from '../text/remember.ts';

/** Nobody should follow it any more. */
export function isRetired(status: string | null): boolean {
  return status !== null && retired.has(stateWord(status));
}

/** It may be followed: approved, or in use. A document that says nothing of its state is not among them. */
export function isInForce(status: string | null): boolean {
  return status !== null && inForce.has(stateWord(status));
}

const retired = new Set(
  'obsoleto obsoleta obsolete deprecado deprecada deprecated archivado archivada archived retirado retirada retired reemplazado reemplazada sustituido sustituida superseded replaced derogado derogada withdrawn'.split(
    ' ',
  ),
);
const inForce = new Set(
  'activo activa active vigente aprobado aprobada approved publicado publicada published final stable estable en_vigor in_force'.split(
    ' ',
  ),
);

/** `En vigor` as the lists have it: `en_vigor`. */
export const stateWord = remember((status) => fold(status.trim()).replace(/[\s-]+/g, '_'));
