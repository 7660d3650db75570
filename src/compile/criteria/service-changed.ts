/** 'Nginx recargado', 'Servicio detenido' beside `systemctl reload|stop`: that command ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { type Claim, proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

const changes: readonly (readonly [verb: RegExp, state: string])[] = [
  [/^(reload|force-reload|reload-or-restart)$/, 'recargad[oa]s?|reloaded'],
  [/^stop$/, 'detenid[oa]s?|parad[oa]s?|apagad[oa]s?|stopped|down'],
  [/^enable$/, 'habilitad[oa]s?|enabled'],
  [/^disable$/, 'deshabilitad[oa]s?|disabled'],
];

export const serviceChanged: InferenceRule = {
  id: 'service-changed',
  sentence: 'says that a service was reloaded, stopped, enabled or disabled, and nothing else',
  block: 'holds `systemctl reload|stop|enable|disable`, whose failure nothing hides',
  concludes: 'that systemctl ends with 0, which it does only when it was done',
  silent:
    'the sentence names a service that the command does not, promises more (processes gone, workers drained), or systemctl does not wait (`--no-block`).',
  examples: {
    es: {
      fires: ['sudo nginx -t\nsudo systemctl reload nginx', 'Nginx recargado exitosamente'],
      silent: ['sudo systemctl stop celery', 'Celery detenido y cola vacía'],
    },
    en: {
      fires: ['sudo systemctl stop orders billing', 'Orders and billing services stopped'],
      silent: ['sudo systemctl stop orders', 'Billing service stopped'],
    },
  },
  infer(evidence) {
    const verbs = new Set(evidence.analysis.commands.flatMap(verbOf));
    if (verbs.size === 0) return null;
    // What is undone in the same block is not so at its end.
    if (verbs.has('stop') && (verbs.has('start') || verbs.has('restart'))) return null;
    if (verbs.has('enable') && verbs.has('disable')) return null;
    for (const [verb, state] of changes) {
      const claim: Claim = {
        subject: 'servicios?|services?|unidad|unit',
        state,
        also: 'arranque|inicio|boot|start-?up',
        named: true,
        among: (command) => actsOn(command, verb),
        shows: (command) =>
          actsOn(command, verb) && !command.args.some((arg) => /^--(no-block|root)/.test(arg)),
      };
      const inference = proveClaim(evidence, claim);
      if (inference !== null) return inference;
    }
    return null;
  },
};

function actsOn(command: ShellCommand, verb: RegExp): boolean {
  return verbOf(command).some((word) => verb.test(word));
}

function verbOf({ name, args }: ShellCommand): string[] {
  const verb = name === 'systemctl' ? args.find((arg) => !arg.startsWith('-')) : undefined;
  return verb === undefined ? [] : [verb];
}
