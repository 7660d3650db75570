/** What a run says of other hosts, in Spanish. */
import type { enHosts } from './en-hosts.ts';

export const esHosts: typeof enHosts = {
  badMap: (entry) =>
    `--host-map ${entry} no se puede usar: escriba HOST=local si la máquina es esta, o HOST=[usuario@]nombre[:puerto] para decir dónde está.`,
  notAlone: (where) =>
    `${where}: la sesión pasa a otra máquina o vuelve en mitad de una línea o de un grupo de comandos, y el bloque no se puede dividir ahí. Escriba \`ssh HOST\` y \`exit\` en líneas propias.`,
  noName: (where, host) =>
    `${where}: ${JSON.stringify(host)} no es un nombre de máquina que se pueda dar a ssh. Diga dónde está con --host-map '${host}=NOMBRE', o escriba el nombre en el documento.`,
  option: (where, host, option) =>
    `${where}: \`ssh ${option}\` no es algo que se pueda dar a la conexión con ${host}. Póngalo en su configuración de ssh, o diga cómo llegar con --host-map ${host}=NOMBRE.`,
  nested: (where, host, from) =>
    `${where}: pasa de ${from} a ${host}. procs llega a cada máquina desde esta: dé a ${host} un ProxyJump en su configuración de ssh, e indique --host-map ${host}=NOMBRE.`,
  twoWays: (host) =>
    `El documento va a ${host} con distintas opciones de ssh. Diga cómo llegar con --host-map ${host}=NOMBRE.`,
  way: (host, way) => (host === way ? `se ejecuta en ${host}` : `se ejecuta en ${host}: ${way}`),
  on: (hosts) => `en ${hosts}`,
  here: 'esta máquina',
  connecting: (host) => `conectando con ${host}`,
  refused: (reasons) =>
    `No se ha ejecutado nada, porque no todas las máquinas se pueden usar:\n${reasons}\n--connect-later abre cada conexión solo cuando llega su primer bloque.`,
  goOn: '¿Empezar de todos modos? Se vuelve a intentar cuando llegue su primer bloque.',
  stillRunning: (line, host, at) =>
    `El bloque de la línea ${line} sigue ejecutándose en ${host} desde ${at}. ¿Qué hacemos?`,
  lost: (ref, reason) =>
    `${reason}: el bloque del paso ${ref} puede haberse ejecutado, entero o en parte, o seguir ejecutándose. Al reanudar esta ejecución se pregunta a su máquina cómo terminó`,
};
