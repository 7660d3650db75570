/** What a caller decides about a run. */
import type pc from 'picocolors';
import type { Procedure } from '../model/index.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { DocumentState } from './journal/record.ts';
import { type HostMap, readHostMap } from './plan/host-map.ts';
import type { PlanSettings } from './plan/plan.ts';
import { toolFinder } from './plan/tools.ts';
import { RunRefused } from './refusal.ts';
import { type Language, type Words, wordsOf } from './words/words.ts';

/** What a caller decides about a run, whether it begins or goes on. */
export interface RunOptions {
  readonly values: ReadonlyMap<string, string>;
  /** For fields of messages and documents, by label or name. */
  readonly fields: ReadonlyMap<string, string>;
  /** Somebody answers: at a terminal, or at the other end of a pipe. */
  readonly attended: boolean;
  /** Gates are passed without asking. Never says that anything is so. */
  readonly yes: boolean;
  /** A person who vouches in advance for all that only a person can say. */
  readonly attestAs: string | null;
  /** Names of those who approved in advance, by role. */
  readonly approvals: ReadonlyMap<string, string>;
  /** A person who vouches in advance for the prerequisites, and for nothing else. */
  readonly prerequisitesMetBy: string | null;
  /** Where nobody is there, a failure leads to the document's rollback. `null`: as before, else not. */
  readonly rollbackOnFailure: boolean | null;
  /** The run starts though the preflight found something missing. */
  readonly acceptMissing: boolean;
  /** On resuming, nobody is there, and changed steps that are yet to come are as they should be. */
  readonly acceptChanges: boolean;
  /** Where a document stands in git; `null`: not known. */
  readonly documentState: (file: string) => Promise<DocumentState | null>;
  /** A block that may have run is run again. */
  readonly again: boolean;
  /** Limit for blocks without one of their own: milliseconds. */
  readonly timeout: number | null;
  /** `HOST=local`, `HOST=[user@]name[:port]`. */
  readonly hostMap: readonly string[];
  /** A connection is opened only when its first block comes. */
  readonly connectLater: boolean;
  /** What the run acts on, in the operator's words; `null`: the hosts that the procedure names. */
  readonly target: string | null;
  /** How long a connection that broke is tried to be had again: milliseconds. `null`: as before, else a minute. */
  readonly reconnect: number | null;
  /** Who gave what holds from before, by `giverKey`; absent: whoever operates. */
  readonly givenBy?: ReadonlyMap<string, string>;
  readonly operator: string;
  /** A text as the document at this path would be: for a block that the operator edits. */
  readonly compile: (workspace: Workspace, path: string, text: string) => Procedure;
  /** `null`: that of the document. */
  readonly language: Language | null;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute: where the first block starts. */
  readonly cwd: string;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  /** Where events go, one JSON object a line; `null`: nowhere. */
  readonly events: NodeJS.WritableStream | null;
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Tells of an interruption: registers a listener, answers how to take it away. */
  readonly onInterrupt: (listener: (final: boolean) => void) => () => void;
}

/** What holds for each plan of a run. @throws {RunRefused} where the hosts cannot be read */
export function planSettings(options: RunOptions, words: Words): PlanSettings {
  const { attended, yes, timeout, hostMap, env } = options;
  return {
    attended,
    yes,
    timeout,
    hosts: hostsOf(hostMap, words),
    hasTool: toolFinder(env.PATH),
    words,
  };
}

/** In the language that was asked for, else in the document's. */
export function wordsFor({ language }: Pick<RunOptions, 'language'>, procedure: Procedure): Words {
  return wordsOf(language ?? procedure.language);
}

/** @throws {RunRefused} where an entry cannot be used */
function hostsOf(hostMap: readonly string[], words: Words): HostMap {
  const { hosts, wrong } = readHostMap(hostMap);
  if (wrong !== null) throw new RunRefused(2, words.hosts.badMap(wrong));
  return hosts;
}
