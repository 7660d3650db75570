/** Runs the contract against a place: the same blocks, the same outcomes, wherever they run. */
import { execSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { judgeBlock } from '../../../src/run/judge/judge.ts';
import { blockOf, type Shell } from '../support.ts';
import type { Behaviour, Expected } from './behaviour.ts';
import { ENDING } from './ending.ts';
import { OUTPUT } from './output.ts';
import { SPOIL } from './spoil.ts';
import { STATE } from './state.ts';
import { THROWN } from './thrown.ts';

export const CONTRACT: readonly Behaviour[] = [...STATE, ...SPOIL, ...ENDING, ...OUTPUT, ...THROWN];

/** `open`: a fresh session in a fresh directory. `local`: on this machine. */
export function contract(open: () => Promise<Shell>, local: boolean): void {
  for (const [index, behaviour] of CONTRACT.entries()) {
    // Over ssh each costs ten times as much: CI takes every third, and says which it leaves out.
    const notNow = !local && process.env.CI !== undefined && index % 3 !== 0;
    const left = notNow || (!local && behaviour.local !== undefined) || !isThere(behaviour.needs);
    it.skipIf(left)(behaviour.name, () => check(behaviour, open));
  }
}

async function check(behaviour: Behaviour, open: () => Promise<Shell>): Promise<void> {
  const shell = await open();
  const { blocks, spoilt = [] } = behaviour;
  for (const [index, each] of blocks.entries()) {
    const { code, ...more } = typeof each === 'string' ? { code: each } : each;
    const last = index === blocks.length - 1;
    const interrupt = new AbortController();
    const kill = new AbortController();
    let printed = '';
    const ran = await shell.run(code, more, {
      interrupt: interrupt.signal,
      kill: kill.signal,
      onOutput: (_stream, bytes) => {
        if (!last || behaviour.interruptAt === undefined) return;
        printed += bytes.toString();
        if (!printed.includes(behaviour.interruptAt)) return;
        interrupt.abort();
        if (behaviour.hard === true) kill.abort();
      },
    });
    const block = blockOf(code, more);
    const { verdict, evidence } = judgeBlock({ exit: [...block.accept] }, ran);
    const seen = { ...ran, verdict, evidence };
    if (last) compare(behaviour.expect, seen, block.line);
    else if (!spoilt.includes(index)) expect(seen).toMatchObject({ verdict: 'passed' });
  }
}

type Seen = Awaited<ReturnType<Shell['run']>> & { verdict: string; evidence: string };

function compare(expected: Expected, seen: Seen, start: number): void {
  const { verdict, out, err, ending, status, end, line, command, state, note, evidence } = expected;
  expect(seen).toMatchObject({
    verdict,
    ...(end === undefined ? {} : { end }),
    ...(status === undefined ? {} : { ending: { kind: 'exited', status } }),
    ...(typeof ending === 'string'
      ? { ending: { kind: ending } }
      : ending === undefined
        ? {}
        : { ending }),
  });
  for (const [text, wanted] of [
    [seen.out, out],
    [seen.err, err],
  ] as const) {
    if (typeof wanted === 'string') expect(text).toBe(wanted);
    else if (wanted !== undefined) expect(text).toMatch(wanted);
  }
  const failure = seen.failures.find(({ fate, strict }) => fate === 'failed' && strict);
  if (line !== undefined) expect(failure?.line).toBe(start + line - 1);
  if (command !== undefined) expect(failure?.command).toBe(command);
  if (state !== undefined) expect(seen.state === null ? 'none' : 'kept').toBe(state);
  if (evidence !== undefined) expect(seen.evidence).toMatch(evidence);
  if (note !== undefined) expect(seen.notes.join('\n')).toMatch(note);
}

function isThere(command: string | undefined): boolean {
  if (command === undefined) return true;
  try {
    execSync(command, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
