/** `npm run test:crash -- --seed S --kills N`: kills runners until so many have died; tells what did not hold. */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { crash } from './crash.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '1000' },
    workers: { type: 'string', default: String(Math.max(1, os.availableParallelism() - 1)) },
  },
});
const wanted = Number(values.kills);
let seed = Number(values.seed);
const sum = { runs: 0, kills: 0, adopted: 0, repeated: 0, failed: 0 };
const started = performance.now();

async function worker(): Promise<void> {
  while (sum.kills < wanted) {
    const { problems, root, ...one } = await crash(seed++, Math.min(10, wanted - sum.kills));
    sum.runs += 1;
    sum.kills += one.kills;
    sum.adopted += one.adopted;
    sum.repeated += one.repeated;
    if (problems.length === 0) continue;
    sum.failed += 1;
    console.log(
      `seed ${one.seed}, kept in ${root}:\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
  }
}

await Promise.all(Array.from({ length: Number(values.workers) }, worker));
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `${sum.kills} kills in ${sum.runs} runs, ${seconds} s: ${sum.failed} runs failed; ${sum.adopted} blocks that ended alone were taken over, ${sum.repeated} were run again because --again asked for it`,
);
process.exitCode = sum.failed > 0 ? 1 : 0;
