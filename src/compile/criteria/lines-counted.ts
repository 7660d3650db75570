/** '3 nodos' beside `… | wc -l`, '0 rows' beside one `psql -c`: that count is what is printed. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { type InferenceRule, onlyCommand, proven } from './rule.ts';

const counted =
  /^(?:(?:debe(?:n)? (?:haber|aparecer)|deberia haber|hay|se (?:listan|muestran|ven|devuelven)|there (?:are|is|should be|must be)|shows?|prints?|returns?|expected|esperado|devuelve|muestra|imprime|retorna)[ :]+)?(?:exactamente |exactly )?(\d+) ([\p{L}]+)(?: (?:listed|listad[oa]s?|found|encontrad[oa]s?|returned|devuelt[oa]s?|in total|en total))?$/u;

export const linesCounted: InferenceRule = {
  id: 'lines-counted',
  sentence: 'gives a number of one kind of thing ("3 nodes", "0 filas"), and nothing else',
  block:
    'is one pipeline from a list without headings (`kubectl get --no-headers`, `docker ps -q`, `find`, `grep`, `ls`, `git … --oneline`) to `wc -l`, or, for rows, one `psql -c` of one query with its footer',
  concludes: 'the number printed is that number',
  silent:
    'the sentence gives a bound ("at least 3") or says more of the things ("3 ready nodes"), the list has a line of headings, which is counted too, or the block prints anything besides the count.',
  examples: {
    es: {
      fires: ['kubectl get nodes --no-headers | wc -l', 'Debe haber 3 nodos'],
      silent: ['kubectl get nodes --no-headers | wc -l', 'Al menos 3 nodos'],
    },
    en: {
      fires: ['psql -d orders -c "SELECT id FROM orders WHERE stuck"', '0 rows'],
      silent: ['kubectl get nodes --no-headers | wc -l', '3 nodes Ready'],
    },
  },
  infer({ sentence, analysis }) {
    const [, number, thing] = counted.exec(sentence) ?? [];
    if (number === undefined || thing === undefined) return null;
    if (
      /^(veces|times|segundos?|seconds?|minut\w+|min|horas?|hours?|ms|s|mb|gb|kb|status|codigo)$/.test(
        thing,
      )
    )
      return null;
    const command = onlyCommand(analysis);
    const isRows = /^(rows?|filas?|registros?|records?)$/.test(thing);
    const printed = countsLines(proven(analysis), analysis.commands)
      ? `^\\s*${Number(number)}\\s*$`
      : isRows && command !== null && printsFooter(command)
        ? `^\\(${Number(number)} rows?\\)\\s*$`
        : null;
    if (printed === null) return null;
    return { check: { kind: 'output', stream: 'stdout', is: 'matches', value: printed } };
  },
};

/** One pipeline, every member of which is noticed, with the count at its end. */
function countsLines(sure: readonly ShellCommand[], all: readonly ShellCommand[]): boolean {
  const last = all.at(-1);
  if (last?.name !== 'wc' || last.args.join(' ') !== '-l' || last.redirects.length > 0)
    return false;
  const { pipeline } = last;
  return (
    pipeline.index === pipeline.length - 1 &&
    pipeline.length > 1 &&
    sure.length === all.length &&
    all.length === pipeline.length &&
    all.every((each) => each.pipeline.start === pipeline.start) &&
    oneLineEach(all[0]!) &&
    all.slice(1, -1).every(({ name }) => /^(e?grep|sort|uniq|cut)$/.test(name))
  );
}

/** Lists that have a line for each thing, and none for headings, sums or the things' properties. */
function oneLineEach({ name, args }: ShellCommand): boolean {
  const has = (pattern: RegExp): boolean => args.some((arg) => pattern.test(arg));
  switch (name) {
    case 'grep':
    case 'egrep':
    case 'rg':
      return !has(/^(-[a-zA-Z]*[cABC\d]|--(count|context|after-context|before-context))/);
    case 'find':
      return !has(/^-(exec|ok|ls|printf|fls|print0)/);
    case 'ls':
      return !has(/^-[a-zA-Z]*[lsaRoCg]/) && args.filter((arg) => !arg.startsWith('-')).length < 2;
    case 'pgrep':
      return true;
    case 'kubectl':
    case 'oc':
      return (
        args[0] === 'get' && (has(/^--no-headers(=true)?$/) || /-o[= ]?name\b/.test(args.join(' ')))
      );
    case 'docker':
    case 'podman':
      return has(/^(-[a-z]*q[a-z]*|--quiet)$/);
    case 'git':
      return (
        has(/^--(oneline|short|porcelain)$/) ||
        (args.length === 1 && /^(tag|branch)$/.test(args[0]!))
      );
    default:
      return false;
  }
}

function printsFooter({ name, args, redirects }: ShellCommand): boolean {
  if (name !== 'psql' || redirects.length > 0) return false;
  const at = args.findIndex((arg) => /^(-c|--command)$/.test(arg));
  const query = (args[at + 1] ?? '').trim().replace(/;\s*$/, '');
  const commands = args.filter((arg) =>
    /^(-[a-zA-Z]*[ctfoq]|--(command|tuples-only|file|output|quiet|pset).*)$/.test(arg),
  );
  return (
    at !== -1 && commands.length === 1 && /^"?\s*select\b/i.test(query) && !query.includes(';')
  );
}
