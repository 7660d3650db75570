/** An example of an inference rule as an author would write it: a block, and the criterion under it. */
import type { InferenceExample } from './rule.ts';

const labels = { es: 'Criterio de éxito', en: 'Success criterion' } as const;

/** Markdown of the example, to stand below the heading of a step. */
export function exampleMarkdown(language: 'es' | 'en', [code, sentence]: InferenceExample): string {
  return `\`\`\`bash\n${code}\n\`\`\`\n\n**${labels[language]}:** ${sentence}\n`;
}
