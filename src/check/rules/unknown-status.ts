/** The state of a document is one of the words that people and tools know. */
import { type Finding, finding } from '../../model/index.ts';
import { nearest } from '../../text/suggest.ts';
import { keyOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';
import { stateWord } from '../states.ts';

/** In the order in which they are offered. */
export const states: readonly string[] =
  'activo active vigente borrador draft propuesto proposed revision review en_revision in_review aprobado approved publicado published completado completed final inactivo inactive suspendido suspended obsoleto obsolete deprecado deprecated archivado archived retirado retired reemplazado superseded wip stable estable beta pendiente pending en_progreso in_progress'.split(
    ' ',
  );

export const unknownStatus = defineRule({
  id: 'unknown-status',
  code: 'PROCS003',
  family: 'lifecycle',
  scope: 'document',
  title: 'The state of a document is a known word',
  severity: 'warning',
  why: 'Whether a procedure may be followed hangs on its state: a misspelt "obsoleto" leaves a dead procedure in use.',
  examples: [
    {
      failing: '---\nid: PROC-A-001\nestado: obsolteo\n---\n\n# PROC-A-001: Copia\n',
      mended: '---\nid: PROC-A-001\nestado: obsoleto\n---\n\n# PROC-A-001: Copia\n',
    },
  ],
  *check({ document }): Iterable<Finding> {
    const key = keyOf(document, ['estado', 'status']);
    const value = key === null ? null : document.frontMatter.values[key];
    if (key === null || typeof value !== 'string' || value.trim() === '') return;
    const word = stateWord(value);
    if (states.includes(word)) return;
    const near = nearest(word, states);
    // A team may well have words of its own: only what looks misspelt is reported.
    if (near === null) return;
    yield finding(
      'unknown-status',
      valuePlace(document, key),
      `"${value}" is no state of a document that procs knows.`,
      {
        help: `Did you mean "${near}"?`,
        suggestion: { written: value, meant: near },
      },
    );
  },
});
