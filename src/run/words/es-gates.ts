/** Lo que dice una ejecución en sus puertas, antes del primer bloque y al volver atrás, en español. */
import type { enGates } from './en-gates.ts';

export const esGates: typeof enGates = {
  gate: {
    destroys: (command, reason) => `${command}  ${reason}`,
    asked: 'el documento pide confirmar este bloque',
    documentSays: 'lo dice el documento',
    runsOn: (host) => `se ejecuta en  ${host}`,
    thisMachine: (name) => `esta máquina (${name})`,
    thisMachineAs: (host, name) => `${host}, que es esta máquina (${name})`,
    where: (name, value) => `con            ${name}=${value}`,
    unset: (name) => `con            ${name} sin definir`,
    empty: (name) => `con            ${name} vacía`,
    backup: (ref, title, time) =>
      `respaldo       el paso ${ref} "${title}" se cumplió en esta ejecución a las ${time}`,
    noBackup: 'respaldo       ninguno en esta ejecución',
    wayBack: (stages) => `vuelta atrás   el rollback del documento: ${stages}`,
    noWayBack: 'vuelta atrás   el documento no describe ninguna',
    run: '¿Ejecutar este bloque?',
    type: (word) => `Escriba ${word} para ejecutar este bloque, o n para parar aquí:`,
    mistyped: (word) => `Eso no es ${word}.`,
    goOn: '¿Continuar?',
    notAllowed: (ref) => `no se permitió ejecutar el bloque del paso ${ref}`,
    notGoneOn: (ref) => `nadie continuó ante el aviso del paso ${ref}`,
    stageNotGoneOn: (number) => `nadie continuó ante el aviso de la etapa ${number}`,
    byYes: (operator) => `${operator} (por adelantado, --yes)`,
    needsSomebody: (where, what) =>
      `${where}: ${what}. Alguien tiene que confirmarlo y no hay nadie a quien preguntar: permítalo con --yes.`,
    stepAt: (ref) => `Paso ${ref}`,
    stageAt: (number) => `Etapa ${number}`,
  },

  before: {
    title: (count) =>
      count === 1
        ? 'Antes del primer bloque debe cumplirse esto:'
        : `Antes del primer bloque deben cumplirse estas ${count} cosas:`,
    tool: (name, path) => `comprobado: ${name} es ${path}`,
    variable: (name) => `comprobado: ${name} está definida`,
    file: (path) => `comprobado: ${path} existe`,
    noTool: (name) => `${name} no se encuentra`,
    noVariable: (name) => `${name} no está definida`,
    noFile: (path) => `${path} no existe`,
    approvalFollows: 'se pregunta abajo',
    question: '¿Se cumplen?',
    yes: (name) => `sí, y ${name} responde de ello`,
    not: 'no todas',
    unknown: 'nadie puede decirlo: quedan sin verificar',
    stop: 'parar aquí; la ejecución se puede reanudar',
    which: '¿Cuáles no se cumplen? Sus números, como en 2 5:',
    notNumbers: (numbers) => `Dé algunos de estos números: ${numbers}.`,
    unmet: (count) =>
      count === 1
        ? 'Una de ellas no se cumple. ¿Y ahora?'
        : `${count} de ellas no se cumplen. ¿Y ahora?`,
    goOn: 'continuar de todos modos, con un motivo',
    reason: 'Motivo:',
    stopped: (count) =>
      count === 1 ? 'un prerrequisito no se cumple' : `${count} prerrequisitos no se cumplen`,
    stoppedAt: 'parada en los prerrequisitos',
    attested: (name) => `lo atestigua ${name}`,
    inAdvance: (name) => `${name} (por adelantado, --prerequisites-met)`,
    notMet: (name) => `no se cumple, dice ${name}`,
    wentOn: (evidence, reason) => `${evidence}; se continuó de todos modos: ${reason}`,
    without: (count) =>
      count === 1 ? 'se continuó sin 1 prerrequisito' : `se continuó sin ${count} prerrequisitos`,
    byApproval: (roles) => `aprobación de ${roles}`,
    byOperator: 'lo confirma el operador',
    byLook: (name) => `se comprueba: ${name}`,
    nobody: 'nadie lo ha confirmado',
    open: (count) =>
      count === 1
        ? '1 prerrequisito que nadie confirmó: --prerequisites-met NOMBRE responde de él'
        : `${count} prerrequisitos que nadie confirmó: --prerequisites-met NOMBRE responde de ellos`,
  },

  approval: {
    asked: (text) => `aprobación: ${text}`,
    as: '¿En qué rol se aprobó?',
    nobodyYet: 'nadie lo ha aprobado',
    who: (role) =>
      `¿Quién lo aprobó como ${role}? Un nombre; vacío: nadie; ?: nadie puede decirlo:`,
    by: (person, role, operator) => `aprobado por ${person} como ${role}, dice ${operator}`,
    inAdvance: (person, role) => `aprobado por ${person} como ${role} (por adelantado, --approve)`,
    refused: (role) => `nadie lo aprobó como ${role}`,
    unknown: (role) => `nadie pudo decir si lo aprobó ${role}`,
    vouched: (by, role) => `que lo aprobó ${role} lo atestigua ${by}`,
    sameEyes: (person) =>
      `${person} aprueba y ejecuta: nadie más lo ha mirado (regla de los cuatro ojos)`,
    notInMatrix: (role, like) =>
      `la matriz RACI del documento no tiene el rol ${role}${like === null ? '' : `; ¿quiso decir ${like}?`}`,
    accountable: (roles, activity) => `RACI: ${roles} responde (A) de "${activity}"`,
    unknownRole: (role, like, roles) =>
      `--approve ${role}: ${like === null ? `nadie lo pide como ${role}. Puede ser: ${roles}.` : `no existe ese rol. ¿Quiso decir ${like}?`}`,
    noRole: (role) => `--approve ${role}: nada en este documento pide una aprobación.`,
  },

  rollback: {
    done: 'hecho hasta ahora:',
    step: (ref, title, verdict) => `${ref}  ${title}  ${verdict}`,
    changed: (what) => what,
    nothing: 'no se ha ejecutado ningún bloque: no hay nada que revertir',
    starts: (procedure) => `ROLLBACK de ${procedure}`,
    goesOn: (procedure) =>
      `el rollback de ${procedure} se interrumpió antes de reanudar esta ejecución; continúa`,
    cutOff: 'su fallo llevó a un rollback, que se interrumpió y continuó después',
    rolledBack: (procedure, verdict) =>
      verdict === 'passed'
        ? `${procedure} fue revertido`
        : `${procedure} fue revertido, pero no todo está verificado`,
    failed: (procedure) => `el rollback de ${procedure} FALLÓ`,
    byHand: 'Lo que dejó no es el estado anterior ni el nuevo: continúe a mano, o reanude.',
    cannot: (problems) => `el rollback no se puede ejecutar: ${problems}`,
    ofPlan: (problem) => `Rollback: ${problem}`,
    wouldAsk: (names) => `un rollback preguntaría por: ${names}`,
    criteria: (number) => `La etapa ${number} no cumple sus criterios de salida. ¿Y ahora?`,
    criteriaOfAll: 'El procedimiento no cumple sus criterios de éxito. ¿Y ahora?',
    checkAgain: 'comprobarlos otra vez, sin ejecutar nada',
    offer: 'ejecutar el rollback',
    stop: 'parar aquí; la ejecución se puede reanudar',
    end: 'terminar la ejecución como fallida',
    stopped: 'parada por el operador en los criterios',
  },

  verify: {
    commands: (count) =>
      count === 1
        ? 'Una comprobación es una orden del documento:'
        : `${count} comprobaciones son órdenes del documento:`,
    checkOf: (ref, line) => `${ref === '' ? '' : `${ref}, `}línea ${line}`,
    refused: (danger) => `no se lleva a cabo: una comprobación solo puede mirar, y ${danger}`,
    run: '¿Llevar a cabo estas comprobaciones?',
    needsYes:
      'Las comprobaciones de este documento son órdenes que alguien tiene que permitir: no hay nadie a quien preguntar, permítalas con --yes.',
    notAllowed: 'no se permitió su comprobación',
    notCarriedOut: 'No se ha hecho ninguna comprobación.',
    needsBlock:
      'necesita la salida del bloque: solo lo sabe una ejecución, o --run con una que la guardó',
    elsewhere: (host) => `hay que mirarlo en ${host}, y verify solo mira aquí`,
    nothing: 'nada que verificar',
    onlyLooked: 'solo comprobaciones: no se ejecutó ningún bloque ni se anotó nada',
  },

  preflight: {
    dryRun: 'Simulacro: esto es lo que se ejecutaría. No se inició ni se escribió nada.',
    title: 'Falta, antes de empezar nada:',
    tool: (name, where) => `la herramienta ${name}, que necesita ${where}, no se encuentra`,
    maybeTool: (name, where) =>
      `la herramienta ${name}, para ${where}, no se encuentra ahora (algo anterior puede traerla)`,
    variable: (name, where) =>
      `la variable ${name}, que lee ${where}, no la define ni el entorno ni un paso anterior`,
    leftOut: (name, where, ref) =>
      `la variable ${name}, que lee ${where}, la define el paso ${ref}, que esta ejecución deja fuera`,
    file: (path, where) =>
      `el fichero ${path}, para ${where}, no existe ahora (algo anterior puede crearlo)`,
    host: (host, where, reason) => `el host ${host}, para ${where}, no se puede usar: ${reason}`,
    value: (name, more) => `el valor de ${name}${more === '' ? '' : ` (${more})`}`,
    asked: 'se pregunta a continuación',
    question: 'Falta algo. ¿Y ahora?',
    again: 'mirar otra vez',
    accept: 'empezar de todos modos',
    stop: 'no empezar',
    notStarted: 'La ejecución no empezó y no se hizo nada.',
    problem: (text) => `${text}. Resuélvalo, o empiece de todos modos con --accept-missing.`,
    toolOn: (host, text) => `en ${host}: ${text}`,
    goOn: '¿Empezar de todos modos?',
    called: (name, text) => `en ${name}, al que se llama: ${text}`,
    step: (ref, line) => `el paso ${ref} (línea ${line})`,
  },
};
