/** The session alone, without the compiler, the journal and the screen: FOLDER BLOCKS. */
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { blocks } from './blocks.ts';

// As it is shipped: in TypeScript the loading would cost more than the blocks.
const { Session } = (await import('../../dist/run/session/session.js' as string)) as {
  Session: typeof import('../../src/run/session/session.ts').Session;
};
const [root, count] = process.argv.slice(2) as [string, string];
const directory = mkdtempSync(path.join(root, 'session-'));
const session = await Session.open({ directory, cwd: root, env: process.env });
for (const [at, code] of blocks(Number(count)).entries()) {
  const attempt = await session.prepare('bench');
  const outcome = await session.run(
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
  if (outcome.end !== 'reached') throw new Error(JSON.stringify(outcome));
  session.commit(outcome);
}
