/** What a run shows: where it is, what it runs, what comes back, how it was judged. Escapes and masks everything it is given. */
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import type pc from 'picocolors';
import type { Criterion, Flow, Procedure, Stage, Verdict } from '../../model/index.ts';
import { escapeTerminal, escapeTerminalLine } from '../../text/escape.ts';
import type { PlannedStep } from '../plan/plan.ts';
import type { Redactor } from '../redact.ts';
import type { Words } from '../words/words.ts';

export interface ScreenOptions {
  readonly write: (text: string) => void;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly redactor: () => Redactor;
  readonly words: Words;
  /** Lines of one block's output that are shown live; the rest is in its file. */
  readonly most?: number;
}

const SIGNS: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗',
  unverified: '?',
  skipped: '–',
};

export class Screen {
  readonly #options: ScreenOptions;

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  procedure({ name, title, version, source }: Procedure, flow: Flow, run: string): void {
    const { bold, dim } = this.#options.colors;
    const words = this.#options.words.screen;
    this.#line('');
    this.#line(bold(this.#safe(`${name}${title === name ? '' : `  ${title}`}`)));
    this.#line(
      dim(
        this.#safe(
          [
            source.path,
            ...(version === null ? [] : [words.version(version)]),
            words.flow(flow.id),
            words.run(run),
          ].join(', '),
        ),
      ),
    );
  }

  stage({ number, title, minutes }: Stage): void {
    const { bold, cyan, dim } = this.#options.colors;
    this.#line('');
    this.#line(
      `${bold(cyan(this.#safe(`${number}. ${title}`)))}${minutes === null ? '' : dim(`  ${this.#options.words.screen.estimate(minutes)}`)}`,
    );
  }

  step({ step }: PlannedStep): void {
    this.#line('');
    this.#line(`  ${this.#options.colors.bold(this.#safe(`${step.ref}  ${step.title}`))}`);
    for (const notice of step.notices) this.warn(`${notice.label}: ${notice.text}`, 2);
  }

  skipped(planned: PlannedStep, reason: string): void {
    const { dim } = this.#options.colors;
    this.#line('');
    this.#line(
      `  ${dim(`– ${this.#options.words.verdicts.skipped}  ${this.#safe(`${planned.step.ref}  ${planned.step.title}`)}  (${this.#safe(reason)})`)}`,
    );
  }

  lead(text: string | null): void {
    if (text !== null && text.trim() !== '') this.#line(`    ${this.#safe(text)}`);
  }

  code(code: string): void {
    for (const line of trimmedLines(code))
      this.#line(
        `    ${this.#options.colors.dim('$')} ${this.#options.colors.cyan(this.#safe(line))}`,
      );
  }

  text(text: string): void {
    for (const line of trimmedLines(text)) this.#line(`    ${this.#safe(line)}`);
  }

  note(text: string, depth = 4): void {
    this.#line(`${' '.repeat(depth)}${this.#options.colors.dim(this.#safe(text))}`);
  }

  warn(text: string, depth = 4): void {
    this.#line(`${' '.repeat(depth)}${this.#options.colors.yellow(`! ${this.#safe(text)}`)}`);
  }

  judged(verdict: Verdict, what: string, how: string): void {
    this.#line(
      `    ${this.#verdict(verdict)}  ${this.#safe(what)}${how === '' ? '' : this.#options.colors.dim(`  ${this.#safe(how)}`)}`,
    );
  }

  criterion({ text }: Criterion, verdict: Verdict, how: string): void {
    this.judged(verdict, text, how);
  }

  stepEnded(ref: string, verdict: Verdict, reason: string | null): void {
    this.#line(
      `  ${this.#verdict(verdict)}  ${this.#safe(ref)}${reason === null ? '' : this.#options.colors.dim(`  ${this.#safe(reason)}`)}`,
    );
  }

  stageEnded(stage: Stage, verdict: Verdict, milliseconds: number): void {
    const estimate =
      stage.minutes === null ? '' : ` ${this.#options.words.screen.of(stage.minutes)}`;
    this.#line('');
    this.#line(
      `${this.#verdict(verdict)}  ${this.#safe(`${stage.number}. ${stage.title}`)}${this.#options.colors.dim(`  ${duration(milliseconds)}${estimate}`)}`,
    );
  }

  ended(verdict: Verdict, lines: readonly string[]): void {
    this.#line('');
    this.#line(`${this.#verdict(verdict)}  ${this.#safe(lines[0] ?? '')}`);
    for (const line of lines.slice(1)) this.note(line, 3);
  }

  /** Takes a block's output as it comes. */
  output(): { take(stream: 'stdout' | 'stderr', bytes: Buffer): void; end(files: string): void } {
    const words = this.#options.words.screen;
    const most = this.#options.most ?? 500;
    let shown = 0;
    let folded = 0;
    let tail: string[] = [];
    const streams = { stdout: this.#stream(), stderr: this.#stream() };
    const show = (line: string, stream: 'stdout' | 'stderr') => {
      const text = this.#outputLine(line, stream);
      if (shown < most) {
        shown += 1;
        this.#line(text);
      } else {
        folded += 1;
        tail = [...tail.slice(-9), text];
      }
    };
    return {
      take: (stream, bytes) => {
        for (const line of streams[stream].push(bytes)) show(line, stream);
      },
      end: (files) => {
        for (const stream of ['stdout', 'stderr'] as const)
          for (const line of streams[stream].end()) show(line, stream);
        if (folded > tail.length) this.note(words.folded(folded - tail.length, files));
        for (const line of tail) this.#line(line);
      },
    };
  }

  #stream(): { push(bytes: Buffer): string[]; end(): string[] } {
    const decoder = new StringDecoder('utf8');
    const redactor = this.#options.redactor().stream();
    let open = '';
    const cut = (text: string): string[] => {
      const parts = (open + text).split('\n');
      open = parts.pop()!;
      // A line without end must not grow in memory for ever.
      if (open.length > 8192) {
        parts.push(open);
        open = '';
      }
      return parts;
    };
    return {
      push: (bytes) => cut(redactor.push(decoder.write(bytes))),
      end: () => {
        const parts = cut(redactor.push(decoder.end()) + redactor.end());
        return open === '' ? parts : [...parts, open];
      },
    };
  }

  #outputLine(line: string, stream: 'stdout' | 'stderr'): string {
    const { dim, yellow } = this.#options.colors;
    // A progress bar redraws its line: the last state is what a terminal would show.
    const last = line.replace(/\r+$/, '').split('\r').at(-1)!;
    const text = escapeTerminal(stripVTControlCharacters(last));
    return `    ${stream === 'stderr' ? yellow('│') : dim('│')} ${text.length > 2000 ? `${text.slice(0, 2000)}…` : text}`;
  }

  #verdict(verdict: Verdict): string {
    const { green, red, yellow, dim } = this.#options.colors;
    const paint = { passed: green, failed: red, unverified: yellow, skipped: dim }[verdict];
    return paint(`${SIGNS[verdict]} ${this.#options.words.verdicts[verdict]}`);
  }

  #safe(text: string): string {
    return escapeTerminalLine(this.#options.redactor().text(text));
  }

  #line(text: string): void {
    this.#options.write(`${text}\n`);
  }
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  return `${minutes} min ${Math.round((milliseconds - minutes * 60_000) / 1000)} s`;
}

function trimmedLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}
