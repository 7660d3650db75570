/** The process behind the pool: takes a document, answers with what it broke. May hang or die: the pool sees to that. */
import './no-processes.ts';
import type { Job } from './pool.ts';
import { runCase } from './run-case.ts';

process.on('message', async ({ file, bytes }: Job) => {
  const failure = await runCase(file, bytes);
  process.send!(failure);
});
