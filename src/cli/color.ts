/** Whether to colour: NO_COLOR and FORCE_COLOR as their conventions say, else only for a terminal. */
import type { Io } from './io.ts';

export function wantsColor({ env, stdout }: Pick<Io, 'env' | 'stdout'>): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true;
  return stdout.isTTY === true && env.TERM !== 'dumb';
}
