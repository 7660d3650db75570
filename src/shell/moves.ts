/** Where a block moves the session: `ssh HOST` on a line of its own, and the `exit` that comes back. */
import type { ShellAnalysis, ShellRange } from './analysis.ts';

/**
 * In order. `null`: back to where the session came from. A bare `exit` is among them also where no `ssh` of
 * this block went anywhere: an earlier block may have, and where none did, there is nowhere to go back to.
 */
export function sessionMoves({
  moves,
  commands,
}: ShellAnalysis): (ShellRange & { readonly host: string | null })[] {
  const exits = commands
    .filter(
      ({ name, args, topLevel, guarded, via, within, start }) =>
        (name === 'exit' || name === 'logout') &&
        args.length === 0 &&
        topLevel &&
        !guarded &&
        via.length === 0 &&
        within.length === 0 &&
        !moves.some((move) => move.start === start),
    )
    .map(({ start, end }) => ({ start, end, host: null }));
  const all = [...moves, ...exits];
  return all.length < 2 ? all : all.sort((a, b) => a.start - b.start);
}
