/** Colours that an operator can read on a light and on a dark terminal, and none where none are wanted. */
import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import type { Criterion } from '../../src/model/index.ts';
import { Screen } from '../../src/run/operator/screen.ts';
import { planToText } from '../../src/run/plan/plan-text.ts';
import { createRedactor } from '../../src/run/redact.ts';
import { wordsOf } from '../../src/run/words/words.ts';
import { Place, procedure } from './cli.ts';

type Rgb = readonly [number, number, number];

/** What the codes look like in terminals that people have. */
const TERMINALS: Readonly<Record<string, readonly Rgb[]>> = {
  xterm: [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
  ],
  VGA: [
    [0, 0, 0],
    [170, 0, 0],
    [0, 170, 0],
    [170, 85, 0],
    [0, 0, 170],
    [170, 0, 170],
    [0, 170, 170],
    [170, 170, 170],
  ],
};

/** As WCAG has it. */
function contrast(one: Rgb, other: Rgb): number {
  const light = (rgb: Rgb): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const [most, least] = [light(one), light(other)].sort((a, b) => b - a);
  return most! / least!;
}

/** All that a run shows, in colour or not. */
function everything(isColored: boolean): string {
  let written = '';
  const colors = createColors(isColored);
  const screen = new Screen({
    write: (text) => (written += text),
    columns: () => 60,
    colors,
    redactor: () => createRedactor([]),
    words: wordsOf('en'),
  });
  screen.lead('lead');
  screen.code('echo code');
  screen.text('text');
  screen.diff('-was\n+is\n same');
  screen.note('note');
  screen.warn('warning');
  for (const verdict of ['passed', 'failed', 'unverified', 'skipped'] as const) {
    screen.judged(verdict, 'what', 'how');
    screen.criterion({ text: 'criterion' } as Criterion, verdict, 'how');
    screen.stepEnded('1.1', verdict, 'why', 1);
    screen.ended(verdict, ['a', 'b']);
  }
  const output = screen.output();
  output.take('stdout', Buffer.from('out\n'));
  output.take('stderr', Buffer.from('err\n'));
  output.end('/files');
  const kinds = ['title', 'stage', 'step', 'skipped', 'fact', 'warning', 'problem'] as const;
  const lines = kinds.map((kind) => ({ kind, depth: 0, text: kind }));
  return written + planToText(lines, colors, 60);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is looked for.
const SGR = /\u001b\[([\d;]*)m/g;

it('no code of it vanishes on white or on black', () => {
  const codes = [...everything(true).matchAll(SGR)].flatMap(([, list]) => list!.split(';'));
  const colored = [...new Set(codes.map(Number))].filter((code) => code >= 30 && code < 38);
  // Bold, dim and their ends; no background, no bright colour, nothing hidden or reversed.
  const others = new Set(codes.map(Number).filter((code) => code < 30 || code > 37));
  expect([...others].sort((a, b) => a - b)).toEqual([1, 2, 22, 39]);
  expect(colored.length).toBeGreaterThan(1);
  for (const code of colored) {
    for (const [name, palette] of Object.entries(TERMINALS)) {
      for (const [ground, rgb] of [
        ['white', [255, 255, 255]],
        ['black', [0, 0, 0]],
      ] as const)
        expect(contrast(palette[code - 30]!, rgb), `${code} on ${ground}, ${name}`).toBeGreaterThan(
          2,
        );
    }
  }
});

it('that could fail: yellow is such a code', () => {
  expect(contrast(TERMINALS.xterm![3]!, [255, 255, 255])).toBeLessThan(2);
});

it('nothing is said by a colour alone', () => {
  expect(everything(true).replaceAll(SGR, '')).toBe(everything(false));
});

it('NO_COLOR takes every colour away, also where one is forced; FORCE_COLOR brings them into a pipe', () => {
  const place = new Place({ 'a.md': procedure('echo ok') });
  const run = ['run', 'PROC-T-001', '--yes'];
  expect(place.procs(run, undefined, { FORCE_COLOR: '1' }).out).not.toContain('\u001b');
  const { out } = place.procs(run, undefined, { NO_COLOR: '', FORCE_COLOR: '1' });
  expect(out).toMatch(SGR);
  const id = place.runIds().at(-1)!;
  for (const args of [
    ['runs', 'show', id],
    ['runs', 'verify', id],
  ]) {
    const told = place.procs(args, undefined, { NO_COLOR: '', FORCE_COLOR: '1' }).out;
    const codes = [...told.matchAll(SGR)].map(([, list]) => list);
    expect(codes).not.toContain('33');
    expect(codes).toContain('32');
  }
});
