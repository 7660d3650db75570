/** A session that lacks what an earlier process of the run had in its memory: nobody goes on as if it were there. */
import { type Choice, StopRun } from '../operator/operator.ts';
import type { Withheld } from '../session/sift.ts';
import type { Words } from '../words/words.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';

/**
 * Asks before a block runs without what the session lacks. What the block sets itself it may be without.
 *
 * @returns why it does not run; `null`: it may
 * @throws {StopRun} where the operator stops, or nobody is there
 */
export async function settleLacking(
  ctx: RunContext,
  frame: Frame,
  ref: string,
  hosts: readonly (string | null)[],
  code: string,
): Promise<ActionResult | null> {
  const { screen, operator, session, journal, settings, words } = ctx;
  const say = words.lacking;
  for (const host of new Set(hosts)) {
    const missing = session.missingOn(host).filter((each) => !sets(code, each));
    if (missing.length === 0) continue;
    const list = missing.map((each) => inWords(each, words));
    screen.warn(say.title, 2);
    for (const each of list) screen.warn(each, 4);
    const choices: Choice[] = [
      { key: 'o', label: say.other },
      { key: 'w', label: say.without },
      { key: 's', label: words.doubt.stop },
    ];
    const choice = await operator.choose(words.menu.whatNow, choices, 's');
    journal.append({
      event: 'decision',
      frame: frame.id,
      ref,
      choice: `lacking:${choice}`,
      reason: list.join('; '),
      by: settings.operatorName,
    });
    if (choice === 's') throw new StopRun(4, say.stopped(ref, list.join('; ')));
    const evidence = say.lacks(list.join('; '));
    if (choice !== 'w')
      return { verdict: 'failed', evidence, by: null, block: null, refused: true };
    session.doWithout(host);
  }
  return null;
}

/** Of which variable or function, who set it, and what is to be done. */
function inWords({ kind, name, by, needs = [] }: Withheld, { lacking: say }: Words): string {
  const what =
    kind === 'variable' || kind === 'function' ? say.named[kind](name) : say.other1(kind);
  if (needs.length > 0)
    return say.give(what, needs.map((each) => each.replace(/^\w+ /, '')).join(', '));
  return by.length > 0 ? say.again(what, by.join(', ')) : say.given(what);
}

/** Whether a block sets this itself, as far as its text tells. */
function sets(code: string, { kind, name }: Withheld): boolean {
  const word = COMMANDS[kind];
  if (word !== undefined) return word.test(code);
  if (!/^[\w-]+$/.test(name)) return false;
  if (kind === 'function')
    return new RegExp(`(?:^|[\\s;"'])(?:function\\s+)?${name}\\s*\\(`).test(code);
  return new RegExp(
    `(?:^|[\\s;(&|"'])${name}\\+?=|\\b(?:read|mapfile|readarray|printf\\s+-v)\\b[^\\n]*\\b${name}\\b`,
  ).test(code);
}

/** What sets anything of a kind. */
const COMMANDS: Readonly<Record<string, RegExp>> = {
  directory: /\b(?:cd|pushd|popd)\b/,
  arguments: /\bset\s+--|\bshift\b/,
  aliases: /\balias\b/,
  trap: /\btrap\b/,
};
