/** What of a block a person has to allow, or to be there for. */
import type { Notice, RunAction, ScriptAction, Stage, Step } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import type { Words } from '../words/words.ts';

/** Why somebody has to confirm a block before it runs; `null`: nobody has to. */
export function gateOf(action: RunAction, words: Words): string | null {
  const destructive = action.hazards.filter(({ kind }) => kind === 'destructive');
  if (destructive.length > 0)
    return destructive
      .map(({ command, reason }) => `\`${command}\` ${words.hazard(reason)}`)
      .join('; ');
  return action.expects.run === 'ask' ? words.gates.gate.asked : null;
}

/** What of a block needs the terminal; `null`: nothing. A move to another host is no command that runs. */
export function interactiveCommand(action: RunAction | ScriptAction, words: Words): string | null {
  if (action.expects.interactive) return words.gates.gate.documentSays;
  const moves = analyzeShell(action.code).moves.map(({ start, end }) =>
    action.code.slice(start, end),
  );
  const asking = action.hazards.find(
    ({ kind, command }) => kind === 'interactive' && !moves.includes(command),
  );
  return asking === undefined ? null : `\`${asking.command}\` ${words.hazard(asking.reason)}`;
}

/** Notices that nobody may overlook: `CRITICO`, `ADVERTENCIA`, `WARNING`, `DANGER`. */
export function notices(of: Stage | Step): Notice[] {
  return of.notices.filter(({ level }) => level !== 'note');
}
