/** Takes the ways to start a process away, and keeps who tried: the front end has no reason to. */
import child from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

export const executions: string[] = [];

for (const name of [
  'spawn',
  'spawnSync',
  'exec',
  'execSync',
  'execFile',
  'execFileSync',
  'fork',
] as const) {
  Object.assign(child, {
    [name]: (...args: unknown[]) => {
      executions.push(`${name} ${String(args[0])}`);
      throw new Error('a process was to be started');
    },
  });
}
syncBuiltinESMExports();
