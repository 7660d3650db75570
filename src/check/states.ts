/** What the state of a document means for whoever follows it. */
import { remember } from '../text/remember.ts';

/** Nobody should follow it any more. */
export function isRetired(status: string | null): boolean {
  return retired.has(fold(status));
}

/** It may be followed: approved, or in use. A document that says nothing of its state is not among them. */
export function isInForce(status: string | null): boolean {
  return inForce.has(fold(status));
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

function fold(status: string | null): string {
  return status === null ? '' : foldText(status);
}

const foldText = remember((status) =>
  status
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s-]+/g, '_'),
);
