/** 'nginx activo' beside `systemctl restart nginx`: systemctl, asked afterwards, says that it is active. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { type InferenceRule, isLocal, isNegative } from './rule.ts';

const words =
  /^(el|la|the|de|esta|is|servicio|service|unidad|unit|arriba|arrancad[oa]|iniciad[oa]|levantad[oa]|activ[oa]|active|running|up|started|corriendo|en|ejecucion|(re)?(iniciad[oa]|started)|y|and|again|nuevo|otra|vez|debe|estar|should|must|be)$/;
const running =
  /^(arriba|arrancad[oa]|(re)?iniciad[oa]|levantad[oa]|activ[oa]|active|running|up|(re)?started|corriendo|ejecucion)$/;

export const serviceStarted: InferenceRule = {
  id: 'service-started',
  sentence: 'says that a service is active, running or started again, and nothing else',
  block:
    'starts or restarts exactly one unit on this machine (`systemctl start|restart`, `service NAME start|restart`)',
  concludes: 'asked after the block, systemctl says that the unit is active',
  silent:
    'two units are started, the sentence names another, or promises more (healthy, without errors, workers); the unit is a placeholder, a variable, or a user unit.',
  examples: {
    es: {
      fires: ['sudo systemctl restart nginx', 'Nginx activo'],
      silent: ['sudo systemctl restart nginx', 'Nginx activo y sin errores en el log'],
    },
    en: {
      fires: ['sudo systemctl start orders.service', 'The service is running'],
      silent: ['systemctl start orders\nsystemctl start billing', 'The service is running'],
    },
  },
  infer({ sentence, analysis, block }) {
    if (isNegative(sentence)) return null;
    const all = analysis.commands.filter(({ name }) => name === 'systemctl' || name === 'service');
    const units = new Set(all.filter(acts).map((command) => unitOf(command)));
    const [unit, ...more] = units;
    if (unit === undefined || unit === null || more.length > 0) return null;
    if (all.some((command) => !command.topLevel || command.guarded || !isLocal(command)))
      return null;
    // A later stop would make the sentence speak of something else.
    if (all.some(({ args }) => args.some((arg) => /^(stop|kill|disable|mask)$/.test(arg))))
      return null;
    if (!block.code.includes(unit)) return null;
    const spoken = sentence.split(/[\s,/]+/).filter((word) => !words.test(word));
    const states = sentence.split(/[\s,/]+/).some((word) => running.test(word));
    const name = unit.toLowerCase().replace(/\.service$/, '');
    const isNamed = spoken.length === 1 && spoken[0]!.replace(/\.service$/, '') === name;
    const isMeant = spoken.length === 0 && /\b(servicio|service|unidad|unit)\b/.test(sentence);
    if (!states || !(isNamed || isMeant)) return null;
    return { check: { kind: 'service', name: unit, is: 'active' } };
  },
};

function acts({ name, args }: ShellCommand): boolean {
  return name === 'systemctl'
    ? args.some((arg) => /^(start|restart|reload-or-restart|try-restart)$/.test(arg))
    : /^(start|restart)$/.test(args[1] ?? '');
}

/** The one unit of a command; `null` where it is not one, or not written out. */
function unitOf({ name, args }: ShellCommand): string | null {
  if (name === 'service') return args.length === 2 && isPlain(args[0]!) ? args[0]! : null;
  if (args.some((arg) => /^(-H|-M|--user|--host|--machine|--global)/.test(arg))) return null;
  const units = args.filter((arg) => !arg.startsWith('-')).slice(1);
  return units.length === 1 && isPlain(units[0]!) ? units[0]! : null;
}

function isPlain(unit: string): boolean {
  return /^[\w@.-]+$/.test(unit);
}
