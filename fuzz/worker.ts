/** The process behind the pool: takes a document, answers with what it broke. May hang or die: the pool sees to that. */
import './no-processes.ts';
import { openDiagrams } from '../src/index.ts';
import type { Job } from './pool.ts';
import { runCase } from './run-case.ts';

const diagrams = openDiagrams();

process.on('message', async ({ file, bytes }: Job) => {
  process.send!(await runCase(file, bytes, diagrams));
});
process.send!('ready');
