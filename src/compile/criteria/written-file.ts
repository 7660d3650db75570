/** The one file that a block writes: by a redirection, or by an option of a command that names it. */
import type { ShellAnalysis, ShellCommand } from '../../shell/analysis.ts';
import { proven } from './rule.ts';

/** As written; `null` where it is none, several, or not sure to be written. */
export function writtenFile(analysis: ShellAnalysis): string | null {
  const targets = proven(analysis).flatMap((command) => [
    ...command.redirects
      .filter(
        ({ operator, target }) =>
          /^(>|>\||&>|>>)$/.test(operator) && !target.startsWith('/dev/') && !/^&?\d$/.test(target),
      )
      .map(({ target }) => target),
    ...namedByOption(command),
  ]);
  return targets.length === 1 ? targets[0]! : null;
}

/** What stands behind `-f` of `tar c`, `pg_dump -f`, `curl -o` and their kind. */
function namedByOption({ name, args, via }: ShellCommand): string[] {
  const after = (option: RegExp): string[] =>
    args.flatMap((arg, at) => (option.test(arg) ? (args[at + 1] ?? []) : []));
  const within = (option: RegExp): string[] => args.flatMap((arg) => option.exec(arg)?.[1] ?? []);
  // Whether a file of root's is there is not for everybody to see.
  if (via.length > 0) return [];
  switch (name) {
    case 'tar': {
      const [first = ''] = args;
      const creates = /^-?[a-zA-Z]*c[a-zA-Z]*$/.test(first) && !/[xtru]/.test(first);
      return creates && first.endsWith('f') ? args.slice(1, 2) : [];
    }
    case 'pg_dump':
    case 'pg_dumpall':
      // In the directory format it is no file.
      if (args.some((arg) => /^(-Fd|-Fdirectory|--format=d.*|d|directory)$/.test(arg))) return [];
      return [...after(/^(-f|--file)$/), ...within(/^--file=(.+)$/)];
    case 'mysqldump':
    case 'mariadb-dump':
      return [...after(/^(-r|--result-file)$/), ...within(/^--result-file=(.+)$/)];
    case 'zip':
      return args.filter((arg) => !arg.startsWith('-')).slice(0, 1);
    default:
      return [];
  }
}
