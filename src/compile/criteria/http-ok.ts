/** 'HTTP 200' beside a `curl --fail`: that curl ended with 0. */
import { isAccountedFor } from './claim.ts';
import { type Evidence, type InferenceRule, isNegative, proven } from './rule.ts';

export const httpOk: InferenceRule = {
  id: 'http-ok',
  sentence:
    'expects HTTP 200, or says that a health check answers (and a comment of the block may say 200)',
  block:
    'calls curl with `-f` or `--fail`, and every curl of it so, where nothing hides its failure',
  concludes: 'that curl ends with 0, which it does for answers below 400',
  silent:
    'curl without `-f` ends with 0 on HTTP 500 too; a curl behind `||`, in a condition or in a loop proves nothing.',
  examples: {
    es: {
      fires: ['curl -fsS http://localhost:8080/health', 'El health check responde HTTP 200'],
      silent: [
        'curl -fsS http://localhost:8080/health || echo caído',
        'El health check responde HTTP 200',
      ],
    },
    en: {
      fires: ['curl --fail http://localhost/ready\n# HTTP 200', 'The health endpoint answers'],
      silent: [
        'curl -f http://localhost/ready\ncurl http://localhost/live',
        'The health endpoints answer HTTP 200',
      ],
    },
  },
  infer(evidence) {
    if (!expectsAnswer(evidence)) return null;
    if (!isAccountedFor(evidence.sentence, words, evidence.analysis.commands)) return null;
    const curls = proven(evidence.analysis).filter(
      ({ name, args }) =>
        name === 'curl' &&
        args.some((arg) => /^(--fail(-with-body)?|-[a-zA-Z]*f[a-zA-Z]*)$/.test(arg)),
    );
    const last = curls.at(-1);
    // A curl without --fail beside it could answer 500 unseen.
    const all = evidence.analysis.commands.filter(({ name }) => name === 'curl');
    if (last === undefined || all.length !== curls.length) return null;
    // Of several URLs the last one decides how curl ends.
    if (curls.some(({ args }) => asksSeveral(args))) return null;
    return { check: { kind: 'command', command: last.text, line: evidence.lineOf(last.start) } };
  },
};

function asksSeveral(args: readonly string[]): boolean {
  const urls = args.filter((arg) =>
    /^"?(https?:\/\/|\$\{?\w+\}?\/|localhost|[\w.-]+:\d+(\/|$))/.test(arg),
  );
  const expands = urls.some((url) => /\{[^}]*,[^}]*\}|\[[\w]+-[\w:]+\]/.test(url));
  return urls.length > 1 || expands || args.some((arg) => /^(--next|-:|-Z|--parallel)$/.test(arg));
}

const words =
  /^(health|checks?|healthchecks?|healthz|health-checks?|endpoints?|http|https|http\/[\d.]+|200|ok|codigo|code|status|estado|esperado|expected|debe|deberia|should|must|responden?|responder|contestan?|pasan?|devuelven?|retornan?|retornar|devolver|responds?|answers?|pass(es)?|returns?|healthy|api|servicio|service|servidor|server|aplicacion|application|app|sitio|site|web|pagina|page|url|todos|all)$/;

function expectsAnswer({ sentence, comments }: Evidence): boolean {
  if (isNegative(sentence)) return false;
  if (/\bhttp(\/[\d.]+)? ?200\b|\b200 ok\b/.test(sentence)) return true;
  const health =
    /\bhealth(-| )?(check|endpoint|z)?s?\b.*\b(responde|contesta|ok|pasa|responds|answers|passes|healthy|200)/;
  if (!health.test(sentence)) return false;
  return (
    comments().some(({ text }) => /\bhttp(\/[\d.]+)? ?200\b|\b200 ok\b/.test(text)) ||
    /\b(responde|responds|answers|contesta)\b/.test(sentence)
  );
}
