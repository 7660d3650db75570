/** What a run says of blocks in the background, in Spanish. */
import type { enBackground } from './en-background.ts';

export const esBackground: typeof enBackground = {
  ended: (line, ref, evidence) =>
    `el bloque en segundo plano de la línea ${line} (paso ${ref}): ${evidence}`,
  byRun: 'se ejecutó en segundo plano hasta que la ejecución lo terminó',
  timedOut: (seconds) =>
    `se terminó después de ${seconds} s, lo máximo que le da el documento: lo que siguió no dispuso de él`,
  missed: 'se terminó al detenerse la ejecución: lo que siguió no dispuso de él',
  wasStopped: 'Este bloque se ejecutaba en segundo plano, y se terminó al detenerse la ejecución',
  unseen: 'terminó sin que nadie lo observara, y no se sabe cómo',
  goesOn: (line, ref, since) =>
    `el bloque en segundo plano de la línea ${line} (paso ${ref}) sigue en ejecución, desde ${since}, y se deja en ejecución`,
  wasEnded: (line, ref) =>
    `el bloque en segundo plano de la línea ${line} (paso ${ref}) se terminó al detenerse la ejecución, y no se inicia otra vez sin que alguien lo pida: si lo que sigue lo necesita, vuelva a su paso`,
  interactive: (where) =>
    `${where}: un bloque no puede tener el terminal y ejecutarse en segundo plano. Quite {interactive} o {background}.`,
  remote: (where) =>
    `${where}: un bloque en segundo plano solo se ejecuta en esta máquina, y este corresponde a otro servidor. Inícielo allí con los medios del servidor (systemctl, nohup), o quite {background}.`,
};
