// npm run new:rule -- ID "What it asks for": a rule with the next free code, and its line in the register.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [id, title] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z]+)+$/.test(id ?? '') || !title) {
  console.error('Usage: npm run new:rule -- two-or-more-words "What it asks for, in one line"');
  process.exit(2);
}
const home = new URL('../src/check/rules/', import.meta.url);
const file = new URL(`${id}.ts`, home);
if (existsSync(file)) {
  console.error(`There is a rule ${id} already.`);
  process.exit(2);
}
const register = new URL('index.ts', home);
const text = readFileSync(register, 'utf8');
const names = [...text.matchAll(/from '\.\/([a-z-]+)\.ts'/g)].map((match) => match[1]);
const codes = names.map((name) =>
  Number(/code: 'PROCS(\d+)'/.exec(readFileSync(new URL(`${name}.ts`, home), 'utf8'))?.[1] ?? 0),
);
const code = `PROCS${String(Math.max(...codes) + 1).padStart(3, '0')}`;
const name = id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
const document = `---\\nid: PROC-A-001\\n---\\n\\n# PROC-A-001: Release\\n`;

writeFileSync(
  file,
  `/** ${title}. */
import { type Finding, finding } from '../../model/index.ts';
import { top } from '../places.ts';
import { defineRule } from '../rule.ts';

export const ${name} = defineRule({
  id: '${id}',
  code: '${code}',
  family: 'structure',
  scope: 'document',
  title: '${title.replaceAll("'", "\\'")}',
  severity: 'warning',
  why: 'Say what happens to whom when nobody notices.',
  examples: [{ failing: '${document}', mended: '${document}' }],
  *check({ document }): Iterable<Finding> {
    if (document.text.includes('what is wrong')) {
      yield finding('${id}', top(document), 'What is wrong.', { help: 'How to mend it.' });
    }
  },
});
`,
);
writeFileSync(
  register,
  text
    .replace(/(\nexport const rules)/, `\nimport { ${name} } from './${id}.ts';$1`)
    .replace(/(\nexport const rules: readonly Rule\[\] = \[[^\]]*?)(\n\];)/, `$1\n  ${name},$2`),
);
console.log(
  `${code} ${id}: write src/check/rules/${id}.ts, then "npm run format", "npm run docs" and "npm run schemas".`,
);
