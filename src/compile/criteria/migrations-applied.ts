/** 'Migraciones aplicadas' beside the tool that applies them: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

/** Without the name of one migration, which could lie behind those that are applied and take them back. */
const tools: Readonly<Record<string, RegExp>> = {
  python: /^manage\.py migrate( -\S+)*$/,
  python3: /^manage\.py migrate( -\S+)*$/,
  'manage.py': /^migrate( -\S+)*$/,
  'django-admin': /^migrate( -\S+)*$/,
  alembic: /^(-\S+ \S+ )*upgrade heads?( -\S+)*$/,
  flask: /^db upgrade( heads?)?$/,
  rails: /^db:migrate$/,
  rake: /^db:migrate$/,
  bundle: /^exec (rails|rake) db:migrate$/,
  php: /^artisan migrate( -\S+)*$/,
  flyway: /(^|\s)migrate$/,
  liquibase: /(^|\s)update$/,
  prisma: /^migrate deploy$/,
  npx: /^prisma migrate deploy$/,
  knex: /^migrate:latest$/,
  goose: /(^|\s)up$/,
  'sequelize-cli': /^db:migrate$/,
};

export const migrationsApplied: InferenceRule = {
  id: 'migrations-applied',
  sentence: 'says that migrations are applied, run or completed, and nothing else',
  block:
    'holds the command that applies them, whose failure nothing hides (Django, Alembic, Rails, Laravel, Flyway, Liquibase, Prisma, Knex, goose)',
  concludes: 'that command ends with 0',
  silent:
    'the command only plans or fakes them or names one of them (which could take others back), or the sentence says more (consistent, reversible).',
  examples: {
    es: {
      fires: ['python manage.py migrate --noinput', 'Todas las migraciones aplicadas'],
      silent: ['python manage.py migrate --plan', 'Migraciones aplicadas'],
    },
    en: {
      fires: ['alembic upgrade head', 'Migrations applied'],
      silent: ['alembic upgrade head --sql', 'Migrations applied'],
    },
  },
  infer(evidence) {
    // Rails reads from it which migration to go back to.
    if (/\bVERSION=/.test(evidence.block.code)) return null;
    return proveClaim(evidence, {
      subject: 'migracion(es)?|migrations?',
      state: 'aplicad[oa]s?|applied|ejecutad[oa]s?|executed|completad[oa]s?|completed?',
      also: 'todos|todas|all|base|datos|database|db|esquema|schema|pending|pendientes',
      shows: (command) =>
        isMigration(command) &&
        !command.args.some((arg) =>
          /^--(plan|check|fake|fake-initial|pretend|sql|list|prune)\b/.test(arg),
        ),
    });
  },
};

function isMigration({ name, args }: ShellCommand): boolean {
  return Object.hasOwn(tools, name) && tools[name]!.test(args.join(' '));
}
