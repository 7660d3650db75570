/** The one place that turns what happened into a verdict. Facts in, verdict with evidence out. */

import type { Check, Expectation, Verdict } from '../../model/index.ts';
import { asWritten, linesOf } from '../session/block.ts';
import { type Failure, type Outcome, short } from '../session/outcome.ts';
import { failed, type Judgement, passed, unverified } from './judgement.ts';
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
export function judgeBlock(expects: Pick<Expectation, 'exit'>, outcome: Outcome): Judgement {
  const { ending } = outcome;
  switch (ending.kind) {
    case 'not-started':
      return failed(`it did not start: ${ending.reason}${at(outcome.complaint?.line ?? null)}`);
    case 'timed-out':
      return failed(
        `it did not end within ${seconds(ending.after)}, and was ended with all that it had started`,
      );
    case 'interrupted':
      return failed('it was interrupted');
    case 'lost':
      return failed(`${ending.reason}: it may have run, whole or in part, or still run`);
    case 'signalled':
      return failed(`its shell was ended by ${ending.signal}`);
    case 'exited':
      return judgeExit(expects, outcome, ending.status);
    default:
      return ending satisfies never;
  }
}

/** Judges one criterion's check. `block`: the one that it speaks of, `null` where it speaks of none that ran. */
export async function judgeCheck(
  check: Check,
  block: JudgedBlock | null,
  probe: Probe,
): Promise<Judgement> {
  switch (check.kind) {
    case 'file':
    case 'http':
    case 'service':
    case 'process':
    case 'script':
      return judgeMachine(check, block?.outcome.startedAt ?? block?.startedAt ?? null, probe);
    case 'exit':
    case 'command':
    case 'no-match':
    case 'output':
    case 'expected-output':
      return judgeByBlock(check, block);
    default:
      return check satisfies never;
  }
}

/** The command that a failed block failed with, its line, its status; `null` where none is known. */
export function whatFailed(outcome: Outcome): string | null {
  const failure = decisive(outcome.failures);
  if (failure !== null) {
    const parts =
      failure.pipestatus.length > 1 ? ` (pipeline: ${failure.pipestatus.join(' ')})` : '';
    return `\`${short(failure.command)}\`${at(failure.line)} ended with ${failure.status}${parts}${hint(failure)}`;
  }
  if (outcome.complaint !== null)
    return `${outcome.complaint.message}${at(outcome.complaint.line)}`;
  return null;
}

/** bash gave a command up and went on, which errexit does not notice; `null`: not that it said so. */
export function thrownAway({ complaint }: Outcome): string | null {
  if (complaint?.gaveUp !== true) return null;
  return `bash could not work out a command${at(complaint.line)} and left it out: ${complaint.message}`;
}

function judgeExit(
  expects: Pick<Expectation, 'exit'>,
  outcome: Outcome,
  status: number,
): Judgement {
  if (!expects.exit.includes(status)) {
    if (outcome.end === 'left') return failed(`it left by \`exit ${status}\`${at(outcome.leftAt)}`);
    return failed(whatFailed(outcome) ?? `it ended with ${status}`);
  }
  const thrown = thrownAway(outcome);
  if (thrown !== null) return failed(thrown);
  if (outcome.end === 'left') {
    return unverified(
      `it ended itself${at(outcome.leftAt)} with ${status}, before its last command: what follows there did not run`,
    );
  }
  const hidden = decisive(outcome.failures.filter(({ strict }) => strict));
  if (outcome.end === 'unknown') {
    if (hidden !== null)
      return failed(`${whatFailed(outcome)}, though its shell ended with ${status}`);
    return unverified(
      `its shell was replaced or ended on its own with ${status}: whether all of its commands ran is not known`,
    );
  }
  if (outcome.end === 'stopped') {
    // An accepted status of a command in the middle would leave the rest of the block unrun.
    return failed(
      `${whatFailed(outcome) ?? `it ended with ${status}`}; ${status} is accepted only from the block's last command`,
    );
  }
  if (status !== 0) return passed(`it ended with ${status}, as it may`);
  const unseen = outcome.failures.find(({ strict, fate }) => !strict && fate === 'failed');
  if (unseen !== undefined) {
    return passed(
      `it ended with 0; \`${short(unseen.command)}\`${at(unseen.line)} ended with ${unseen.status} where errexit did not look`,
    );
  }
  return passed('every command ended well');
}

function judgeByBlock(
  check: Extract<Check, { kind: 'exit' | 'command' | 'no-match' | 'output' | 'expected-output' }>,
  block: JudgedBlock | null,
): Judgement | Promise<Judgement> {
  if (block === null) return unverified('no block that ran belongs to it');
  const { outcome, verdict } = block;
  if (outcome.ending.kind !== 'exited')
    return unverified('the block that it speaks of did not come to an end');
  switch (check.kind) {
    case 'exit': {
      const { status } = outcome.ending;
      if (!check.codes.includes(status)) return failed(`the block ended with ${status}`);
      if (outcome.end === 'reached') return passed(`the block ended with ${status}`);
      return unverified(`the block ended with ${status}, but not at its end`);
    }
    case 'command': {
      if (verdict === 'failed') return unverified('the block that it speaks of failed');
      const lines = linesOf(check.line, check.command);
      const bad = outcome.failures.find(
        ({ line, fate }) => fate === 'failed' && line !== null && lines.includes(line),
      );
      if (bad !== undefined)
        return failed(`\`${short(bad.command)}\`${at(bad.line)} ended with ${bad.status}`);
      if (!outcome.seen.some(({ line }) => lines.includes(line))) {
        return unverified(`the command on line ${check.line} was not seen to run`);
      }
      return passed(`\`${short(check.command)}\` on line ${check.line} ended with 0`);
    }
    case 'no-match':
      if (verdict === 'failed') return unverified('the block that it speaks of failed');
      return judgeSearches(
        check.searches.map((search) => asWritten(search, block.placed)),
        outcome,
      );
    case 'output':
    case 'expected-output':
      return judgeOutput(check, outcome);
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

function hint({ status }: Failure): string {
  if (status === 127) return ': command not found';
  if (status === 126) return ': it cannot be executed';
  return '';
}

function at(line: number | null): string {
  return line === null ? '' : ` on line ${line}`;
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
