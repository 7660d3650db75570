/** What must be so before the first block of a flow: looked up where a machine can, else confirmed on one screen. */
import type { Verdict } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import type { JournalRecord } from '../journal/record.ts';
import { key } from '../journal/resume.ts';
import { StopRun } from '../operator/operator.ts';
import { type Prerequisite, prerequisitesOf } from '../plan/prerequisites.ts';
import { settleApproval } from './approval.ts';
import type { Frame, RunContext, Settled } from './context.ts';
import { lookUp, type Settling } from './look-up.ts';

/** How the prerequisites stand: those that are not met leave the run unverified at best. */
export interface Before {
  readonly met: boolean;
  readonly remarks: readonly string[];
}

/**
 * Those that were settled before the run was resumed are not asked again.
 *
 * @throws {StopRun} where the operator does not go on
 */
export async function settlePrerequisites(ctx: RunContext, frame: Frame): Promise<Before> {
  const say = ctx.words.gates.before;
  const all = prerequisitesOf(frame.procedure, frame.flow);
  const before = all.map((each, index) => settledBefore(ctx, frame, each, index));
  const isAccepted = before.every((each) => each !== undefined && each.verdict !== 'failed');
  const isOpen = before.some((each) => each?.verdict === 'unverified');
  if (isAccepted && !(isOpen && ctx.settings.prerequisitesMetBy !== null))
    return standing(
      ctx,
      before.map((each) => each!.verdict),
    );

  const settling = await lookUp(ctx, frame, all);
  if (!before.some((each) => each?.verdict === 'failed')) keepSettled(ctx, settling, before);
  show(ctx, settling);
  await vouch(ctx, settling);
  for (const each of settling) {
    if (each.of.approval !== null && each.settled === null)
      each.settled = await settleApproval(ctx, frame, null, each.of.text, each.of.approval);
  }
  const unmet = settling.filter(({ settled }) => settled?.verdict === 'failed');
  const reason = unmet.length === 0 ? null : await goOnWithout(ctx, unmet.length);
  if (reason !== null) {
    for (const each of unmet) {
      const evidence = say.wentOn(each.settled!.evidence, reason);
      each.settled = { ...each.settled!, verdict: 'skipped', evidence };
    }
  }
  for (const { index, of, settled, found } of settling) {
    const verdict: Settled = settled ?? {
      verdict: 'unverified',
      evidence: [say.nobody, ...(found === null ? [] : [found])].join('; '),
      by: null,
    };
    ctx.journal.append({
      event: 'prerequisite',
      frame: frame.id,
      index,
      text: of.text,
      hash: frame.procedure.source.hash,
      ...verdict,
    });
  }
  if (unmet.length > 0 && reason === null) throw new StopRun(4, say.stopped(unmet.length));
  const standingNow = standing(
    ctx,
    settling.map(({ settled }) => settled?.verdict ?? 'unverified'),
  );
  for (const remark of standingNow.remarks) ctx.screen.warn(remark, 2);
  return standingNow;
}

/** What the journal says of it, where it still asks for the same; an approval is of the document as it was. */
function settledBefore(
  { progress, settings }: RunContext,
  { id, procedure }: Frame,
  { text, approval }: Prerequisite,
  index: number,
): Recorded | undefined {
  const before = progress.prerequisites.get(key(id, null, index));
  if (before === undefined || before.text !== settings.redact(text)) return undefined;
  const { hash = procedure.source.hash } = before;
  return approval !== null && hash !== procedure.source.hash ? undefined : before;
}

/** Only what is new, or counts no longer, is asked. */
function keepSettled(
  { words }: RunContext,
  settling: readonly Settling[],
  before: readonly (Recorded | undefined)[],
): void {
  for (const each of settling) {
    const earlier = before[each.index];
    if (each.settled !== null || earlier?.verdict !== 'passed') continue;
    const { verdict, evidence, by } = earlier;
    each.settled = { verdict, evidence: words.actions.earlier(evidence), by };
  }
}

