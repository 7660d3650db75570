/**
 * `npm run bench:check`: procs beside markdownlint-cli2, remark-cli and rumdl, over generated corpora of 100 and
 * 1,000 documents (`--full`: 10,000 as well), whole processes in turn, medians.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { aims } from './aims.ts';
import { type Contestant, contestants, starts } from './contestants.ts';
import { writeCorpus } from './corpus.ts';
import { type Measurement, measure, medianOf } from './measure.ts';
import { tableOf } from './table.ts';

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    repetitions: { type: 'string', default: '3' },
    seed: { type: 'string', default: '7' },
  },
});
const sizes = values.sizes?.split(',').map(Number) ?? [
  100,
  1_000,
  ...(values.full ? [10_000] : []),
];
const repetitions = Number(values.repetitions);
const root = path.resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'procs-bench-check-'));

try {
  install();
  console.log(
    `Node ${process.version}, ${os.availableParallelism()} processors (${os.cpus()[0]?.model ?? '?'}), load ${os.loadavg()[0]!.toFixed(1)} at the start; medians of ${repetitions}\n`,
  );
  const results = new Map<number, ReadonlyMap<string, Measurement>>();
  for (const size of sizes) results.set(size, corpus(size));
  const bare = inTurn(starts(scratch), Math.max(repetitions, 10));
  console.log(`Commands that do nothing\n${tableOf(bare, 'node -e 0')}\n`);
  console.log('Aims of issue 3, section 6');
  for (const { text, ratio, isMet } of aims(results, bare)) {
    console.log(`  ${isMet ? 'met   ' : 'MISSED'}  ${text}: ${ratio}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function corpus(size: number): ReadonlyMap<string, Measurement> {
  const folder = path.join(scratch, `corpus-${size}`);
  const caches = path.join(scratch, `caches-${size}`);
  const { bytes } = writeCorpus(folder, size, Number(values.seed));
  const running = contestants(folder, caches, size).filter(({ most = size }) => size <= most);
  const found = inTurn(running, size > 1_000 ? 1 : repetitions);
  console.log(
    `${size} documents, ${(bytes / 1e6).toFixed(1)} MB\n${tableOf(found, 'procs, cold', size)}\n`,
  );
  return found;
}

/** One after the other and then all again: what else the machine does hits each of them alike. */
function inTurn(all: readonly Contestant[], times: number): Map<string, Measurement> {
  const measured = new Map<string, Measurement[]>(all.map(({ name }) => [name, []]));
  // The first round fills what is filled: the compile cache of Node, the pages of files, the warm caches.
  for (let round = 0; round <= times; round += 1) {
    for (const { name, prepare, command } of all) {
      prepare?.();
      const one = measure(command);
      if (round > 0) measured.get(name)!.push(one);
    }
  }
  return new Map([...measured].map(([name, list]) => [name, medianOf(list)]));
}

function install(): void {
  const peers = path.join(root, 'bench/peers');
  if (!existsSync(path.join(peers, 'node_modules'))) {
    console.log('Installing the peers into bench/peers …');
    execFileSync('npm', ['ci', '--prefix', peers, '--no-audit', '--no-fund'], { stdio: 'inherit' });
  }
  if (!existsSync(path.join(root, 'dist'))) {
    execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
  }
}
