/** Fills a message or document from the run, and asks the operator for what the run cannot know. */
import type { Hole } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import type { Frame, RunContext } from '../flow/context.ts';
import { readJournal } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/record.ts';
import { endedIn, type RunFacts, startOf } from './facts.ts';
import { type Field, fieldsOf, fieldTitle } from './fields.ts';
import { knownValue } from './known.ts';

export interface Filled {
  readonly text: string;
  /** What a person calls the fields that are still open. */
  readonly open: readonly string[];
}

interface Answer {
  readonly field: Field;
  /** `null`: left open. */
  readonly value: string | null;
  readonly source: 'run' | 'operator' | 'command' | 'earlier answer' | 'open';
}

/** Fills a template; what is filled in from where is journaled. `index`: of the action in its step. */
export async function fillTemplate(
  ctx: RunContext,
  frame: Frame,
  place: { readonly ref: string; readonly index: number },
  { template, holes }: { readonly template: string; readonly holes: readonly Hole[] },
): Promise<Filled> {
  const fields = fieldsOf(template, holes);
  if (fields.length === 0) return { text: template, open: [] };
  const records = readJournal(ctx.journal.directory).records;
  const facts = factsOf(ctx, frame, records);
  const earlier = answersOf(records);
  let answers = fields.map((field) => withoutAsking(field, facts, ctx.settings.fields, earlier));
  answers = await withAsking(ctx, template, answers);
  ctx.journal.append({
    event: 'filled',
    frame: frame.id,
    ref: place.ref,
    action: place.index,
    fields: answers.map(({ field: { label, name }, value, source }) => ({
      label,
      name,
      value,
      source,
    })),
  });
  return {
    text: filledText(template, answers),
    open: [...new Set(answers.filter(isOpen).map(({ field }) => fieldTitle(field)))],
  };
}

/** A path: what the run knows, never a question. */
export function fillPath(
  ctx: RunContext,
  frame: Frame,
  path: string,
  holes: readonly Hole[],
): Filled {
  const facts = factsOf(ctx, frame, readJournal(ctx.journal.directory).records);
  const answers = fieldsOf(path, holes).map((field): Answer => {
    // A document is named after the time at which it is written.
    const value = knownValue(
      { ...field, label: null, before: '', after: '', attached: false },
      facts,
    );
    return { field, value, source: value === null ? 'open' : 'run' };
  });
  return {
    text: filledText(path, answers),
    open: answers.filter(isOpen).map(({ field }) => field.name),
  };
}

function factsOf(ctx: RunContext, frame: Frame, records: readonly JournalRecord[]): RunFacts {
  const { name, title, version, parameters } = frame.procedure;
  const secret = new Set(parameters.filter((each) => each.secret).map((each) => each.name));
  const now = new Date();
  const start = records.find((record) => record.event === 'run-started');
  return {
    run: start?.event === 'run-started' ? start.run : '',
    procedure: name,
    title,
    version,
    operator: ctx.settings.operatorName,
    now,
    started: startOf(records, frame.id) ?? now,
    approvers: approversOf(records, frame.id),
    ended: endedIn(records, frame.id),
    words: ctx.words,
    values: new Map([...frame.values].filter(([each]) => !secret.has(each))),
  };
}

/** Who approved in this flow, or in one that it called. */
function approversOf(records: readonly JournalRecord[], frame: string): string[] {
  const people = records.flatMap((record) =>
    record.event === 'approval' && record.frame.startsWith(frame) && record.verdict === 'passed'
      ? [record.person]
      : [],
  );
  return [...new Set(people.filter((person) => person !== null))];
}

function withoutAsking(
  field: Field,
  facts: RunFacts,
  given: ReadonlyMap<string, string>,
  earlier: ReadonlyMap<string, string>,
): Answer {
  const names = [field.label, field.name].filter((name) => name !== null).map(fold);
  for (const [name, value] of given)
    if (names.includes(fold(name)) && fits(field, value))
      return { field, value, source: 'command' };
  const known = knownValue(field, facts);
  if (known !== null) return { field, value: known, source: 'run' };
  const before = earlier.get(answerKey(field));
  if (before !== undefined) return { field, value: before, source: 'earlier answer' };
  return { field, value: null, source: 'open' };
}

/** Nobody has to know everything in the middle of an incident: what is not answered stays open. */
async function withAsking(
  ctx: RunContext,
  template: string,
  answers: readonly Answer[],
): Promise<Answer[]> {
  const open = answers.filter(isOpen);
  const { operator, screen, words } = ctx;
  if (open.length === 0 || !operator.attended) return [...answers];
  screen.text(filledText(template, answers));
  screen.note(
    words.message.unfilled([...new Set(open.map(({ field }) => fieldTitle(field)))].join(', ')),
  );
  if (!(await operator.confirm(words.message.fillIn))) return [...answers];
  const said = new Map<string, string>();
  const asked: Answer[] = [];
  for (const answer of answers) {
    if (!isOpen(answer)) {
      asked.push(answer);
      continue;
    }
    const key = answerKey(answer.field);
    const value = said.get(key) ?? (await askFor(ctx, answer.field));
    if (value !== null) said.set(key, value);
    asked.push(value === null ? answer : { field: answer.field, value, source: 'operator' });
  }
  return asked;
}

async function askFor(
  { operator, screen, words }: RunContext,
  field: Field,
): Promise<string | null> {
  for (;;) {
    const text = await operator.ask(`${fieldTitle(field)}:`, { secret: false });
    const value = text.trim();
    if (value === '') return null;
    if (fits(field, value))
      return value.toUpperCase() === value || field.options === null ? value : value.toUpperCase();
    screen.note(words.message.oneOf(field.options!.join(', ')));
  }
}

function fits({ options }: Field, value: string): boolean {
  return options === null || options.map(fold).includes(fold(value));
}

/** The same label and gap, in another message of the run, mean the same; a gap alone may mean anything. */
function answersOf(records: readonly JournalRecord[]): Map<string, string> {
  const answers = new Map<string, string>();
  for (const record of records) {
    if (record.event !== 'filled') continue;
    for (const { label, name, value, source } of record.fields)
      if (source === 'operator' && label !== null && value !== null)
        answers.set(answerKey({ label, name }), value);
  }
  return answers;
}

function answerKey({ label, name }: Pick<Field, 'label' | 'name'>): string {
  return `${fold(label ?? '')}\u0000${fold(name)}`;
}

function isOpen({ value }: Answer): boolean {
  return value === null;
}

function filledText(template: string, answers: readonly Answer[]): string {
  let text = '';
  let from = 0;
  for (const { field, value } of answers) {
    text += template.slice(from, field.start) + (value ?? template.slice(field.start, field.end));
    from = field.end;
  }
  return text + template.slice(from);
}