type Recorded = Extract<JournalRecord, { event: 'prerequisite' }>;

function standing({ words }: RunContext, verdicts: readonly Verdict[]): Before {
  const say = words.gates.before;
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  return {
    met: verdicts.every((verdict) => verdict === 'passed'),
    remarks: [
      ...(count('unverified') > 0 ? [say.open(count('unverified'))] : []),
      ...(count('skipped') > 0 ? [say.without(count('skipped'))] : []),
    ],
  };
}

function show({ screen, words }: RunContext, settling: readonly Settling[]): void {
  const say = words.gates.before;
  screen.text(say.title(settling.length));
  let group: string | null = null;
  for (const { index, of, settled, found } of settling) {
    if (of.group !== null && of.group !== group) screen.note(of.group);
    group = of.group;
    const more = found ?? (of.approval === null ? null : say.approvalFollows);
    const mark = settled === null ? ' ' : '✓';
    screen.text(
      `${String(index + 1).padStart(3)} ${mark} ${of.text}${more === null ? '' : `  (${more})`}`,
    );
  }
}

/** One answer for all that neither the machine nor an approval settles. */
async function vouch(ctx: RunContext, settling: readonly Settling[]): Promise<void> {
  const say = ctx.words.gates.before;
  const { operatorName, prerequisitesMetBy } = ctx.settings;
  const open = settling.filter(({ settled, of }) => settled === null && of.approval === null);
  const settle = (each: Settling, by: string) => {
    each.settled = { verdict: 'passed', evidence: say.attested(by), by };
  };
  if (prerequisitesMetBy !== null) {
    for (const each of settling) {
      if (each.settled === null && !isApprovedInAdvance(ctx, each))
        settle(each, say.inAdvance(prerequisitesMetBy));
    }
    return;
  }
  if (open.length === 0) return;
  if (!ctx.operator.attended) {
    for (const each of open) {
      const attestation = await ctx.operator.attest(each.of.text);
      if (attestation.answer === 'yes') settle(each, attestation.by);
    }
    return;
  }
  const choice = await ctx.operator.choose(
    say.question,
    [
      { key: 'y', label: say.yes(operatorName) },
      { key: 'n', label: say.not },
      { key: '?', label: say.unknown },
      { key: 's', label: say.stop },
    ],
    '?',
  );
  if (choice === 's') throw new StopRun(4, say.stoppedAt);
  if (choice === '?') return;
  const unmet = choice === 'n' ? await askWhich(ctx, open) : new Set<number>();
  for (const each of open) {
    if (!unmet.has(each.index + 1)) settle(each, operatorName);
    else each.settled = { verdict: 'failed', evidence: say.notMet(operatorName), by: operatorName };
  }
}

function isApprovedInAdvance({ settings }: RunContext, { of }: Settling): boolean {
  return (
    of.approval?.roles.some((role) =>
      [...settings.approvals.keys()].some((name) => fold(name) === fold(role)),
    ) ?? false
  );
}

async function askWhich(ctx: RunContext, open: readonly Settling[]): Promise<Set<number>> {
  const say = ctx.words.gates.before;
  const possible = new Set(open.map(({ index }) => index + 1));
  for (;;) {
    const answer = await ctx.operator.ask(say.which, { secret: false });
    const numbers = answer
      .split(/[\s,;]+/)
      .filter((word) => word !== '')
      .map(Number);
    if (numbers.length > 0 && numbers.every((number) => possible.has(number)))
      return new Set(numbers);
    ctx.screen.warn(say.notNumbers([...possible].join(' ')));
  }
}

/** A reason to go on though something is not met; `null`: the run stops. */
async function goOnWithout(ctx: RunContext, count: number): Promise<string | null> {
  const say = ctx.words.gates.before;
  const choice = await ctx.operator.choose(
    say.unmet(count),
    [
      { key: 's', label: say.stop },
      { key: 'g', label: say.goOn },
    ],
    's',
  );
  return choice === 'g' ? ctx.operator.ask(say.reason, { secret: false }) : null;
}
