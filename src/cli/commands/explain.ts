/** `procs explain RULE`: why a rule asks for what it does, with a document that breaks it and one that does not. */
import type { Command } from 'commander';
import {
  explainInference,
  explainRule,
  findInferenceRule,
  findRule,
  InputError,
  inferenceRules,
  nearest,
  rules,
} from '../../compiler.ts';
import type { Io } from '../io.ts';

export function registerExplain(program: Command, io: Io): void {
  program
    .command('explain')
    .description('say why a rule asks for what it does, with an example')
    .argument(
      '[rule]',
      'its name (unresolved-reference, http-ok) or code (PROCS009); without: all rules',
    )
    .action((name: string | undefined) => {
      if (name === undefined) {
        for (const { code, severity, id, title } of rules) {
          io.stdout.write(`${code}  ${severity.padEnd(7)}  ${id}: ${title}.\n`);
        }
        io.stdout.write('\nInference rules of criteria:\n');
        for (const { id, concludes } of inferenceRules) io.stdout.write(`${id}: ${concludes}.\n`);
        return;
      }
      const rule = findRule(name);
      const inference = findInferenceRule(name);
      if (rule === undefined && inference !== undefined) {
        io.stdout.write(`${explainInference(inference)}\n`);
        return;
      }
      if (rule === undefined) {
        const near = nearest(name, [
          ...rules.flatMap(({ id, code }) => [id, code]),
          ...inferenceRules.map(({ id }) => id),
        ]);
        throw new InputError(
          `There is no rule "${name}".${near === null ? '' : ` Did you mean ${near}?`} "procs explain" lists them.`,
        );
      }
      io.stdout.write(`${explainRule(rule)}\n`);
    });
}
