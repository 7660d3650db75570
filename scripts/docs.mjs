// Writes the generated pages of docs/. With --check it writes nothing, and fails where one is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  configTable,
  frontMatterTable,
  inferenceRules,
  inferenceRulesPage,
  rules,
  rulesTable,
} from '../src/index.ts';

const note =
  '<!-- Written by "npm run docs". Change the source that it is made from, not this file. -->';

const folder = path.resolve(import.meta.dirname, '../docs');

/** A page with the generated part between its two comments put in. */
function filled(name, part) {
  const page = readFileSync(path.join(folder, name), 'utf8');
  const marks =
    /(<!-- Written by "npm run docs"[^>]*-->\n)[\s\S]*?(<!-- End of what is written\. -->)/;
  if (!marks.test(page)) throw new Error(`docs/${name} has no place for what is generated`);
  return page.replace(marks, (_, begin, end) => `${begin}\n${part}\n\n${end}`);
}

/** The text of each page, by its name. */
const pages = {
  'rules.md': `${note}

# Rules

\`procs explain RULE\` says why a rule asks for what it does, with a document that breaks it and the same one
mended. Names and codes never change and are never given to another rule. A rule that is "off" speaks only
where the configuration turns it on.

${rulesTable(rules)}
`,
  'criteria.md': filled('criteria.md', inferenceRulesPage(inferenceRules)),
  'configuration.md': filled('configuration.md', configTable()),
  'front-matter.md': filled('front-matter.md', frontMatterTable()),
};

const check = process.argv.includes('--check');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const file = path.join(folder, name);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (before === text) continue;
  if (check) {
    console.error(`docs/${name} is stale: npm run docs`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(`docs/${name}`);
  }
}
