/** `procs plan ID`: what a run would do, block by block. */
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { escapeTerminalLine, type PlanLine, planFor, viewPlan, wordsFor } from '../../index.ts';
import { wantsColor } from '../color.ts';
import { findDocument } from '../find.ts';
import type { Io } from '../io.ts';
import { addSelection, type RunFlags, runOptionsOf, selectionOf } from '../run-options.ts';

export function registerPlan(program: Command, io: Io): void {
  addSelection(
    program
      .command('plan')
      .description('show what a run would do, and do nothing: exit 2 if it could not start')
      .argument('<id>', 'ID, file name or path of the procedure'),
  ).action(async (id: string, flags: RunFlags) => {
    const { document } = await findDocument(id, flags.root, io);
    const options = { ...runOptionsOf(flags, io), attended: true };
    const plan = planFor(document.procedure, selectionOf(flags), options);
    const colors = createColors(wantsColor(io));
    const paint: Record<PlanLine['kind'], (text: string) => string> = {
      title: colors.bold,
      stage: colors.bold,
      step: colors.cyan,
      skipped: colors.dim,
      block: (text) => text,
      fact: colors.dim,
      criterion: (text) => `◦ ${text}`,
      warning: (text) => colors.yellow(`! ${text}`),
      problem: (text) => colors.red(`✗ ${text}`),
      blank: (text) => text,
    };
    for (const { kind, depth, text } of viewPlan(plan, wordsFor(options, document.procedure))) {
      io.stdout.write(`${'  '.repeat(depth)}${paint[kind](escapeTerminalLine(text))}\n`);
    }
    if (plan.problems.length > 0) io.exit(2);
  });
}
