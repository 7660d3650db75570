/** What a login shell on a host finds, as the state that a session there begins with. */
import { initialState } from '../state.ts';
import type { Connection } from './connection.ts';
import { ConnectionFailure } from './failure.ts';

/** @throws {ConnectionFailure} where the host cannot run blocks */
export async function loginState(connection: Connection): Promise<string> {
  const { host, env } = connection.options;
  const printed = (await connection.ask(['login'], {})).toString('utf8');
  const unfit = (why: string) => new ConnectionFailure('unfit', `${host} cannot be used: ${why}`);
  const [version = '', missing = ''] = printed.split('\0', 2);
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (!(major > 4 || (major === 4 && minor >= 4)))
    throw unfit(`its bash is version ${version || '?'}, and the blocks need 4.4 or later`);
  if (missing.trim() !== '')
    throw unfit(
      `it lacks ${missing.trim().split(' ').join(', ')}, which procs needs there (coreutils, util-linux)`,
    );
  // Its login scripts may print, before and after.
  const own = printed.split('\0').slice(2).join('\0');
  const from = own.indexOf('procs-');
  const marker = own.slice(from).split('\n', 1)[0]!;
  const to = own.lastIndexOf(`${marker}\n`);
  const fields = from < 0 || to <= from ? [] : own.slice(from + marker.length + 1, to).split('\0');
  const [cwd, umask] = fields;
  if (cwd === undefined || !cwd.startsWith('/') || !/^[0-7]{3,4}$/.test(umask ?? ''))
    throw unfit('its login scripts end the shell, or leave it without a directory');
  const variables: Record<string, string> = {};
  // As a terminal's ssh would hand it on; nothing else of this machine's environment is.
  if (env.TERM !== undefined) variables.TERM = env.TERM;
  for (const field of fields.slice(2)) {
    const at = field.indexOf('=');
    if (at > 0) variables[field.slice(0, at)] = field.slice(at + 1);
  }
  return initialState(variables, cwd, umask!);
}
