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
  moves: (where) =>
    `${where}: un bloque en segundo plano no puede llevar la sesión a otra máquina ni traerla de vuelta, porque no deja nada a lo que sigue. Escriba \`ssh HOST\` o \`exit\` en un bloque propio, o quite {background}.`,
  lost: (reason) => `nadie sabe cómo terminó: ${reason}`,
  leftThere: (host, cookie) =>
    `no se pudo buscar lo que inició en ${host}, porque no se llega a esa máquina: los procesos que sigan allí llevan PROCS_BLOCK=${cookie} en su entorno`,
};
