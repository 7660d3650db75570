/** Commands that destroy: why, in words for a person. */

import { firstVerb, hasFlag } from './flags.ts';
import type { HazardReason } from './reasons.ts';

export function destroys(name: string, words: readonly string[]): HazardReason | null {
  const has = (...options: string[]): boolean => words.some((word) => options.includes(word));
  const verbs = (): string[] => words.filter((word) => !word.startsWith('-'));
  switch (name) {
    case 'rm':
      return hasFlag(words, 'rR', ['--recursive']) ? 'removes files and folders for good' : null;
    case 'dropdb':
      return 'drops a database';
    case 'dropuser':
      return 'drops a database role';
    case 'shred':
    case 'wipefs':
      return 'wipes data for good';
    case 'truncate':
      return 'cuts the content of files';
    case 'dd':
      return words.some((word) => /^of=(?!\/dev\/null$)/.test(word))
        ? 'overwrites its output'
        : null;
    case 'find':
      return has('-delete') ? 'deletes the files that it finds' : null;
    case 'rsync':
      return words.some((word) => word.startsWith('--delete'))
        ? 'deletes files at the target'
        : null;
    case 'fdisk':
    case 'parted':
      return has('-l', '--list', 'print') ? null : 'changes a partition table';
    case 'pg_restore':
      return hasFlag(words, 'c', ['--clean']) ? 'drops what it restores first' : null;
    case 'terraform':
    case 'tofu': {
      const [verb] = verbs();
      if (verb === 'destroy') return 'destroys infrastructure';
      return verb === 'apply' ? 'changes infrastructure' : null;
    }
    case 'kubectl':
    case 'oc':
      return firstVerb(words) === 'delete' ? 'deletes resources of a cluster' : null;
    case 'helm':
      return has('uninstall', 'delete') ? 'uninstalls a release' : null;
    case 'git':
      return destroysInGit(words);
    case 'docker':
    case 'podman': {
      if (has('prune')) return 'removes what no container uses';
      const [noun, verb] = verbs();
      if (noun === 'volume' && verb === 'rm') return 'removes volumes with their data';
      return words.includes('down') && has('-v', '--volumes')
        ? 'removes volumes with their data'
        : null;
    }
    case 'docker-compose':
      return words.includes('down') && has('-v', '--volumes')
        ? 'removes volumes with their data'
        : null;
    case 'vagrant':
      return verbs()[0] === 'destroy' ? 'destroys a virtual machine' : null;
    case 'aws': {
      const [service, verb] = verbs();
      return service === 's3' && (verb === 'rb' || (verb === 'rm' && has('--recursive')))
        ? 'removes stored objects'
        : null;
    }
    case 'redis-cli':
      return words.some((word) => /^flush(all|db)$/i.test(word))
        ? 'empties a Redis database'
        : null;
    default:
      return name === 'mkfs' || name.startsWith('mkfs.') ? 'formats a disk' : null;
  }
}

function destroysInGit(words: readonly string[]): HazardReason | null {
  const at = words.findIndex((word) => !word.startsWith('-'));
  const rest = words.slice(at + 1);
  const plus = rest.some((word) => /^\+\S/.test(word));
  switch (words[at]) {
    case 'push':
      if (rest.some((word) => word === '--mirror')) return 'overwrites a remote repository';
      if (
        plus ||
        hasFlag(rest, 'f', ['--force']) ||
        rest.some((word) => word.startsWith('--force-'))
      )
        return 'overwrites the history of a remote branch';
      return null;
    case 'reset':
      return rest.includes('--hard') ? 'discards changes that are not committed' : null;
    case 'clean':
      return hasFlag(rest, 'f', ['--force']) && !hasFlag(rest, 'n', ['--dry-run'])
        ? 'deletes files that git does not track'
        : null;
    default:
      return null;
  }
}
