/** What is known of the variables of a flow: where each is set, where it is used, and whether the one reaches the other. */
import type { Flow, Parameter, ShellScope, Span } from '../../model/index.ts';

/** A place of a flow where a variable is set or used. */
export interface VariablePlace {
  readonly name: string;
  readonly span: Span;
  /** Ref of its step. */
  readonly step: string;
  /** Line of the script that it belongs to, which is a process of its own; `null`: the session. */
  readonly script: number | null;
  /** Where the shell that it belongs to runs; `null`: this machine. */
  readonly host: string | null;
  /** The shells inside its block that it stands in, the outermost first. */
  readonly within: readonly ShellScope[];
  /** Whether its step or stage is conditional or optional: it may never run. */
  readonly sometimes: boolean;
}

export interface VariableSet extends VariablePlace {
  readonly exported: boolean;
}

export interface VariableUse extends VariablePlace {
  /** Whether a default or a demand stands for it: `${X:-y}`, `${X:?}`, `[ -z "$X" ]`. */
  readonly guarded: boolean;
  /** Where its value comes from. */
  readonly reach: Reach;
}

/** Why a value that was set does not reach its use. */
export type Loss =
  /** It was set in a shell of its own inside a block: `(…)`, `… | while read`, `$(…)`, `&`. */
  | 'subshell'
  | 'pipeline'
  | 'substitution'
  | 'background'
  /** It was set in a block that runs in the background: what that leaves is never the session's. */
  | 'background-block'
  /** It is used by another process that does not have it: `bash -c`, `sudo bash -c`. */
  | 'shell'
  | 'user'
  /** `ssh`: it was set on one machine and is used on another. */
  | 'host'
  | 'unset';

export type Reach =
  | { readonly from: 'set'; readonly by: VariableSet }
  /** Only a conditional or optional step sets it, and the use is in neither. */
  | { readonly from: 'sometimes'; readonly by: VariableSet }
  | { readonly from: 'lost'; readonly by: VariableSet; readonly why: Loss }
  /** It is set, but only after this. */
  | { readonly from: 'later'; readonly by: VariableSet }
  /** Another flow of the document sets it. */
  | { readonly from: 'other-flow'; readonly by: VariableSet; readonly flow: string }
  | { readonly from: 'parameter'; readonly parameter: Parameter }
  /** The shell or the login sets it: `HOME`, `PATH`, `PWD`. */
  | { readonly from: 'login' }
  /** Something that cannot be looked into ran before it and may have set it: `source env.sh`. */
  | { readonly from: 'unknown' }
  /** Nothing in the document sets it. */
  | { readonly from: 'environment' };

/** One variable of a flow. */
export interface Variable {
  readonly name: string;
  readonly sets: readonly VariableSet[];
  readonly uses: readonly VariableUse[];
  readonly exported: boolean;
}

export interface Dataflow {
  readonly flow: Flow;
  /** By name. Those of scripts, which are processes of their own, are among them. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** In the order of the flow. */
  readonly uses: readonly VariableUse[];
}
