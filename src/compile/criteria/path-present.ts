/** 'Directorio creado' beside `mkdir`, 'the file exists' beside `test -f` or `ls`: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

const file = 'archivos?|ficheros?|files?|backups?|respaldos?';
const folder = 'directorios?|director(y|ies)|carpetas?|folders?';

export const pathPresent: InferenceRule = {
  id: 'path-present',
  sentence: 'says that a file or folder exists or was created, and nothing else',
  block:
    'for "created": holds `mkdir` for a folder, `touch` for a file, `ln` for a link; for "exists": `test -e|-f|-d|-s`, or `stat` or `ls` of a path; nothing hides their failure, and nothing in the block removes files',
  concludes: 'that command ends with 0, which it does only when the path is there',
  silent:
    'the sentence names a path that the command does not, or says more (with permissions 600, not empty, up to date).',
  examples: {
    es: {
      fires: ['sudo mkdir -p /srv/pedidos/releases', 'Directorio /srv/pedidos/releases creado'],
      silent: ['sudo mkdir -p /srv/pedidos/releases', 'Directorio /srv/pedidos/shared creado'],
    },
    en: {
      fires: ['test -s /backups/orders.sql.gz', 'The backup file exists'],
      silent: [
        'test -f /backups/orders.sql.gz && echo OK || echo MISSING',
        'The backup file exists',
      ],
    },
  },
  infer(evidence) {
    if (evidence.analysis.commands.some(({ name }) => /^(rm|rmdir|unlink|mv|shred)$/.test(name)))
      return null;
    // With it, a pattern that matches nothing makes `ls` list the folder instead.
    if (evidence.block.code.includes('nullglob')) return null;
    const shared = { named: false, also: 'simbolico|symbolic|already' } as const;
    const created = { ...shared, state: 'cread[oa]s?|created' };
    const exists = {
      ...shared,
      state: 'existen?|exists?|presentes?|present|there|disponibles?|available',
    };
    return (
      proveClaim(evidence, { ...created, subject: folder, shows: makesFolder }) ??
      proveClaim(evidence, {
        ...created,
        subject: 'archivos?|ficheros?|files?',
        shows: ({ name, args }) =>
          name === 'touch' && !args.some((arg) => /^(-[a-z]*c|--no-create)/.test(arg)),
      }) ??
      proveClaim(evidence, {
        ...created,
        subject: 'enlaces?|links?|symlinks?',
        shows: ({ name }) => name === 'ln',
      }) ??
      proveClaim(evidence, { ...exists, subject: file, shows: (each) => looks(each, 'efs') }) ??
      proveClaim(evidence, {
        ...exists,
        subject: folder,
        shows: (command) => makesFolder(command) || looks(command, 'ed'),
      })
    );
  },
};

function makesFolder({ name, args }: ShellCommand): boolean {
  return name === 'mkdir' || (name === 'install' && args.includes('-d'));
}

/** `test -f PATH`; `ls` and `stat` of a folder say nothing of a file in it. */
function looks({ name, args }: ShellCommand, tests: string): boolean {
  if (name === 'test' || name === '[') {
    const [test, path, ...rest] = args;
    const ends = name === '[' ? rest.length === 1 && rest[0] === ']' : rest.length === 0;
    return path !== undefined && ends && test?.length === 2 && tests.includes(test[1]!);
  }
  if (name !== 'ls' && name !== 'stat') return false;
  const paths = args.filter((arg) => !arg.startsWith('-'));
  return paths.length > 0 && paths.every((path) => tests === 'ed' || /[.*][^/]*$/.test(path));
}
