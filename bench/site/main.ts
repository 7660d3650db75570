/**
 * `npm run bench:site`: the site of generated documents beside plain Starlight on the same Markdown, whole
 * processes in turn, medians; the same site again after one document changed; and what a reader's browser
 * fetches for one procedure.
 */
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pathOf, writeCorpus } from '../check/corpus.ts';
import { type Measurement, measure, medianOf } from '../check/measure.ts';
import { plainStarlight } from './plain-starlight.ts';
import { readPage } from './read-page.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '20,300,1000' },
    repetitions: { type: 'string', default: '1' },
    seed: { type: 'string', default: '7' },
    alone: { type: 'boolean', default: false },
  },
});
const root = path.resolve(import.meta.dirname, '../..');
// Astro builds only what lies below a folder that it shares with its packages.
const scratch = mkdtempSync(path.join(root, '.bench-site-'));
const repetitions = Number(values.repetitions);

interface Built extends Measurement {
  /** Bytes and files of the built site. */
  readonly bytes: number;
  readonly files: number;
}

try {
  if (!existsSync(path.join(root, 'dist'))) throw new Error('Build procs first: npm run build');
  console.log(
    `Node ${process.version}, ${os.availableParallelism()} processors, load ${os.loadavg()[0]!.toFixed(1)} at the start; medians of ${repetitions}\n`,
  );
  const results = new Map<number, { ours: Built; plain: Built | null }>();
  for (const size of values.sizes.split(',').map(Number)) results.set(size, compare(size));
  growth(results);
  const largest = Math.max(...results.keys());
  await reader(path.join(scratch, `ours-${largest}`));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function compare(size: number): { ours: Built; plain: Built | null } {
  const documents = path.join(scratch, `documents-${size}`);
  const { bytes } = writeCorpus(documents, size, Number(values.seed));
  const out = path.join(scratch, `ours-${size}`);
  const bin = path.join(root, 'bin/procs.js');
  const command = [process.execPath, bin, 'site', 'build', '--root', documents, '--out', out];
  const peer = values.alone ? null : plainStarlight(root, scratch, documents, size);
  const measured = {
    ours: [] as Measurement[],
    again: [] as Measurement[],
    plain: [] as Measurement[],
  };
  const cache = path.join(scratch, 'cache');
  const args = command as [string, ...string[]];
  const ourBuild = { args, cwd: scratch, env: { PROCS_CACHE_DIR: cache } };
  for (let round = 0; round < repetitions; round += 1) {
    // A first build finds nothing of an earlier one.
    rmSync(cache, { recursive: true, force: true });
    measured.ours.push(measure(ourBuild));
    const edited = path.join(documents, pathOf(1 + ((round * 7) % size)));
    appendFileSync(edited, `\nChanged in round ${round}.\n`);
    measured.again.push(measure(ourBuild));
    if (peer) measured.plain.push(measure(peer.command));
  }
  const again = { ...medianOf(measured.again), ...sizeOf(out) };
  const ours = { ...medianOf(measured.ours), ...sizeOf(out) };
  const plain = peer ? { ...medianOf(measured.plain), ...sizeOf(peer.out) } : null;
  console.log(`${size} documents, ${mega(bytes)} MB of Markdown`);
  console.log('                     wall s   cpu s   memory MB   site MB   files   KB a document');
  for (const [name, one] of [
    ['procs', ours],
    ['one changed', again],
    ['plain Starlight', plain],
  ] as const) {
    if (one) console.log(row(name, one, size));
  }
  if (plain) {
    const ratio = (of: (one: Built) => number) => (of(ours) / of(plain)).toFixed(2);
    console.log(
      `  procs to plain: wall ${ratio((one) => one.wall)}, cpu ${ratio((one) => one.cpu)}, memory ${ratio((one) => one.memory)}, bytes ${ratio((one) => one.bytes)}`,
    );
  }
  console.log(
    `  one document changed to all: wall ${(again.wall / ours.wall).toFixed(2)}, cpu ${(again.cpu / ours.cpu).toFixed(2)}`,
  );
  console.log('');
  return { ours, plain };
}

function row(name: string, { wall, cpu, memory, bytes, files }: Built, size: number): string {
  return [
    `  ${name.padEnd(16)}`,
    wall.toFixed(1).padStart(9),
    cpu.toFixed(1).padStart(8),
    mega(memory).padStart(12),
    mega(bytes).padStart(10),
    String(files).padStart(8),
    (bytes / 1024 / size).toFixed(1).padStart(16),
  ].join('');
}

/** What one more document costs, between each size and the next: the same everywhere where growth is linear. */
function growth(results: ReadonlyMap<number, { ours: Built }>): void {
  const sizes = [...results.keys()].sort((a, b) => a - b);
  console.log('One more document costs procs');
  sizes.slice(1).forEach((size, at) => {
    const [from, to] = [results.get(sizes[at]!)!.ours, results.get(size)!.ours];
    const more = size - sizes[at]!;
    console.log(
      `  from ${sizes[at]} to ${size}: ${(((to.cpu - from.cpu) * 1000) / more).toFixed(0)} ms of processor, ${((to.bytes - from.bytes) / 1024 / more).toFixed(1)} KB, ${((to.memory - from.memory) / 1024 / more).toFixed(0)} KB of memory`,
    );
  });
  console.log('');
}

async function reader(site: string): Promise<void> {
  const [name] = readdirSync(path.join(site, 'p')).sort();
  if (!name) return;
  const page = await readPage(site, `/p/${name}/`);
  console.log(`A reader of /p/${name}/ in Chromium, without a cache, everything gzipped`);
  console.log(
    `  before the page is idle: ${page.requests} requests, ${(page.bytes / 1024).toFixed(1)} KB (aim: at most 60), of other hosts: ${page.foreign}`,
  );
  for (const { name, bytes } of page.largest)
    console.log(`    ${(bytes / 1024).toFixed(1).padStart(6)} KB  ${name}`);
  console.log(
    `  largest paint after ${page.largestPaint.toFixed(0)} ms, layout shift ${page.layoutShift.toFixed(3)}`,
  );
}

/** @throws where it is no built site: a build that failed says so with the status of a checker that found something. */
function sizeOf(folder: string): { bytes: number; files: number } {
  if (!existsSync(path.join(folder, '404.html')))
    throw new Error(`No site was built in ${folder}.`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce(
    (sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size,
    0,
  );
  return { bytes, files: files.length };
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
