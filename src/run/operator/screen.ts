/** What a run shows: where it is, what it runs, what comes back, how it was judged. Escapes and masks everything it is given. */
import type pc from 'picocolors';
import type { Criterion, Flow, Procedure, Stage, Verdict } from '../../model/index.ts';
import { escapeTerminalLine } from '../../text/escape.ts';
import type { PlannedStep } from '../plan/plan.ts';
import type { Redactor } from '../redact.ts';
import type { Words } from '../words/words.ts';
import { type BlockOutput, blockOutput, type Stream } from './block-output.ts';
import { type Palette, paletteOf } from './palette.ts';
import { Paper } from './paper.ts';

export interface ScreenOptions {
  readonly write: (text: string) => void;
  /** Width of the terminal; `null`: there is none. */
  readonly columns: () => number | null;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly redactor: () => Redactor;
  readonly words: Words;
}

/** What is shown of one block's output as it comes: somebody who watches needs less than a log. */
const HEAD = { terminal: 60, pipe: 500 };

const SIGNS: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗',
  unverified: '?',
  skipped: '–',
};

export class Screen {
  readonly #options: ScreenOptions;
  readonly #paper: Paper;
  readonly #paint: Palette;

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.#paper = new Paper(options);
    this.#paint = paletteOf(options.colors);
  }

  procedure({ name, title, version, source }: Procedure, flow: Flow, run: string): void {
    const { screen } = this.#options.words;
    const facts = [
      source.path,
      ...(version === null ? [] : [screen.version(version)]),
      screen.flow(flow.id),
      screen.run(run),
    ];
    this.#line('');
    this.#line(this.#paint.strong(this.#safe(`${name}${title === name ? '' : `  ${title}`}`)));
    this.#line(this.#paint.quiet(this.#safe(facts.join(', '))));
  }

  /** `number` of `all`: its place in the flow, whatever number the document gives it. */
  stage(stage: Stage, number: number, all: number): void {
    const { screen } = this.#options.words;
    const { strong, quiet } = this.#paint;
    const facts = [
      ...(all > 1 ? [screen.stageOf(number, all)] : []),
      ...(stage.minutes === null ? [] : [screen.estimate(stage.minutes)]),
    ];
    this.#line('');
    this.#line(
      `${strong(this.#safe(`${stage.number}. ${stage.title}`))}${facts.length === 0 ? '' : quiet(`  ${facts.join(', ')}`)}`,
    );
  }

  /** `at`: its index among all steps of the flow. */
  step({ step }: PlannedStep, steps: readonly PlannedStep[], at: number): void {
    const { screen } = this.#options.words;
    const wanted = (each: PlannedStep): boolean => each.mode !== 'skip';
    const all = steps.filter(wanted).length;
    const next = steps.slice(at + 1).find(wanted)?.step;
    const facts = [
      ...(all > 1 ? [screen.stepOf(steps.slice(0, at + 1).filter(wanted).length, all)] : []),
      ...(next === undefined ? [] : [screen.next(next.ref, next.title)]),
    ];
    this.#line('');
    this.#line(
      `${this.#paint.strong(this.#safe(`${step.ref}  ${step.title}`))}${facts.length === 0 ? '' : this.#paint.quiet(`  (${this.#safe(facts.join(', '))})`)}`,
      2,
    );
    for (const notice of step.notices) this.warn(`${notice.label}: ${notice.text}`, 2);
  }

  skipped({ step }: PlannedStep, reason: string): void {
    const word = this.#options.words.verdicts.skipped;
    const text = `${step.ref}  ${step.title}  (${reason})`;
    this.#line('');
    this.#line(this.#paint.quiet(`${SIGNS.skipped} ${word}  ${this.#safe(text)}`), 2);
  }

  /** It had ended before the run was resumed. */
  earlier({ step }: PlannedStep, verdict: Verdict, how: string): void {
    const text = this.#paint.quiet(`  ${this.#safe(`${step.ref}  ${step.title}  (${how})`)}`);
    this.#paper.line(`${this.#verdict(verdict)}${text}`, '  ', '    ');
  }

  lead(text: string | null): void {
    if (text !== null && text.trim() !== '') this.#line(this.#safe(text), 4);
  }

  code(code: string): void {
    for (const line of trimmedLines(code))
      this.#paper.line(
        this.#paint.strong(this.#safe(line.replaceAll('\t', '    '))),
        `    ${this.#paint.quiet('$')} `,
        '        ',
      );
  }

  text(text: string): void {
    for (const line of trimmedLines(text)) this.#line(this.#safe(line.replaceAll('\t', '    ')), 4);
  }

  /** A patch: what goes and what comes is said by its signs, too. */
  diff(patch: string): void {
    for (const line of trimmedLines(patch)) {
      const paint = line.startsWith('+')
        ? this.#paint.good
        : line.startsWith('-')
          ? this.#paint.bad
          : this.#paint.quiet;
      this.#line(paint(this.#safe(line)), 4);
    }
  }

  note(text: string, depth = 4): void {
    this.#line(this.#paint.quiet(this.#safe(text)), depth);
  }

  warn(text: string, depth = 4): void {
    const first = `${' '.repeat(depth)}${this.#paint.notice('!')} `;
    for (const [at, line] of trimmedLines(text).entries())
      this.#paper.line(
        this.#paint.notice(this.#safe(line)),
        at === 0 ? first : ' '.repeat(depth + 2),
      );
  }

  judged(verdict: Verdict, what: string, how: string): void {
    const more = how === '' ? '' : this.#paint.quiet(`  ${this.#safe(how)}`);
    this.#paper.line(`${this.#verdict(verdict)}  ${this.#safe(what)}${more}`, '    ', '      ');
  }

  criterion({ text }: Criterion, verdict: Verdict, how: string): void {
    this.judged(verdict, text, how);
  }

  stepEnded(ref: string, verdict: Verdict, reason: string | null, milliseconds: number): void {
    const more = [...(reason === null ? [] : [reason]), duration(milliseconds)];
    this.#paper.line(
      `${this.#verdict(verdict)}  ${this.#safe(ref)}${this.#paint.quiet(`  ${this.#safe(more.join('  '))}`)}`,
      '  ',
      '    ',
    );
  }

  stageEnded(stage: Stage, verdict: Verdict, milliseconds: number): void {
    const { minutes } = stage;
    const estimate = minutes === null ? '' : ` ${this.#options.words.screen.of(minutes)}`;
    const isLate = minutes !== null && milliseconds > minutes * 60_000;
    const paint = isLate ? this.#paint.notice : this.#paint.quiet;
    this.#line('');
    this.#line(
      `${this.#verdict(verdict)}  ${this.#safe(`${stage.number}. ${stage.title}`)}${paint(`  ${duration(milliseconds)}${estimate}`)}`,
    );
  }

  ended(verdict: Verdict, lines: readonly string[]): void {
    this.#line('');
    this.#line(`${this.#verdict(verdict)}  ${this.#safe(lines[0] ?? '')}`);
    for (const line of lines.slice(1)) this.note(line, 3);
  }

  /** Takes a block's output as it comes. `timeout`: its limit, in milliseconds. */
  output(
    timeout: number | null = null,
    onLine?: (stream: Stream, line: string) => void,
  ): BlockOutput {
    const { words, redactor } = this.#options;
    const { notice, quiet } = this.#paint;
    return blockOutput({
      paper: this.#paper,
      redactor: redactor(),
      words,
      bar: (stream) => (stream === 'stderr' ? notice('┃') : quiet('│')),
      dim: quiet,
      head: this.#paper.live ? HEAD.terminal : HEAD.pipe,
      timeout,
      clock: duration,
      ...(onLine === undefined ? {} : { onLine }),
    });
  }

  #verdict(verdict: Verdict): string {
    return this.#paint.of[verdict](`${SIGNS[verdict]} ${this.#options.words.verdicts[verdict]}`);
  }

  #safe(text: string): string {
    return escapeTerminalLine(this.#options.redactor().text(text));
  }

  #line(text: string, depth = 0): void {
    this.#paper.line(text, ' '.repeat(depth));
  }
}

/** A time that somebody waited, in the units that they would say it in. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  return `${minutes} min ${Math.floor((milliseconds - minutes * 60_000) / 1000)} s`;
}

function trimmedLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}
