/** A parameter that is declared is used. */
import { type Finding, finding } from '../../model/index.ts';
import { linesOf } from '../places.ts';
import { defineRule } from '../rule.ts';

const document = (parameters: string): string =>
  `---\nid: PROC-A-001\nparameters:\n${parameters}---\n\n# PROC-A-001: Build\n\n## Step 1: Build\n\n\`\`\`bash\ndocker build -t "app:$VERSION" .\n\`\`\`\n`;
const version = '  VERSION:\n    description: What to build\n';

export const parameterNeverUsed = defineRule({
  id: 'parameter-never-used',
  code: 'PROCS039',
  family: 'parameters',
  scope: 'document',
  title: 'A parameter that is declared is used',
  severity: 'info',
  why: 'Whoever is asked for it believes that it matters. Often the place that should use it has a fixed value, or another name.',
  examples: [
    {
      failing: document(`${version}  REGISTRY:\n    description: Where to push it\n`),
      mended: document(version),
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    const declared = procedure.parameters.filter(({ origin }) => origin === 'declared');
    if (declared.length === 0 || declared.length > MANY) return;
    const body = fold(
      linesOf(document)
        .slice(document.frontMatter.span?.endLine ?? 0)
        .join('\n'),
    );
    for (const { name, span } of declared) {
      if (body.includes(fold(name))) continue;
      yield finding(
        'parameter-never-used',
        span,
        `The parameter ${name} is declared, and nothing in the document uses it.`,
        {
          help: `Use it where its value is meant, "$${name}", or take it out.`,
        },
      );
    }
  },
});

/** More than a person declares: each is searched for in the whole text. */
const MANY = 500;

/** `release-tag` is `RELEASE_TAG`. */
function fold(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '_');
}
