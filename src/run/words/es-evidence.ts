/** What a run says of its lock and of changes to its document, in Spanish. */
import type { enEvidence } from './en-evidence.ts';

export const esEvidence: typeof enEvidence = {
  lock: {
    starting: (procedure, target) =>
      `Otro proceso está empezando ${procedure} en ${target}. Dos ejecuciones a la vez se estropearían.`,
    held: (procedure, target, run) =>
      `${procedure} ya se está ejecutando en ${target}: ejecución ${run}. Dos a la vez se estropearían.`,
    who: (operator, pid, host, terminal) =>
      `por ${operator}, proceso ${pid} en ${host}${terminal === null ? '' : `, terminal ${terminal}`}`,
    since: (at) => `desde ${at}`,
    step: (ref, title, at) => `en el paso ${ref} ${title}, desde ${at}`,
    noStep: 'aún no ha empezado ningún paso',
    unknown: (host, run) =>
      `Desde aquí no se puede saber si sigue viva: se inició en ${host}. Cuando sepa que ha terminado, "procs runs unlock ${run}" la libera.`,
    target: 'Si actúan sobre máquinas distintas, dígalo con --host-map o --target NOMBRE.',
    thisMachine: 'esta máquina',
  },
  changes: {
    head: (path) => `${path} ha cambiado desde que empezó esta ejecución:`,
    ran: (verdict) => `ya se ejecutó: ${verdict}`,
    begun: 'empezó y no está resuelto',
    ahead: 'aún no se ha ejecutado',
    changed: 'cambiado',
    gone: 'ya no está',
    added: 'nuevo',
    noText: 'no se guardó lo que decía antes',
    refused: (refs) =>
      `El documento cambió en pasos que ya se ejecutaron o empezaron: ${refs}. Lo que hicieron no es lo que dice ahora, así que la ejecución no sigue por sí sola: alguien tiene que estar presente y aceptarlo con un motivo. O inicie otra desde el paso adecuado con --from.`,
    accept: (refs) =>
      `Los pasos ${refs} se ejecutaron o empezaron, y ahora dicen otra cosa. ¿Seguir de todos modos?`,
    reason: 'Motivo (queda registrado):',
    notAccepted: 'El cambio no se aceptó, y no se hizo nada.',
    ahead1: (refs) => `¿Seguir con los pasos cambiados ${refs}?`,
    aheadFlag: (refs) =>
      `Cambiaron pasos que aún no se han ejecutado: ${refs}. No hay nadie para confirmarlos: --accept-changes dice que están como deben.`,
  },
};
