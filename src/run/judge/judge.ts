/** The one place that turns what happened into a verdict. Facts in, verdict with evidence out. */

import type { Check, Expectation, Verdict } from '../../model/index.ts';
import { asWritten, linesOf } from '../session/block.ts';
import { type Failure, type Outcome, short } from '../session/outcome.ts';
import { enJudge } from '../words/en-judge.ts';
import { failed, type Judgement, type JudgeWords, passed, unverified } from './judgement.ts';
import { judgeMachine, type Probe } from './machine.ts';
import { judgeOutput } from './output.ts';
import { judgeSearches } from './searches.ts';

/** A block that ran, and how it was judged by itself. */
export interface JudgedBlock {
  readonly outcome: Outcome;
  readonly verdict: Verdict;
  /** Milliseconds since the epoch, just before it started. */
  readonly startedAt: number;
  /** Its code and the line of the document on which that starts. */
  readonly placed: { readonly code: string; readonly line: number };
}

/** Judges a block by how it ended: the criteria of its step are judged one by one, elsewhere. */
export function judgeBlock(
  expects: Pick<Expectation, 'exit'>,
  outcome: Outcome,
  say: JudgeWords = enJudge,
): Judgement {
  const { ending } = outcome;
  switch (ending.kind) {
    case 'not-started':
      return failed(say.notStarted(`${ending.reason}${say.line(outcome.complaint?.line ?? null)}`));
    case 'timed-out':
      return failed(say.timedOut(seconds(ending.after)));
    case 'interrupted':
      return failed(say.interrupted);
    case 'running':
      return passed(say.running(ending.pid, `${Math.floor(ending.after / 1000)} s`));
    case 'lost':
      return failed(say.lost(ending.reason));
    case 'signalled':
      return failed(say.signalled(ending.signal));
    case 'exited':
      return judgeExit(expects, outcome, ending.status, say);
    default:
      return ending satisfies never;
  }
}

/** Judges one criterion's check. `block`: the one that it speaks of, `null` where it speaks of none that ran. */
export async function judgeCheck(
  check: Check,
  block: JudgedBlock | null,
  probe: Probe,
  say: JudgeWords = enJudge,
): Promise<Judgement> {
  switch (check.kind) {
    case 'file':
    case 'http':
    case 'service':
    case 'process':
    case 'script':
      return judgeMachine(check, block?.outcome.startedAt ?? block?.startedAt ?? null, probe, say);
    case 'exit':
    case 'command':
    case 'no-match':
    case 'output':
    case 'expected-output':
      return judgeByBlock(check, block, say);
    default:
      return check satisfies never;
  }
}

/** The command that a failed block failed with, its line, its status; `null` where none is known. */
export function whatFailed(outcome: Outcome, say: JudgeWords = enJudge): string | null {
  const failure = decisive(outcome.failures);
  if (failure !== null) {
    const parts = failure.pipestatus.length > 1 ? say.pipeline(failure.pipestatus.join(' ')) : '';
    const ended = say.commandEnded(short(failure.command), say.line(failure.line), failure.status);
    return `${ended}${parts}${hint(failure, say)}`;
  }
  if (outcome.complaint !== null)
    return `${outcome.complaint.message}${say.line(outcome.complaint.line)}`;
  return null;
}

/** bash gave a command up and went on, which errexit does not notice; `null`: not that it said so. */
export function thrownAway({ complaint }: Outcome, say: JudgeWords = enJudge): string | null {
  if (complaint?.gaveUp !== true) return null;
  const line = say.line(complaint.line);
  if (complaint.silent === true) return say.thrownAwaySilently(line, short(complaint.message));
  return say.thrownAway(line, complaint.message);
}

/** bash may have given a command up where nobody could hear it; `null`: nothing speaks for that. */
export function perhapsThrownAway({ doubt }: Outcome, say: JudgeWords = enJudge): string | null {
  if (doubt === undefined) return null;
  return say.perhapsThrownAway(say.line(doubt.line), short(doubt.command));
}

