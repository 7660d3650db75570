/** 'HTTP 301' beside a plain `curl URL`: that URL answers with that status. */
import { type Evidence, type InferenceRule, isLocal, isNegative } from './rule.ts';

/** Options that change neither who is asked nor what for. */
const harmless =
  /^(-[sSiIvof#]*|--(silent|show-error|include|head|verbose|fail|output|max-time|connect-timeout|retry|retry-delay|no-progress-meter|progress-bar))$/;
const valued = /^(-[sSiIv]*o|-m|--(output|max-time|connect-timeout|retry|retry-delay))$/;
const plainUrl =
  /^(https?:\/\/|\$\{?\w+\}?)?[\w.-]*(:(\d+|\$\{?\w+\}?))?(\/(?:[\w./~%?=&+:@,-]|\$\{?\w+\}?)*)?$/;

export const httpStatus: InferenceRule = {
  id: 'http-status',
  sentence: 'says that something answers with one HTTP status, and nothing else',
  block:
    'holds exactly one HTTP request, `curl URL` without method, headers, data, credentials or redirects to follow',
  concludes: 'asked again after the block, that URL answers with that status',
  silent:
    'the request is any other than a plain GET or HEAD, follows redirects, ignores certificates, goes out from a container or another host, or the URL is a placeholder or made by a command.',
  examples: {
    es: {
      fires: ['curl -sI http://localhost:8080/antiguo', 'Responde HTTP 301'],
      silent: ['curl -s -X POST http://localhost:8080/pedidos', 'Responde HTTP 201'],
    },
    en: {
      fires: ['curl -i http://localhost:8080/health', 'The endpoint returns HTTP 200 OK'],
      silent: ['curl -sL http://localhost:8080/old', 'The page returns HTTP 200'],
    },
  },
  infer(evidence) {
    const status = statusOf(evidence);
    if (status === null) return null;
    const requests = evidence.analysis.commands.filter(({ name }) =>
      /^(curl|wget|http|https|xh)$/.test(name),
    );
    const [only, ...more] = requests;
    if (only === undefined || more.length > 0 || only.name !== 'curl') return null;
    if (!only.topLevel || only.guarded || !isLocal(only)) return null;
    const url = urlOf(only.args);
    return url === null || !evidence.block.code.includes(url)
      ? null
      : { check: { kind: 'http', status, url } };
  },
};

/** The one status that the sentence, whole, speaks of. */
export function statusOf({ sentence }: Pick<Evidence, 'sentence'>): number | null {
  if (isNegative(sentence)) return null;
  const match =
    /^(?:(?:el|la|the|servicio|service|endpoint|aplicacion|application|app|api|pagina|page|sitio|site|servidor|server|health check|healthcheck|url|esperado|expected|expect|se espera)[ :]*)*(?:(?:debe|deberia|should|must) )?(?:responde|responder|retorna|retornar|devuelve|devolver|contesta|returns?|responds?|answers?|gives?)? ?(?:con|with|un|an?)? ?(?:(?:codigo|estado|status)(?: code)? )?http(?:\/[\d.]+)?(?: (?:codigo|status|code|estado))? ?([1-5]\d\d)(?: (?:ok|created|accepted|no content|moved permanently|found|see other|not found|unauthorized|forbidden))?$/.exec(
      sentence,
    );
  return match === null ? null : Number(match[1]);
}

function urlOf(args: readonly string[]): string | null {
  const urls: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (!arg.startsWith('-')) urls.push(arg);
    else if (!harmless.test(arg)) return null;
    else if (valued.test(arg)) at += 1;
  }
  const url = urls[0]?.replace(/^"(.*)"$/, '$1');
  return urls.length === 1 && url !== undefined && url !== '' && plainUrl.test(url) ? url : null;
}
