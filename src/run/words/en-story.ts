/** What is told of a run from its journal, and of runs in lists, in English. */
const git: Readonly<Record<'committed' | 'modified' | 'untracked', string>> = {
  committed: '',
  modified: ' (changed since)',
  untracked: ' (not committed)',
};

export const enStory = {
  started: (name: string, version: string | null, flow: string, by: string) =>
    `${name}${version === null ? '' : ` version ${version}`}, flow "${flow}", started by ${by}`,
  document: (path: string, hash: string) => `document ${path} sha256 ${hash}`,
  git: (commit: string, state: 'committed' | 'modified' | 'untracked') =>
    `, git ${commit}${git[state]}`,
  process: (resumed: boolean, pid: number, host: string | null, by: string | null) =>
    `${resumed ? 'resumed in' : 'in'} process ${pid}${host === null ? '' : ` on ${host}`}${by === null ? '' : ` by ${by}`}`,
  notSigned: (reason: string) => `; not signed: ${reason}`,
  signed: (key: string, count: number) => `signed with key ${key} over ${count} records`,
  tailCut: (bytes: number) =>
    `a line of ${bytes} bytes that a crash had left half written was cut off`,
  changed: (ref: string, by: string, reason: string) =>
    `step ${ref} was changed since it began: accepted by ${by}: ${reason}`,
  flow: (flow: string, procedure: string) => `flow "${flow}" of ${procedure}`,
  step: (ref: string) => `step ${ref}`,
  blockStarted: (line: number, behind: boolean) =>
    `block on line ${line} started${behind ? ' in the background' : ''}`,
  blockEnded: (evidence: string) => `block ended: ${evidence}`,
  rule: (rule: string) => ` (rule ${rule})`,
  stage: (number: number) => `stage ${number}`,
  flowEnded: 'flow ended',
  given: (option: string, takenBack: boolean, by: string) =>
    `${takenBack ? 'taken back' : 'given'} with the command by ${by}: ${option}`,
  decision: (what: string, reason: string | null, by: string | null) =>
    `decision: ${what}${reason === null ? '' : `: ${reason}`}${by === null ? '' : ` (${by})`}`,
  /** Behind what was asked. */
  choices: {
    allowed: 'allowed',
    'not allowed': 'not allowed',
    accepted: 'accepted',
    y: 'yes',
    s: 'stop',
    n: 'no',
    r: 'retry',
    a: 'accept how it ended',
    c: 'only check the criteria',
    m: 'done by hand',
    k: 'skip',
    g: 'go to another step',
    b: 'roll back',
    f: 'end as failed',
  } as Readonly<Record<string, string>>,
  /** What was asked. */
  asked: {
    notice: 'at a notice',
    block: 'before a block',
    doubt: 'of a block that may have run',
    failure: 'at a failure',
    refused: 'at a block that was not allowed',
    interrupted: 'after an interruption',
    criteria: 'at criteria that are not met',
    conditional: 'of a conditional part',
    optional: 'of an optional part',
    'change ahead': 'of a change ahead',
  } as Readonly<Record<string, string>>,
  deviation: (by: string, what: string, ref: string | null, reason: string | null) =>
    `deviation by ${by}: ${what}${ref === null ? '' : ` (step ${ref})`}${reason === null ? '' : `: ${reason}`}`,
  deviations: {
    edited: 'a block was edited and run',
    'by-hand': 'done by hand',
    skipped: 'left out',
    shell: "a shell in the session's state",
    forwards: 'went on at a later step',
    back: 'went back to an earlier step',
  },
  handedOver: (by: string, to: string, note: string) =>
    `handed over by ${by} to ${to}${note === '' ? '' : `: ${note}`}`,
  takenOver: (from: string, by: string, note: string | null) =>
    `taken over from ${from} by ${by}${note === null ? '' : `: ${note}`}`,
  before: (text: string, evidence: string) => `before: ${text}: ${evidence}`,
  approval: (text: string, evidence: string) => `approval: ${text}: ${evidence}`,
  filled: (fields: string) => `filled in: ${fields}`,
  open: '(open)',
  sources: {
    run: 'run',
    operator: 'operator',
    command: 'command',
    'earlier answer': 'earlier answer',
    open: 'open',
  },
  delivery: (delivered: boolean, channel: string, attempt: number, evidence: string) =>
    `${delivered ? 'delivered' : 'not delivered'} to ${channel}, attempt ${attempt}: ${evidence}`,
  ended: (status: number, reason: string) =>
    `run ended with exit status ${status}${reason === '' ? '' : `: ${reason}`}`,
  stopped: (reason: string) => `stopped: ${reason}`,
  /** What an action is, as the journal names it. */
  kinds: {
    run: 'block',
    script: 'script',
    checklist: 'checklist',
    message: 'message',
    document: 'document',
    call: 'procedure',
    instruction: 'instruction',
    listing: 'listing',
  } as Readonly<Record<string, string>>,
  endings: {
    exited: (status: number) => `exit status ${status}`,
    signalled: (signal: string) => `ended by ${signal}`,
    timedOut: (seconds: number) => `timed out after ${seconds} s`,
    interrupted: 'interrupted',
    running: (seconds: number) => `running after ${seconds} s`,
    lost: (reason: string) => `lost: ${reason}`,
    notStarted: (reason: string) => `not started: ${reason}`,
  },
  states: {
    running: 'running',
    stopped: 'can be resumed',
    ended: 'ended',
  },
};
