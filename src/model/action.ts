/** An action: one thing that a step does, or asks a person to do. */
import { z } from 'zod';
import { ActionBecause, ListingBecause } from './because.ts';
import { Search } from './criterion.ts';
import { Span, Text } from './span.ts';

/** A gap in a block or a template that a parameter's value fills. */
export const Hole = z.object({
  /** In a block: a name in `Procedure.parameters`. In a template: the field's name as written. */
  parameter: z.string(),
  /** Half-open range of UTF-16 offsets in the action's `code` or `template`. */
  start: z.int().min(0),
  end: z.int().min(0),
  /** `example`: the value of an assignment that is only an example. */
  kind: z.enum(['placeholder', 'example']),
  /** How bash reads the place, which decides the quoting of the value. `text`: no shell reads it. */
  quoting: z.enum(['bare', 'single', 'double', 'heredoc', 'text']),
});
export type Hole = z.infer<typeof Hole>;

/** A shell of its own inside a block: what is set in it ends with it. */
export const ShellScope = z.object({
  /** `shell`: another process that has what is exported. `user`: one that has not even that. */
  kind: z.enum([
    'subshell',
    'pipeline',
    'substitution',
    'background',
    'function',
    'shell',
    'user',
    'remote',
  ]),
  /** Offset in the code: with the kind, its name within the block. */
  start: z.int().min(0),
});
export type ShellScope = z.infer<typeof ShellScope>;

/** A variable of another process that a block starts: in the script of `bash -c '…'` or `ssh host '…'`. */
export const ForeignUse = z.object({
  name: z.string(),
  use: z.enum(['read', 'write']),
  within: z.array(ShellScope),
  span: Span,
});
export type ForeignUse = z.infer<typeof ForeignUse>;

/** A variable where it is read or written. */
export const VariableUse = z.object({
  name: z.string(),
  span: Span,
  /** For a write: whether it is exported. */
  exported: z.boolean(),
  /** For a read: whether a default or a demand stands for it: `${X:-y}`, `${X:?}`. */
  guarded: z.boolean(),
  /** The shells inside the block that it stands in, the outermost first; empty: the session's own. */
  within: z.array(ShellScope),
});
export type VariableUse = z.infer<typeof VariableUse>;

/** A command that a block invokes, also those behind `sudo`, `env`, `xargs`, `bash -c`, `ssh host '…'`. */
export const Command = z.object({
  name: z.string(),
  /** The command as written, with its arguments. */
  text: z.string(),
  /** The wrappers in front of it, outermost first: `['sudo']`. */
  via: z.array(z.string()),
  /**
   * Whether its failure goes unnoticed: in a condition, before `||` or `&&`, negated, not last in a
   * pipeline, in the background, or in a function body.
   */
  guarded: z.boolean(),
  span: Span,
});
export type Command = z.infer<typeof Command>;

/** Something in a block that destroys, cannot be undone, or never ends. */
export const Hazard = z.object({
  kind: z.enum(['destructive', 'endless', 'interactive', 'privileged', 'remote']),
  command: z.string(),
  /** For a person, in English: `drops a database`. */
  reason: z.string(),
  span: Span,
});
export type Hazard = z.infer<typeof Hazard>;

/** What a block is expected to do, from the document and its fence attributes. */
export const Expectation = z.object({
  /** Exit statuses of the block that count as success. */
  exit: z.array(z.int().min(0).max(255)),
  /** Searches that may find nothing (exit status 1) without failing the block, though errexit would stop there. */
  searches: z.array(Search),
  /** Milliseconds; `null`: no limit was written. */
  timeout: z.number().positive().nullable(),
  /** `never`: a listing. `ask`: confirmed by a person first. `auto`: as the run goes. */
  run: z.enum(['auto', 'ask', 'never']),
  interactive: z.boolean(),
  background: z.boolean(),
  name: z.string().nullable(),
  /** Further attempts after a failure. */
  retry: z.int().min(0),
  /** Milliseconds between attempts. */
  every: z.number().min(0),
});
export type Expectation = z.infer<typeof Expectation>;

