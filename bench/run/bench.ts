/**
 * `npm run bench:run`: what a block costs over plain bash, beside bats and cram (Debian) doing the same
 * work, and how much memory a gigabyte of output takes. The peers are left out, and said so, where they
 * are not installed. Ratios are of one machine in one run: other numbers say nothing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Session } from '../../src/run/session/session.ts';

const { values } = parseArgs({
  options: {
    blocks: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '3' },
    megabytes: { type: 'string', default: '1000' },
  },
});
const count = Number(values.blocks);
const rounds = Number(values.rounds);
const root = mkdtempSync(path.join(tmpdir(), 'procs-bench-'));
const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');

const block = (at: number): string =>
  `n${at}=$(( \${n${at - 1}-0} + 1 ))\necho "block $n${at}" >>log`;
const codes = Array.from({ length: count }, (_, at) => block(at + 1));

writeFileSync(path.join(root, 'plain.sh'), `set -euo pipefail\n${codes.join('\n')}\n`);
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
writeFileSync(
  path.join(root, 'bench.md'),
  `---\nid: PROC-BENCH-001\n---\n# PROC-BENCH-001: Bench\n\n## Procedure\n\n${codes
    .map((code, at) => `### Step 1.${at + 1}: Part ${at + 1}\n\n\`\`\`bash\n${code}\n\`\`\`\n`)
    .join('\n')}`,
);

type Timing = readonly [name: string, milliseconds: number | null, note: string];

/** The least of some rounds: what it costs when nobody else is in the way. */
async function least(work: () => Promise<boolean> | boolean): Promise<number | null> {
  let best: number | null = null;
  for (let round = 0; round < rounds; round++) {
    rmSync(path.join(root, 'log'), { force: true });
    const started = performance.now();
    if (!(await work())) return null;
    best = Math.min(best ?? Number.POSITIVE_INFINITY, performance.now() - started);
  }
  return best;
}

function command(file: string, ...args: string[]): () => boolean {
  return () => spawnSync(file, args, { cwd: root, stdio: 'ignore' }).status === 0;
}

/** The session alone, without the compiler, the journal and the screen. */
async function session(): Promise<boolean> {
  const directory = mkdtempSync(path.join(root, 'session-'));
  const opened = await Session.open({ directory, cwd: root, env: process.env });
  for (const [at, code] of codes.entries()) {
    const attempt = await opened.prepare('bench');
    const outcome = await opened.run(
      {
        code,
        line: at + 1,
        document: 'bench.md',
        host: null,
        searches: [],
        watch: [],
        accept: [0],
        timeout: null,
        interactive: false,
      },
      attempt,
    );
    if (outcome.end !== 'reached') return false;
    opened.commit(outcome);
  }
  return true;
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

const plain = (await least(command('bash', 'plain.sh'))) ?? 0;
const cram = ['cram', 'cram3'].find(isThere);
const empty = (await least(command(process.execPath, bin, 'list'))) ?? 0;
const timings: Timing[] = [
  ['bash script.sh', plain, 'all blocks in one shell'],
  [
    'bash, one for each block',
    await least(() => codes.every((code) => command('bash', '-c', code)())),
    'what any fresh shell costs',
  ],
  ['the session', await least(session), 'state kept, strict, output to files'],
  [
    'procs run',
    await least(command(process.execPath, bin, 'run', 'PROC-BENCH-001', '--yes')),
    `with its start (${Math.round(empty)} ms), signed journal and screen`,
  ],
  [
    'bats',
    isThere('bats') ? await least(command('bats', 'bench.bats')) : null,
    'no state between tests',
  ],
  ['cram', cram === undefined ? null : await least(command(cram, 'bench.t')), 'one living shell'],
];
console.log(`${count} blocks, least of ${rounds} rounds\n`);
for (const [name, milliseconds, note] of timings) {
  const each =
    milliseconds === null
      ? 'not installed, or it failed'
      : `${milliseconds.toFixed(0).padStart(7)} ms  ${((milliseconds - plain) / count).toFixed(2).padStart(7)} ms a block over bash`;
  console.log(`${name.padEnd(26)} ${each}  (${note})`);
}
console.log(`\n${await memory(1)}`);
console.log(await memory(Number(values.megabytes)));
rmSync(root, { recursive: true, force: true });
