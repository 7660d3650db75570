/** A report that holds what a document may hold at its worst. */
import type { Diagnostic } from '../../src/model/index.ts';
import type { Report } from '../../src/report/report.ts';

export const evil =
  '\u001b]0;x\u0007\u202e\n::error::, 100%:\r\u009b2J <b a="1">&amp;</b> ]]> \ufffe\uffff\ud800 \u{1f600}\u0000';

export const diagnostic: Diagnostic = {
  code: 'PROCS009',
  rule: 'unresolved-reference',
  severity: 'error',
  message: `Broken ${evil}`,
  file: 'ops/a b,c:d%.md',
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 7,
  help: `Help ${evil}`,
  fix: {
    description: 'Write it',
    edits: [{ span: { line: 2, column: 3, endLine: 2, endColumn: 7 }, text: 'ñ\n' }],
  },
  suggestion: null,
  related: [
    { file: 'b.md', span: { line: 1, column: 1, endLine: 1, endColumn: 2 }, message: evil },
    { file: 'b.md', span: { line: 1, column: 1, endLine: 1, endColumn: 2 }, message: evil },
  ],
};

export function report(diagnostics: readonly Diagnostic[], base = ''): Report {
  return {
    diagnostics,
    files: 3,
    paths: ['b.md', 'ops/a b,c:d%.md', 'quiet "<&>".md'],
    sourceOf: (file) => (file === 'b.md' ? 'x' : `one\nab${evil.split('\n')[0]}cd\n`),
    base,
  };
}
