/** What a document or a command says never acts on the terminal that it is shown on. */
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { EventStream } from '../../src/run/operator/event-stream.ts';
import { Screen } from '../../src/run/operator/screen.ts';
import { createRedactor } from '../../src/run/redact.ts';
import { wordsOf } from '../../src/run/words/words.ts';

const E = '\u001b';
const payloads: Readonly<Record<string, string>> = {
  'clipboard, OSC 52 with BEL': `${E}]52;c;ZXZpbA==\u0007`,
  'clipboard, OSC 52 with ST': `${E}]52;c;ZXZpbA==${E}\\`,
  'clipboard query': `${E}]52;c;?${E}\\`,
  'clipboard, 8-bit OSC': '\u009d52;c;ZXZpbA==\u009c',
  'link, OSC 8': `${E}]8;;http://evil.example${E}\\click${E}]8;;${E}\\`,
  'link to a file': `${E}]8;;file:///etc/passwd\u0007click${E}]8;;\u0007`,
  'title, OSC 0': `${E}]0;root@prod\u0007`,
  'title, OSC 2': `${E}]2;root@prod${E}\\`,
  'icon, OSC 1': `${E}]1;x\u0007`,
  'working directory, OSC 7': `${E}]7;file://h/etc\u0007`,
  'notification, OSC 9': `${E}]9;done\u0007`,
  'notification, OSC 777': `${E}]777;notify;a;b\u0007`,
  'palette, OSC 4': `${E}]4;1;rgb:00/00/00\u0007`,
  'foreground, OSC 10': `${E}]10;black\u0007`,
  'file transfer, OSC 1337': `${E}]1337;File=inline=1:AAAA\u0007`,
  'shell mark, OSC 133': `${E}]133;A\u0007`,
  'unterminated OSC': `${E}]0;never ended`,
  'unterminated OSC at the end of a line': `${E}]0;`,
  'cursor home': `${E}[H`,
  'cursor up': `${E}[20A`,
  'cursor to a place': `${E}[1;1H`,
  'cursor left': `${E}[50D`,
  'save and restore': `${E}7${E}8`,
  'erase the screen': `${E}[2J`,
  'erase the history': `${E}[3J`,
  'erase the line': `${E}[2K`,
  'insert lines': `${E}[5L`,
  'delete lines': `${E}[5M`,
  'scroll region': `${E}[1;5r`,
  'scroll up': `${E}[5S`,
  'reverse index': `${E}M`,
  'full reset': `${E}c`,
  'soft reset': `${E}[!p`,
  'alternate screen': `${E}[?1049h`,
  'older alternate screen': `${E}[?47h`,
  'hidden cursor': `${E}[?25l`,
  'mouse reports': `${E}[?1003h${E}[?1006h`,
  'bracketed paste': `${E}[?2004h`,
  'application keys': `${E}[?1h${E}=`,
  'answer back, DA': `${E}[c`,
  'status report': `${E}[6n`,
  'window size report': `${E}[18t`,
  'title report': `${E}[21t`,
  'window moved': `${E}[3;0;0t`,
  'iconified window': `${E}[2t`,
  'invisible text': `${E}[8mhidden${E}[28m`,
  'colours of the background': `${E}[30;40m`,
  'sixel, DCS': `${E}Pq#0;2;0;0;0~~@@${E}\\`,
  DECRQSS: `${E}P$q"p${E}\\`,
  'tmux passthrough': `${E}Ptmux;${E}${E}]52;c;ZXZpbA==\u0007${E}\\`,
  'screen title': `${E}kname${E}\\`,
  'application command, APC': `${E}_Gf=24;AAAA${E}\\`,
  'privacy message, PM': `${E}^text${E}\\`,
  'start of string, SOS': `${E}Xtext${E}\\`,
  '8-bit CSI': '\u009b2J',
  '8-bit DCS': '\u0090q~~\u009c',
  '8-bit APC': '\u009fGf=24\u009c',
  'character set': `${E}(0lqqk${E}(B`,
  'shift out': '\u000elqqk\u000f',
  bell: '\u0007\u0007\u0007',
  'backspaces over what stood before': 'rm -rf /\b\b\b\b\b\b\b\bls      ',
  'carriage return over what stood before': 'rm -rf /\rls      ',
  'vertical tab and form feed': 'a\u000bb\u000cc',
  delete: 'a\u007fb',
  'direction override': 'safe \u202egnp.exe',
  'direction isolate': '\u2066if (x) \u2069\u2067',
  'zero width': 'pass\u200bword\u2060\ufeff',
  'interlinear annotation': 'a\ufff9b\ufffbc',
  'line separator': 'a\u2028b\u2029c',
  'lone escape': E,
  'escape cut in two by a newline': `${E}\n[2J`,
};

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
