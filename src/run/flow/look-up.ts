/** Looks up which prerequisites are so: one look for all of them, in the session's own state. */
import { quote } from '../../text/shell-quote.ts';
import type { Prerequisite, PrerequisiteCheck } from '../plan/prerequisites.ts';
import type { Frame, RunContext, Settled } from './context.ts';
import { probeOf } from './probe.ts';

/** A prerequisite on its way to being settled. */
export interface Settling {
  readonly index: number;
  readonly of: Prerequisite;
  settled: Settled | null;
  /** Why the machine could not say so. */
  readonly found: string | null;
}

export async function lookUp(
  ctx: RunContext,
  frame: Frame,
  all: readonly Prerequisite[],
): Promise<Settling[]> {
  const looks = all.flatMap(({ check }) => (check === null ? [] : [lookFor(check)]));
  const { outcome, out } =
    looks.length === 0
      ? { outcome: null, out: '' }
      : await probeOf(ctx, frame)(looks.join('\n'), null);
  const isKnown = outcome?.ending.kind === 'exited' && outcome.ending.status === 0;
  const answers = isKnown ? out.split('\0') : [];
  return all.map((of, index): Settling => {
    const answer = of.check === null ? undefined : answers.shift();
    if (of.check === null || answer === undefined) return { index, of, settled: null, found: null };
    const { yes, no } = inWords(ctx, of.check, answer);
    if (answer === '') return { index, of, settled: null, found: no };
    return { index, of, settled: { verdict: 'passed', evidence: yes, by: null }, found: yes };
  });
}

/** Prints something, or nothing, and a NUL byte. */
function lookFor({ kind, name }: PrerequisiteCheck): string {
  switch (kind) {
    case 'tool':
      return `printf '%s\\0' "$(command -v -- ${quote(name)} || :)"`;
    case 'variable':
      return `printf '%s\\0' "\${${name}:+set}"`;
    case 'file': {
      const path = name.startsWith('~/') ? `"$HOME"/${quote(name.slice(2))}` : quote(name);
      return `if [ -e ${path} ]; then printf 'there\\0'; else printf '\\0'; fi`;
    }
    default:
      return kind satisfies never;
  }
}

function inWords(
  ctx: RunContext,
  { kind, name }: PrerequisiteCheck,
  answer: string,
): { yes: string; no: string } {
  const say = ctx.words.gates.before;
  switch (kind) {
    case 'tool':
      return { yes: say.tool(name, answer), no: say.noTool(name) };
    case 'variable':
      return { yes: say.variable(name), no: say.noVariable(name) };
    case 'file':
      return { yes: say.file(name), no: say.noFile(name) };
    default:
      return kind satisfies never;
  }
}
