/** What every part of a running run shares. */
import type { Procedure, Step, Verdict } from '../../model/index.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Journal } from '../journal/journal.ts';
import type { Progress } from '../journal/resume.ts';
import type { JudgedBlock } from '../judge/judge.ts';
import type { Deliveries } from '../messages/deliveries.ts';
import type { EventStream } from '../operator/event-stream.ts';
import type { Interrupts } from '../operator/interrupts.ts';
import type { Operator } from '../operator/operator.ts';
import type { Screen } from '../operator/screen.ts';
import type { PlanSettings } from '../plan/plan.ts';
import type { Connections } from '../session/remote/connections.ts';
import type { Session } from '../session/session.ts';
import type { Words } from '../words/words.ts';
import type { Background } from './background.ts';

export interface RunContext {
  readonly workspace: Workspace;
  readonly journal: Journal;
  readonly session: Session;
  readonly connections: Connections;
  readonly operator: Operator;
  readonly screen: Screen;
  /** What is said to a person, in the language of the run. */
  readonly words: Words;
  readonly interrupts: Interrupts;
  /** Events for programs, as they happen; `null`: nobody wants them. */
  readonly events: EventStream | null;
  readonly progress: Progress;
  /** Settled in an earlier process and not to be done again; emptied as they are retried. */
  readonly settled: Set<string>;
  /** Blocks of an earlier process that may have run. */
  readonly doubtful: Set<string>;
  /** Blocks in the background, by the key of their action. */
  readonly backgrounds: Map<string, Background>;
  /** Frames that this process has entered. */
  readonly entered: Set<string>;
  /** Frames in which a block was started, in this process or before it. */
  readonly started: Set<string>;
  /** Steps that are done, of every frame, in their order. */
  readonly done: StepDone[];
  /** How often each step was begun, in this process and before it. */
  readonly attempts: Map<string, number>;
  /** Steps that had ended and are to be run again. */
  readonly reopened: Set<string>;
  /** Messages on their way. */
  readonly deliveries: Deliveries;
  readonly settings: RunSettings;
}

export interface RunSettings extends PlanSettings {
  readonly operatorName: string;
  readonly approvals: ReadonlyMap<string, string>;
  /** Who gave what was given in advance, by `giverKey`; absent: the operator. */
  readonly givenBy: ReadonlyMap<string, string>;
  readonly prerequisitesMetBy: string | null;
  readonly rollbackOnFailure: boolean;
  /** On resuming: a block that may have run is run again without asking. */
  readonly again: boolean;
  /** Takes the lock of a procedure that is called; a text: who holds it. */
  readonly lock: (procedure: Procedure) => { release(): void } | string;
  /** A text as the document at this path would be, were it that. */
  readonly compile: (path: string, text: string) => Procedure;
  /** Writes down that the run follows the document of a procedure from here on, as it is now. */
  readonly follow: (procedure: Procedure) => Promise<void>;
  /** Values of secret parameters, as they come to be known: masked from then on. */
  readonly addSecret: (value: string) => void;
  /** Masks what the blocks that have ended printed, in the files where it lies. */
  readonly maskOutput: () => Promise<void>;
  /** Masks what is secret, for text that leaves the run. */
  readonly redact: (text: string) => string;
  /** Values for fields of messages and documents, given with the command. */
  readonly fields: ReadonlyMap<string, string>;
  readonly env: NodeJS.ProcessEnv;
}

/** A step that came to its end in this run, in this process or before it. */
export interface StepDone {
  readonly frame: string;
  readonly step: Step;
  readonly verdict: Verdict;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** One flow being run: of the procedure itself, its rollback, or one that it calls. */
export interface Frame {
  /** Tells it apart in the journal. */
  readonly id: string;
  readonly procedure: Procedure;
  readonly flow: string;
  readonly values: ReadonlyMap<string, string>;
  /** Names of the procedures that led here, this one last. */
  readonly callers: readonly string[];
}

/** How an action, criterion or step was settled. */
export interface Settled {
  readonly verdict: Verdict;
  readonly evidence: string;
  readonly by: string | null;
}

export interface ActionResult extends Settled {
  /** For blocks: what criteria are judged by. */
  readonly block: JudgedBlock | null;
  /** Nobody allowed it to run. */
  readonly refused?: boolean;
  /** What ran was not what the document says. */
  readonly edited?: boolean;
}
