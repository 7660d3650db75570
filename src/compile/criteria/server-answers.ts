/** 'PostgreSQL acepta conexiones' beside `pg_isready`, 'host reachable' beside `ping -c`: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const serverAnswers: InferenceRule = {
  id: 'server-answers',
  sentence:
    'says that a database accepts connections, or that a host answers or is reachable, and nothing else',
  block: 'holds `pg_isready`, `mysqladmin ping` or `ping -c N`, whose failure nothing hides',
  concludes: 'that command ends with 0, which it does only when it was answered',
  silent: 'the sentence promises more (healthy, consistent, no packet loss).',
  examples: {
    es: {
      fires: ['pg_isready -h localhost -p 5432', 'La base de datos acepta conexiones'],
      silent: ['pg_isready -h localhost', 'Base de datos accesible y consistente'],
    },
    en: {
      fires: ['ping -c 3 db-1.internal', 'The host db-1.internal is reachable'],
      silent: ['ping -c 3 db-1.internal', 'The host is reachable with 0% packet loss'],
    },
  },
  infer(evidence) {
    return (
      proveClaim(evidence, {
        subject: 'base|datos|database|db|postgres(ql)?|mysql|mariadb',
        state:
          'acepta|aceptando|accepts|accepting|responde|answers|responds|disponible|accesible|reachable|up|arriba',
        also: 'conexiones|connections|clientes|clients',
        shows: ({ name, args }) =>
          name === 'pg_isready' || (name === 'mysqladmin' && args.at(-1) === 'ping'),
      }) ??
      proveClaim(evidence, {
        subject: 'host|servidor|server|nodo|node|maquina|machine|equipo|gateway',
        state: 'responde|answers|responds|alcanzable|reachable|accesible',
        also: 'ping|al',
        named: true,
        shows: isPing,
      })
    );
  },
};

function isPing({ name, args }: ShellCommand): boolean {
  return name === 'ping' && args.some((arg) => /^-c\d*$/.test(arg));
}
