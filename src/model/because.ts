/** Why the compiler took a place of a document for what it is: kept with each thing, for `procs show --why`. */
import { z } from 'zod';

export const FlowBecause = z.enum([
  /** The words of its heading give it its role: 'Procedure', 'Rollback', 'Validation'. */
  'role-heading',
  /** Stage or step headings stand at the top of the document. */
  'numbered-parts',
  /** A heading with something to do below it, in a document without any other scheme. */
  'working-part',
  /** A heading with something to do below it, beside the procedure: a flow of its own. */
  'other-part',
  /** A heading inside another flow whose words say that it undoes something. */
  'rollback-inside',
  /** Numbered lines stand for headings. */
  'numbered-lines',
  /** What is to be done stands before the first heading, or there is none. */
  'without-heading',
]);
export type FlowBecause = z.infer<typeof FlowBecause>;

export const StageBecause = z.enum([
  /** ETAPA, FASE, Stage, Phase, or a word of the configuration, and a number. */
  'stage-word',
  'numbered-heading',
  /** A heading of the flow that names no stage. */
  'heading',
  /** The flow names no stages, so it is one. */
  'only-stage',
  /** What stands above the first stage. */
  'above-stages',
  /** A numbered line that stands for a heading. */
  'numbered-line',
]);
export type StageBecause = z.infer<typeof StageBecause>;

export const StepBecause = z.enum([
  /** Paso, Step, or a word of the configuration, and a number. */
  'step-word',
  'numbered-heading',
  /** The smallest titled part with something to do. */
  'heading',
  /** What stands above the sub-headings or items of its part. */
  'above-parts',
  /** A numbered item with something to do. */
  'numbered-item',
  /** A row of a table of steps. */
  'table-row',
]);
export type StepBecause = z.infer<typeof StepBecause>;

export const ListingBecause = z.enum([
  /** A fence of another language, or of none. */
  'not-shell',
  /** `run=never`, or another tool's word for it. */
  'marked-never',
  /** A `console` fence without `$ ` prompts. */
  'no-prompts',
  'only-comments',
  /** It stands after 'Si falla:', 'If this fails:'. */
  'after-failure',
  /** It stands after 'Rollback:', 'To undo:' in a step that is not about undoing. */
  'undo',
  'example',
  /** 'No ejecutar:', 'Do not run:'. */
  'forbidden',
]);
export type ListingBecause = z.infer<typeof ListingBecause>;

export const ActionBecause = z.enum([
  ...ListingBecause.options,
  'shell-fence',
  /** The lines of a fence that start with `$ `. */
  'prompts',
  'shebang',
  /** A first comment that names a file: `# scripts/deploy.sh`. */
  'file-comment',
  /** 'Create the file `x.sh` with the following content:' above it. */
  'announced-file',
  'task-list',
  'message-label',
  'document-label',
  /** 'Ejecutar PROCED-X-001', in prose. */
  'call-sentence',
  /** The same in a block that holds nothing else. */
  'call-comment',
  'prose',
  'numbered-item',
]);
export type ActionBecause = z.infer<typeof ActionBecause>;

export const CriterionBecause = z.enum([
  /** 'Criterio de éxito:', 'Expected:', and the words of the configuration. */
  'label',
  /** A comment of the block: `# Esperado: …`. */
  'comment',
  /** A `bash check` fence without a sentence above it. */
  'check-fence',
  /** A fence of output after 'Expected output:'. */
  'output-fence',
  /** Output between the `$ ` lines of the block. */
  'prompt-output',
  /** An item below a heading such as 'Criterios de salida'. */
  'criteria-heading',
  /** A row of a table of entry and exit criteria. */
  'criteria-table',
]);
export type CriterionBecause = z.infer<typeof CriterionBecause>;
