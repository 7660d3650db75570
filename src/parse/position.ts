/** Places: mdast positions and offsets as spans of the file. */
import type { Node } from 'mdast';
import type { Span } from '../model/index.ts';

/** The span of a node that the parser placed. */
export function spanOf(node: Node): Span {
  const { start, end } = node.position!;
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** From the start of one span to the end of another. */
export function spanFrom(first: Span, last: Span): Span {
  return {
    line: first.line,
    column: first.column,
    endLine: last.endLine,
    endColumn: last.endColumn,
  };
}

/** Where in the text each line starts, to turn offsets into lines and columns and back. */
export class Lines {
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The line without its end; the empty string past the last. */
  line(number: number): string {
    const start = this.#starts[number - 1];
    if (start === undefined) return '';
    const end = this.#starts[number] ?? this.text.length + 1;
    const stop = this.text.charCodeAt(end - 2) === 13 ? end - 2 : end - 1;
    return this.text.slice(start, Math.max(start, stop));
  }

  /** The text of a span. */
  slice({ line, column, endLine, endColumn }: Span): string {
    return this.text.slice(this.offset(line, column), this.offset(endLine, endColumn));
  }

  /** Where a line and column stand in the text. */
  offset(line: number, column: number): number {
    return (this.#starts[line - 1] ?? this.text.length) + column - 1;
  }

  /** The span of a half-open range of offsets. */
  span(start: number, end: number): Span {
    const line = this.lineAt(start);
    const endLine = this.lineAt(end);
    return {
      line,
      column: this.columnIn(line, start),
      endLine,
      endColumn: this.columnIn(endLine, end),
    };
  }

  /** The column of an offset, counted from where a line starts. */
  columnIn(line: number, offset: number): number {
    return offset - this.#starts[line - 1]! + 1;
  }

  /** The line that an offset stands in. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
