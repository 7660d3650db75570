/** What a session says of a block that did not start, or whose state it lost, in Spanish. */
import type { SessionWords } from './en-session.ts';

export const esSession: SessionWords = {
  stateGone: (state) => `el estado de la sesión falta o está dañado: ${state}`,
  notAccepted: (message) => `bash no lo acepta: ${message}`,
  notStarted: (message) => `no se pudo arrancar bash: ${message}`,
  directoryGone: (directory) => `el directorio en que estaba la sesión ya no existe: ${directory}`,
  notCaptured:
    'no se pudo capturar el estado que dejó (exec, un trap de EXIT propio, o un exit dentro de una función): lo que sigue parte del estado anterior',
  exitTrap: 'su trap de EXIT se ejecutó al terminar el bloque, no al terminar la sesión',
  unheard: (command, line, status) =>
    `\`${command}\`${line === null ? '' : ` en la línea ${line}`} terminó con ${status}, y errexit no miraba ahí`,
  apart: (command, line, status) =>
    `\`${command}\`${line === null ? '' : ` en la línea ${line}`} terminó con ${status} en un proceso aparte, cuyo final no decidió nada`,
  stubborn: (pids) => `no se pudo terminar los procesos ${pids}`,
  unwatched: 'terminó mientras nadie lo vigilaba',
};
