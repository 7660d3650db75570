/** What is measured over a corpus: procs cold, warm and after one change, and its peers. */
import { appendFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathOf } from './corpus.ts';
import type { Command } from './measure.ts';

export interface Contestant {
  readonly name: string;
  /** Done before each measurement, and not measured. */
  readonly prepare?: () => void;
  readonly command: Command;
  /** Left out where a corpus is larger: some peers take minutes. */
  readonly most?: number;
}

const root = path.resolve(import.meta.dirname, '../..');
const bin = (name: string): string => path.join(root, 'bench/peers/node_modules/.bin', name);
const plugin = (name: string): string =>
  path.join(root, 'bench/peers/node_modules', name, 'index.js');
const procs = path.join(root, 'bin/procs.js');

/** `folder` holds the documents, `caches` what is kept between runs. */
export function contestants(folder: string, caches: string, count: number): Contestant[] {
  const cold = path.join(caches, 'cold');
  const warm = path.join(caches, 'warm');
  const check = (cache: string): Command => ({
    args: [process.execPath, procs, 'check', '--root', folder],
    cwd: caches,
    env: { PROCS_CACHE_DIR: cache },
  });
  const empty = (cache: string): void => {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
  };
  // Where there is no cache yet, the first run of all fills it.
  const filled = (): void => {
    if (!existsSync(warm)) mkdirSync(warm, { recursive: true });
  };
  let changes = 0;
  return [
    { name: 'procs, cold', prepare: () => empty(cold), command: check(cold) },
    { name: 'procs, warm', prepare: filled, command: check(warm) },
    {
      name: 'procs, one changed',
      prepare: () => {
        changes += 1;
        const changed = path.join(folder, pathOf(1 + (changes % count)));
        appendFileSync(changed, `\nChange ${changes}.\n`);
      },
      command: check(warm),
    },
    {
      name: 'rumdl, cold',
      command: { args: [bin('rumdl'), 'check', '--no-cache', '.'], cwd: folder },
    },
    {
      name: 'rumdl, warm',
      command: {
        args: [bin('rumdl'), 'check', '--cache-dir', path.join(caches, 'rumdl'), '.'],
        cwd: folder,
      },
    },
    {
      name: 'markdownlint-cli2',
      command: { args: [bin('markdownlint-cli2'), '**/*.md'], cwd: folder },
      most: 1_000,
    },
    {
      name: 'remark-cli',
      command: {
        args: [
          bin('remark'),
          ...['--no-stdout', '--quiet'],
          ...['--use', plugin('remark-preset-lint-recommended')],
          ...['--use', `${plugin('remark-validate-links')}=repository:false`],
          '.',
        ],
        cwd: folder,
      },
      most: 1_000,
    },
  ];
}

/** What a command costs that does no work. */
export function starts(caches: string): Contestant[] {
  const of = (...args: string[]): Command => ({ args: [process.execPath, ...args], cwd: caches });
  return [
    { name: 'node -e 0', command: of('-e', '0') },
    { name: 'procs --version', command: of(procs, '--version') },
    { name: 'procs --help', command: of(procs, '--help') },
  ];
}
