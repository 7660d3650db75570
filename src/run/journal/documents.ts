/** The documents that a run follows, as they were when it did: told in the journal, their steps kept beside it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { contentHash } from '../plan/content-hash.ts';
import type { Journal } from './journal.ts';
import type { DocumentState, JournalRecord } from './record.ts';

const KeptStep = z.object({
  ref: z.string(),
  title: z.string(),
  hash: z.string(),
  /** Its lines in the document, secrets masked. */
  text: z.string(),
});
export type KeptStep = z.infer<typeof KeptStep>;

/** Steps by flow. */
export type KeptFlows = Readonly<Record<string, readonly KeptStep[]>>;

const FOLDER = 'documents';

/** Writes down that the run follows this document from here on, as it is now. */
export function followDocument(
  journal: Journal,
  document: CompiledDocument,
  git: DocumentState | null,
  redact: (text: string) => string,
): void {
  const { procedure, path, hash } = document;
  const folder = join(journal.directory, FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ path, flows: stepsOf(document, redact) });
  writeFileSync(join(folder, `${hash}.json`), text, { mode: 0o600 });
  journal.append({ event: 'document', procedure: procedure.name, path, hash, git });
}

/** The last state of the document of a procedure that the run followed. */
export function followedDocument(
  records: readonly JournalRecord[],
  procedure: string,
): Extract<JournalRecord, { event: 'document' }> | null {
  const found = records.findLast(
    (record) => record.event === 'document' && record.procedure === procedure,
  );
  return found?.event === 'document' ? found : null;
}

/** `null`: it was not kept, or cannot be read. */
export function keptFlows(directory: string, hash: string): KeptFlows | null {
  try {
    const text = readFileSync(join(directory, FOLDER, `${hash}.json`), 'utf8');
    return z.object({ flows: z.record(z.string(), z.array(KeptStep)) }).parse(JSON.parse(text))
      .flows;
  } catch {
    return null;
  }
}

export function stepsOf(
  { procedure, text }: CompiledDocument,
  redact: (text: string) => string,
): KeptFlows {
  const lines = redact(text).split('\n');
  const isWhole = lines.length === text.split('\n').length;
  return Object.fromEntries(
    procedure.flows.map(({ id, stages }) => [
      id,
      stages
        .flatMap(({ steps }) => steps)
        .map((step): KeptStep => {
          const { line, endLine } = step.span;
          // A private key that was masked has taken lines with it: then only what the step holds is told.
          const own = isWhole
            ? lines.slice(line - 1, endLine).join('\n')
            : redact(
                text
                  .split('\n')
                  .slice(line - 1, endLine)
                  .join('\n'),
              );
          return { ref: step.ref, title: step.title, hash: contentHash(step), text: own };
        }),
    ]),
  );
}
