/** Makes a block that the document places on a host runnable here, where this machine is that host. */
import type { RunAction } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';

/**
 * The code without the commands that move the session (`ssh HOST`, its `exit`), as many lines as
 * before. Only for a block all of whose hosts are this machine.
 */
export function withoutMoves(
  action: Pick<RunAction, 'code' | 'host' | 'hostAfter' | 'holes'>,
  code: string,
): string {
  const analysis = analyzeShell(code);
  let depth = action.host === null ? 0 : 1;
  const ranges: { start: number; end: number }[] = [];
  const events = [
    ...analysis.moves.map(({ start, end, host }) => ({ start, end, host })),
    ...analysis.commands
      .filter(({ name, args, topLevel }) => name === 'exit' && args.length === 0 && topLevel)
      .map(({ start, end }) => ({ start, end, host: null })),
  ].sort((a, b) => a.start - b.start);
  let last = -1;
  for (const { start, end, host } of events) {
    if (start === last) continue;
    last = start;
    if (host === null && depth === 0) continue;
    depth += host === null ? -1 : 1;
    ranges.push({ start, end });
  }
  let text = code;
  for (const { start, end } of ranges) {
    text = text.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
  }
  return text;
}

/** Hosts other than this machine that a block runs on or moves to. */
export function remoteHosts(action: RunAction): string[] {
  const hosts = [action.host, action.hostAfter, ...movesOf(action)];
  return [...new Set(hosts.filter((host) => host !== null))];
}

function movesOf(action: RunAction): string[] {
  // A block that goes to a host and comes back says so only in its text.
  return analyzeShell(action.code).moves.flatMap(({ host }) => (host === null ? [] : [host]));
}
