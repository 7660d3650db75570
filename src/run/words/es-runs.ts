/** What is said of runs that are looked for, resumed, signed or cleared away, in Spanish. */
import type { enRuns } from './en-runs.ts';

export const esRuns: typeof enRuns = {
  none: 'Aquí no se ha hecho todavía ninguna ejecución.',
  noneIn: (runs) => `No hay ninguna ejecución en ${runs}.`,
  noRun: (id, runs) => `No hay una ejecución ${id} en ${runs}.`,
  noneToResume: (procedure, runs) =>
    `No hay ninguna ejecución${procedure === null ? '' : ` de ${procedure}`} que se pueda reanudar en ${runs}.`,
  several: (id, runs) =>
    `${id} vale para ${runs.length} ejecuciones:\n${runs.map((run) => `  ${run}`).join('\n')}`,
  documentGone: (id, path, root) => `La ejecución ${id} era de ${path}, que ya no está en ${root}.`,
  living: (id, pid) => `La ejecución ${id} sigue en marcha, en el proceso ${pid}.`,
  over: (id, verdict) =>
    `La ejecución ${id} terminó como ${verdict}; no queda nada que reanudar. Iníciela de nuevo.`,
  cannotWrite: (runs, why) =>
    `No se puede escribir el diario de la ejecución en ${runs}: ${why}. PROCS_RUNS_DIR indica otra carpeta.`,
  notSigned: (reason) => `El diario no está firmado: ${reason}.`,
  noHome: 'el entorno no indica ni HOME ni PROCS_KEY',
  othersRead: (file) => `otros pueden leer ${file}: "chmod 600 ${file}", si nadie lo ha hecho`,
  badKey: (reason) => `No se puede usar la clave que indica PROCS_KEY: ${reason}.`,
  ended: (at) => `terminó ${at}`,
};