function judgeExit(
  expects: Pick<Expectation, 'exit'>,
  outcome: Outcome,
  status: number,
  say: JudgeWords,
): Judgement {
  if (!expects.exit.includes(status)) {
    if (outcome.end === 'left') return failed(say.leftBy(status, say.line(outcome.leftAt)));
    return failed(whatFailed(outcome, say) ?? say.ended(status));
  }
  const thrown = thrownAway(outcome, say);
  if (thrown !== null) return failed(thrown);
  const perhaps = perhapsThrownAway(outcome, say);
  if (outcome.end === 'left') {
    return unverified(say.endedItself(say.line(outcome.leftAt), status));
  }
  const hidden = decisive(outcome.failures.filter(({ strict }) => strict));
  if (outcome.end === 'unknown') {
    if (hidden !== null) return failed(say.thoughShell(whatFailed(outcome, say) ?? '', status));
    return unverified(say.replaced(status));
  }
  if (outcome.end === 'stopped') {
    // An accepted status of a command in the middle would leave the rest of the block unrun.
    return failed(say.onlyLast(whatFailed(outcome, say) ?? say.ended(status), status));
  }
  if (perhaps !== null) return unverified(perhaps);
  if (outcome.cramped === true) return unverified(say.cramped);
  if (status !== 0) return passed(say.asItMay(status));
  const unseen = outcome.failures.find(({ fate }) => fate === 'failed');
  if (unseen !== undefined) {
    const what = say.commandEnded(short(unseen.command), say.line(unseen.line), unseen.status);
    return passed(unseen.strict ? say.apart(what) : say.unseen(what));
  }
  if (outcome.complaint !== null)
    return passed(say.complained(say.line(outcome.complaint.line), outcome.complaint.message));
  if (outcome.behind !== undefined) return passed(say.behind(say.line(outcome.behind)));
  return passed(say.allWell);
}

function judgeByBlock(
  check: Extract<Check, { kind: 'exit' | 'command' | 'no-match' | 'output' | 'expected-output' }>,
  block: JudgedBlock | null,
  say: JudgeWords,
): Judgement | Promise<Judgement> {
  if (block === null) return unverified(say.noBlock);
  const { outcome, verdict } = block;
  if (outcome.ending.kind === 'running') return unverified(say.blockRunning);
  if (outcome.ending.kind !== 'exited') return unverified(say.blockNotEnded);
  if (outcome.cramped === true) return unverified(say.cramped);
  switch (check.kind) {
    case 'exit': {
      const { status } = outcome.ending;
      if (!check.codes.includes(status)) return failed(say.blockEnded(status));
      if (outcome.end === 'reached') return passed(say.blockEnded(status));
      return unverified(say.blockEndedEarly(status));
    }
    case 'command': {
      if (verdict === 'failed') return unverified(say.blockFailed);
      const lines = linesOf(check.line, check.command);
      const bad = outcome.failures.find(
        ({ line, fate }) => fate === 'failed' && line !== null && lines.includes(line),
      );
      if (bad !== undefined)
        return failed(say.commandEnded(short(bad.command), say.line(bad.line), bad.status));
      if (!outcome.seen.some(({ line }) => lines.includes(line))) {
        return unverified(say.notSeen(check.line));
      }
      return passed(say.commandEnded(short(check.command), say.line(check.line), 0));
    }
    case 'no-match':
      if (verdict === 'failed') return unverified(say.blockFailed);
      return judgeSearches(
        check.searches.map((search) => asWritten(search, block.placed)),
        outcome,
        say,
      );
    case 'output':
    case 'expected-output':
      return judgeOutput(check, outcome, say);
    default:
      return check satisfies never;
  }
}

/** The failure that ended the block: the last one, or the one inside it that it came from. */
function decisive(failures: readonly Failure[]): Failure | null {
  const last = failures.findLastIndex(({ fate, strict }) => fate === 'failed' && strict);
  if (last < 0) return null;
  let index = last;
  for (;;) {
    const before = failures[index - 1];
    if (
      before === undefined ||
      before.fate !== 'failed' ||
      before.status !== failures[index]!.status
    )
      break;
    if (before.depth <= failures[index]!.depth) break;
    index -= 1;
  }
  return failures[index]!;
}

function hint({ status }: Failure, say: JudgeWords): string {
  if (status === 127) return say.notFound;
  if (status === 126) return say.notExecutable;
  return '';
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
