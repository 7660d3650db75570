/** What is told of a run from its journal, and of runs in lists, in Spanish. */
import type { enStory } from './en-story.ts';

const git: Readonly<Record<'committed' | 'modified' | 'untracked', string>> = {
  committed: '',
  modified: ' (cambiado desde entonces)',
  untracked: ' (sin confirmar en git)',
};

export const esStory: typeof enStory = {
  started: (name, version, flow, by) =>
    `${name}${version === null ? '' : ` versión ${version}`}, flujo "${flow}", la inició ${by}`,
  document: (path, hash) => `documento ${path} sha256 ${hash}`,
  git: (commit, state) => `, git ${commit}${git[state]}`,
  process: (resumed, pid, host, by) =>
    `${resumed ? 'reanudada en el' : 'en el'} proceso ${pid}${host === null ? '' : ` de ${host}`}${by === null ? '' : ` por ${by}`}`,
  notSigned: (reason) => `; sin firmar: ${reason}`,
  signed: (key, count) => `firmado con la clave ${key} sobre ${count} registros`,
  tailCut: (bytes) => `se cortó una línea de ${bytes} bytes que una caída dejó a medio escribir`,
  changed: (ref, by, reason) =>
    `el paso ${ref} cambió después de empezar: lo aceptó ${by}: ${reason}`,
  flow: (flow, procedure) => `flujo "${flow}" de ${procedure}`,
  step: (ref) => `paso ${ref}`,
  blockStarted: (line, behind) =>
    `empieza el bloque de la línea ${line}${behind ? ', en segundo plano' : ''}`,
  blockEnded: (evidence) => `termina el bloque: ${evidence}`,
  rule: (rule) => ` (regla ${rule})`,
  stage: (number) => `etapa ${number}`,
  flowEnded: 'fin del flujo',
  given: (option, takenBack, by) =>
    `${takenBack ? 'retirado' : 'indicado'} con la orden por ${by}: ${option}`,
  decision: (what, reason, by) =>
    `decisión ${what}${reason === null ? '' : `: ${reason}`}${by === null ? '' : ` (${by})`}`,
  choices: {
    allowed: 'permitido',
    'not allowed': 'no permitido',
    accepted: 'aceptado',
    y: 'sí',
    s: 'parar',
    n: 'no',
    r: 'reintentar',
    a: 'aceptar cómo terminó',
    c: 'solo comprobar los criterios',
    m: 'hecho a mano',
    k: 'omitir',
    g: 'ir a otro paso',
    b: 'volver atrás',
    f: 'terminar como fallida',
  },
  asked: {
    notice: 'ante un aviso',
    block: 'ante un bloque',
    doubt: 'sobre un bloque que pudo ejecutarse',
    failure: 'ante un fallo',
    refused: 'ante un bloque no permitido',
    interrupted: 'tras una interrupción',
    criteria: 'ante criterios que no se cumplen',
    conditional: 'sobre una parte condicional',
    optional: 'sobre una parte opcional',
    'change ahead': 'sobre un cambio pendiente',
  },
  deviation: (by, what, ref, reason) =>
    `desviación de ${by}: ${what}${ref === null ? '' : ` (paso ${ref})`}${reason === null ? '' : `: ${reason}`}`,
  deviations: {
    edited: 'se editó un bloque y se ejecutó',
    'by-hand': 'hecho a mano',
    skipped: 'omitido',
    shell: 'un shell en el estado de la sesión',
    forwards: 'siguió en un paso posterior',
    back: 'volvió a un paso anterior',
  },
  handedOver: (by, to, note) => `${by} la entregó a ${to}${note === '' ? '' : `: ${note}`}`,
  takenOver: (from, by, note) =>
    `${by} se hizo cargo de lo que dejó ${from}${note === null ? '' : `: ${note}`}`,
  before: (text, evidence) => `antes: ${text}: ${evidence}`,
  approval: (text, evidence) => `aprobación: ${text}: ${evidence}`,
  filled: (fields) => `rellenado: ${fields}`,
  open: '(pendiente)',
  sources: {
    run: 'la ejecución',
    operator: 'el operador',
    command: 'la orden',
    'earlier answer': 'una respuesta anterior',
    open: 'pendiente',
  },
  delivery: (delivered, channel, attempt, evidence) =>
    `${delivered ? 'entregado' : 'no entregado'} a ${channel}, intento ${attempt}: ${evidence}`,
  ended: (status, reason) =>
    `la ejecución terminó con el código de salida ${status}${reason === '' ? '' : `: ${reason}`}`,
  stopped: (reason) => `parada: ${reason}`,
  kinds: {
    run: 'bloque',
    script: 'script',
    checklist: 'lista de comprobación',
    message: 'mensaje',
    document: 'documento',
    call: 'procedimiento',
    instruction: 'instrucción',
    listing: 'listado',
  },
  endings: {
    exited: (status) => `código de salida ${status}`,
    signalled: (signal) => `terminado por ${signal}`,
    timedOut: (seconds) => `agotado el plazo a los ${seconds} s`,
    interrupted: 'interrumpido',
    running: (seconds) => `en ejecución a los ${seconds} s`,
    lost: (reason) => `perdido: ${reason}`,
    notStarted: (reason) => `no empezó: ${reason}`,
  },
  states: {
    running: 'en ejecución',
    stopped: 'se puede reanudar',
    ended: 'terminada',
  },
};
