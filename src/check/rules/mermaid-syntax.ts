/** Mermaid diagrams parse. */
import { type Finding, finding } from '../../model/index.ts';
import { linesOf } from '../places.ts';
import { defineRule } from '../rule.ts';

export const mermaidSyntax = defineRule({
  id: 'mermaid-syntax',
  code: 'PROCS017',
  family: 'diagrams',
  scope: 'document',
  title: 'Mermaid diagrams parse',
  severity: 'error',
  why: 'A diagram that does not parse is shown as an error, or drawn wrong, on the page of the procedure.',
  examples: [
    {
      failing:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Flow\n\n```mermaid\ngraph TD\n  A[Build] --> \n```\n',
      mended:
        '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Release\n\n## Flow\n\n```mermaid\ngraph TD\n  A[Build] --> B[Deploy]\n```\n',
    },
  ],
  async check({ document, diagramError }): Promise<Finding[]> {
    const found: Finding[] = [];
    for (const { source, span: block } of document.marks.diagrams) {
      const error = await diagramError(source);
      if (error === null) continue;
      const count = source.split('\n').length;
      const inside = error.line === null ? 0 : Math.min(error.line, count);
      const line = Math.min(block.line + inside, block.endLine);
      const text = linesOf(document)[line - 1]?.trimEnd() ?? '';
      const column = text.length - text.trimStart().length + 1;
      const span = {
        line,
        column,
        endLine: line,
        endColumn: Math.max(column + 1, text.length + 1),
      };
      found.push(
        finding(
          'mermaid-syntax',
          span,
          `This Mermaid diagram does not parse: ${error.message.replace(/\.$/, '')}.`,
          {
            help:
              error.line === null
                ? 'Start with the kind of diagram: graph TD, sequenceDiagram, stateDiagram-v2 …'
                : 'Mend this line or the one above it; Mermaid stops where it no longer understands.',
          },
        ),
      );
    }
    return found;
  },
});
