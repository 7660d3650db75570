/** An approval that the document asks for: who gave it, in which role, and what the RACI matrix says of that. */
import { fold } from '../../text/fold.ts';
import { giverKey } from '../given.ts';
import { type AskedApproval, roleInMatrix } from '../plan/approvals.ts';
import type { Frame, RunContext, Settled } from './context.ts';

/** `text`: the sentence that asks for it. `ref`: of its step; `null`: it is asked for before the first. */
export async function settleApproval(
  ctx: RunContext,
  frame: Frame,
  ref: string | null,
  text: string,
  asked: AskedApproval,
): Promise<Settled> {
  const say = ctx.words.gates.approval;
  const { operatorName } = ctx.settings;
  ctx.screen.note(say.asked(text));
  const given = inAdvance(ctx, asked.roles);
  const role = given?.role ?? (await chooseRole(ctx, asked.roles));
  const matrix = roleInMatrix(frame.procedure, role, asked.purpose);
  for (const { roles, activity } of matrix.accountable)
    ctx.screen.note(say.accountable(roles.join(', '), activity));
  if (matrix.known === false) ctx.screen.warn(say.notInMatrix(role, matrix.suggestion));

  const answer =
    given === null
      ? await askWho(ctx, role)
      : {
          person: given.person,
          verdict: 'passed' as const,
          how: say.inAdvance(given.person, role),
        };
  // Who wrote it down is who gave the option, though somebody else may go on with the run.
  const by = given?.by ?? operatorName;
  const independent =
    answer.person === null
      ? null
      : [operatorName, by].every((name) => fold(answer.person!) !== fold(name));
  const remarks = [
    ...(independent === false ? [say.sameEyes(answer.person!)] : []),
    ...(matrix.known === false ? [say.notInMatrix(role, matrix.suggestion)] : []),
  ];
  if (independent === false) ctx.screen.warn(say.sameEyes(answer.person!));
  const evidence = [answer.how, ...remarks].join('; ');
  ctx.journal.append({
    event: 'approval',
    frame: frame.id,
    ref,
    text,
    role,
    person: answer.person,
    verdict: answer.verdict,
    evidence,
    by,
    independent,
  });
  return { verdict: answer.verdict, evidence, by: answer.person };
}

interface Answer {
  readonly person: string | null;
  readonly verdict: Settled['verdict'];
  readonly how: string;
}

function inAdvance(
  { settings }: RunContext,
  roles: readonly string[],
): { role: string; person: string; by: string } | null {
  for (const [name, person] of settings.approvals) {
    const role = roles.find((each) => fold(each) === fold(name));
    if (role === undefined) continue;
    const by = settings.givenBy.get(giverKey('approve', name)) ?? settings.operatorName;
    return { role, person, by };
  }
  return null;
}

async function chooseRole(ctx: RunContext, roles: readonly string[]): Promise<string> {
  if (roles.length === 1 || !ctx.operator.attended) return roles.join(' / ');
  const choices = roles.map((label, at) => ({ key: String(at + 1), label }));
  const choice = await ctx.operator.choose(ctx.words.gates.approval.as, choices, '1');
  return roles[Number(choice) - 1]!;
}

async function askWho(ctx: RunContext, role: string): Promise<Answer> {
  const say = ctx.words.gates.approval;
  if (!ctx.operator.attended) {
    const attestation = await ctx.operator.attest(role);
    if (attestation.answer !== 'yes')
      return { person: null, verdict: 'unverified', how: say.unknown(role) };
    // Somebody says that it was given; by whom, nobody said.
    return { person: null, verdict: 'passed', how: say.vouched(attestation.by, role) };
  }
  const name = (await ctx.operator.ask(say.who(role), { secret: false })).trim();
  if (name === '?') return { person: null, verdict: 'unverified', how: say.unknown(role) };
  if (name === '') return { person: null, verdict: 'failed', how: say.refused(role) };
  return { person: name, verdict: 'passed', how: say.by(name, role, ctx.settings.operatorName) };
}
