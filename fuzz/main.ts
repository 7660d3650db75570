/** `npm run fuzz -- --seed S --count N`, or `--file F` for one document that failed before. */
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { openPool } from './pool.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '2000' },
    from: { type: 'string', default: '0' },
    file: { type: 'string' },
    patience: { type: 'string', default: '20' },
    out: { type: 'string', default: '.procs/fuzz' },
    workers: { type: 'string', default: String(os.availableParallelism()) },
  },
});
const seed = number('seed', values.seed ?? String(Math.floor(Math.random() * 2 ** 31)));
const patience = number('patience', values.patience) * 1000;
const failed = values.file === undefined ? await campaign() : await again(values.file);
process.exitCode = failed ? 1 : 0;

async function campaign(): Promise<boolean> {
  const count = number('count', values.count);
  const started = performance.now();
  const found = await fuzz({
    seed,
    count,
    from: number('from', values.from),
    patience,
    folder: path.resolve(values.out),
    workers: Math.max(1, number('workers', values.workers)),
    say: (line) => console.log(line),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`seed ${seed}: ${count} documents in ${seconds} s, ${found.length} failed`);
  const kinds = new Map<string, number>();
  for (const { promise } of found) kinds.set(promise, (kinds.get(promise) ?? 0) + 1);
  for (const [promise, times] of kinds) console.log(`  ${times} times: ${promise}`);
  return found.length > 0;
}

async function again(file: string): Promise<boolean> {
  const note = existsSync(`${file}.json`)
    ? (JSON.parse(readFileSync(`${file}.json`, 'utf8')) as { file: string })
    : { file: path.basename(file) };
  const pool = openPool(1, patience);
  const failure = await pool.run({ file: note.file, bytes: readFileSync(file) });
  pool.close();
  console.log(failure === null ? 'nothing wrong' : `${failure.promise}\n${failure.message}`);
  return failure !== null;
}

function number(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  console.error(`--${name} ${text}: write a number`);
  process.exit(2);
}
