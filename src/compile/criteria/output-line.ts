/** 'Imprime `PONG`' beside one command: a line of its output is just that. */
import { type InferenceRule, onlyCommand } from './rule.ts';

const prints =
  /^(?:(?:el comando|the command|it|se)\s+)?(?:(?:debe|deber[ií]a|should|must)\s+)?(?:imprime|imprimir|prints?|escribe|escribir|outputs?|responde|responder|responds?(?: with)?|replies(?: with)?|contesta|answers?(?: with)?)\s+(?:`([^`]+)`|"([^"]+)"|«([^»]+)»|“([^”]+)”)\.?$/i;

export const outputLine: InferenceRule = {
  id: 'output-line',
  sentence:
    'says that the command prints or answers a text, which stands in backticks or quotes, and nothing else',
  block: 'is one command, whose failure nothing hides and whose output goes nowhere else',
  concludes: 'a line of standard output is that text and nothing more',
  silent:
    'the text is a bare number (which may be a status) or a structure, holds a placeholder, or the block holds a second command, which could have written the line.',
  examples: {
    es: {
      fires: ['redis-cli ping', 'Responde `PONG`'],
      silent: ['echo PONG\nredis-cli ping', 'Responde `PONG`'],
    },
    en: {
      fires: ['redis-cli ping', 'It should print `PONG`'],
      silent: ['./count.sh', 'It prints `0`'],
    },
  },
  infer({ written, analysis }) {
    const match = prints.exec(written.replace(/\*\*|__/g, '').trim());
    const value = match
      ?.slice(1)
      .find((group) => group !== undefined)
      ?.trim();
    if (value === undefined || value === '' || /^\d+$|^[[{]/.test(value)) return null;
    if (/<[^>]+>|\[[A-Z]|\.\.\.|…|\{\{|\bX+\b|YYYY|\$/.test(value)) return null;
    const command = onlyCommand(analysis);
    // What a block says by itself proves nothing.
    if (command === null || /^(echo|printf|cat)$/.test(command.name)) return null;
    if (command.redirects.some(({ operator }) => operator.includes('>'))) return null;
    const line = `^\\s*${value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}\\s*$`;
    return { check: { kind: 'output', stream: 'stdout', is: 'matches', value: line } };
  },
};
