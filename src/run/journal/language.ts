/** The language in which a run spoke last: what is told of it later is told in the same. */
import { join } from 'node:path';
import { en } from '../words/en.ts';
import { type Language, type Words, wordsOf } from '../words/words.ts';
import { linesOf } from './chain.ts';
import { parseRecord, readContent } from './journal.ts';
import type { JournalRecord } from './record.ts';

/** `asked`: the language that was asked for; it comes first. `otherwise`: where a journal of before does not say. */
export function wordsOfRun(
  records: readonly JournalRecord[],
  asked: Language | null,
  otherwise: Language = 'en',
): Words {
  const spoken = records.findLast(
    (record) => record.event === 'process' && record.language !== undefined,
  );
  const language = spoken?.event === 'process' ? spoken.language : undefined;
  return wordsOf(asked ?? language ?? otherwise);
}

/** Of a journal that may be damaged: whatever of it can be read. */
export function wordsOfJournal(runs: string, id: string, asked: Language | null): Words {
  if (asked !== null) return wordsOf(asked);
  try {
    const { lines } = linesOf(readContent(join(runs, id)));
    const records = lines.flatMap(({ bytes }, n) => {
      const isStart = n < 3 || bytes.includes('"event":"process"');
      return (isStart ? parseRecord(bytes.toString('utf8'), n) : null) ?? [];
    });
    return wordsOfRun(records, null);
  } catch {
    return en;
  }
}
