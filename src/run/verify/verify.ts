/** Judges what of a procedure can be judged by looking: no block is run, nothing is journaled, nobody is asked to vouch. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { combineVerdicts, type Verdict } from '../../model/index.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { Execution, STATUS } from '../execution.ts';
import { probeOf } from '../flow/probe.ts';
import type { StoredRun } from '../journal/store.ts';
import { judgeCheck } from '../judge/judge.ts';
import type { Judgement } from '../judge/judgement.ts';
import { judgeMachine } from '../judge/machine.ts';
import { planSettings, type RunOptions, wordsFor } from '../options.ts';
import { declaredValues, secretNames } from '../plan/parameters.ts';
import type { Plan, Selection } from '../plan/plan.ts';
import { RunRefused } from '../refusal.ts';
import { Session } from '../session/session.ts';
import { planFor } from '../starting.ts';
import { refuseUnanswered } from '../unanswered.ts';
import type { Words } from '../words/words.ts';
import { type Checkable, collectChecks, needsBlock } from './collect.ts';

/**
 * `run`: one whose kept outputs count, and whose session the checks see.
 *
 * @returns the exit status: 0 passed, 1 failed, 3 something is unverified, 130 interrupted.
 * @throws {RunRefused} where the checks may not be carried out.
 */
export async function verifyProcedure(
  { procedure }: CompiledDocument,
  selection: Selection,
  options: RunOptions,
  run: StoredRun | null,
): Promise<number> {
  const words = wordsFor(options, procedure);
  const plan = planFor(procedure, selection, { ...options, attended: true });
  const progress = run?.progress ?? null;
  const checks = collectChecks(plan, planSettings(options, words).hosts, progress, words);
  const execution = new Execution(options, words);
  const scratch = mkdtempSync(join(tmpdir(), 'procs-verify-'));
  let session: Session | null = null;
  try {
    const allowed = await allow(execution, checks, options, words);
    const state = run?.progress.state ?? null;
    execution.know(procedure, plan.values);
    session = await Session.open({
      directory: join(scratch, 'blocks'),
      cwd: progress?.start?.cwd ?? options.cwd,
      env: options.env,
      ...(state !== null && existsSync(state) ? { state } : {}),
      secrets: execution.stateSecrets,
    });
    if (state === null || !existsSync(state))
      await session.assign(declaredValues(procedure, plan.values), secretNames(procedure));
    const missing = session.missingOn(null).map(({ name, kind }) => name || kind);
    const lacks = missing.length === 0 ? null : words.lacking.lacks(missing.join(', '));
    const { interrupts } = execution;
    const probe = probeOf({ session, interrupts }, { procedure });
    const verdicts: Verdict[] = [];
    let ref: string | null | undefined;
    for (const each of checks) {
      if (interrupts.pending) return 130;
      if (each.ref !== ref) execution.screen.note(title(plan, each.ref), 2);
      ref = each.ref;
      const { verdict, evidence } = await judge(each, allowed, lacks, probe, words);
      verdicts.push(verdict);
      execution.screen.criterion(each.criterion, verdict, evidence);
    }
    if (interrupts.pending) return 130;
    const verdict = combineVerdicts(verdicts);
    const count = (of: Verdict): number => verdicts.filter((each) => each === of).length;
    const counted = (['passed', 'failed', 'unverified'] as const)
      .filter((of) => count(of) > 0)
      .map((of) => words.run.count(count(of), of));
    execution.screen.ended(verdict, [
      `${procedure.name}  ${counted.length === 0 ? words.gates.verify.nothing : counted.join(', ')}`,
      words.gates.verify.onlyLooked,
    ]);
    return STATUS[verdict];
  } finally {
    session?.close();
    execution.leave();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Checks of the document are commands: they are shown before any of them is carried out. */
async function allow(
  execution: Execution,
  checks: readonly Checkable[],
  options: RunOptions,
  words: Words,
): Promise<boolean> {
  const say = words.gates.verify;
  const scripts = checks.filter(({ criterion }) => criterion.check?.kind === 'script');
  if (scripts.length === 0) return true;
  execution.screen.note(say.commands(scripts.length), 0);
  for (const { criterion, ref, dangers } of scripts) {
    if (criterion.check?.kind !== 'script') continue;
    execution.screen.note(say.checkOf(ref ?? '', criterion.check.line), 2);
    execution.screen.code(criterion.check.code);
    for (const danger of dangers) execution.screen.warn(say.refused(danger));
  }
  if (scripts.every(({ dangers }) => dangers.length > 0)) return false;
  if (!options.attended && !options.yes) throw new RunRefused(2, say.needsYes);
  return refuseUnanswered(say.notCarriedOut, () => execution.operator.confirm(say.run));
}

async function judge(
  each: Checkable,
  allowed: boolean,
  lacks: string | null,
  probe: ReturnType<typeof probeOf>,
  words: Words,
): Promise<Judgement> {
  const say = words.gates.verify;
  const { criterion, block, startedAt, elsewhere, dangers } = each;
  const { check } = criterion;
  const unverified = (evidence: string): Judgement => ({ verdict: 'unverified', evidence });
  if (check === null) return unverified(words.attest.nobody);
  if (dangers.length > 0) return unverified(say.refused(dangers.join('; ')));
  if (check.kind === 'script' && !allowed) return unverified(say.notAllowed);
  if (check.kind === 'script' && lacks !== null) return unverified(lacks);
  if (block === null && needsBlock(criterion) && !(check.kind === 'file' && startedAt !== null))
    return unverified(say.needsBlock);
  // What a block printed lies here, wherever it ran.
  if (elsewhere !== null && (check.kind === 'file' || !needsBlock(criterion)))
    return unverified(say.elsewhere(elsewhere));
  if (block === null && check.kind === 'file')
    return judgeMachine(check, startedAt, probe, words.judge);
  return judgeCheck(check, block, probe, words.judge);
}

function title({ stages }: Plan, ref: string | null): string {
  if (ref === null) return '';
  const step = stages.flatMap(({ steps }) => steps).find((each) => each.step.ref === ref);
  return step === undefined ? ref : `${ref}  ${step.step.title}`;
}
