/** Cómo dice una ejecución en qué se apoya un veredicto, en español. */
import type { enJudge } from './en-judge.ts';

export const esJudge: typeof enJudge = {
  line: (line) => (line === null ? '' : ` en la línea ${line}`),
  notStarted: (reason) => `no llegó a empezar: ${reason}`,
  timedOut: (seconds) => `no terminó en ${seconds}, y se terminó con todo lo que había iniciado`,
  interrupted: 'se interrumpió',
  running: (pid, after) =>
    `iniciado en segundo plano, y sigue en ejecución después de ${after}${pid === null ? '' : ` (proceso ${pid})`}`,
  lost: (reason) => `${reason}: puede haberse ejecutado, entero o en parte, o seguir en ejecución`,
  signalled: (signal) => `su shell terminó por ${signal}`,
  pipeline: (statuses) => ` (tubería: ${statuses})`,
  commandEnded: (command, line, status) => `\`${command}\`${line} terminó con ${status}`,
  notFound: ': orden no encontrada',
  notExecutable: ': no se puede ejecutar',
  thrownAway: (line, message) =>
    `bash no pudo interpretar una orden${line} y la dejó fuera: ${message}`,
  thrownAwaySilently: (line, command) =>
    `bash no pudo interpretar una orden${line} y la dejó fuera, y su mensaje fue a otra parte: \`${command}\``,
  perhapsThrownAway: (line, command) =>
    `no se sabe si bash dejó fuera una orden${line} que no podía interpretar, porque sus mensajes fueron a otra parte: \`${command}\``,
  leftBy: (status, line) => `salió con \`exit ${status}\`${line}`,
  ended: (status) => `terminó con ${status}`,
  endedItself: (line, status) =>
    `terminó por sí mismo${line} con ${status}, antes de su última orden: lo que sigue ahí no se ejecutó`,
  thoughShell: (what, status) => `${what}, aunque su shell terminó con ${status}`,
  replaced: (status) =>
    `su shell se reemplazó o terminó por su cuenta con ${status}: no se sabe si se ejecutaron todas sus órdenes`,
  onlyLast: (what, status) => `${what}; ${status} solo se acepta de la última orden del bloque`,
  asItMay: (status) => `terminó con ${status}, como puede hacerlo`,
  unseen: (what) => `terminó con 0; ${what} donde errexit no mira`,
  apart: (what) => `terminó con 0; ${what} en un proceso propio, cuyo final no decidió nada`,
  complained: (line, message) =>
    `terminó con 0; bash se quejó${line}, donde un fallo no decide nada: ${message}`,
  behind: (line) =>
    `toda orden de su propio shell terminó bien; no se sabe cómo terminó lo que inició en segundo plano${line}`,
  cramped:
    'el disco que guarda su salida está lleno: lo que imprimió, y el estado que dejó, pueden estar incompletos',
  allWell: 'todas las órdenes terminaron bien',
  noBlock: 'ningún bloque ejecutado le corresponde',
  blockRunning: 'el bloque del que habla se ejecuta en segundo plano y no ha terminado',
  blockNotEnded: 'el bloque del que habla no llegó a terminar',
  blockEnded: (status) => `el bloque terminó con ${status}`,
  blockEndedEarly: (status) => `el bloque terminó con ${status}, pero no en su final`,
  blockFailed: 'el bloque del que habla falló',
  notSeen: (line) => `no se vio ejecutar la orden de la línea ${line}`,

  byCommand: (path) =>
    `${path} nombra el archivo mediante una orden, que ahora podría nombrar otro`,
  notExpanded: (path, host, why) =>
    `no se pudo ${host === null ? 'expandir' : 'mirar'} ${path}${host === null ? '' : ` en ${host}`}: ${why}`,
  shellNotWell: 'su shell no terminó bien',
  notThere: (path) => `${path} no existe`,
  there: (path) => `${path} existe`,
  old: (path) => `${path} se escribió por última vez antes de que empezara el bloque`,
  empty: (path) => `${path} está vacío`,
  noFile: (path) => `${path} no es un archivo`,
  size: (path, bytes) => `${path}: ${bytes} bytes`,
  notAsked: (url, why) => `no se pudo consultar ${url}: ${why}`,
  noAnswer: (url) => `${url} no respondió`,
  answered: (url, status) => `${url} respondió ${status}`,
  answeredOther: (url, status, wanted) => `${url} respondió ${status}, no ${wanted}`,
  noSystemctl: 'aquí no hay un systemctl al que preguntar',
  serviceUnknown: (name, said) =>
    `systemctl no pudo decir si ${name} está activo${said === '' ? '' : `: "${said}"`}`,
  service: (name, state) => `${name} está en estado ${state}`,
  noProc: (host) =>
    `no se pueden ver todos los procesos ${host === null ? 'de aquí' : `de ${host}`} en /proc`,
  noCurl: (host, url) => `no hay curl en ${host} con el que consultar ${url}`,
  process: (pid, shown) => `proceso ${pid}: ${shown}`,
  noProcess: (name) => `ningún proceso ${name}`,
  checkPassed: 'su comprobación terminó con 0',
  checkNotEnded: 'su comprobación no llegó a su final',
  checkNotStarted: (reason) => `su comprobación no llegó a empezar: ${reason}`,
  checkTooLong: 'su comprobación tardó demasiado',
  checkCutOff: 'se cortó su comprobación',
  checkFailed: (what) => `su comprobación: ${what}`,
  checkThrown: (what) => `su comprobación no se ejecutó como está escrita: ${what}`,
  endedWith: (status) => `terminó con ${status}`,

  search: (command, line) => `\`${command}\` de la línea ${line}`,
  foundNothing: (where) => `${where} no encontró nada (código de salida 1)`,
  searchNotSeen: (where) => `no se vio ejecutar ${where}`,
  foundUnread: (where) => `no se pudo leer lo que encontró ${where}`,
  found: (where, what, more) =>
    `${where} encontró ${what}${more > 0 ? ` y ${more} líneas más` : ''}`,
  foundItself: (where) => `${where} no encontró más que a sí misma`,
  foundUnshown: (where) => `${where} encontró algo y no mostró qué`,
  foundSomething: (where) => `${where} encontró algo (código de salida 0)`,

  notCaptured: 'el bloque tenía el terminal, así que su salida no se guardó',
  holds: (stream, bytes) => `${stream} contiene ${bytes} bytes`,
  tooLong: (stream, bytes, most) =>
    `${stream} tiene ${bytes} bytes, más de los que se comparan (${most})`,
  asExpected: 'stdout es lo esperado',
  contains: (stream, value) => `${stream} contiene "${value}"`,
  containsNot: (stream, value) => `${stream} no contiene "${value}"`,
  equals: (stream, value) => `${stream} es igual a "${value}"`,
  isText: (stream, value) => `${stream} es "${value}"`,
  unknownPredicate: (name) => `predicado desconocido ${name}`,
  badExpression: (pattern, why) =>
    `/${pattern}/ no es una expresión regular que RE2 acepte: ${why}`,
  matches: (stream, pattern) => `${stream} se ajusta a /${pattern}/`,
  matchesNot: (stream, pattern) => `${stream} no se ajusta a /${pattern}/`,
};
