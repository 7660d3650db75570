/** 'Ningun proceso activo', 'no errors in the log' beside a search: that search must find nothing. */
import type { Search } from '../../model/index.ts';
import type { ShellCommand } from '../../shell/analysis.ts';
import { type Evidence, type InferenceRule, isNegative } from './rule.ts';

const subject =
  /\b(proces\w*|errore?s?|fallos?|failures?|exceptions?|excepciones|warnings?|advertencias|pendientes?|pending|conexiones|connections|activ[oa]s?|running|active|left|locks?|bloqueos)\b/;
/** The sentence allows some of what the search would find. */
const qualified =
  /\b(critic\w+|grave\w*|severe|fatal|nuev[oa]s?|new|bloqueantes|important\w*|relevant\w*|inesperad[oa]s?|unexpected)\b/;
const searches = new Set(['grep', 'egrep', 'fgrep', 'rg', 'pgrep', 'zgrep']);
const shows = new Set(['tail', 'cat', 'head', 'less', 'more', 'journalctl', 'ps', 'ls']);

export const nothingFound: InferenceRule = {
  id: 'nothing-found',
  sentence: 'says that there are none of something (processes, errors, connections, locks …)',
  block:
    'ends one or more pipelines in a search (`grep`, `rg`, `pgrep`, also followed by `grep -v grep`) whose result nothing hides',
  concludes:
    'every such search finds nothing: its exit status 1 is the good outcome and does not fail the block; a search through `ps` may find itself',
  silent:
    'the sentence qualifies what must be absent ("no critical errors"), says more, or the block also shows logs that it does not search: then the searches may find nothing without failing the block, and a person judges.',
  examples: {
    es: {
      fires: ["ps aux | grep -E 'gunicorn|celery' | grep -v grep", 'No hay procesos activos'],
      silent: ['tail -50 app.log | grep -i error', 'Sin errores críticos en el log'],
    },
    en: {
      fires: ['cat /var/log/orders/*.log | grep FATAL', 'No FATAL errors in the logs'],
      silent: ['tail -50 orders.log | grep ERROR\ntail -50 billing.log', 'No errors in the logs'],
    },
  },
  infer(evidence) {
    if (!isNegative(evidence.sentence) || !subject.test(evidence.sentence)) return null;
    const found = findSearches(evidence);
    if (found.length === 0) return null;
    const sure =
      !isQualified(evidence.sentence, found) &&
      !showsMore(evidence) &&
      !speaksOfMore(evidence.sentence);
    return { check: sure ? { kind: 'no-match', searches: found } : null, searches: found };
  },
};

function findSearches({ analysis, lineOf }: Evidence): Search[] {
  const found: Search[] = [];
  for (const command of analysis.commands) {
    const { pipeline } = command;
    if (pipeline.index !== pipeline.length - 1 || !command.topLevel || command.guarded) continue;
    const parts = analysis.commands.filter(
      (other) =>
        other.pipeline.start === pipeline.start &&
        other.pipeline.end === pipeline.end &&
        other.topLevel,
    );
    const positive =
      isSearch(command) || (excludesItself(command) && parts.slice(0, -1).some(isSearch));
    if (!positive || command.redirects.length > 0) continue;
    const ownLine = parts[0]?.name === 'ps' && !excludesItself(command);
    found.push({
      command: parts.map(({ text }) => text).join(' | '),
      line: lineOf(pipeline.start),
      ownLine,
    });
  }
  return found;
}

function isSearch({ name, args }: ShellCommand): boolean {
  // -v turns the sense round, and -c prints a count that somebody has to read.
  return (
    searches.has(name) &&
    !args.some((arg) => /^-[a-zA-Z]*[vcL]|^--(invert-match|count|files-without-match)/.test(arg))
  );
}

function excludesItself({ name, args }: ShellCommand): boolean {
  return name === 'grep' && args[0] === '-v' && args[1] === 'grep' && args.length === 2;
}

function showsMore({ analysis }: Evidence): boolean {
  return analysis.commands.some(
    ({ name, pipeline, topLevel }) => topLevel && shows.has(name) && pipeline.length === 1,
  );
}

/** "no critical errors" beside `grep -i error` says less than the search; beside `grep CRITICAL` it says the same. */
function isQualified(sentence: string, found: readonly Search[]): boolean {
  const word = qualified.exec(sentence)?.[0];
  // 'In the last 5 minutes' is more than the last 50 lines.
  const numbers = sentence.replace(/^0\b/, '').match(/\d+/g) ?? [];
  if (numbers.some((number) => !found.every(({ command }) => command.includes(number))))
    return true;
  return word !== undefined && !found.every(({ command }) => command.toLowerCase().includes(word));
}

/** 'no errors and the service is up' says two things, and the search decides one. */
function speaksOfMore(sentence: string): boolean {
  return /,|;|\b(y|and)\b/.test(sentence);
}
