/** Says what changes in a folder and the folders in it: each is watched by itself, so that none of a thousand packages is. */
import { readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Folders in which no document of one's own lies. */
const passedOver = /^(?:\.|node_modules$)/;

/**
 * @param {string} root
 * @param {(path: string, isFolder: boolean) => void} tell
 */
export function watchFolder(root, tell) {
  /** @type {Map<string, import('node:fs').FSWatcher>} */
  const watched = new Map();
  const leave = (/** @type {string} */ folder) => {
    watched.get(folder)?.close();
    watched.delete(folder);
  };
  const enter = (/** @type {string} */ folder) => {
    if (watched.has(folder)) return;
    try {
      const watcher = watch(folder, (_event, name) => {
        if (name === null || passedOver.test(name)) return;
        const path = join(folder, name);
        const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
        const wasFolder = watched.has(path);
        if (wasFolder && !isFolder) leave(path);
        if (isFolder) enter(path);
        tell(path, isFolder || wasFolder);
      });
      watcher.on('error', () => leave(folder));
      watched.set(folder, watcher);
      for (const entry of readdirSync(folder, { withFileTypes: true }))
        if (entry.isDirectory() && !passedOver.test(entry.name)) enter(join(folder, entry.name));
    } catch {
      // It is gone already, or may not be read: then no document of it is.
      leave(folder);
    }
  };
  enter(root);
  return () => {
    for (const folder of [...watched.keys()]) leave(folder);
  };
}
