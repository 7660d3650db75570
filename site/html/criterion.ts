/** A criterion on the page: how it is checked, and where that check comes from. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Check, Criterion } from '../../src/index.ts';
import type { Language, Strings } from '../strings.ts';

/** The line under a criterion's sentence: who or what decides it. */
export function criterionCheck(
  criterion: Criterion,
  language: Language,
  words: Strings,
): ElementContent {
  const badge = h(
    'span',
    { className: ['badge', `is-${criterion.origin}`] },
    words.badge[criterion.origin],
  );
  if (!criterion.check) return h('span', { className: ['check'] }, badge);
  const from =
    criterion.origin === 'inferred' ? words.inferred(criterion.rule ?? '?') : words.declared;
  return h('span', { className: ['check'] }, [
    badge,
    ' ',
    ...describe(criterion.check, language),
    h('span', { className: ['from'] }, ` (${from})`),
  ]);
}

/** What a check does, in the reader's language. */
function describe(check: Check, language: Language): ElementContent[] {
  const es = language === 'es';
  const code = (value: string): ElementContent => h('code', value);
  const say = (...parts: (string | ElementContent)[]): ElementContent[] =>
    parts.map((part) => (typeof part === 'string' ? { type: 'text', value: part } : part));
  switch (check.kind) {
    case 'exit':
      return say(
        es ? 'el bloque termina con ' : 'the block ends with ',
        code(check.codes.join(', ')),
      );
    case 'command':
      return say(code(check.command), es ? ' termina con 0' : ' ends with 0');
    case 'no-match':
      return say(
        ...check.searches.flatMap((search, n) => [n > 0 ? ', ' : '', code(search.command)]),
        es ? ' no encuentra nada' : ' finds nothing',
      );
    case 'output':
      return say(
        code(check.stream),
        ` ${outputWord(check.is, es)}`,
        ...(check.value === null ? [] : [' ', code(check.value)]),
      );
    case 'expected-output':
      return say(es ? 'la salida es la esperada' : 'the output is the expected one');
    case 'file':
      return say(es ? 'el archivo ' : 'the file ', code(check.path), ` ${fileWord(check.is, es)}`);
    case 'http':
      return say(code(check.url), es ? ' responde ' : ' answers ', code(String(check.status)));
    case 'service':
      return say(
        es ? 'el servicio ' : 'the service ',
        code(check.name),
        es ? ' está ' : ' is ',
        check.is === 'active' ? (es ? 'activo' : 'active') : es ? 'inactivo' : 'inactive',
      );
    case 'process':
      return say(
        es ? 'el proceso ' : 'the process ',
        code(check.name),
        check.is === 'absent'
          ? es
            ? ' no existe'
            : ' does not exist'
          : es
            ? ' está en marcha'
            : ' is running',
      );
    case 'script':
      return say(es ? 'el bloque de comprobación termina con 0' : 'the check block ends with 0');
    default:
      return say((check as { kind: string }).kind);
  }
}

function outputWord(is: string, es: boolean): string {
  const words: Record<string, [string, string]> = {
    contains: ['contiene', 'contains'],
    matches: ['coincide con', 'matches'],
    equals: ['es', 'equals'],
    empty: ['está vacía', 'is empty'],
    nonempty: ['no está vacía', 'is not empty'],
  };
  return words[is]?.[es ? 0 : 1] ?? is;
}

function fileWord(is: string, es: boolean): string {
  const words: Record<string, [string, string]> = {
    exists: ['existe', 'exists'],
    nonempty: ['existe y no está vacío', 'exists and is not empty'],
    absent: ['no existe', 'does not exist'],
  };
  return words[is]?.[es ? 0 : 1] ?? is;
}
