/** Where each block of a flow runs: `ssh HOST` alone moves the session until `exit` or the end of the flow. */
import type { Flow } from '../model/index.ts';
import { sessionMoves } from '../shell/moves.ts';
import type { Context } from './context.ts';
import { isBlock } from './listings.ts';

export function followHosts(flow: Flow, { analyses }: Context): void {
  const hosts: string[] = [];
  for (const stage of flow.stages) {
    for (const step of stage.steps) {
      for (const action of step.actions) {
        if (!isBlock(action)) continue;
        action.host = hosts.at(-1) ?? null;
        // A script is a process of its own: where it goes, the session does not.
        const analysis = action.kind === 'run' ? analyses.get(action) : undefined;
        for (const move of analysis === undefined ? [] : sessionMoves(analysis)) {
          if (move.host === null) hosts.pop();
          else hosts.push(move.host);
        }
        action.hostAfter = hosts.at(-1) ?? null;
      }
    }
  }
}
