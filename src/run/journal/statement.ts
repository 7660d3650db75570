/** What a run proves, as others can read it: an in-toto statement (v1) about the documents that it followed. */
import { sha256 } from './chain.ts';
import { type Envelope, type Signer, seal } from './envelope.ts';
import type { JournalRecord } from './record.ts';
import type { StoredRun } from './store.ts';

export const STATEMENT_TYPE = 'application/vnd.in-toto+json';
/** A name, not an address: docs/evidence.md says what it stands for. */
export const PREDICATE_TYPE = 'urn:x-procs:run:v1';

type Of<K extends JournalRecord['event']> = Extract<JournalRecord, { event: K }>;

/** The statement in a DSSE envelope. `content`: the bytes of the run's journal. */
export function attest(run: StoredRun, content: Buffer, signer: Signer): Envelope {
  return seal(STATEMENT_TYPE, Buffer.from(JSON.stringify(statementOf(run, content))), signer);
}

/** The documents are its subject; what came of following them is the predicate. */
export function statementOf(run: StoredRun, content: Buffer): object {
  const { records, progress } = run;
  const start = progress.start!;
  const documents = documentsOf(records, start);
  const processes = all(records, 'process');
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: documents.map(({ path, hash }) => ({ name: path, digest: { sha256: hash } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      run: run.id,
      procedure: { name: start.procedure.name, version: start.procedure.version },
      flow: start.flow,
      selection: start.selection,
      hostMap: start.hostMap,
      parameters: start.parameters,
      operators: [
        ...new Set([start.operator, ...processes.flatMap(({ operator }) => operator ?? [])]),
      ],
      hosts: [...new Set(processes.flatMap(({ host }) => host ?? []))],
      startedAt: start.at,
      endedAt: progress.end?.at ?? null,
      state: run.state,
      verdict: progress.end?.verdict ?? null,
      exitStatus: progress.end?.status ?? null,
      flows: all(records, 'flow-ended').map(pick('frame', 'verdict')),
      steps: all(records, 'step-ended').map(
        pick('frame', 'ref', 'hash', 'verdict', 'reason', 'at'),
      ),
      blocks: all(records, 'block-ended').map(
        pick('frame', 'ref', 'action', 'verdict', 'evidence', 'at'),
      ),
      criteria: all(records, 'criterion').map(
        pick('frame', 'ref', 'text', 'verdict', 'evidence', 'origin', 'rule', 'by', 'at'),
      ),
      decisions: all(records, 'decision').map(pick('frame', 'ref', 'choice', 'reason', 'by', 'at')),
      approvals: all(records, 'approval').map(
        pick('frame', 'ref', 'text', 'role', 'person', 'verdict', 'evidence', 'by', 'at'),
      ),
      changes: all(records, 'change-accepted').map(
        pick('frame', 'ref', 'before', 'now', 'by', 'reason', 'at'),
      ),
      materials: [
        {
          name: 'journal.jsonl',
          digest: { sha256: sha256(content) },
          annotations: {
            records: records.length,
            head: sha256(content.subarray(0, -1).subarray(content.lastIndexOf(0x0a, -2) + 1)),
          },
        },
        ...documents.flatMap(({ path, git }) =>
          git === null
            ? []
            : [
                {
                  name: path,
                  digest: { gitCommit: git.commit },
                  annotations: { state: git.state },
                },
              ],
        ),
      ],
    },
  };
}

function documentsOf(
  records: readonly JournalRecord[],
  { procedure }: Of<'run-started'>,
): Pick<Of<'document'>, 'path' | 'hash' | 'git'>[] {
  const found = all(records, 'document');
  // Journals of before name only the one that they began with.
  if (found.length === 0) return [{ path: procedure.path, hash: procedure.hash, git: null }];
  return [...new Map(found.map((each) => [`${each.path}\0${each.hash}`, each])).values()];
}

function all<K extends JournalRecord['event']>(
  records: readonly JournalRecord[],
  event: K,
): Of<K>[] {
  return records.filter((record): record is Of<K> => record.event === event);
}

function pick<T extends object, K extends keyof T>(
  ...names: readonly K[]
): (from: T) => Pick<T, K> {
  return (from) => Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
