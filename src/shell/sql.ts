/** SQL that destroys, where a database client is given it. */
import type { HazardReason } from './reasons.ts';

const CLIENTS = new Set(['psql', 'mysql', 'mariadb', 'sqlite3', 'sqlcmd', 'sqlplus', 'mongosh']);

type Dropped = 'table' | 'database' | 'schema' | 'user' | 'role' | 'view';

/** Longer than any statement that a person writes into a block. */
const LONGEST = 4000;

/** Why the statements that a client is given destroy data; `null` where they do not, or it is no client. */
export function sqlHazard(
  name: string,
  words: readonly string[],
  input: string,
): HazardReason | null {
  const isShellOfFramework = words.includes('dbshell');
  if (!CLIENTS.has(name) && !isShellOfFramework) return null;
  const text = `${words.join(' ')}\n${input}`;
  if (!/drop|truncate|delete/i.test(text)) return null;
  const drop = /\bDROP\s+(TABLE|DATABASE|SCHEMA|USER|ROLE|VIEW)\b/i.exec(text);
  if (drop !== null) return `drops a ${drop[1]!.toLowerCase() as Dropped}`;
  if (/\bALTER\s+TABLE\b[^;]{0,500}\bDROP\b/i.test(text)) return 'drops a column or constraint';
  if (/\bTRUNCATE\b/i.test(text)) return 'empties a table';
  if (/\bdropDatabase\s*\(/.test(text)) return 'drops a database';
  for (const match of text.matchAll(/\bDELETE\s+FROM\b/gi)) {
    const end = text.indexOf(';', match.index);
    const most = match.index + LONGEST;
    const statement = text.slice(match.index, end === -1 ? most : Math.min(end, most));
    if (!/\bWHERE\b/i.test(statement)) return 'deletes every row of a table';
  }
  return null;
}
