// Puts procs itself beside the commands of its dependencies: npx then starts it from here, at once,
// instead of installing this folder into a place of its own first.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';

const folder = new URL('../node_modules/.bin/', import.meta.url);
mkdirSync(folder, { recursive: true });
const link = new URL('procs', folder);
rmSync(link, { force: true });
symlinkSync('../../bin/procs.js', link);
