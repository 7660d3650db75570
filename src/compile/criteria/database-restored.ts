/** 'Base de datos restaurada' beside a restore that stops at errors: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const databaseRestored: InferenceRule = {
  id: 'database-restored',
  sentence: 'says that a database, backup or dump is restored or imported, and nothing else',
  block:
    'holds a restore that ends with 0 only when all of it went well: `pg_restore -d`, `psql -v ON_ERROR_STOP=1` with a file, `mysql` with a file and without `--force`',
  concludes: 'that command ends with 0',
  silent:
    '`psql < dump.sql` goes on after errors and still ends with 0; the sentence promises more (verified, complete).',
  examples: {
    es: {
      fires: ['pg_restore -d pedidos /backups/pedidos.dump', 'Base de datos restaurada'],
      silent: ['psql -d pedidos < /backups/pedidos.sql', 'Base de datos restaurada'],
    },
    en: {
      fires: [
        'psql -v ON_ERROR_STOP=1 -d orders -f /backups/orders.sql',
        'The database is restored',
      ],
      silent: ['pg_restore -d orders orders.dump', 'The database is restored and verified'],
    },
  },
  infer(evidence) {
    return proveClaim(evidence, {
      subject: 'bases?|datos|databases?|db|backup|respaldo|copia|dump|volcado',
      state: 'restaurad[oa]s?|restored|importad[oa]s?|imported|recuperad[oa]s?|recovered',
      also: 'from|desde|backup|respaldo|seguridad|staging',
      among: reads,
      shows: (command) => reads(command) && stopsAtErrors(command),
    });
  },
};

function reads({ name, args, redirects }: ShellCommand): boolean {
  if (name === 'pg_restore') return true;
  if (name !== 'psql' && name !== 'mysql' && name !== 'mariadb') return false;
  return (
    redirects.some(({ operator }) => operator === '<') ||
    (name === 'psql' && args.some((arg) => /^(-f|--file)/.test(arg)))
  );
}

function stopsAtErrors({ name, args }: ShellCommand): boolean {
  // Without a database it only prints the script, and psql behind it goes on after errors.
  if (name === 'pg_restore')
    return (
      args.some((arg) => /^(-d.*|--dbname.*)$/.test(arg)) &&
      !args.some((arg) => /^(-l|--list|-f.*|--file.*)$/.test(arg))
    );
  if (name === 'psql')
    return /(^|\s)(-v|--set|--variable)[ =]?ON_ERROR_STOP=(1|on|true)\b/i.test(args.join(' '));
  return !args.some((arg) => /^(-f|--force)$/.test(arg));
}
