/** What a run says at gates, before its first block and on the way back, in English. */
export const enGates = {
  gate: {
    destroys: (command: string, reason: string) => `${command}  ${reason}`,
    asked: 'the document wants this block to be confirmed',
    documentSays: 'the document says so',
    runsOn: (host: string) => `runs on    ${host}`,
    thisMachine: (name: string) => `this machine (${name})`,
    thisMachineAs: (host: string, name: string) => `${host}, which is this machine (${name})`,
    where: (name: string, value: string) => `with       ${name}=${value}`,
    unset: (name: string) => `with       ${name} is not set`,
    empty: (name: string) => `with       ${name} is empty`,
    backup: (ref: string, title: string, time: string) =>
      `backup     step ${ref} "${title}" passed in this run at ${time}`,
    noBackup: 'backup     none was made in this run',
    wayBack: (stages: string) => `way back   the document's rollback: ${stages}`,
    noWayBack: 'way back   the document describes none',
    run: 'Run this block?',
    type: (word: string) => `Type ${word} to run this block, or n to stop here:`,
    mistyped: (word: string) => `That is not ${word}.`,
    goOn: 'Go on?',
    notAllowed: (ref: string) => `the block of step ${ref} was not allowed to run`,
    notGoneOn: (ref: string) => `nobody went on at the notice of step ${ref}`,
    stageNotGoneOn: (number: number) => `nobody went on at the notice of stage ${number}`,
    byYes: (operator: string) => `${operator} (in advance, --yes)`,
    needsSomebody: (where: string, what: string) =>
      `${where}: ${what}. Somebody has to confirm that, and nobody is there to ask: allow it with --yes.`,
    stepAt: (ref: string) => `Step ${ref}`,
    stageAt: (number: number) => `Stage ${number}`,
  },

  before: {
    title: (count: number) =>
      count === 1
        ? 'Before the first block, this must be so:'
        : `Before the first block, these ${count} things must be so:`,
    tool: (name: string, path: string) => `looked up: ${name} is ${path}`,
    variable: (name: string) => `looked up: ${name} is set`,
    file: (path: string) => `looked up: ${path} is there`,
    noTool: (name: string) => `${name} is not found`,
    noVariable: (name: string) => `${name} is not set`,
    noFile: (path: string) => `${path} is not there`,
    approvalFollows: 'asked below',
    question: 'Are these met?',
    yes: (name: string) => `yes, and ${name} vouches for it`,
    not: 'not all of them',
    unknown: 'nobody can say: they stay unverified',
    stop: 'stop here; the run can be resumed',
    which: 'Which are not met? Their numbers, as in 2 5:',
    notNumbers: (numbers: string) => `Give some of these numbers: ${numbers}.`,
    unmet: (count: number) =>
      count === 1
        ? 'One of these is not met. What now?'
        : `${count} of these are not met. What now?`,
    goOn: 'go on all the same, with a reason',
    reason: 'Reason:',
    stopped: (count: number) =>
      count === 1 ? 'a prerequisite is not met' : `${count} prerequisites are not met`,
    stoppedAt: 'stopped at the prerequisites',
    attested: (name: string) => `attested by ${name}`,
    inAdvance: (name: string) => `${name} (in advance, --prerequisites-met)`,
    notMet: (name: string) => `not met, says ${name}`,
    wentOn: (evidence: string, reason: string) => `${evidence}; gone on all the same: ${reason}`,
    without: (count: number) =>
      count === 1 ? 'gone on without 1 prerequisite' : `gone on without ${count} prerequisites`,
    byApproval: (roles: string) => `approval by ${roles}`,
    byOperator: 'confirmed by the operator',
    byLook: (name: string) => `looked up: ${name}`,
    nobody: 'nobody has confirmed it',
    open: (count: number) =>
      count === 1
        ? '1 prerequisite was confirmed by nobody: --prerequisites-met NAME vouches for it'
        : `${count} prerequisites were confirmed by nobody: --prerequisites-met NAME vouches for them`,
  },

  approval: {
    asked: (text: string) => `approval: ${text}`,
    as: 'In which role was it approved?',
    nobodyYet: 'nobody has approved it',
    who: (role: string) =>
      `Who approved it as ${role}? A name; empty: nobody did; ?: nobody can say:`,
    by: (person: string, role: string, operator: string) =>
      `approved by ${person} as ${role}, says ${operator}`,
    inAdvance: (person: string, role: string) =>
      `approved by ${person} as ${role} (in advance, --approve)`,
    refused: (role: string) => `nobody approved it as ${role}`,
    unknown: (role: string) => `whether ${role} approved it nobody could say`,
    vouched: (by: string, role: string) => `that ${role} approved it is attested by ${by}`,
    sameEyes: (person: string) =>
      `${person} approves and operates: nobody else has looked at it (four-eyes rule)`,
    notInMatrix: (role: string, like: string | null) =>
      `the document's RACI matrix has no role ${role}${like === null ? '' : `; did you mean ${like}?`}`,
    accountable: (roles: string, activity: string) =>
      `RACI: ${roles} answers (A) for "${activity}"`,
    unknownRole: (role: string, like: string | null, roles: string) =>
      `--approve ${role}: ${like === null ? `nobody is asked for as ${role}. It can be: ${roles}.` : `there is no such role. Did you mean ${like}?`}`,
    noRole: (role: string) => `--approve ${role}: nothing in this document asks for an approval.`,
  },

  rollback: {
    done: 'done so far:',
    step: (ref: string, title: string, verdict: string) => `${ref}  ${title}  ${verdict}`,
    changed: (what: string) => `it ${what}`,
    nothing: 'no block has run, so there is nothing to roll back',
    starts: (procedure: string) => `ROLLBACK of ${procedure}`,
    goesOn: (procedure: string) =>
      `the rollback of ${procedure} was cut off before this run was resumed; it goes on`,
    cutOff: 'its failure led to a rollback, which was cut off and went on later',
    rolledBack: (procedure: string, verdict: string) =>
      verdict === 'passed'
        ? `${procedure} was rolled back`
        : `${procedure} was rolled back, but not all of it is verified`,
    failed: (procedure: string) => `the rollback of ${procedure} FAILED`,
    byHand: 'What it left is neither the old state nor the new one: go on by hand, or resume.',
    cannot: (problems: string) => `the rollback cannot be run: ${problems}`,
    ofPlan: (problem: string) => `Rollback: ${problem}`,
    wouldAsk: (names: string) => `a rollback would ask for: ${names}`,
    criteria: (number: number) => `Stage ${number} does not meet its exit criteria. What now?`,
    criteriaOfAll: 'The procedure does not meet its success criteria. What now?',
    checkAgain: 'check them again, without running anything',
    offer: 'run the rollback',
    stop: 'stop here; the run can be resumed',
    end: 'end the run as failed',
    stopped: 'stopped by the operator at the criteria',
  },

  verify: {
    commands: (count: number) =>
      count === 1
        ? 'One check is a command of the document:'
        : `${count} checks are commands of the document:`,
    checkOf: (ref: string, line: number) => `${ref === '' ? '' : `${ref}, `}line ${line}`,
    refused: (danger: string) => `not carried out: a check may only look, and ${danger}`,
    run: 'Carry these checks out?',
    needsYes:
      'The checks of this document are commands, which somebody has to allow: nobody is there to ask, so allow them with --yes.',
    notAllowed: 'its check was not allowed to run',
    notCarriedOut: 'No check was carried out.',
    needsBlock: "needs the block's output: only a run can tell, or --run with one that kept it",
    elsewhere: (host: string) => `it is to be looked at on ${host}, and verify looks only here`,
    nothing: 'nothing to verify',
    onlyLooked: 'only checks: no block was run, and nothing was written down',
  },

  preflight: {
    dryRun: 'Dry run: this is what would run. Nothing was started, and nothing was written.',
    title: 'Missing before anything is started:',
    tool: (name: string, where: string) => `tool ${name}, which ${where} needs, is not found`,
    maybeTool: (name: string, where: string) =>
      `tool ${name}, for ${where}, is not found now (something before it may bring it)`,
    variable: (name: string, where: string) =>
      `variable ${name}, which ${where} reads, is set neither in the environment nor by a step before it`,
    leftOut: (name: string, where: string, ref: string) =>
      `variable ${name}, which ${where} reads, is set by step ${ref}, which this run leaves out`,
    file: (path: string, where: string) =>
      `file ${path}, for ${where}, is not there now (something before it may bring it)`,
    host: (host: string, where: string, reason: string) =>
      `host ${host}, for ${where}, cannot be used: ${reason}`,
    value: (name: string, more: string) => `value of ${name}${more === '' ? '' : ` (${more})`}`,
    asked: 'it is asked for next',
    question: 'Something is missing. What now?',
    again: 'look again',
    accept: 'start all the same',
    stop: 'do not start',
    notStarted: 'The run was not started, and nothing was done.',
    problem: (text: string) =>
      `${text}. Bring it about, or start all the same with --accept-missing.`,
    toolOn: (host: string, text: string) => `on ${host}: ${text}`,
    goOn: 'Start all the same?',
    called: (name: string, text: string) => `in ${name}, which is called: ${text}`,
    step: (ref: string, line: number) => `step ${ref} (line ${line})`,
  },
};
