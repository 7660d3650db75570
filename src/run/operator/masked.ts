/** An operator who is asked without secrets: a question may quote the document, or what a command printed. */
import type { Redactor } from '../redact.ts';
import type { Operator } from './operator.ts';

export function masked(operator: Operator, redactor: () => Redactor): Operator {
  const safe = (text: string): string => redactor().text(text);
  return {
    attended: operator.attended,
    terminal: operator.terminal,
    confirm: (question) => operator.confirm(safe(question)),
    sure: (question) => operator.sure(safe(question)),
    attest: (question) => operator.attest(safe(question)),
    choose: (question, choices, fallback) =>
      operator.choose(
        safe(question),
        choices.map((choice) => ({ ...choice, label: safe(choice.label) })),
        fallback,
      ),
    ask: (question, options) => operator.ask(safe(question), options),
    lend: (work) => operator.lend(work),
    edit: (file) => operator.edit(file),
  };
}
