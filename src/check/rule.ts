/** What a rule is: its metadata is data, its check is a function without memory. */
import type { Config } from '../model/config.ts';
import type { Finding, Procedure, Severity } from '../model/index.ts';
import type { ProcedureIndex } from '../workspace/procedure-index.ts';
import type { CompiledDocument, Workspace } from '../workspace/workspace.ts';
import type { DiagramError } from './diagrams.ts';

/** A complete document that breaks the rule, and the same one mended. */
export interface Example {
  readonly failing: string;
  readonly mended: string;
  /** Name of the file; default `example.md`. */
  readonly file?: string;
  /** Other files of the workspace, by name; a `procs.config.yaml` turns on a rule that is `optIn`. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** What every rule sees: one document. */
export interface DocumentContext {
  readonly document: CompiledDocument;
  readonly procedure: Procedure;
  readonly config: Config;
  /** What is wrong with a Mermaid diagram; `null`: it parses. */
  diagramError(source: string): Promise<DiagramError | null>;
}

/** What a rule about more than one document sees. */
export interface WorkspaceContext extends Omit<DocumentContext, 'procedure' | 'diagramError'> {
  /** What it has to say to other documents: the whole procedure is not at hand for every document each time. */
  readonly index: ProcedureIndex;
  readonly workspace: Workspace;
  /** Whether a file or folder lies at an absolute path. */
  fileExists(path: string): boolean;
  /** `2026-11-21`. */
  readonly today: string;
}

export type Findings = Iterable<Finding> | Promise<Iterable<Finding>>;

/** What a rule is about: how lists of rules are grouped. */
export type Family =
  | 'front-matter'
  | 'identity'
  | 'structure'
  | 'criteria'
  | 'references'
  | 'shell'
  | 'parameters'
  | 'safety'
  | 'roles'
  | 'lifecycle'
  | 'diagrams'
  | 'consistency';

interface RuleBase {
  /** `missing-id`: for people, permanent. */
  readonly id: string;
  /** `PROCS003`: for machines, permanent, never given to another rule. */
  readonly code: string;
  readonly family: Family;
  /** What it asks for, in one line. */
  readonly title: string;
  readonly severity: Severity;
  /** Whether it speaks only where the configuration turns it on: a matter of taste, or of a team's own ways. */
  readonly optIn?: boolean;
  /** Whether it says that a document was not read. No configuration makes it quieter: nothing else speaks of that document. */
  readonly isFixed?: boolean;
  /** Why a team should care, in a sentence or two. */
  readonly why: string;
  readonly examples: readonly Example[];
}

/**
 * A rule of scope `document` answers from that document and the configuration alone, so its answer is
 * kept for as long as the document stays the same. One of scope `workspace` may also look at other
 * documents, at files and at the date, and is asked every time.
 */
export type Rule = RuleBase &
  (
    | {
        readonly scope: 'document';
        /** `null`: reading and compiling already find it. */
        readonly check: ((context: DocumentContext) => Findings) | null;
      }
    | {
        readonly scope: 'workspace';
        readonly check: (context: WorkspaceContext) => Findings;
      }
  );

/** Gives a rule its type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
