// Writes schemas/*.json, the JSON Schemas that `procs schema` prints, for editors to point at.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonSchema, rules, schemaNames } from '../src/index.ts';

const folder = path.resolve(import.meta.dirname, '../schemas');
mkdirSync(folder, { recursive: true });
for (const name of schemaNames) {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(jsonSchema(name, rules), null, 2)}\n`);
  console.log(path.relative(process.cwd(), file));
}
