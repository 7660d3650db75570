/** What a bash block says, without executing anything of it. Offsets are UTF-16, half-open, into the code. */
import type { HazardReason } from './reasons.ts';

export interface ShellRange {
  readonly start: number;
  readonly end: number;
}

/** A shell of its own inside the block: what is set in it ends with it. */
export interface ShellScope {
  /**
   * `pipeline`: one member of several. `shell`: another process here, which has what is exported (`bash -c`).
   * `user`: one that has not even that (`sudo bash -c`). `remote`: on another machine or in a container.
   * `function`: the body of one, for its local variables and because it runs later.
   */
  readonly kind:
    | 'subshell'
    | 'pipeline'
    | 'substitution'
    | 'background'
    | 'function'
    | 'shell'
    | 'user'
    | 'remote';
  /** Where it starts in the code: with the kind, its name. */
  readonly start: number;
}

export interface ShellCommand extends ShellRange {
  /** `grep`; the empty string for a bare assignment or redirection; `$CMD` as written where it is not literal. */
  readonly name: string;
  /** Arguments with quotes removed where they are literal, else as written. */
  readonly args: readonly string[];
  /** As written, with arguments, without redirections of a pipeline around it. */
  readonly text: string;
  /** Wrappers in front of it, outermost first: `sudo`, `env`, `xargs`, `ssh host`, `bash -c`. */
  readonly via: readonly string[];
  /** Its failure goes unnoticed under errexit and pipefail. See model/action `Command.guarded`. */
  readonly guarded: boolean;
  /** Ranges of the whole pipeline that it is part of, and its place in it (0-based) and the length. */
  readonly pipeline: ShellRange & { readonly index: number; readonly length: number };
  /** Whether it stands at the top level of the block: not in a function, loop, condition, subshell or substitution. */
  readonly topLevel: boolean;
  readonly redirects: readonly { readonly operator: string; readonly target: string }[];
  /** The shells inside the block that it stands in, the outermost first. */
  readonly within: readonly ShellScope[];
}

export interface ShellVariable extends ShellRange {
  readonly name: string;
  readonly exported: boolean;
  /** For a write: the value as written, where it is a plain assignment. For a read: whether a default guards it (`${X:-y}`, `${X?}`). */
  readonly value: (ShellRange & { readonly text: string }) | null;
  readonly guarded: boolean;
  /** The shells inside the block that it stands in, the outermost first. */
  readonly within: readonly ShellScope[];
}

/** A variable of another process that the block starts: in the script of `bash -c '…'` or `ssh host '…'`. */
export interface ForeignVariable extends ShellRange {
  readonly name: string;
  readonly use: 'read' | 'write';
  readonly within: readonly ShellScope[];
}

export interface ShellHazard extends ShellRange {
  readonly kind: 'destructive' | 'endless' | 'interactive' | 'privileged' | 'remote';
  readonly command: string;
  /** For a person, in English: `drops a database`. */
  readonly reason: HazardReason;
}

export interface ShellAnalysis {
  /** The first thing that bash would not accept. */
  readonly syntaxError: (ShellRange & { readonly message: string }) | null;
  /** In the order of the text, nested ones included. */
  readonly commands: readonly ShellCommand[];
  readonly reads: readonly ShellVariable[];
  readonly writes: readonly ShellVariable[];
  /** `unset X`. */
  readonly unsets: readonly ShellVariable[];
  /** What scripts for other processes read and set. */
  readonly foreign: readonly ForeignVariable[];
  readonly hazards: readonly ShellHazard[];
  /** `# …` comments, without those inside strings and heredocs. */
  readonly comments: readonly (ShellRange & { readonly text: string })[];
  /** Bodies of heredocs; `literal` where the delimiter is quoted. */
  readonly heredocs: readonly (ShellRange & { readonly literal: boolean })[];
  /** Quoted strings, the quotes included. */
  readonly strings: readonly (ShellRange & { readonly quote: 'single' | 'double' })[];
  /** `ssh HOST` alone as a command at top level, or `exit` after one: where the session moves. `null` host: back to this machine. */
  readonly moves: readonly (ShellRange & { readonly host: string | null })[];
}
