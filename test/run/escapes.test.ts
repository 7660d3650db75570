/** What a document or a command says never acts on the terminal that it is shown on. */
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { EventStream } from '../../src/run/operator/event-stream.ts';
import { Screen } from '../../src/run/operator/screen.ts';
import { createRedactor } from '../../src/run/redact.ts';
import { wordsOf } from '../../src/run/words/words.ts';
import { payloads } from './payloads.ts';

/** Code points that act on a terminal, or change what a person sees of the others. */
const HIDDEN: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
];

function acting(text: string): string[] {
  return [...text].filter((character) => {
    const code = character.codePointAt(0)!;
    return HIDDEN.some(([from, to]) => code >= from && code <= to);
  });
}

function shown(use: (screen: Screen) => void, columns: number | null): string {
  let written = '';
  const screen = new Screen({
    write: (text) => {
      written += text;
    },
    columns: () => columns,
    colors: createColors(false),
    redactor: () => createRedactor([]),
    words: wordsOf('en'),
  });
  use(screen);
  return written;
}

it('there are enough of them', () => {
  expect(Object.keys(payloads).length).toBeGreaterThanOrEqual(60);
});

describe.each(Object.entries(payloads))('%s', (_name, payload) => {
  it.each([40, null])('does not act from what is shown (%s columns)', (columns) => {
    const text = shown((screen) => {
      screen.lead(payload);
      screen.code(`echo ${payload}`);
      screen.text(`before ${payload} after`);
      screen.note(payload);
      screen.warn(payload);
      screen.diff(`+${payload}`);
      screen.judged('failed', payload, payload);
      screen.stepEnded(payload, 'passed', payload, 1);
      screen.ended('passed', [payload, payload]);
    }, columns);
    expect(acting(text)).toEqual([]);
  });

  it('does not act from what a block prints, whole or byte by byte', () => {
    for (const size of [1, 10_000]) {
      const text = shown((screen) => {
        const output = screen.output();
        const bytes = Buffer.from(`before ${payload} after\nnext\n`);
        for (let at = 0; at < bytes.length; at += size)
          output.take('stdout', bytes.subarray(at, at + size));
        output.end('/files');
      }, null);
      expect(acting(text)).toEqual([]);
      expect(text).toContain('next');
    }
  });

  it('does not act from a stream of events, and says there what it was', () => {
    let written = '';
    const stream = new EventStream((text) => {
      written += text;
    });
    stream.output({ frame: 'run', ref: '1.1', action: 0, stream: 'stdout', line: payload });
    expect(acting(written)).toEqual([]);
    const [, line] = written.trimEnd().split('\n');
    expect((JSON.parse(line!) as { line: string }).line).toBe(payload);
  });
});
