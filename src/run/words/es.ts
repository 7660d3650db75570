/** What a run says, in Spanish. */

import { esHazard } from '../../emit/hazard-words.ts';
import type { Verdict } from '../../model/index.ts';
import { esAudit } from './es-audit.ts';
import { esBackground } from './es-background.ts';
import { esEvidence } from './es-evidence.ts';
import { esGates } from './es-gates.ts';
import { esGiven } from './es-given.ts';
import { esHosts } from './es-hosts.ts';
import { esJudge } from './es-judge.ts';
import { esPhrases } from './es-phrases.ts';
import { esRuns } from './es-runs.ts';
import { esSession } from './es-session.ts';
import { esStory } from './es-story.ts';
import { esListing } from './listings.ts';
import type { Words } from './words.ts';

const verdicts: Readonly<Record<Verdict, string>> = {
  passed: 'correcto',
  failed: 'fallido',
  unverified: 'sin verificar',
  skipped: 'omitido',
};

export const es: Words = {
  language: 'es',
  background: esBackground,
  hosts: esHosts,
  given: esGiven,
  phrases: esPhrases,
  hazard: esHazard,
  listing: esListing,
  story: esStory,
  session: esSession,
  audit: esAudit,
  runs: esRuns,
  verdicts,
  and: 'y',

  screen: {
    version: (version) => `versión ${version}`,
    flow: (flow) => `flujo "${flow}"`,
    run: (run) => `ejecución ${run}`,
    stageOf: (number, all) => `etapa ${number} de ${all}`,
    stepOf: (number, all) => `paso ${number} de ${all}`,
    estimate: (minutes) => `estimado ${minutes} min`,
    of: (minutes) => `de ${minutes} min`,
    next: (ref, title) => `a continuación: ${ref}  ${title}`,
    folded: (count, file) => `… ${count} líneas más, todas en ${file}`,
    quiet: (time) => `en ejecución, ${time}`,
    quietOf: (time, limit) => `en ejecución, ${time} de un máximo de ${limit}`,
    lines: (count) => (count === 1 ? '1 línea' : `${count} líneas`),
    hasTerminal: 'el bloque tiene el terminal; lo que muestre no se guarda',
    terminalBack: 'el terminal vuelve a procs',
  },

  actions: {
    block: (line) => `bloque de la línea ${line}`,
    scriptAt: (line) => `script de la línea ${line}`,
    script: (path) => `script ${path}`,
    checklist: 'lista de verificación',
    message: 'mensaje',
    messageTo: (channel) => `mensaje a ${channel}`,
    document: 'documento',
    documentAt: (path) => `documento ${path}`,
    procedure: (target) => `procedimiento ${target}`,
    instruction: 'instrucción',
    listing: 'listado',
    shownAt: (line, reason) =>
      `se muestra en el documento, línea ${line}${reason === null ? '' : ` (${reason})`}`,
    earlier: (evidence) => `${evidence} (antes de reanudar la ejecución)`,
  },

  attest: {
    done: '¿Hecho?',
    stepDone: '¿Se ha hecho este paso?',
    holds: (text, why) => `¿Se cumple?: ${text}${why === null ? '' : ` (${why})`}`,
    by: (name) => `atestado por ${name}`,
    deniedBy: (name) => `negado por ${name}`,
    againEdited: (name) =>
      `se pregunta de nuevo: lo dijo ${name}, y desde entonces el documento dice otra cosa`,
    againRun: (name) =>
      `se pregunta de nuevo: lo dijo ${name}, y desde entonces se han ejecutado pasos`,
    nobody: 'solo puede decirlo una persona, y nadie lo ha dicho',
    inAdvance: (name) => `${name} (por adelantado, --attest-as)`,
    declared: (evidence) => `declarado: ${evidence}`,
    inferred: (rule, evidence) => `inferido por la regla ${rule}: ${evidence}`,
  },

  checklist: {
    open: (open, all) => `${open} de ${all} puntos no los ha confirmado nadie`,
    all: (count, by) => `los ${count} puntos, confirmados por ${by}`,
  },

  message: {
    unfilled: (names) => `falta por rellenar: ${names}`,
    sent: (channel) => `¿Se envió este mensaje${channel === null ? '' : ` a ${channel}`}?`,
    unusable: (channel, why) => `el webhook de ${channel} no se puede usar: ${why}`,
    post: (channel) => `¿Publicar esto${channel === null ? '' : ` en ${channel}`}?`,
    posted: (channel, how) => `publicado${channel === null ? '' : ` en ${channel}`}: ${how}`,
    notPosted: (channel, why) => `sin publicar${channel === null ? '' : ` en ${channel}`}: ${why}`,
    triedAgain: 'se reintenta mientras sigue la ejecución',
    soFar: (name, results) =>
      `(procs: ${name}, pasos hasta ahora: ${results ?? 'ninguno terminado'})`,
    fillIn: '¿Rellenarlo ahora?',
    oneOf: (options) => `uno de ${options}; una respuesta vacía lo deja abierto`,
  },

  document: {
    nowhere: 'el documento no dice dónde escribir esto',
    noPath: (names) => `no se conoce su ruta: ${names}`,
    writtenDown: '¿Ha quedado esto por escrito?',
    noDirectory: 'la sesión no tiene un directorio en el que escribirlo',
    kept: (file) => `${file} ya existe y no se ha sobrescrito`,
    overwrite: (file) => `${file} ya existe. ¿Sobrescribirlo?`,
    write: (file) => `¿Escribir ${file}?`,
    notWritten: (file) => `no se ha escrito ${file}`,
    cannotWrite: (file, why) => `no se ha podido escribir ${file}: ${why}`,
    written: (file) => `se ha escrito ${file}`,
    complete: (file, names) =>
      `se ha escrito ${file}; falta por rellenar: ${names}. ¿Está ya completo?`,
    incomplete: (file, names) => `se ha escrito ${file}, y aún falta por rellenar: ${names}`,
  },

  call: {
    notOne: (target, like) =>
      `no hay un único procedimiento ${target}${like === null ? '' : `; ¿quería decir ${like}?`}`,
    cycle: (names) => `${names}: se llaman entre sí sin fin`,
    now: (name, title) => `¿Ejecutar ahora ${name} (${title})?`,
    notWanted: (name) => `el operador no quiso ejecutar ${name}`,
    cannot: (name, problems) => `${name} no se puede ejecutar: ${problems}`,
    ask: (parameter, name) => `${parameter} de ${name}:`,
    unusable: (parameter, wrong) => `${parameter} no se puede usar: ${wrong}`,
    ended: (name, verdict) => `${name} ha terminado como ${verdicts[verdict]}`,
  },

  block: {
    noValue: (names) => `sin valor para ${names}`,
    run: '¿Ejecutar este bloque?',
    notAllowed: (name) => `no se ha ejecutado: ${name} no lo ha permitido`,
    attempt: (number, all, evidence) => `intento ${number} de ${all} fallido: ${evidence}`,
    listing: (name) => `Esto es un listado de ${name}. ¿Ejecutarlo, como proceso aparte?`,
    edited: (name, evidence) => `editado por ${name}: ${evidence}`,
    byHand: (name, reason) => `hecho a mano, atestado por ${name}: ${reason}`,
    thisScript: 'este script',
    notAsked: (name) => `${name} es un listado de un script, y nadie ha pedido ejecutarlo`,
  },

  doubt: {
    failed: (evidence) => `Este bloque ya se ejecutó y falló: ${evidence}`,
    ended: (evidence) =>
      `Este bloque se estaba ejecutando cuando se cortó la ejecución, y terminó por sí solo: ${evidence}`,
    unknown: 'Este bloque puede haberse ejecutado, entero o en parte: la ejecución se cortó en él',
    edited: 'No era lo que dice el documento: el operador lo había editado',
    accept: 'aceptar cómo terminó',
    again: 'ejecutarlo de nuevo',
    check: 'no ejecutarlo: solo comprobar sus criterios',
    skip: 'omitirlo, indicando el motivo',
    stop: 'parar, y reanudar más tarde',
    mayHaveRun: 'puede haberse ejecutado, entero o en parte, cuando se cortó la ejecución',
    skipped: (name, reason) => `puede haberse ejecutado, y lo ha omitido ${name}: ${reason}`,
    undecided: (ref, line) =>
      `el bloque del paso ${ref} de la línea ${line} puede haberse ejecutado ya, y nadie ha decidido si ejecutarlo de nuevo (se indica con --again)`,
  },

  lacking: {
    title:
      'A la sesión le falta lo que ningún archivo puede contener: el procs que lo tenía en memoria ha terminado. Nada sigue como si estuviera:',
    named: {
      variable: (name) => `la variable ${name}`,
      function: (name) => `la función ${name}`,
    },
    other1: (kind) =>
      ({
        directory: 'el directorio en que estaba',
        arguments: 'los parámetros posicionales',
        aliases: 'los alias',
        trap: 'un trap',
      })[kind] ?? 'un ajuste',
    again: (what, steps) => `${what}: ejecute de nuevo el paso ${steps}, que le dio su valor`,
    give: (what, names) => `${what}: indique de nuevo ${names} (--set, o en el entorno)`,
    given: (what) => `${what}: asígnela de nuevo`,
    other: 'no ejecutar este bloque: ir a un paso, o asignarlo en un shell',
    without: 'seguir sin ello',
    lacks: (list) => `a la sesión le falta: ${list}`,
    stopped: (ref, list) => `antes del paso ${ref} a la sesión le falta: ${list}`,
  },

  menu: {
    whatNow: '¿Qué hacer?',
    stepFailed: (ref) => `El paso ${ref} ha fallado. ¿Qué hacer?`,
    stepEdited: (ref) => `El paso ${ref}, editado, ha fallado. ¿Qué hacer?`,
    stepInterrupted: (ref) => `El paso ${ref} se ha interrumpido. ¿Qué hacer?`,
    stageFailed: (number) => `No se cumple un criterio de la etapa ${number}. ¿Qué hacer?`,
    refused: (ref) => `No se ha permitido ejecutar el bloque del paso ${ref}. ¿Qué hacer?`,
    keys: (keys) => `Responda con una de estas teclas: ${keys}; ? las explica.`,
    reason: 'Motivo:',
    needReason: 'Hace falta un motivo: queda en el diario.',
    retry: 'reintentar',
    edit: 'editar el bloque y ejecutarlo',
    check: 'comprobar de nuevo los criterios, sin ejecutar nada',
    shell: 'abrir un shell en el estado de esta sesión',
    done: 'dar por hecho a mano, indicando el motivo',
    skip: 'omitir este paso, indicando el motivo',
    skipCriterion: 'seguir sin ello, indicando el motivo',
    goTo: 'ir a otro paso',
    rollback: 'ejecutar el rollback',
    handOver: 'entregar la ejecución a otra persona',
    stop: 'parar aquí; la ejecución se puede reanudar',
    fail: 'terminar la ejecución como fallida',
    help: 'explicar estas opciones',
    explain: {
      r: 'Ejecuta de nuevo lo que falló y lo que le sigue en este paso. Lo que ya fue correcto se conserva.',
      e: 'Abre el bloque en $VISUAL o $EDITOR. Lo que guarde se comprueba, se muestra con sus diferencias y se ejecuta una vez, aquí; el documento no cambia. El diario guarda las diferencias.',
      c: 'Juzga de nuevo los criterios del paso; no se ejecuta ningún bloque.',
      '!': 'Un bash con el directorio, las variables y las funciones de esta sesión. Al salir, usted dice si se conserva lo que haya cambiado.',
      m: 'Usted responde con su nombre de que se hizo a mano. Los criterios que puede comprobar una máquina se comprueban igualmente.',
      k: 'Sigue sin ello. La ejecución terminará, como mucho, sin verificar.',
      g: 'Hacia delante: los pasos intermedios se omiten, con su motivo. Hacia atrás: se ejecutan de nuevo los pasos desde ahí.',
      b: 'Ejecuta la vuelta atrás que describe el documento, y termina esta ejecución.',
      h: 'Para aquí y deja escrito quién la recibe y qué debe saber. Esa persona la reanuda.',
      s: 'Para aquí. "procs run --resume" sigue desde este punto, en esta máquina.',
      f: 'Termina la ejecución como fallida. No se podrá reanudar.',
    },
  },

  goTo: {
    which: '¿A qué paso (su número, nada para quedarse aquí)?',
    noStep: (ref) => `No hay un paso ${ref} en este flujo.`,
    here: (ref) => `El paso ${ref} es este: reintentar lo ejecuta de nuevo.`,
    forwards: (left, ref) => `¿Dejar fuera ${left}, y seguir en ${ref}?`,
    back: (ref, last) =>
      `¿Ejecutar de nuevo ${ref} y todo lo que le sigue hasta ${last}? Lo que hicieron no se deshace, y la sesión queda como está ahora.`,
  },

  handOver: {
    to: '¿Quién la recibe?',
    note: '¿Qué debe saber?',
    stopped: (to) => `entregada a ${to}`,
    resumed: (from) => `Esta ejecución la dejó ${from}.`,
    confirm: '¿La encuentra así, y se hace cargo de ella?',
    refused: 'Nadie se ha hecho cargo de la ejecución, y no se ha hecho nada.',
  },

  edit: {
    heading: [
      'Guarde para ejecutar esto una vez, aquí; el documento no cambia.',
      'Guárdelo sin cambios, o vacío, para no ejecutar nada. Las líneas que empiezan como estas se quitan.',
    ],
    value: (name, value) => `${name} es ${value}`,
    noEditor: 'No se ha podido usar ningún editor: defina VISUAL o EDITOR.',
    unchanged: 'no se ha cambiado nada',
    noBlock: 'Así, el documento ya no tendría este bloque aquí: no se puede ejecutar.',
    syntax: (line, text) =>
      `bash no lo acepta, línea ${line}: ${text}. Edítelo de nuevo: lo que escribió se conserva.`,
    before: 'como está documentado',
    after: 'como se ha editado',
    run: '¿Ejecutarlo como se ha editado?',
  },

  shell: {
    opens: 'un shell en el estado de la sesión; se sale con exit',
    opensOn: (host) =>
      `un shell en ${host}, en el estado que la sesión tiene allí; se sale con exit`,
    gone: (reason) => `no hubo shell, o nadie sabe qué hizo: ${reason}`,
    newLogin: (host) =>
      `el propio bloque va a ${host}: si se ejecuta otra vez, inicia allí una sesión nueva, sin estos cambios`,
    back: 'de vuelta en la ejecución',
    lost: 'no dejó estado: la sesión sigue como estaba',
    unchanged: 'no cambió nada de la sesión',
    keep: '¿Conservar estos cambios para los pasos siguientes?',
    kept: 'se conservaron sus cambios',
    dropped: 'se descartaron sus cambios',
  },

  step: {
    edited: (name) => `con un bloque editado por ${name}`,
    checkSaysNo: (evidence, name, reason) =>
      `su comprobación dice que no (${evidence}); ${name} dice que se cumple: ${reason}`,
    leftOut: (reason) => `dejado fuera por el operador: ${reason}`,
    interrupted: (ref) => `interrumpido en el paso ${ref}`,
    interruptedBefore: (ref) => `interrumpido antes del paso ${ref}`,
    interruptedStage: (number) => `interrumpido al final de la etapa ${number}`,
    stopped: (ref) => `parado por el operador en el paso ${ref}`,
    stoppedStage: (number) => `parado por el operador al final de la etapa ${number}`,
    notAllowed: (ref) => `no se ha permitido ejecutar el bloque del paso ${ref}`,
    afterFailure: (reason) => `tras un fallo: ${reason}`,
    rollbackEnded: (verdict) => `el rollback ha terminado como ${verdicts[verdict]}`,
    rolledBack: (verdict) =>
      `se ha vuelto atrás: el rollback ha terminado como ${verdicts[verdict]}`,
    endsHere: 'la ejecución termina aquí',
    before: (verdict) => `${verdicts[verdict]} antes de reanudar la ejecución`,
    notWanted: 'no se ha querido',
    runIt: (ref, title, word) => `El paso ${ref} "${title}" es ${word}. ¿Ejecutarlo?`,
    yes: 'ejecutarlo',
    no: 'dejarlo fuera',
    conditional: 'condicional',
    optional: 'opcional',
    changed: (ref, name) =>
      `el paso ${ref} de ${name} ha cambiado desde que esta ejecución lo empezó, así que lo que hizo no es lo que el documento dice ahora`,
    valueOf: (name) => `Valor de ${name}:`,
  },

  run: {
    start: (host) => `¿Iniciar esta ejecución en ${host}?`,
    thisMachine: 'esta máquina',
    notStarted: 'La ejecución no se ha iniciado, y no se ha hecho nada.',
    size: (steps, blocks, name) =>
      `${steps} ${steps === 1 ? 'paso' : 'pasos'}, ${blocks} ${blocks === 1 ? 'bloque' : 'bloques'} por ejecutar; "procs plan ${name}" los muestra uno a uno`,
    stopped: (reason) => `Parado: ${reason}.`,
    noRoom: (directory, why) =>
      `no se puede escribir en ${directory} (${why}). No se inició nada más; libere espacio y continúe. Un bloque que se estaba iniciando puede necesitar --again.`,
    noRoomToStart: (directory, why) =>
      `No se puede escribir en ${directory} (${why}): no se inició nada. Libere espacio, o indique otra carpeta con PROCS_RUNS_DIR.`,
    full: (directory) => `el disco de ${directory} está lleno`,
    notMasked: (directory, why) =>
      `No se pudieron enmascarar los secretos de la salida guardada en ${directory} (${why}): lo que parece una credencial lo enmascara el próximo inicio de procs; los valores de parámetros secretos, la reanudación. Si no, borre esa salida.`,
    goesOn: (id) => `"procs run --resume ${id}" sigue desde aquí.`,
    wayBack: (name) => `la vuelta atrás: procs run ${name} --flow rollback`,
    evidence: (id) => `evidencia: procs runs show ${id}`,
    output: (directory) => `salida: ${directory}`,
    deviations: (count) =>
      count === 1
        ? 'la evidencia recoge 1 desviación respecto al documento'
        : `la evidencia recoge ${count} desviaciones respecto al documento`,
    count: (count, verdict) =>
      `${count} ${count === 1 || verdict === 'unverified' ? verdicts[verdict] : `${verdicts[verdict]}s`}`,
    notGoneOn: (id) => `La ejecución ${id} no se ha reanudado, y está como estaba.`,
    goingOn: (id) => `se sigue con la ejecución ${id}`,
    value: (name, more) => `${name}${more === '' ? '' : ` (${more})`}:`,
    example: (value) => `el documento muestra ${value} como ejemplo`,
    empty: 'está vacío',
    unusable: (wrong) => `No se puede usar: ${wrong}.`,
    stillRunning: (line, since) =>
      `El bloque de la línea ${line} sigue en ejecución desde ${since}. ¿Qué hacer?`,
    wait: 'esperar a que termine',
    end: 'terminarlo',
    leave: 'dejarlo, y reanudar más tarde',
    leftRunning: (line) => `el bloque de la línea ${line} sigue en ejecución`,
    inputEnded: 'la entrada terminó antes de que se respondiera a la pregunta',
    nobody: (question) => `no hay nadie que responda: ${question}`,
  },

  ask: {
    yesNo: '[s/n]',
    yesNoUnknown: '[s/n/?]',
    again: 'Responda s o n, por favor.',
    againUnknown: 'Responda s o n, por favor, o ? si no puede decirlo.',
  },

  plan: {
    title: (flow, path) => `flujo "${flow}" de ${path}`,
    before: (text) => `antes: ${text}`,
    secret: '(secreto)',
    shows: (example) => `el documento muestra ${example}`,
    toAsk: (name, more) => `se preguntará: ${name}${more === '' ? '' : ` (${more})`}`,
    minutes: (minutes) => `(${minutes} min)`,
    exit: (text) => `salida: ${text}`,
    skipped: (reason) => `(omitido: ${reason})`,
    askedFirst: (reason) => `(${reason}: se pregunta antes)`,
    block: (line, host) => `bloque de la línea ${line} en ${host ?? 'esta máquina'}`,
    confirmed: (gate) => `se confirma antes: ${gate}`,
    goesOn: (host) => `sigue en ${host ?? 'esta máquina'} desde aquí`,
    everyCommand: 'cada orden termina con 0',
    endsWith: (codes) => `termina con ${codes.join(' o ')}`,
    mayFindNothing: (line) => `la búsqueda de la línea ${line} puede no encontrar nada`,
    within: (seconds) => `en un máximo de ${seconds} s`,
    upTo: (times) => `hasta ${times} veces`,
    withTerminal: (why) => `con el terminal, su salida no se guarda: ${why}`,
    inBackground: (seconds) =>
      `en segundo plano, hasta que termine la ejecución${seconds === null ? '' : `, ${seconds} s como máximo`}`,
    notPartOfOnly: (ref) => `fuera de --only ${ref}`,
    beforeFrom: (ref) => `anterior a --from ${ref}`,
    onlyWhenAsked: (word, ref) => `${word}: solo se ejecuta si se pide (--with ${ref})`,
  },

  problems: {
    cannotRun: (name) => `${name} no se puede ejecutar:`,
    nothing: (name, flow) =>
      `No se ejecutaría nada de ${name}: todos los pasos del flujo "${flow}" quedan fuera o solo se ejecutan si se pide (--with).`,
    unknownValues: (names) =>
      `No se conocen estos valores, y no hay nadie a quien preguntar: ${names}. Indique cada uno con --set NOMBRE=valor.`,
    noFlow: (name, flow, ids) =>
      `${name} no tiene un flujo "${flow}". ${ids.length === 0 ? 'No tiene ningún flujo que se pueda ejecutar.' : `Tiene: ${ids.join(', ')}.`}`,
    noStep: (ref, flow, like) =>
      `No hay un paso o etapa ${ref} en el flujo "${flow}".${like === null ? '' : ` ¿Quería decir ${like}?`}`,
    unusable: (name, value, wrong) =>
      `${name} ${value === null ? '' : `= "${value}" `}no se puede usar: ${wrong}.`,
    noParameter: (name, procedure, like, names) =>
      `--set ${name}: ${procedure} no tiene ese parámetro.${
        like !== null
          ? ` ¿Quería decir ${like}?`
          : names.length > 0
            ? ` Tiene: ${names.join(', ')}.`
            : ' No tiene ninguno.'
      }`,
    where: (ref, line) => `Paso ${ref}, línea ${line}`,
    syntax: (where, text) => `${where}: bash no acepta este bloque: ${text}`,
    cannotStand: (where, parameter, wrong) => `${where}: ${parameter} no puede ir aquí: ${wrong}.`,
    call: (ref, target) =>
      `El paso ${ref} ejecuta ${target}, y alguien tiene que confirmarlo: no hay nadie a quien preguntar, así que permítalo con --yes.`,
    gate: (where, gate) =>
      `${where}: ${gate}. Alguien tiene que confirmarlo, y no hay nadie a quien preguntar: permítalo con --yes.`,
    noTerminal: (where, why) => `${where}: este bloque necesita un terminal (${why}), y no lo hay.`,
    endless: (where, command, reason) =>
      `${where}: \`${command}\` no termina por sí solo (${reason}), y no hay nadie que lo termine: dé al bloque {timeout=…} o a la ejecución --timeout.`,
  },

  values: {
    nul: 'contiene un byte NUL',
    number: 'debe ser un número',
    boolean: 'debe ser true o false',
    oneOf: (options) => `debe ser uno de ${options}`,
    badPattern: (pattern, why) => `su patrón ${pattern} no se puede usar: ${why}`,
    match: (pattern) => `debe ajustarse a ${pattern}`,
  },

  report: {
    title: 'evidencia de una ejecución',
    run: 'Ejecución',
    document: 'Documento',
    version: 'versión',
    noCommit: 'en ningún commit que git conozca',
    git: {
      committed: 'como en el commit',
      modified: 'modificado después',
      untracked: 'sin commit',
    },
    flow: 'Flujo',
    operator: 'Operador',
    started: 'Inicio (UTC)',
    ended: 'Fin (UTC)',
    took: 'Duración',
    selection: 'Selección',
    journal: 'Diario de la ejecución',
    secret: '(secreto)',
    fact: 'Dato',
    value: 'Valor',
    states: {
      ended: 'terminada',
      running: 'en curso',
      stopped: 'detenida, se puede reanudar',
    },
    prerequisites: 'Prerrequisitos',
    approvals: 'Aprobaciones',
    timeline: 'Cronología',
    nothing: 'No se inició ningún paso.',
    stage: 'Etapa',
    estimate: 'Estimado',
    verdict: 'Veredicto',
    criteria: 'Criterios de éxito',
    exitCriteria: 'Criterios de salida',
    criterion: 'Criterio',
    evidence: 'Cómo se comprobó',
    time: 'Hora',
    role: 'Rol',
    person: 'Persona',
    nobody: 'nadie',
    writtenBy: (name) => `anotado por ${name}`,
    block: (line, host) => `Bloque en la línea ${line}, en ${host}`,
    thisMachine: 'la máquina de la ejecución',
    unknownEnd: 'puede haberse ejecutado, entero o en parte: no se vio su final',
    omitted: (count) => `${count} bytes omitidos`,
    bytes: (count) => (count === 1 ? '1 byte' : `${count} bytes`),
    notReached: 'no se llegó',
    noVerdict: 'sin veredicto',
  },

  gates: esGates,
  judge: esJudge,
  ...esEvidence,
};
