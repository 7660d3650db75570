/** An operator at a terminal, or at the other end of a pipe: questions and answers, a line each. */
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import wrapAnsi from 'wrap-ansi';
import { escapeTerminal } from '../../text/escape.ts';
import type { Words } from '../words/words.ts';
import { editFile } from './editor.ts';
import { type Operator, StopRun } from './operator.ts';
import { lendTerminal } from './tty.ts';

export interface TerminalOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly isTerminal: boolean;
  /** Who vouches. */
  readonly name: string;
  /** Gates are passed without asking. */
  readonly yes: boolean;
  readonly words: Words;
  readonly env: NodeJS.ProcessEnv;
  /** Ctrl-C at a question. */
  readonly onInterrupt: () => void;
}

export function atTerminal(options: TerminalOptions): Operator & { close(): void } {
  const { ask, menu } = options.words;
  const lines = new Lines(options);
  const again = async <T>(
    question: string,
    read: (answer: string) => T | undefined,
    hint: string,
  ): Promise<T> => {
    for (let asked = question; ; asked = question.split('\n').at(-1)!) {
      const answer = (await lines.ask(asked, false)).trim();
      const value = read(answer);
      if (value !== undefined) return value;
      if (answer !== '?') say(hint);
    }
  };
  const say = (text: string): void => {
    options.output.write(`${folded(escapeTerminal(text), options.output)}\n`);
  };
  const yesNo = (question: string): Promise<boolean> =>
    again(`${question} ${ask.yesNo} `, yesOrNo, ask.again);
  return {
    attended: true,
    terminal: options.isTerminal,
    confirm: async (question) => options.yes || yesNo(question),
    sure: yesNo,
    attest: async (question) => {
      const answer = await again(
        `${question} ${ask.yesNoUnknown} `,
        (text) => (text === '?' ? null : yesOrNo(text)),
        ask.againUnknown,
      );
      if (answer === null) return { answer: 'unknown' };
      return { answer: answer ? 'yes' : 'no', by: options.name };
    },
    choose: (question, choices) => {
      const hasHelp = choices.some(({ help }) => help !== undefined);
      const shown = [...choices, ...(hasHelp ? [{ key: '?', label: menu.help }] : [])]
        .map(({ key, label }) => `  ${key}  ${label}`)
        .join('\n');
      const explained = choices.map(({ key, help }) => `  ${key}  ${help ?? ''}`).join('\n');
      const keys = menu.keys(choices.map(({ key }) => key).join(' '));
      return again(
        `${question}\n${shown}\n> `,
        (text) => {
          const typed = text.toLowerCase();
          if (typed === '?' && hasHelp) say(explained);
          return choices.find(({ key, also }) => key === typed || also?.includes(typed) === true)
            ?.key;
        },
        keys,
      );
    },
    ask: (question, { secret }) => lines.ask(`${question} `, secret),
    lend: (work) => (options.isTerminal ? lendTerminal(options.output, work) : work()),
    edit: (file) => editFile(file, options),
    close: () => lines.close(),
  };
}

function yesOrNo(text: string): boolean | undefined {
  if (/^(?:y|yes|s|si|sí)$/i.test(text)) return true;
  if (/^(?:n|no)$/i.test(text)) return false;
  return undefined;
}

/** At words, to the width of a terminal; what belongs to a key stands under it. */
function folded(text: string, output: NodeJS.WritableStream): string {
  const { isTTY, columns = 80 } = output as Partial<NodeJS.WriteStream>;
  if (isTTY !== true) return text;
  return text
    .split('\n')
    .map((line) => {
      const indent = /^ {2}\S {2}/.test(line) ? '     ' : '';
      const room = Math.max(columns - indent.length - 1, 12);
      const lines = wrapAnsi(line, room, { hard: true, trim: false }).split('\n');
      return lines.map((each, at) => (at === 0 ? each : `${indent}${each.trimStart()}`)).join('\n');
    })
    .join('\n');
}

/** Lines that came before a question wait for it: input that is piped in comes all at once. */
class Lines {
  readonly #options: TerminalOptions;
  readonly #waiting: string[] = [];
  #reader: Interface | null = null;
  #ended = false;
  #hidden = false;
  #take: ((line: string | null) => void) | null = null;

  constructor(options: TerminalOptions) {
    this.#options = options;
  }

  async ask(question: string, secret: boolean): Promise<string> {
    const reader = this.#open();
    if (!this.#ended) reader.resume();
    this.#raw(true);
    const { output, isTerminal } = this.#options;
    output.write(folded(escapeTerminal(question), output));
    this.#hidden = secret;
    try {
      const line =
        this.#waiting.shift() ??
        (this.#ended
          ? null
          : await new Promise<string | null>((resolve) => {
              this.#take = resolve;
            }));
      if (line === null) {
        output.write('\n');
        throw new StopRun(4, this.#options.words.run.inputEnded);
      }
      // What a pipe sends is shown nowhere else; what a terminal's user typed stands there already.
      if (!isTerminal || secret) output.write(secret ? '\n' : `${escapeTerminal(line)}\n`);
      return line;
    } finally {
      this.#hidden = false;
      // Between questions the terminal belongs to the blocks: Ctrl-C must be a signal again.
      this.#raw(false);
      if (!this.#ended) reader.pause();
    }
  }

  /** readline takes a terminal out of line mode and, when it is only paused, leaves it there. */
  #raw(on: boolean): void {
    const { input, isTerminal } = this.#options;
    if (isTerminal && !this.#ended) (input as Partial<NodeJS.ReadStream>).setRawMode?.(on);
  }

  close(): void {
    this.#reader?.close();
  }

  #open(): Interface {
    if (this.#reader !== null) return this.#reader;
    const { input, output, isTerminal, onInterrupt } = this.#options;
    const echo = new Writable({
      write: (chunk, _encoding, done) => {
        if (this.#hidden) done();
        else output.write(chunk, () => done());
      },
    });
    const reader = createInterface({
      input,
      output: isTerminal ? echo : undefined!,
      terminal: isTerminal,
      historySize: 0,
    });
    reader.on('line', (line) => {
      const take = this.#take;
      this.#take = null;
      if (take === null) this.#waiting.push(line);
      else take(line);
    });
    reader.on('SIGINT', onInterrupt);
    const end = (): void => {
      this.#ended = true;
      this.#take?.(null);
      this.#take = null;
    };
    reader.on('close', end);
    // A terminal that went away answers with EIO, readline's own farewell to it included.
    reader.on('error', end);
    input.on('error', end);
    this.#reader = reader;
    return reader;
  }
}
