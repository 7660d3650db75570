/** Asks a host which of some commands it does not have. Nothing of them is started. */
import type { Connection } from './connection.ts';

/** `names`: plain words. @throws {ConnectionFailure} where the host cannot be asked */
export async function missingThere(
  connection: Connection,
  names: readonly string[],
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const printed = (await connection.ask(['tools'], { names: names.join(' ') })).toString('utf8');
  const missing = new Set<string>();
  for (const line of printed.split('\n')) {
    // Its login scripts may print, too, but they do not know the marker.
    const name = /^procs-[0-9a-f-]+ (\S+)$/.exec(line)?.[1];
    if (name !== undefined && names.includes(name)) missing.add(name);
  }
  return missing;
}
