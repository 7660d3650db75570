/** What a run says, in English. Values are plain text: they are masked and escaped where they are shown. */

import { enHazard } from '../../emit/hazard-words.ts';
import { english } from '../../emit/phrases.ts';
import type { Verdict } from '../../model/index.ts';
import { enAudit } from './en-audit.ts';
import { enBackground } from './en-background.ts';
import { enEvidence } from './en-evidence.ts';
import { enGates } from './en-gates.ts';
import { enGiven } from './en-given.ts';
import { enHosts } from './en-hosts.ts';
import { enJudge } from './en-judge.ts';
import { enRuns } from './en-runs.ts';
import { enSession } from './en-session.ts';
import { enStory } from './en-story.ts';
import { enListing } from './listings.ts';

const verdicts: Readonly<Record<Verdict, string>> = {
  passed: 'passed',
  failed: 'failed',
  unverified: 'unverified',
  skipped: 'skipped',
};

export const en = {
  language: 'en' as 'en' | 'es',
  background: enBackground,
  hosts: enHosts,
  given: enGiven,
  phrases: english,
  hazard: enHazard,
  listing: enListing,
  story: enStory,
  session: enSession,
  audit: enAudit,
  runs: enRuns,
  verdicts,
  /** Joins the last two of several: `a, b and c`. */
  and: 'and',

  screen: {
    version: (version: string) => `version ${version}`,
    flow: (flow: string) => `flow "${flow}"`,
    run: (run: string) => `run ${run}`,
    stageOf: (number: number, all: number) => `stage ${number} of ${all}`,
    stepOf: (number: number, all: number) => `step ${number} of ${all}`,
    estimate: (minutes: number) => `estimate ${minutes} min`,
    of: (minutes: number) => `of ${minutes} min`,
    next: (ref: string, title: string) => `next: ${ref}  ${title}`,
    folded: (count: number, file: string) => `… ${count} lines more, all of them in ${file}`,
    quiet: (time: string) => `still running, ${time}`,
    quietOf: (time: string, limit: string) => `still running, ${time} of at most ${limit}`,
    lines: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
    hasTerminal: 'the block has the terminal; what it shows is not kept',
    terminalBack: 'the terminal is back',
  },

  actions: {
    block: (line: number) => `block on line ${line}`,
    scriptAt: (line: number) => `script on line ${line}`,
    script: (path: string) => `script ${path}`,
    checklist: 'checklist',
    message: 'message',
    messageTo: (channel: string) => `message to ${channel}`,
    document: 'document',
    documentAt: (path: string) => `document ${path}`,
    procedure: (target: string) => `procedure ${target}`,
    instruction: 'instruction',
    listing: 'listing',
    shownAt: (line: number, reason: string | null) =>
      `shown in the document, line ${line}${reason === null ? '' : ` (${reason})`}`,
    earlier: (evidence: string) => `${evidence} (before this run was resumed)`,
  },

  attest: {
    done: 'Done?',
    stepDone: 'Is this step done?',
    holds: (text: string, why: string | null) =>
      `Does this hold: ${text}${why === null ? '' : ` (${why})`}`,
    by: (name: string) => `attested by ${name}`,
    deniedBy: (name: string) => `denied by ${name}`,
    againEdited: (name: string) =>
      `asked again: ${name} said so, and the document says something else since`,
    againRun: (name: string) => `asked again: ${name} said so, and steps have run since`,
    nobody: 'only a person can say, and nobody did',
    inAdvance: (name: string) => `${name} (in advance, --attest-as)`,
    declared: (evidence: string) => `declared: ${evidence}`,
    inferred: (rule: string, evidence: string) => `inferred by rule ${rule}: ${evidence}`,
  },

  checklist: {
    open: (open: number, all: number) => `${open} of ${all} items were confirmed by nobody`,
    all: (count: number, by: string) => `all ${count} items confirmed by ${by}`,
  },

  message: {
    unfilled: (names: string) => `still to be filled in: ${names}`,
    sent: (channel: string | null) =>
      `Was this message sent${channel === null ? '' : ` to ${channel}`}?`,
    unusable: (channel: string, why: string) => `the webhook of ${channel} cannot be used: ${why}`,
    post: (channel: string | null) => `Post this${channel === null ? '' : ` to ${channel}`}?`,
    posted: (channel: string | null, how: string) =>
      `posted${channel === null ? '' : ` to ${channel}`}: ${how}`,
    notPosted: (channel: string | null, why: string) =>
      `not posted${channel === null ? '' : ` to ${channel}`}: ${why}`,
    triedAgain: 'it is tried again while the run goes on',
    soFar: (name: string, results: string | null) =>
      `(procs: ${name}, steps so far: ${results ?? 'none has ended'})`,
    fillIn: 'Fill that in now?',
    oneOf: (options: string) => `one of ${options}; an empty answer leaves it open`,
  },

  document: {
    nowhere: 'the document does not say where to write this',
    noPath: (names: string) => `its path is not known: ${names}`,
    writtenDown: 'Was this written down?',
    noDirectory: 'the session has no directory to write it in',
    kept: (file: string) => `${file} is there already and was not overwritten`,
    overwrite: (file: string) => `${file} is there already. Overwrite it?`,
    write: (file: string) => `Write ${file}?`,
    notWritten: (file: string) => `${file} was not written`,
    cannotWrite: (file: string, why: string) => `${file} could not be written: ${why}`,
    written: (file: string) => `${file} was written`,
    complete: (file: string, names: string) =>
      `${file} was written; still to be filled in: ${names}. Is it complete now?`,
    incomplete: (file: string, names: string) =>
      `${file} was written, and is still to be filled in: ${names}`,
  },

  call: {
    notOne: (target: string, like: string | null) =>
      `there is no one procedure ${target}${like === null ? '' : `; did you mean ${like}?`}`,
    cycle: (names: string) => `${names}: they call each other without end`,
    now: (name: string, title: string) => `Run ${name} (${title}) now?`,
    notWanted: (name: string) => `the operator did not want to run ${name}`,
    cannot: (name: string, problems: string) => `${name} cannot be run: ${problems}`,
    ask: (parameter: string, name: string) => `${parameter} of ${name}:`,
    unusable: (parameter: string, wrong: string) => `${parameter} is not usable: ${wrong}`,
    ended: (name: string, verdict: Verdict) => `${name} ended as ${verdicts[verdict]}`,
  },

  block: {
    noValue: (names: string) => `no value for ${names}`,
    run: 'Run this block?',
    notAllowed: (name: string) => `it did not run: ${name} did not allow it`,
    attempt: (number: number, all: number, evidence: string) =>
      `attempt ${number} of ${all} failed: ${evidence}`,
    listing: (name: string) => `This is a listing of ${name}. Run it, as a process of its own?`,
    edited: (name: string, evidence: string) => `as edited by ${name}: ${evidence}`,
    byHand: (name: string, reason: string) => `done by hand, attested by ${name}: ${reason}`,
    thisScript: 'this script',
    notAsked: (name: string) => `${name} is a listing of a script, and nobody asked to run it`,
  },

  doubt: {
    failed: (evidence: string) => `This block has run and failed before: ${evidence}`,
    ended: (evidence: string) =>
      `This block was running when the run was cut off, and ended by itself: ${evidence}`,
    unknown: 'This block may have run, whole or in part: the run was cut off in it',
    edited: 'It was not what the document says: the operator had edited it',
    accept: 'accept how it ended',
    again: 'run it again',
    check: 'do not run it: only check its criteria',
    skip: 'skip it, with a reason',
    stop: 'stop, and resume later',
    mayHaveRun: 'it may have run, whole or in part, when the run was cut off',
    skipped: (name: string, reason: string) =>
      `it may have run, and was skipped by ${name}: ${reason}`,
    undecided: (ref: string, line: number) =>
      `the block of step ${ref} on line ${line} may have run already, and nobody decided whether to run it again (--again says so)`,
  },

  lacking: {
    title:
      'The session lacks what no file may hold: the procs that had it in its memory has ended. Nothing goes on as if it were there:',
    named: {
      variable: (name: string) => `the variable ${name}`,
      function: (name: string) => `the function ${name}`,
    },
    other1: (kind: string) =>
      ({
        directory: 'the directory that it was in',
        arguments: 'the positional parameters',
        aliases: 'the aliases',
        trap: 'a trap',
      })[kind] ?? 'a setting',
    again: (what: string, steps: string) => `${what}: run step ${steps} again, which set it`,
    give: (what: string, names: string) =>
      `${what}: give ${names} again (--set, or in the environment)`,
    given: (what: string) => `${what}: set it again`,
    other: 'do not run this block: go to a step, or set it in a shell',
    without: 'go on without it',
    lacks: (list: string) => `the session lacks ${list}`,
    stopped: (ref: string, list: string) => `before step ${ref} the session lacks ${list}`,
  },

  menu: {
    whatNow: 'What now?',
    stepFailed: (ref: string) => `Step ${ref} failed. What now?`,
    stepEdited: (ref: string) => `Step ${ref} failed, edited. What now?`,
    stepInterrupted: (ref: string) => `Step ${ref} was interrupted. What now?`,
    stageFailed: (number: number) => `A criterion of stage ${number} does not hold. What now?`,
    refused: (ref: string) => `The block of step ${ref} was not allowed to run. What now?`,
    keys: (keys: string) => `Answer with one of ${keys}; ? explains them.`,
    reason: 'Reason:',
    needReason: 'A reason is needed: it goes into the journal.',
    retry: 'retry',
    edit: 'edit the block and run it',
    check: 'check the criteria again, without running anything',
    shell: 'open a shell in the state of this session',
    done: 'mark as done by hand, with a reason',
    skip: 'skip this step, with a reason',
    skipCriterion: 'go on without it, with a reason',
    goTo: 'go to another step',
    rollback: 'run the rollback',
    handOver: 'hand the run over to somebody',
    stop: 'stop here; the run can be resumed',
    fail: 'end the run as failed',
    help: 'explain these',
    explain: {
      r: 'Runs what failed again, and what follows it in this step. What passed before is kept.',
      e: 'Opens the block in $VISUAL or $EDITOR. What you save is checked, shown with its differences, and runs once, here; the document is not changed. The journal keeps the differences.',
      c: 'Judges the criteria of the step again; no block runs.',
      '!': 'A bash with the directory, variables and functions of this session. When you leave it, you say whether what you changed is kept.',
      m: 'You vouch by name that this was done by hand. Criteria that a machine can check are still checked.',
      k: 'Goes on without it. The run ends as unverified at best.',
      g: 'Forwards: the steps between are skipped, with your reason. Backwards: the steps from there on run again.',
      b: 'Runs the way back that the document describes, and ends this run.',
      h: 'Stops here and writes down who takes over and what they must know. They resume the run.',
      s: 'Stops here. "procs run --resume" goes on from here, on this machine.',
      f: 'Ends the run as failed. It cannot be resumed.',
    } as Readonly<Record<string, string>>,
  },

  goTo: {
    which: 'Which step (its number, nothing to stay here)?',
    noStep: (ref: string) => `There is no step ${ref} in this flow.`,
    here: (ref: string) => `Step ${ref} is this one: retry runs it again.`,
    forwards: (left: string, ref: string) => `Leave out ${left}, and go on at ${ref}?`,
    back: (ref: string, last: string) =>
      `Run ${ref} again, and all that follows it up to ${last}? What they did is not undone, and the session stays as it is now.`,
  },

  handOver: {
    to: 'Who takes over?',
    note: 'What do they have to know?',
    stopped: (to: string) => `handed over to ${to}`,
    resumed: (from: string) => `This run was left by ${from}.`,
    confirm: 'Is this how you find it, and do you take it over?',
    refused: 'The run was not taken over, and nothing was done.',
  },

  edit: {
    heading: [
      'Save to run this once, here; the document stays as it is.',
      'Save it unchanged, or empty, to run nothing. Lines that start like these are dropped.',
    ] as readonly string[],
    value: (name: string, value: string) => `${name} is ${value}`,
    noEditor: 'No editor could be used: set VISUAL or EDITOR.',
    unchanged: 'nothing was changed',
    noBlock: 'With that, the document would no longer have this block here: it cannot be run.',
    syntax: (line: number, text: string) =>
      `bash does not accept it, line ${line}: ${text}. Edit it again: what you wrote is kept.`,
    before: 'as documented',
    after: 'as edited',
    run: 'Run it as edited?',
  },

  shell: {
    opens: "a shell in the session's state; exit leaves it",
    opensOn: (host: string) => `a shell on ${host}, in the session's state there; exit leaves it`,
    gone: (reason: string) => `there was no shell, or nobody knows what it did: ${reason}`,
    newLogin: (host: string) =>
      `the block itself goes to ${host}: run again, it logs in anew, without these changes`,
    back: 'back in the run',
    lost: 'it left no state: the session is as it was',
    unchanged: 'it changed nothing of the session',
    keep: 'Keep these changes for the steps that follow?',
    kept: 'its changes were kept',
    dropped: 'its changes were dropped',
  },

  step: {
    edited: (name: string) => `with a block edited by ${name}`,
    checkSaysNo: (evidence: string, name: string, reason: string) =>
      `its check says no (${evidence}); ${name} says that it holds: ${reason}`,
    leftOut: (reason: string) => `left out by the operator: ${reason}`,
    interrupted: (ref: string) => `interrupted in step ${ref}`,
    interruptedBefore: (ref: string) => `interrupted before step ${ref}`,
    interruptedStage: (number: number) => `interrupted at the end of stage ${number}`,
    stopped: (ref: string) => `stopped by the operator at step ${ref}`,
    stoppedStage: (number: number) => `stopped by the operator at the end of stage ${number}`,
    notAllowed: (ref: string) => `the block of step ${ref} was not allowed to run`,
    afterFailure: (reason: string) => `after a failure: ${reason}`,
    rollbackEnded: (verdict: Verdict) => `the rollback ended as ${verdicts[verdict]}`,
    rolledBack: (verdict: Verdict) => `rolled back: the rollback ended as ${verdicts[verdict]}`,
    endsHere: 'the run ends here',
    before: (verdict: Verdict) => `${verdicts[verdict]} before this run was resumed`,
    notWanted: 'not wanted',
    runIt: (ref: string, title: string, word: string) =>
      `Step ${ref} "${title}" is ${word}. Run it?`,
    yes: 'run it',
    no: 'leave it out',
    conditional: 'conditional',
    optional: 'optional',
    changed: (ref: string, name: string) =>
      `step ${ref} of ${name} was changed since this run began it, so what it did is not what the document says now`,
    valueOf: (name: string) => `Value of ${name}:`,
  },

  run: {
    start: (host: string) => `Start this run on ${host}?`,
    thisMachine: 'this machine',
    notStarted: 'The run was not started, and nothing was done.',
    size: (steps: number, blocks: number, name: string) =>
      `${steps} ${steps === 1 ? 'step' : 'steps'}, ${blocks} ${blocks === 1 ? 'block' : 'blocks'} to run; "procs plan ${name}" shows each`,
    stopped: (reason: string) => `Stopped: ${reason}.`,
    noRoom: (directory: string, why: string) =>
      `${directory} cannot be written (${why}). Nothing more was started; make room, then go on. A block that was being started may need --again.`,
    noRoomToStart: (directory: string, why: string) =>
      `${directory} cannot be written (${why}): nothing was started. Make room, or name another folder with PROCS_RUNS_DIR.`,
    full: (directory: string) => `the disk of ${directory} is full`,
    notMasked: (directory: string, why: string) =>
      `Secrets in the kept output of ${directory} could not be masked (${why}): what looks like a credential is masked by the next start of procs, values of secret parameters when the run is resumed. Otherwise remove that output.`,
    goesOn: (id: string) => `"procs run --resume ${id}" goes on from here.`,
    wayBack: (name: string) => `the way back: procs run ${name} --flow rollback`,
    evidence: (id: string) => `evidence: procs runs show ${id}`,
    output: (directory: string) => `output: ${directory}`,
    deviations: (count: number) =>
      count === 1
        ? '1 deviation from the document is in the evidence'
        : `${count} deviations from the document are in the evidence`,
    count: (count: number, verdict: Verdict) => `${count} ${verdicts[verdict]}`,
    notGoneOn: (id: string) => `The run ${id} was not gone on with, and is as it was.`,
    goingOn: (id: string) => `going on with the run ${id}`,
    value: (name: string, more: string) => `${name}${more === '' ? '' : ` (${more})`}:`,
    example: (value: string) => `the document shows ${value} as an example`,
    empty: 'it is empty',
    unusable: (wrong: string) => `That is not usable: ${wrong}.`,
    stillRunning: (line: number, since: string) =>
      `The block on line ${line} is still running since ${since}. What now?`,
    wait: 'wait until it has ended',
    end: 'end it',
    leave: 'leave it, and resume later',
    leftRunning: (line: number) => `the block on line ${line} is still running`,
    inputEnded: 'the input ended before the question was answered',
    nobody: (question: string) => `nobody is there to answer: ${question}`,
  },

  ask: {
    yesNo: '[y/n]',
    yesNoUnknown: '[y/n/?]',
    /** After an answer that is none of those. */
    again: 'Please answer y or n.',
    againUnknown: 'Please answer y or n, or ? if you cannot say.',
  },

  plan: {
    title: (flow: string, path: string) => `flow "${flow}" of ${path}`,
    before: (text: string) => `before: ${text}`,
    secret: '(secret)',
    shows: (example: string) => `the document shows ${example}`,
    toAsk: (name: string, more: string) =>
      `to be asked for: ${name}${more === '' ? '' : ` (${more})`}`,
    minutes: (minutes: number) => `(${minutes} min)`,
    exit: (text: string) => `exit: ${text}`,
    skipped: (reason: string) => `(skipped: ${reason})`,
    askedFirst: (reason: string) => `(${reason}: asked first)`,
    block: (line: number, host: string | null) =>
      `block in line ${line} on ${host ?? 'this machine'}`,
    confirmed: (gate: string) => `confirmed first: ${gate}`,
    goesOn: (host: string | null) => `goes on ${host ?? 'this machine'} from here`,
    everyCommand: 'every command ends with 0',
    endsWith: (codes: readonly number[]) => `ends with ${codes.join(' or ')}`,
    mayFindNothing: (line: number) => `the search in line ${line} may find nothing`,
    within: (seconds: number) => `within ${seconds} s`,
    upTo: (times: number) => `up to ${times} times`,
    withTerminal: (why: string) => `with the terminal, its output not kept: ${why}`,
    inBackground: (seconds: number | null) =>
      `in the background, until the run ends${seconds === null ? '' : `, at most ${seconds} s`}`,
    notPartOfOnly: (ref: string) => `not part of --only ${ref}`,
    beforeFrom: (ref: string) => `before --from ${ref}`,
    onlyWhenAsked: (word: string, ref: string) =>
      `${word}: runs only when asked for (--with ${ref})`,
  },

  /** What keeps a run from starting. */
  problems: {
    cannotRun: (name: string) => `${name} cannot be run:`,
    nothing: (name: string, flow: string) =>
      `Nothing of ${name} would run: every step of the flow "${flow}" is left out or runs only when asked for (--with).`,
    unknownValues: (names: string) =>
      `These values are not known, and nobody is there to ask: ${names}. Give each with --set NAME=value.`,
    noFlow: (name: string, flow: string, ids: readonly string[]) =>
      `${name} has no flow "${flow}". ${ids.length === 0 ? 'It has no flow that could run.' : `It has: ${ids.join(', ')}.`}`,
    noStep: (ref: string, flow: string, like: string | null) =>
      `There is no step or stage ${ref} in the flow "${flow}".${like === null ? '' : ` Did you mean ${like}?`}`,
    unusable: (name: string, value: string | null, wrong: string) =>
      `${name} ${value === null ? '' : `= "${value}" `}is not usable: ${wrong}.`,
    noParameter: (name: string, procedure: string, like: string | null, names: readonly string[]) =>
      `--set ${name}: ${procedure} has no such parameter.${
        like !== null
          ? ` Did you mean ${like}?`
          : names.length > 0
            ? ` It has: ${names.join(', ')}.`
            : ' It has none.'
      }`,
    where: (ref: string, line: number) => `Step ${ref}, line ${line}`,
    syntax: (where: string, text: string) => `${where}: bash does not accept this block: ${text}`,
    cannotStand: (where: string, parameter: string, wrong: string) =>
      `${where}: ${parameter} cannot stand here: ${wrong}.`,
    call: (ref: string, target: string) =>
      `Step ${ref} runs ${target}, which somebody has to confirm: nobody is there to ask, so allow it with --yes.`,
    gate: (where: string, gate: string) =>
      `${where}: ${gate}. Somebody has to confirm that, and nobody is there to ask: allow it with --yes.`,
    noTerminal: (where: string, why: string) =>
      `${where}: this block needs a terminal (${why}), and there is none.`,
    endless: (where: string, command: string, reason: string) =>
      `${where}: \`${command}\` never ends by itself (${reason}), and nobody is there to end it: give the block {timeout=…} or the run --timeout.`,
  },

  /** What is wrong with a value, to follow "it is not usable:". */
  values: {
    nul: 'it holds a NUL byte',
    number: 'it must be a number',
    boolean: 'it must be true or false',
    oneOf: (options: string) => `it must be one of ${options}`,
    badPattern: (pattern: string, why: string) => `its pattern ${pattern} cannot be used: ${why}`,
    match: (pattern: string) => `it must match ${pattern}`,
  },

  report: {
    title: 'evidence of a run',
    run: 'Run',
    document: 'Document',
    version: 'version',
    noCommit: 'in no commit that git knows of',
    git: {
      committed: 'as committed',
      modified: 'changed since',
      untracked: 'not committed',
    } as Readonly<Record<'committed' | 'modified' | 'untracked', string>>,
    flow: 'Flow',
    operator: 'Operator',
    started: 'Started (UTC)',
    ended: 'Ended (UTC)',
    took: 'Took',
    selection: 'Selection',
    journal: 'Journal',
    secret: '(secret)',
    fact: 'Fact',
    value: 'Value',
    states: {
      ended: 'ended',
      running: 'still running',
      stopped: 'stopped, can be resumed',
    } as Readonly<Record<'ended' | 'running' | 'stopped', string>>,
    prerequisites: 'Prerequisites',
    approvals: 'Approvals',
    timeline: 'Timeline',
    nothing: 'No step was begun.',
    stage: 'Stage',
    estimate: 'Estimate',
    verdict: 'Verdict',
    criteria: 'Success criteria',
    exitCriteria: 'Exit criteria',
    criterion: 'Criterion',
    evidence: 'How it was checked',
    time: 'Time',
    role: 'Role',
    person: 'Person',
    nobody: 'nobody',
    writtenBy: (name: string) => `written down by ${name}`,
    block: (line: number, host: string) => `Block on line ${line}, on ${host}`,
    thisMachine: 'the machine of the run',
    unknownEnd: 'it may have run, whole or in part: its end was not seen',
    omitted: (count: number) => `${count} bytes left out`,
    bytes: (count: number) => (count === 1 ? '1 byte' : `${count} bytes`),
    notReached: 'not reached',
    noVerdict: 'no verdict',
  },

  gates: enGates,
  judge: enJudge,
  ...enEvidence,
};
