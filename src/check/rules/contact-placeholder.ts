/** Contacts of a document in force can be reached. */
import { type Finding, finding, type Span } from '../../model/index.ts';
import { proseLines } from '../prose.ts';
import { defineRule } from '../rule.ts';
import { isInForce } from '../states.ts';
import { inWords } from '../words.ts';

const head =
  '---\nid: PROC-A-001\nestado: activo\n---\n\n# PROC-A-001: Caída\n\n## Contactos de emergencia\n\n';

export const contactPlaceholder = defineRule({
  id: 'contact-placeholder',
  code: 'PROCS068',
  family: 'roles',
  scope: 'document',
  title: 'Contacts are filled in',
  severity: 'warning',
  why: 'The number is looked for at night, with the service down: that is no time to find out that nobody wrote it down.',
  examples: [
    {
      failing: `${head}- Guardia: [teléfono]\n- DBA: [correo/slack]\n`,
      mended: `${head}- Guardia: +34 555 0100\n- DBA: #bases-de-datos\n`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    if (!isInForce(procedure.status)) return;
    const open = proseLines(document).flatMap(({ number, text }) => {
      const contact = contactIn(text);
      return contact === null ? [] : [{ ...contact, number }];
    });
    const [first, ...others] = open.map(({ who, at, length, number }) => ({
      who,
      span: {
        line: number,
        column: at + 1,
        endLine: number,
        endColumn: at + length + 1,
      } satisfies Span,
    }));
    if (first === undefined) return;
    const names = [first, ...others].map(({ who }) => who);
    yield finding(
      'contact-placeholder',
      first.span,
      `How to reach ${inWords(names)} is left open.`,
      {
        help: 'Write the number, the address or the channel, or where the list of people on call is kept.',
        related: others.map(({ who, span }) => ({ file: document.path, span, message: who })),
      },
    );
  },
});

/** 'Tech Lead: [telefono/slack]', '| DBA | <email> |': nothing but a word for what should stand there. */
function contactIn(text: string): { who: string; at: number; length: number } | null {
  const match =
    /^\s*(?:[-*+]\s+|\|\s*)[*_]*(?<who>[\p{L}][^:|[<{]{1,40}?)[*_]*\s*(?::[*_]*|\|)\s*(?<gap>[[<{]{1,2}\s*(?:tel[eé]fono|telf?\.?|phone(?: number)?|n[uú]mero|number|e-?mail|correo|mail|slack|canal|channel|extensi[oó]n|extension|m[oó]vil|mobile|contacto|contact)(?:\s*[/,|]\s*[\p{L}-]+)*\s*[\]>}]{1,2})(?!\()/iu.exec(
      text,
    );
  const { who, gap } = match?.groups ?? {};
  if (who === undefined || gap === undefined) return null;
  return { who: who.trim(), at: text.indexOf(gap), length: gap.length };
}
