/** Lines on a terminal or into a pipe: folded to the terminal's width, with one line at the end that comes and goes. */
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

export interface PaperOptions {
  readonly write: (text: string) => void;
  /** Width of the terminal; `null`: there is none, and lines are as long as they are. */
  readonly columns: () => number | null;
}

/** For a stream of the process: as wide as its terminal, if it is one. */
export function paperOn(output: NodeJS.WritableStream): Paper {
  const { isTTY, columns } = output as Partial<NodeJS.WriteStream>;
  return new Paper({
    write: (text) => output.write(text),
    columns: () => (isTTY === true ? columns || 80 : null),
  });
}

/** Text that it is given is harmless already: nothing is escaped here. */
export class Paper {
  readonly #options: PaperOptions;
  #status = false;

  constructor(options: PaperOptions) {
    this.#options = options;
  }

  /** Somebody looks at it as it comes. */
  get live(): boolean {
    return this.#options.columns() !== null;
  }

  /** Writes a line. `first` stands before it, `rest` before what of it goes onto further lines. */
  line(text: string, first = '', rest = ' '.repeat(stringWidth(first))): void {
    this.status(null);
    const columns = this.#options.columns();
    const indent = Math.max(stringWidth(first), stringWidth(rest));
    const room = columns === null ? 0 : Math.max(columns - indent, MINIMUM);
    const lines =
      columns === null || stringWidth(first) + stringWidth(text) <= columns
        ? [text]
        : wrapAnsi(text, room, { hard: true, trim: false, wordWrap: true }).split('\n');
    // What stands before says that it goes on; of a block's output every space counts.
    const isOurs = rest.trim() === '';
    const shown = isOurs ? lines.map(withoutLead).filter(hasText) : lines;
    this.#options.write(
      shown.map((each, at) => `${`${at === 0 ? first : rest}${each}`.trimEnd()}\n`).join(''),
    );
  }

  /** What goes on just now, on a terminal; gone with the next line, or with `null`. */
  status(text: string | null): void {
    const columns = this.#options.columns();
    if (columns === null || (text === null && !this.#status)) return;
    this.#options.write(`\r\u001b[K${text === null ? '' : cut(text, columns - 1)}`);
    this.#status = text !== null;
  }
}

/** Fewer columns are not enough to break words in. */
const MINIMUM = 12;

/** Without the spaces at which it was folded, which may stand behind a change of colour. */
function withoutLead(line: string, at: number): string {
  return at === 0 ? line : line.replace(LEAD, '$1');
}

function hasText(line: string, at: number): boolean {
  return at === 0 || stringWidth(line.trim()) > 0;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are written with them.
const LEAD = /^((?:\u001b\[[\d;]*m)*) +/;

/** As much of a text as fits; it holds no escape sequences. */
export function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += stringWidth(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
