/**
 * `npm run bench:run`: what a block costs over plain bash, beside bats and cram (Debian) doing the same
 * work, and how much memory a gigabyte of output takes. The peers are left out, and said so, where they
 * are not installed. Ratios are of one machine in one run: other numbers say nothing. Where others use
 * the machine too, processor time says more than the clock.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { blocks } from './blocks.ts';

const { values } = parseArgs({
  options: {
    blocks: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '3' },
    megabytes: { type: 'string', default: '1,100,1000' },
  },
});
const count = Number(values.blocks);
const rounds = Number(values.rounds);
const root = mkdtempSync(path.join(os.tmpdir(), 'procs-bench-'));
const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');

const codes = blocks(count);

writeFileSync(path.join(root, 'plain.sh'), `set -euo pipefail\n${codes.join('\n')}\n`);
writeFileSync(path.join(root, 'fresh.sh'), codes.map((code) => `bash -c '${code}'\n`).join(''));
writeFileSync(
  path.join(root, 'bench.bats'),
  codes.map((code, at) => `@test "${at}" {\n${code}\n}\n`).join('\n'),
);
writeFileSync(
  path.join(root, 'bench.t'),
  codes
    .map((code) =>
      code
        .split('\n')
        .map((line) => `  $ ${line}\n`)
        .join(''),
    )
    .join('\n'),
);
for (const [name, part] of [
  ['PROC-BENCH-001', codes],
  ['PROC-BENCH-003', codes.slice(0, 1)],
] as const)
  writeFileSync(path.join(root, `${name}.md`), procedure(name, part));

function procedure(id: string, part: readonly string[]): string {
  const steps = part.map(
    (code, at) => `### Step 1.${at + 1}: Part ${at + 1}\n\n\`\`\`bash\n${code}\n\`\`\`\n`,
  );
  return `---\nid: ${id}\n---\n# ${id}: Bench\n\n## Procedure\n\n${steps.join('\n')}`;
}

/** Milliseconds by the clock, and of processor time, of a command with all that it started. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

type Timing = readonly [name: string, cost: Cost | null, note: string, blocks?: number];

/** The least of some rounds: what it costs when nobody else is in the way. */
function least(file: string, ...args: readonly string[]): Cost | null {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    rmSync(path.join(root, 'log'), { force: true });
    const cost = timed(file, args);
    if (cost === null) return null;
    costs.push(cost);
  }
  const [wall, cpu] = (['wall', 'cpu'] as const).map((kind) =>
    Math.min(...costs.map((cost) => cost[kind])),
  ) as [number, number];
  return { wall, cpu };
}

/** bash counts what its children, and theirs, have used. `null`: it failed. */
function timed(file: string, args: readonly string[]): Cost | null {
  const script = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>&1 </dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', file, ...args], {
    cwd: root,
    env: { ...process.env, LC_ALL: 'C' },
    encoding: 'utf8',
  });
  const [wall, user, system] = stderr.trim().split(' ').map(Number);
  if (status !== 0 || wall === undefined || user === undefined || system === undefined) return null;
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}

function less(cost: Cost | null, start: Cost | null): Cost | null {
  if (cost === null || start === null) return null;
  return { wall: cost.wall - start.wall, cpu: cost.cpu - start.cpu };
}

/** Peak of memory, and seconds, of a run whose block prints so many megabytes. */
async function memory(megabytes: number): Promise<string> {
  const folder = mkdtempSync(path.join(root, 'memory-'));
  writeFileSync(
    path.join(folder, 'a.md'),
    `---\nid: PROC-BENCH-002\n---\n# PROC-BENCH-002: Bench\n\n## Procedure\n\n### Step 1.1: Print\n\n\`\`\`bash\nyes 0123456789abcdef | head -c ${megabytes * 1_000_000}\n\`\`\`\n`,
  );
  const started = performance.now();
  const child = spawn(process.execPath, [bin, 'run', 'PROC-BENCH-002', '--yes'], {
    cwd: folder,
    stdio: 'ignore',
  });
  let over = false;
  child.once('exit', () => {
    over = true;
  });
  let resident = 0;
  let own = 0;
  while (!over) {
    const status = tryRead(`/proc/${child.pid}/status`);
    resident = Math.max(resident, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    own = Math.max(own, Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    await sleep(20);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  rmSync(folder, { recursive: true, force: true });
  return `${megabytes} MB of output: peak ${Math.round(resident / 1024)} MB resident, of it ${Math.round(own / 1024)} MB its own; ${seconds} s, exit ${child.exitCode}`;
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function isThere(file: string): boolean {
  return spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0;
}

try {
  await measure();
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const own = (...args: readonly string[]) => least(process.execPath, bin, ...args, '--yes');
  const session = (blocks: number) =>
    least(process.execPath, path.join(import.meta.dirname, 'session.ts'), root, `${blocks}`);
  const plain = least('bash', 'plain.sh');
  const cram = ['cram', 'cram3'].find(isThere);
  const whole = own('run', 'PROC-BENCH-001.md');
  const one = own('run', 'PROC-BENCH-003.md');
  const timings: Timing[] = [
    ['bash script.sh', plain, 'all blocks in one shell'],
    ['bash, one for each block', least('bash', 'fresh.sh'), 'what any fresh shell costs'],
    ['the session', less(session(count), session(0)), 'state kept, strict, output to files'],
    ['procs run', whole, 'with its start, the signed journal and the screen'],
    ['  all but the first', less(whole, one), 'without the start', count - 1],
    ['bats', isThere('bats') ? least('bats', 'bench.bats') : null, 'no state between tests'],
    ['cram', cram === undefined ? null : least(cram, 'bench.t'), 'one living shell'],
  ];
  const load = os.loadavg()[0]!.toFixed(1);
  console.log(
    `${count} blocks, least of ${rounds} rounds, load ${load} on ${os.cpus().length} cores`,
  );
  console.log(
    `${''.padEnd(26)} ${'all'.padStart(10)} ${'a block over bash'.padStart(20)} ${'processor'.padStart(20)}\n`,
  );
  for (const [name, cost, note, of = count] of timings) {
    const over = (kind: keyof Cost): string =>
      `${(((cost?.[kind] ?? 0) - (plain?.[kind] ?? 0)) / of).toFixed(2)} ms`.padStart(20);
    const numbers =
      cost === null
        ? 'not installed, or it failed'
        : `${`${cost.wall.toFixed(0)} ms`.padStart(10)} ${over('wall')} ${over('cpu')}`;
    console.log(`${name.padEnd(26)} ${numbers}  (${note})`);
  }
  console.log('');
  for (const each of values.megabytes.split(',')) console.log(await memory(Number(each)));
}
