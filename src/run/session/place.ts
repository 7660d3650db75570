/**
 * Where attempts run: this machine, or a host behind a connection. All that differs between the two
 * is behind this interface; what a block is, and what it came to, is the same everywhere.
 */
import type { Attempt } from './attempt.ts';

export interface Place {
  /** As the document names it; `null`: this machine. */
  readonly host: string | null;
  /** Paths as the bash there finds them; the same for one attempt each time that they are asked for. */
  paths(attempt: Attempt): PlacePaths;
  /**
   * The state that a session begins with there, as the text of a state file.
   * @throws {Error} where the host cannot be used; its message says why, to a person
   */
  initialState(): Promise<string>;
  /**
   * Starts bash there with the attempt's driver, and hands it what it is given through a pipe. The padded
   * block and `driver` lie ready on this machine. While it runs, `stdout` and `stderr` in the attempt's directory (here) grow as output
   * comes. Throws nothing that a machine or a connection can be to blame for: that is an {@link Exit}.
   */
  start(launch: Launch): Running;
  /**
   * Opens a shell for the operator there, at the terminal, with `shell-rc` of the attempt's directory
   * (here). When it has ended, the state that it left is kept.
   * @throws {Error} where the host cannot be used; its message says why, to a person
   */
  shell(attempt: Attempt, given: string, keep: Keep): Promise<void>;
}

export interface PlacePaths {
  /** Absolute: holds the padded block, `events`, `stdout` and `stderr`. */
  readonly directory: string;
  /** Absolute: named pipes in which the block's bash hands over the state that it leaves. */
  readonly give: string;
  readonly take: string;
}

/** `printed`: all that it said when it handed the state over. */
export type Keep = (state: string, printed: string) => void;

export interface Launch {
  readonly attempt: Attempt;
  /** Name of the padded block in the attempt's directory. */
  readonly document: string;
  /** State that the block begins with, and what else its bash is to know: a string of bytes. */
  readonly given: string;
  /** Keeps the state that it leaves; throws where it cannot. */
  readonly keep: Keep;
  /** It gets the terminal, and its output is not captured. */
  readonly interactive: boolean;
}

export interface Running {
  /**
   * Settles when its bash has ended, whatever a background child of it still holds, or when nothing
   * more can be known. Never rejects. From then on all output up to the end and `events` lie in the
   * attempt's directory on this machine, and the state that it left is kept.
   */
  readonly exit: Promise<Exit>;
  /**
   * Ends the attempt's whole tree: TERM, up to `grace` milliseconds, then KILL, until nothing of it is
   * left. `hurry` aborted: KILL at once. Answers, in words, what would not go.
   */
  end(grace: number, hurry?: AbortSignal): Promise<readonly string[]>;
  /** Settles when its bash was started, or is known not to be; absent: it was started at once. */
  readonly began?: Promise<void>;
  /** Of its bash, where that runs on this machine. */
  readonly pid?: number | undefined;
  /** Things that a person should know, once it has ended. */
  readonly notes?: () => readonly string[];
}

/** How the bash of an attempt ended, as far as its place can tell. */
export type Exit =
  | { readonly kind: 'exited'; readonly status: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  /** Nothing of the block ran. */
  | { readonly kind: 'not-started'; readonly reason: string }
  /** The connection went away: it may have run, whole or in part, or still run. */
  | { readonly kind: 'lost'; readonly reason: string };
