/** What a rule is: its metadata is data, its check is a function without memory. */
import type { Finding, Procedure, Severity } from '../model/index.ts';
import type { CompiledDocument, Workspace } from '../workspace/workspace.ts';
import type { DiagramError } from './diagrams.ts';

/** A complete document that breaks the rule, and the same one mended. */
export interface Example {
  readonly failing: string;
  readonly mended: string;
  /** Name of the file; default `example.md`. */
  readonly file?: string;
  /** Other documents of the workspace, by name. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** What a rule sees: one document, and the workspace around it. */
export interface RuleContext {
  readonly workspace: Workspace;
  readonly document: CompiledDocument;
  readonly procedure: Procedure;
  /** Whether a file or folder lies at an absolute path. */
  fileExists(path: string): boolean;
  /** What is wrong with a Mermaid diagram; `null`: it parses. */
  diagramError(source: string): Promise<DiagramError | null>;
}

export type Findings = Iterable<Finding> | Promise<Iterable<Finding>>;

export interface Rule {
  /** `missing-id`: for people, permanent. */
  readonly id: string;
  /** `PROCS003`: for machines, permanent, never given to another rule. */
  readonly code: string;
  /** What it asks for, in one line. */
  readonly title: string;
  readonly severity: Severity;
  /** Why a team should care, in a sentence or two. */
  readonly why: string;
  readonly examples: readonly Example[];
  /** `null`: reading and compiling already find it. */
  readonly check: ((context: RuleContext) => Findings) | null;
}

/** Gives a rule its type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
