/**
 * `npm run test:crash -- --seed S --kills N`: kills runners until so many have died; tells what did not
 * hold. `--boundaries`: first at each line (`--from` one) of the journal of a run that has everything, half written,
 * written and synced, and with the disk
 * full from there on. They go to another host as well where there is an sshd.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { hasSshd, Sshd } from '../run/remote/sshd.ts';
import { type Crashed, crash, crashAt, everything } from './crash.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '1000' },
    boundaries: { type: 'boolean', default: false },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(Math.max(1, os.availableParallelism() - 1)) },
  },
});
const wanted = Number(values.kills);
let seed = Number(values.seed);
const sum = { runs: 0, kills: 0, adopted: 0, repeated: 0, failed: 0 };
const started = performance.now();
const sshd = hasSshd ? await Sshd.start() : null;
const options = { remote: sshd?.path };
const workers = Array.from({ length: Number(values.workers) });

function take(what: string, { problems, root, ...one }: Crashed): void {
  sum.runs += 1;
  sum.kills += one.kills;
  sum.adopted += one.adopted;
  sum.repeated += one.repeated;
  if (problems.length === 0) return;
  sum.failed += 1;
  console.log(`${what}, kept in ${root}:\n${problems.map((each) => `  ${each}`).join('\n')}`);
}

try {
  if (values.boundaries) {
    let line = Number(values.from);
    let isOver = false;
    const atBoundaries = async (): Promise<void> => {
      while (!isOver) {
        const mine = line++;
        for (const when of ['torn', 'written', 'synced', 'full']) {
          const at = `${when}:${mine}`;
          const crashed = await crashAt(at, everything(sshd !== null), options);
          if (crashed === null) isOver = true;
          else take(at, crashed);
        }
      }
    };
    await Promise.all(workers.map(atBoundaries));
    console.log(`${sum.kills} kills at lines of the journal: ${sum.failed} runs failed`);
  }
  const atRandom = async (): Promise<void> => {
    while (sum.kills < wanted) {
      const crashed = await crash(seed++, Math.min(10, wanted - sum.kills), options);
      take(`seed ${crashed.seed}`, crashed);
    }
  };
  await Promise.all(workers.map(atRandom));
} finally {
  await sshd?.remove();
}
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `${sum.kills} kills in ${sum.runs} runs, ${seconds} s: ${sum.failed} runs failed; ${sum.adopted} blocks that ended alone were taken over, ${sum.repeated} were run again because --again asked for it`,
);
process.exitCode = sum.failed > 0 ? 1 : 0;
