/**
 * What is run on a host besides the blocks: small scripts that its bash reads from standard input, so
 * that nothing of them, and no value, stands in a list of processes.
 */
import { readFileSync } from 'node:fs';
import { quote } from '../../../text/shell-quote.ts';

export type ScriptName =
  | 'ready'
  | 'login'
  | 'tools'
  | 'keeper'
  | 'launch'
  | 'pipes'
  | 'upload'
  | 'alive'
  | 'attend'
  | 'fetch'
  | 'end';

/** The one command that ssh is given: words that every login shell reads alike. */
export const BASH = 'exec bash --noprofile --norc -s';

/** The script, with values in front; bash has read it whole before anything of it runs. */
export function scriptText(
  names: readonly ScriptName[],
  values: Readonly<Record<string, string | number>>,
): string {
  const assignments = Object.entries(values).map(([name, value]) => `${name}=${quote(`${value}`)}`);
  const bodies = names.map((name) => textOf(name));
  return `{\n${[...assignments, ...bodies].join('\n')}\nexit 0\n}\n`;
}

export function textOf(name: ScriptName | 'guardian' | 'holder' | 'terminal' | 'shell'): string {
  return readFileSync(
    new URL(`../../../../src/run/session/remote/${name}.bash`, import.meta.url),
    'utf8',
  );
}
