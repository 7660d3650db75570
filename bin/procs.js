#!/usr/bin/env node
// The doorstep: says in one line that this Node is too old, before any module that needs a newer one is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `procs needs Node.js 22.12 or newer, and this is ${process.versions.node} (${process.execPath}): install a newer one, or start it as "npx procs" where procs was installed with its development dependencies.\n`,
  );
  process.exit(2);
}
// What was compiled once is kept: half of the time of a short command.
const { enableCompileCache } = await import('node:module');
enableCompileCache?.();
const { main } = await import('../dist/cli/main.js');
process.exitCode = await main(process.argv.slice(2));
