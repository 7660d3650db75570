/** Where a block moves the session: `ssh HOST` on a line of its own, and the `exit` that comes back. */
import type { ShellAnalysis, ShellCommand, ShellRange } from './analysis.ts';

/**
 * In order. `null`: back to where the session came from. A bare `exit` is among them also where no `ssh` of
 * this block went anywhere: an earlier block may have, and where none did, there is nowhere to go back to.
 */
export function sessionMoves({
  moves,
  commands,
}: ShellAnalysis): (ShellRange & { readonly host: string | null })[] {
  if (moves.length === 0 && !commands.some(isExit)) return [];
  const exits = commands
    .filter((command) => isExit(command) && !moves.some((move) => move.start === command.start))
    .map(({ start, end }) => ({ start, end, host: null }));
  const all = [...moves, ...exits];
  return all.length < 2 ? all : all.sort((a, b) => a.start - b.start);
}

function isExit({ name, args, topLevel, guarded, via, within }: ShellCommand): boolean {
  return (
    (name === 'exit' || name === 'logout') &&
    args.length === 0 &&
    topLevel &&
    !guarded &&
    via.length === 0 &&
    within.length === 0
  );
}
