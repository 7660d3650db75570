/** The words of every kind of change in Spanish, as the pages of Spanish documents show them. */
import { describe, expect, it } from 'vitest';
import { changeInWords, type Difference, DifferenceKind, placeInWords } from '../../src/index.ts';

const quote = (text: string) => `“${text}”`;
const change = (kind: Difference['kind'], more: Partial<Difference> = {}): Difference => ({
  kind,
  severity: 'notice',
  place: null,
  what: 'block',
  subject: 'S',
  before: 'A',
  after: 'B',
  line: 1,
  lineBefore: 1,
  ...more,
});

/** Without what stands in quotes, which is the document's. */
const bare = (sentence: string) => sentence.replace(/“[^”]*”/g, '');

describe('in Spanish', () => {
  it.each(DifferenceKind.options)('%s is a Spanish sentence with what changed in it', (kind) => {
    const variants = [
      {},
      { before: null },
      { after: null },
      { what: 'unreadable' },
      { what: 'flow' },
    ];
    for (const more of variants) {
      const said = changeInWords(change(kind, more), quote, 'es');
      expect(said).toMatch(/^[A-ZÁÉÍÓÚ“].*\.$/s);
      expect(said).not.toBe(changeInWords(change(kind, more), quote));
      expect(bare(said)).not.toMatch(/\b(?:the|was|were|is|are|and|of|new|any|more)\b/i);
      expect(said).not.toMatch(/null|undefined/);
    }
  });

  it.each([
    [change('criterion-removed', { before: 'a person' }), 'lo decidía “una persona”'],
    [change('criterion-changed', { before: 'exit status 0 or 2' }), '“código de salida 0 o 2”'],
    [
      change('criterion-changed', { after: 'success of: test -s /x' }),
      '“que termine bien: test -s /x”',
    ],
    [
      change('host-changed', { before: 'this machine, db1', after: 'db1' }),
      'en “esta máquina, db1”',
    ],
    [change('entry-removed', { what: 'prerequisite' }), 'Se quitó el prerrequisito “S”'],
    [change('field-changed', { what: 'date of review' }), 'Su fecha de revisión era “A” y es “B”'],
    [
      change('step-removed', { what: 'a checklist and a warning' }),
      'una lista de verificación y un aviso',
    ],
    [
      change('destructive-command-added', { after: 'drops a database' }),
      'es nueva: elimina una base de datos',
    ],
  ])('words of procs are put into it (%#)', (one, said) => {
    expect(changeInWords(one, quote, 'es')).toContain(said);
  });

  it('leaves what a document says as it is', () => {
    const one = change('criterion-reworded', { before: 'a person', after: 'success of: all' });
    expect(changeInWords(one, quote, 'es')).toContain('“a person” y es “success of: all”');
    expect(placeInWords({ flow: 'main', stage: '1 Uno', step: '1.1 The step' }, quote, 'es')).toBe(
      'paso “1.1 The step”',
    );
  });
});
