/** The commands by name: each is loaded when it is asked for, so that `--version` does not wait for the compiler. */
import type { Command } from 'commander';
import { stayLean } from '../heap.ts';
import type { Io } from '../io.ts';

type Register = (program: Command, io: Io) => void;

export interface CommandEntry {
  readonly name: string;
  /** Its arguments, for the list of commands. */
  readonly usage: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly load: () => Promise<Register>;
}

/** In the order of the list that `procs --help` prints. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'list',
    usage: '[options]',
    summary: 'list the procedures of the workspace',
    load: async () => (await import('./list.ts')).registerList,
  },
  {
    name: 'show',
    usage: '[options] <id>',
    summary: 'show how a procedure was understood: its flows, stages, steps and criteria',
    load: async () => (await import('./show.ts')).registerShow,
  },
  {
    name: 'check',
    usage: '[options] [path...]',
    summary:
      'report what is wrong in the documents: exit 0 without errors, 1 with, 2 if it could not run',
    load: async () => (await import('./check.ts')).registerCheck,
  },
  {
    name: 'diff',
    usage: '[options] <revision> [other]',
    summary: 'show what changed in the procedures by meaning: steps, commands, criteria, gates',
    load: async () => (await import('./diff.ts')).registerDiff,
  },
  {
    name: 'criteria',
    usage: '[options] [id]',
    summary: 'list the criteria with their checks, and the share that a machine can check',
    load: async () => (await import('./criteria.ts')).registerCriteria,
  },
  {
    name: 'explain',
    usage: '[rule]',
    summary: 'say why a rule asks for what it does, with an example',
    load: async () => (await import('./explain.ts')).registerExplain,
  },
  {
    name: 'plan',
    usage: '[options] <id>',
    summary: 'show what a run would do, and do nothing: exit 2 if it could not start',
    load: async () => (await import('./plan.ts')).registerPlan,
  },
  {
    name: 'run',
    usage: '[options] [id]',
    summary: 'run a procedure, step by step',
    load: async () => {
      stayLean();
      return (await import('./run.ts')).registerRun;
    },
  },
  {
    name: 'verify',
    usage: '[options] [id]',
    summary: 'judge what can be judged by looking, without running any block',
    load: async () => (await import('./verify.ts')).registerVerify,
  },
  {
    name: 'runs',
    usage: '[options] [command]',
    summary: 'list the runs of the workspace, and tell one from its journal',
    load: async () => (await import('./runs.ts')).registerRuns,
  },
  {
    name: 'report',
    usage: '[options] [run]',
    summary: 'write the evidence of a run: Markdown, HTML, JSON or JUnit',
    load: async () => (await import('./report.ts')).registerReport,
  },
  {
    name: 'schema',
    usage: '[name]',
    summary: 'print a JSON Schema of what procs reads or prints',
    load: async () => (await import('./schema.ts')).registerSchema,
  },
  {
    name: 'lsp',
    usage: '[options]',
    summary: 'serve an editor over standard input and output (Language Server Protocol)',
    load: async () => (await import('./lsp.ts')).registerLsp,
  },
  {
    name: 'site',
    usage: '[command]',
    summary: 'publish the procedures as a web site',
    load: async () => (await import('./site.ts')).registerSite,
  },
];
