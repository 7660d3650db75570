/** A question before anything runs that nobody answered: nothing was begun, so there is nothing to stop. */
import { StopRun } from './operator/operator.ts';
import { RunRefused } from './refusal.ts';

/** `outcome`: what that means for the run. @throws {RunRefused} where the operator goes away while `work` asks */
export async function refuseUnanswered<T>(outcome: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StopRun)) throw error;
    const why = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
    throw new RunRefused(2, `${why} ${outcome}`);
  }
}
