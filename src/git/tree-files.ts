/** A commit's files as a file system that a glob can walk. */
import type { Dirent } from 'node:fs';
import path from 'node:path';
import type { FileSystemAdapter } from 'tinyglobby';
import type { Tree } from './tree.ts';

export interface TreeFiles {
  readonly fs: FileSystemAdapter;
  /** Whether a file or folder was there, by its absolute path. */
  exists(file: string): boolean;
}

/** @param root the folder, absolute, that the paths of the tree are relative to. */
export function treeFiles(tree: Tree, root: string): TreeFiles {
  const folders = new Map<string, Map<string, Dirent>>();
  const add = (file: string, kind: 'file' | 'symlink' | 'folder'): void => {
    const folder = path.dirname(file);
    const entries = folders.get(folder);
    const entry = toDirent(file, kind);
    if (entries !== undefined) {
      entries.set(entry.name, entry);
    } else {
      folders.set(folder, new Map([[entry.name, entry]]));
      if (folder !== file) add(folder, 'folder');
    }
  };
  for (const [file, { kind }] of tree.files) add(path.resolve(root, file), kind);
  for (const folder of tree.closed) add(path.resolve(root, folder), 'folder');
  const readdir = (
    folder: string,
    _options: unknown,
    done: (error: Error | null, entries: Dirent[]) => void,
  ): void => done(null, [...(folders.get(path.resolve(folder))?.values() ?? [])]);
  return {
    fs: { readdir } as unknown as FileSystemAdapter,
    exists: (file) =>
      folders.has(file) || folders.get(path.dirname(file))?.has(path.basename(file)) === true,
  };
}

function toDirent(file: string, kind: 'file' | 'symlink' | 'folder'): Dirent {
  return {
    name: path.basename(file),
    parentPath: path.dirname(file),
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'folder',
    isSymbolicLink: () => kind === 'symlink',
  } as Dirent;
}