/** What every shell block says, whoever runs it. Code line k (from 0) is line `codeSpan.line + k` of the file. */
const block = {
  shell: z.enum(['bash', 'sh', 'zsh']),
  /** The code as bash would read it; of a `console` fence the `$ ` lines, the others left empty. */
  code: z.string(),
  codeSpan: Span,
  /** The host that the block starts on; `null`: this machine. */
  host: z.string().nullable(),
  /** The host that the session is on after the block. */
  hostAfter: z.string().nullable(),
  commands: z.array(Command),
  reads: z.array(VariableUse),
  writes: z.array(VariableUse),
  /** `unset X`. */
  unsets: z.array(VariableUse),
  /** What scripts for other processes read and set. */
  foreign: z.array(ForeignUse),
  hazards: z.array(Hazard),
  holes: z.array(Hole),
  /** What bash would not accept, with the holes filled; `null`: it parses. */
  syntaxError: Text.nullable(),
  expects: Expectation,
};

const base = {
  span: Span,
  /** Shown above it: the lead-in sentence or bold label. */
  lead: z.string().nullable(),
  /** Which rule of the compiler made it an action of this kind. */
  because: ActionBecause,
};

export const RunAction = z.object({ kind: z.literal('run'), ...base, ...block });
export type RunAction = z.infer<typeof RunAction>;

export const ScriptAction = z.object({
  kind: z.literal('script'),
  ...base,
  ...block,
  /** The file that it is a listing of, where a comment or the document names it. */
  path: z.string().nullable(),
});
export type ScriptAction = z.infer<typeof ScriptAction>;

export const ChecklistAction = z.object({
  kind: z.literal('checklist'),
  ...base,
  items: z.array(z.object({ text: z.string(), checked: z.boolean(), span: Span })),
});
export type ChecklistAction = z.infer<typeof ChecklistAction>;

export const MessageAction = z.object({
  kind: z.literal('message'),
  ...base,
  /** `#incidents`; `null` where the document names none. */
  channel: z.string().nullable(),
  template: z.string(),
  codeSpan: Span,
  holes: z.array(Hole),
});
export type MessageAction = z.infer<typeof MessageAction>;

export const DocumentAction = z.object({
  kind: z.literal('document'),
  ...base,
  /** As written, holes and all; `null` where the document says to write something down but not where. */
  path: z.string().nullable(),
  pathHoles: z.array(Hole),
  template: z.string(),
  codeSpan: Span,
  holes: z.array(Hole),
});
export type DocumentAction = z.infer<typeof DocumentAction>;

export const CallAction = z.object({
  kind: z.literal('call'),
  ...base,
  /** The ID of the procedure that it calls. */
  target: z.string(),
});
export type CallAction = z.infer<typeof CallAction>;

export const InstructionAction = z.object({
  kind: z.literal('instruction'),
  ...base,
  text: z.string(),
});
export type InstructionAction = z.infer<typeof InstructionAction>;

export const ListingAction = z.object({
  kind: z.literal('listing'),
  ...base,
  /** The fence's language, lower case; `null` where it has none. */
  language: z.string().nullable(),
  code: z.string(),
  codeSpan: Span,
  /** Why a shell block is only shown: `marked run=never`, `comments only`; `null` for any other language. */
  reason: z.string().nullable(),
  because: ListingBecause,
});
export type ListingAction = z.infer<typeof ListingAction>;

export const Action = z.discriminatedUnion('kind', [
  RunAction,
  ScriptAction,
  ChecklistAction,
  MessageAction,
  DocumentAction,
  CallAction,
  InstructionAction,
  ListingAction,
]);
export type Action = z.infer<typeof Action>;
export type ActionKind = Action['kind'];
