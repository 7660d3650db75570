/** What is in force holds no reminders of what is still to be written. */
import { type Finding, finding } from '../../model/index.ts';
import { proseLines } from '../prose.ts';
import { defineRule } from '../rule.ts';
import { isInForce } from '../states.ts';

const head = '---\nid: PROC-A-001\nstatus: active\n---\n\n# PROC-A-001: Restore\n\n## Risks\n\n';

export const todoLeft = defineRule({
  id: 'todo-left',
  code: 'PROCS066',
  family: 'lifecycle',
  scope: 'document',
  title: 'What is in force is written to the end',
  severity: 'warning',
  why: 'What the author meant to look up later is what the reader needs now, in the middle of an operation.',
  examples: [
    {
      failing: `${head}TODO: how long does a restore of 2 TB take?\n`,
      mended: `${head}A restore of 2 TB takes four hours.\n`,
    },
    {
      failing: `${head}- Limit for the restore: to be determined\n`,
      mended: `${head}- Limit for the restore: four hours\n`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    if (!isInForce(procedure.status)) return;
    // What is planned stands in the change log; open approvals have a rule of their own.
    const elsewhere = procedure.sections.filter(({ role }) => /^(?:changes|approvals)$/.test(role));
    for (const { number, text } of proseLines(document)) {
      // The patterns that are sure are slow, and nearly every line holds no such word.
      if (
        !/TODO|XXX|HACK|FIXME|T\.?B\.?[DC]|definir|determinar|completar|redactar|to be|coming/iu.test(
          text,
        )
      )
        continue;
      if (elsewhere.some(({ span }) => span.line <= number && number <= span.endLine)) continue;
      const match = reminderIn(text.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length)));
      if (match === null) continue;
      const column = match.at + 1;
      yield finding(
        'todo-left',
        { line: number, column, endLine: number, endColumn: column + match.words.length },
        `"${match.words}" stands in a document that is marked "${procedure.status}".`,
        { help: 'Write what is missing, or mark the document as a draft until it is known.' },
      );
    }
  },
});

/** 'TODO' in capitals is also Spanish for 'everything': only as a mark of its own does it remind. */
function reminderIn(text: string): { words: string; at: number } | null {
  const mark =
    /(?<![\p{L}\d_-])(?:(?:TODO|XXX|HACK)(?=\s*(?:\([^)]*\))?:)|(?<=[[(<{]\s*)TODO(?=\s*[\])>}:])|FIXME|T\.?B\.?[DC]\b\.?)(?![\p{L}\d_-])/u.exec(
      text,
    );
  if (mark !== null) return { words: mark[0], at: mark.index };
  const open =
    /(?:[:|([—–]|^\s*[-*+]\s)\s*[*_]*(?<words>(?:por|a)\s+(?:definir|determinar|completar|redactar)|pendiente de (?:definir|redactar|completar)|to be (?:defined|determined|decided|written|completed|confirmed|added)|coming soon)[*_]*\s*[.)\]]?\s*(?:\||$)/iu.exec(
      text,
    );
  const words = open?.groups?.words;
  return open === null || words === undefined
    ? null
    : { words, at: open.index + open[0].indexOf(words) };
}
