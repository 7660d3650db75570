/** What a run shows on a narrow terminal: no line is wider than it, and what goes on stands under what it belongs to. */
import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { Screen } from '../../src/run/operator/screen.ts';
import { createRedactor } from '../../src/run/redact.ts';
import { wordsOf } from '../../src/run/words/words.ts';

const LONG =
  'el bloque de la línea 26 terminó con 1, y nadie sabe por qué; ver /srv/registros/2026/noviembre/21';

function shown(columns: number, use: (screen: Screen) => void, isColored = false): string[] {
  let written = '';
  const screen = new Screen({
    write: (text) => (written += text),
    columns: () => columns,
    colors: createColors(isColored),
    redactor: () => createRedactor([]),
    words: wordsOf('es'),
  });
  use(screen);
  return written.trimEnd().split('\n');
}

it.each([20, 24, 40, 41, 80])('on %s columns', (columns) => {
  for (const isColored of [false, true]) {
    const lines = shown(
      columns,
      (screen) => {
        screen.judged('failed', LONG, LONG);
        screen.warn(LONG);
        screen.note(LONG, 2);
        screen.stepEnded('2.1', 'failed', LONG, 1000);
        screen.ended('failed', [LONG, LONG]);
        screen.code(`echo ${LONG}`);
      },
      isColored,
    );
    for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
  }
  // Folded between two spaces, it neither begins with one nor leaves an empty line.
  const judged = shown(columns, (screen) => screen.judged('failed', LONG, LONG));
  for (const line of judged.slice(1)) expect(line).toMatch(/^ {6}\S/);
  const warned = shown(columns, (screen) => screen.warn(LONG));
  for (const line of warned.slice(1)) expect(line).toMatch(/^ {6}\S/);
});
