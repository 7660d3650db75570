/** 'La salida contiene `ready`': standard output contains it, letter by letter. */
import { type InferenceRule, proven } from './rule.ts';

const contains =
  /^(?:(?:la|el|the)\s+)?(?:salida(?:\s+(?:del comando|est[aá]ndar))?|output(?:\s+of the command)?|stdout)\s+(?:(?:debe|deber[ií]a|should|must)\s+)?(?:contener|contiene|contains?|incluir|incluye|includes?)\s+(?:the (?:line|text)\s+|(?:la l[ií]nea|el texto)\s+)?(?:`([^`]+)`|"([^"]+)"|'([^']+)'|«([^»]+)»|“([^”]+)”)\.?$/i;

export const outputContains: InferenceRule = {
  id: 'output-contains',
  sentence:
    'says in so many words that the output contains a text, which stands in backticks or quotes, and nothing else',
  block: 'any that writes to standard output',
  concludes: 'standard output contains that text, letter by letter',
  silent:
    'the text is not marked as one, there are two, it is a placeholder, or the sentence says "shows" or "returns", which may mean a column or a state.',
  examples: {
    es: {
      fires: ['./estado.sh --largo', 'La salida contiene `sincronizado: sí`'],
      silent: ['./estado.sh --largo', 'Muestra el estado sincronizado'],
    },
    en: {
      fires: ['./status.sh --long', 'The output should contain "replication: on"'],
      silent: ['./status.sh --long', 'The output contains `<node-name>`'],
    },
  },
  infer({ written, analysis }) {
    const match = contains.exec(written.replace(/\*\*|__/g, '').trim());
    const value = match?.slice(1).find((group) => group !== undefined);
    // What the author left open cannot be looked for.
    if (value === undefined || /<[^>]+>|\[[A-Z]|\.\.\.|…|\{\{|\bX+\b|YYYY|\$/.test(value))
      return null;
    return proven(analysis).length === 0
      ? null
      : { check: { kind: 'output', stream: 'stdout', is: 'contains', value } };
  },
};
