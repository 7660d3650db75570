/** What a run says of options that were given with its command, in Spanish. */
import type { enGiven } from './en-given.ts';

export const esGiven: typeof enGiven = {
  title: 'Indicado con la orden',
  option: 'Opción',
  by: 'Por',
  takenBack: 'retirado',
  noName: (option) => `${option}: no nombra a nadie. Escriba un nombre detrás.`,
  holds: (option, by) => `sigue vigente, lo indicó ${by}: ${option}`,
  outdated: (option, by) =>
    `${option}, que indicó ${by}, era para el documento como estaba antes, y ya no cuenta: indíquelo de nuevo, si es así`,
  personal: (option, by) =>
    `${option} lo indicó ${by}, y solo para lo que ejecute esa persona: indíquelo usted, si lo desea`,
};
