/** By which rule a thing of a procedure came from the document, in words. */
import type {
  Action,
  ActionBecause,
  Criterion,
  CriterionBecause,
  Flow,
  FlowBecause,
  Parameter,
  Stage,
  StageBecause,
  Step,
  StepBecause,
} from '../model/index.ts';

/** `line 120 "#### Paso 4.3: …" (heading with a word for a step)`. `lines`: those of the document. */
export function because(
  thing: Flow | Stage | Step | Action | Criterion,
  rule: string,
  lines: readonly string[],
): string {
  return `line ${thing.span.line} ${quoted(lines[thing.span.line - 1] ?? '')} (${rule})`;
}

export function parameterBecause({ origin, span }: Parameter, lines: readonly string[]): string {
  const line = `line ${span.line} ${quoted(lines[span.line - 1] ?? '')}`;
  return `${line} (${parameterRules[origin]})`;
}

export const flowRules: Readonly<Record<FlowBecause, string>> = {
  'role-heading': 'role of the heading',
  'numbered-parts': 'headings of stages or steps at the top of the document',
  'working-part': 'heading with something to do below it',
  'other-part': 'heading with something to do below it, beside the procedure',
  'rollback-inside': 'heading inside another flow whose words say that it undoes something',
  'numbered-lines': 'numbered lines that stand for headings',
  'without-heading': 'something to do under no heading of its own',
};

export const stageRules: Readonly<Record<StageBecause, string>> = {
  'stage-word': 'heading with a word for a stage and a number',
  'numbered-heading': 'heading with a number',
  heading: 'heading of the flow',
  'only-stage': 'the flow names no stages, so it is one',
  'above-stages': 'what stands above the first stage',
  'numbered-line': 'numbered line that stands for a heading',
};

export const stepRules: Readonly<Record<StepBecause, string>> = {
  'step-word': 'heading with a word for a step and a number',
  'numbered-heading': 'heading with a number',
  heading: 'smallest heading with something to do below it',
  'above-parts': 'what stands above the parts of its heading',
  'numbered-item': 'numbered item',
  'table-row': 'row of a table of steps',
};

export const actionRules: Readonly<Record<ActionBecause, string>> = {
  'shell-fence': 'fence of a shell',
  prompts: 'the lines of a fence that start with "$ "',
  shebang: 'fence of a shell that starts with #!',
  'file-comment': 'fence of a shell whose first comment names a file',
  'announced-file': 'fence of a shell after words that announce the content of a file',
  'task-list': 'list of tasks',
  'message-label': 'fence of text after words that ask to tell somebody',
  'document-label': 'fence of text after words that ask to write something down',
  'call-sentence': 'sentence that asks to run another procedure',
  'call-comment': 'block that holds nothing but the order to run another procedure',
  prose: 'prose that asks for work, with nothing else to do',
  'numbered-item': 'numbered item with nothing else to do',
  'not-shell': "fence of no shell's language",
  'marked-never': 'marked never to be run',
  'no-prompts': 'fence of a session without "$ " prompts',
  'only-comments': 'fence of a shell with nothing but comments',
  'after-failure': 'stands after words for what to do after a failure',
  undo: 'stands after words for how to undo the step',
  example: 'stands after words for an example',
  forbidden: 'stands after words for what nobody may run',
};

export const criterionRules: Readonly<Record<CriterionBecause, string>> = {
  label: 'label of a criterion',
  comment: 'comment of the block that says what to expect',
  'check-fence': 'fence marked check',
  'output-fence': 'fence after a label of expected output',
  'prompt-output': 'output between the "$ " lines of the fence',
  'criteria-heading': 'below a heading of criteria',
  'criteria-table': 'row of a table of entry and exit criteria',
};

const parameterRules: Readonly<Record<Parameter['origin'], string>> = {
  declared: 'declared in the front matter',
  placeholder: 'placeholder',
  example: 'value that is marked as an example',
};

const LONGEST = 60;

function quoted(line: string): string {
  const text = [...line.trim()];
  return `"${text.length > LONGEST ? `${text.slice(0, LONGEST - 1).join('')}…` : text.join('')}"`;
}
