/** The check that an author could declare for a criterion which only a person decides, where the document gives it away. */
import type { Check, Criterion, RunAction } from '../model/index.ts';
import type { ShellCommand } from '../shell/analysis.ts';
import { analyzeShell } from '../shell/analyze.ts';
import { fold } from '../text/fold.ts';

export interface SuggestedCheck {
  /** As it is written behind the sentence: `service nginx active`. */
  readonly predicate: string;
  readonly kind: Check['kind'];
}

/** `null` where sentence and block do not name one thing that could be looked at. */
export function suggestCheck({ text }: Criterion, block: RunAction): SuggestedCheck | null {
  // What a placeholder stands for is known only when it runs.
  if (block.holes.length > 0 || block.syntaxError !== null) return null;
  const sentence = fold(text);
  const { commands } = analyzeShell(block.code);
  const predicate =
    service(sentence, commands) ??
    http(sentence, commands) ??
    file(sentence, commands) ??
    output(text, sentence, block, commands);
  if (predicate === null) return null;
  const kind = predicate.slice(0, predicate.indexOf(' '));
  return { predicate, kind: kind === 'stdout' ? 'output' : (kind as Check['kind']) };
}

const negative = /\b(no|not|sin|without|ningun[ao]?s?|none|never|nunca)\b/;

/** 'Gunicorn activo sin errores' beside `systemctl start gunicorn`. */
function service(sentence: string, commands: readonly ShellCommand[]): string | null {
  const asked = commands.filter(({ name }) => name === 'systemctl');
  if (asked.length === 0) return null;
  const named = new Set(
    asked.flatMap(({ args }) =>
      args
        .filter((arg) => !arg.startsWith('-'))
        .slice(1)
        .filter((unit) => /^[\w@.-]+$/.test(unit))
        .filter((unit) => mentions(sentence, fold(unit).replace(/\.service$/, ''))),
    ),
  );
  const [unit] = named;
  if (unit === undefined || named.size > 1) return null;
  if (asked.some(({ args }) => args.some((arg) => /^(--user|-H|-M|--host|--machine)/.test(arg))))
    return null;
  const verbs = new Set(asked.map(({ args }) => args.find((arg) => !arg.startsWith('-'))));
  if (/\b(activ[oa]s?|active|running|corriendo|arriba|up|levantad[oa]|started)\b/.test(sentence))
    return verbs.has('stop') ? null : `service ${unit} active`;
  const isStopped = /\b(detenid[oa]s?|parad[oa]s?|inactiv[oa]s?|stopped|inactive)\b/.test(sentence);
  return isStopped && verbs.has('stop') && !verbs.has('start') ? `service ${unit} inactive` : null;
}

/** 'HTTP 200 in less than 2 s' beside a plain `curl URL`. */
function http(sentence: string, commands: readonly ShellCommand[]): string | null {
  if (!sentence.includes('http')) return null;
  const statuses = new Set(
    [
      ...sentence.matchAll(
        /\bhttp(?:\/[\d.]+)?(?: (?:status|code|codigo|estado))? ?([1-5]\d\d)\b/g,
      ),
    ].map((match) => match[1]!),
  );
  const requests = commands.filter(({ name }) => /^(curl|wget)$/.test(name));
  const [status] = statuses;
  const [request] = requests;
  if (status === undefined || statuses.size > 1 || negative.test(sentence)) return null;
  if (request === undefined || requests.length > 1 || request.name !== 'curl') return null;
  // Anything but a plain GET would be another request than the one that is declared.
  const isPlain = request.args.every(
    (arg) =>
      !/^-[a-zA-Z]*[XHdFuUkLbTxG]|^--(?!silent|show-error|fail|max-time|output|head|include|verbose|write-out|connect-timeout|retry)/.test(
        arg,
      ),
  );
  const urls = request.args.filter((arg) => /^https?:\/\/[^\s$"'`]+$/.test(arg));
  return isPlain && urls.length === 1 ? `http ${status} ${urls[0]}` : null;
}

/** 'Backup created and verified' beside `> /backups/orders.sql`. */
function file(sentence: string, commands: readonly ShellCommand[]): string | null {
  const isWritten =
    /\b(cread[oa]s?|generad[oa]s?|guardad[oa]s?|exportad[oa]s?|escrit[oa]s?|created|generated|saved|exported|written|dumped)\b/;
  if (!isWritten.test(sentence) || negative.test(sentence)) return null;
  const targets = new Set(
    commands.flatMap(({ redirects }) =>
      redirects
        .filter(({ operator }) => /^>\|?$/.test(operator))
        .map(({ target }) => target.replace(/^"([^"]*)"$/, '$1')),
    ),
  );
  const [target] = targets;
  if (target === undefined || targets.size > 1 || target.startsWith('/dev/')) return null;
  return /^[\w./~${}*-]+$/.test(target) ? `file ${target} nonempty` : null;
}

/** 'The state column shows `Running`' beside a block that prints something. */
function output(
  text: string,
  sentence: string,
  block: RunAction,
  commands: readonly ShellCommand[],
): string | null {
  if (!/[`"«“]/.test(text)) return null;
  const marked = [...text.matchAll(/`([^`]+)`|"([^"]+)"|«([^»]+)»|“([^”]+)”/g)].map((match) =>
    match
      .slice(1)
      .find((group) => group !== undefined)!
      .trim(),
  );
  const [value] = marked;
  if (value === undefined || marked.length > 1 || negative.test(sentence)) return null;
  const speaks =
    /\b(muestra|mostrar|aparece|aparecer|imprime|devuelve|retorna|responde|salida|estado|dice|indica|shows?|appears?|prints?|returns?|responds?|answers?|output|state|status|says|displays|reads|is|esta|contains?|contiene|lists?|lista)\b/;
  // What stands before the verb is not what is shown: '`gpu-smi` lists one device'.
  const before = fold(text.slice(0, text.indexOf(value)));
  if (!speaks.test(before) || value.length > 60 || value.length < 2) return null;
  // A name of the block, a path, a number or a gap is no word that only the output holds.
  if (block.code.includes(value) || /^[/~.]|^\d+$|[<>[\]{}$"\\]|\.\.\.|…/.test(value)) return null;
  if (!commands.some(({ redirects }) => redirects.length === 0)) return null;
  // A bare word must not be found inside another: 'active' in 'inactive'.
  return /^\w+$/.test(value) ? `stdout matches /\\b${value}\\b/` : `stdout contains "${value}"`;
}

function mentions(sentence: string, name: string): boolean {
  return sentence.split(/[^\p{L}\d@._-]+/u).some((word) => word === name);
}
