/** 'Gunicorn activo' beside `systemctl status gunicorn`: that status command ended with 0. */
import { type InferenceRule, isNegative, proven } from './rule.ts';

const active = /\b(activ[oa]s?|active|running|corriendo|en ejecucion|levantad[oa]s?|up)\b/;
const promisesMore = /\b(sin|without|no|estable|stable|healthy|respond\w+)\b|,|;/;
const ready = new Set(
  'y and todos todas los las el la the all servicios servicio services service esta estan is are activo activa activos activas active running corriendo en ejecucion levantado up de'.split(
    ' ',
  ),
);

export const serviceActive: InferenceRule = {
  id: 'service-active',
  sentence:
    'says that a service, or that all services, are active or running, and names nothing else',
  block: 'asks `systemctl status` or `is-active` for each of them, where nothing hides the answer',
  concludes: 'the last of those commands ends with 0, which it does only for an active unit',
  silent:
    'the sentence names a service that the block does not ask for, or promises more (without errors, responding, workers).',
  examples: {
    es: {
      fires: ['sudo systemctl status gunicorn', 'Gunicorn activo'],
      silent: ['sudo systemctl status gunicorn', 'Gunicorn activo sin errores'],
    },
    en: {
      fires: [
        'systemctl is-active orders\nsystemctl is-active billing',
        'All services are running',
      ],
      silent: ['systemctl is-active orders || true', 'The orders service is running'],
    },
  },
  infer({ sentence, analysis, lineOf }) {
    if (isNegative(sentence) || !active.test(sentence) || promisesMore.test(sentence)) return null;
    const asked = proven(analysis).filter(
      ({ name, args }) =>
        name === 'systemctl' &&
        ['status', 'is-active'].includes(args.find((arg) => !arg.startsWith('-')) ?? ''),
    );
    const last = asked.at(-1);
    if (last === undefined) return null;
    // Of several units `is-active` asks whether any is.
    if (asked.some(({ args }) => args.includes('is-active') && operands(args) > 2)) return null;
    const units = asked.flatMap(({ args }) =>
      args
        .filter((arg) => !arg.startsWith('-'))
        .slice(1)
        .map((unit) => unit.replace(/\.service$/, '')),
    );
    const named = sentence.split(/[\s/]+/).filter((word) => !ready.has(word));
    const every = /\b(todos|todas|all)\b/.test(sentence);
    const known = named.every((word) => units.includes(word));
    const isState = /^(activ[oa]|active|running|corriendo|en ejecucion|up)$/.test(sentence);
    const isMeant = named.length > 0 || every || (isState && units.length === 1);
    if (!known || !isMeant) return null;
    return { check: { kind: 'command', command: last.text, line: lineOf(last.start) } };
  },
};

function operands(args: readonly string[]): number {
  return args.filter((arg) => !arg.startsWith('-')).length;
}
