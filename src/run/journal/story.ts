/** What a journal tells of a run, for a person: when, what, how it was judged and by whom. */
import type { Verdict } from '../../model/index.ts';
import type { JournalRecord } from './record.ts';

export interface StoryLine {
  /** Time of the event, ISO 8601. */
  readonly at: string;
  readonly depth: number;
  readonly verdict: Verdict | null;
  readonly text: string;
}

const DEVIATIONS = {
  edited: 'a block was edited and run',
  'by-hand': 'done by hand',
  skipped: 'left out',
  shell: "a shell in the session's state",
  forwards: 'went on at a later step',
  back: 'went back to an earlier step',
} as const;

export function storyOf(records: readonly JournalRecord[]): StoryLine[] {
  return records.flatMap((record): StoryLine[] => {
    const line = (depth: number, text: string, verdict: Verdict | null = null): StoryLine[] => [
      { at: record.at, depth, verdict, text },
    ];
    switch (record.event) {
      case 'run-started':
        return line(
          0,
          `${record.procedure.name}${record.procedure.version === null ? '' : ` version ${record.procedure.version}`}, flow "${record.flow}", started by ${record.operator}; document ${record.procedure.path} sha256 ${record.procedure.hash}`,
        );
      case 'process':
        return line(
          0,
          `${record.resumed ? 'resumed in' : 'in'} process ${record.pid}${record.host === undefined ? '' : ` on ${record.host}`}${record.operator === undefined ? '' : ` by ${record.operator}`}${record.signing?.reason ? `; not signed: ${record.signing.reason}` : ''}`,
        );
      case 'document':
        return line(
          0,
          `document ${record.path} sha256 ${record.hash}${record.git === null ? '' : `, git ${record.git.commit.slice(0, 12)}${record.git.state === 'committed' ? '' : ` (${record.git.state})`}`}`,
        );
      case 'signature':
        return line(0, `signed with key ${record.key.slice(0, 16)} over ${record.count} records`);
      case 'tail-cut':
        return line(
          0,
          `a line of ${record.bytes} bytes that a crash had left half written was cut off`,
        );
      case 'change-accepted':
        return line(
          1,
          `step ${record.ref} was changed since it began: accepted by ${record.by}: ${record.reason}`,
        );
      case 'flow-started':
        return line(0, `flow "${record.flow}" of ${record.procedure}`);
      case 'step-started':
        return line(1, `step ${record.ref}  ${record.title}`);
      case 'block-started':
        return line(
          2,
          `block on line ${record.line} started${record.background === undefined ? '' : ' in the background'}`,
        );
      case 'block-ended':
        return line(2, `block ended: ${record.evidence}`, record.verdict);
      case 'action':
        return record.kind === 'run'
          ? []
          : line(2, `${record.kind}: ${record.evidence}`, record.verdict);
      case 'criterion':
        return line(
          2,
          `${record.text}: ${record.evidence}${record.rule === null ? '' : ` (rule ${record.rule})`}`,
          record.verdict,
        );
      case 'step-ended':
        return line(
          1,
          `step ${record.ref}${record.reason === null ? '' : `: ${record.reason}`}`,
          record.verdict,
        );
      case 'stage-ended':
        return line(0, `stage ${record.stage}`, record.verdict);
      case 'flow-ended':
        return line(0, 'flow ended', record.verdict);
      case 'decision':
        if (record.given !== undefined)
          return line(0, `${record.choice} with the command: ${record.reason} (${record.by})`);
        return line(
          1,
          `decision ${record.choice}${record.reason === null ? '' : `: ${record.reason}`}${record.by === undefined ? '' : ` (${record.by})`}`,
        );
      case 'deviation':
        return [
          ...line(
            1,
            `deviation by ${record.by}: ${DEVIATIONS[record.kind]}${record.ref === null ? '' : ` (step ${record.ref})`}${record.reason === null ? '' : `: ${record.reason}`}`,
          ),
          ...(record.diff ?? '')
            .split('\n')
            .filter((each) => each !== '')
            .flatMap((each) => line(2, each)),
        ];
      case 'handed-over':
        return line(
          0,
          `handed over by ${record.by} to ${record.to}${record.note === '' ? '' : `: ${record.note}`}`,
        );
      case 'taken-over':
        return line(
          0,
          `taken over from ${record.from} by ${record.by}${record.note === null ? '' : `: ${record.note}`}`,
        );
      case 'prerequisite':
        return line(1, `before: ${record.text}: ${record.evidence}`, record.verdict);
      case 'approval':
        return line(1, `approval: ${record.text}: ${record.evidence}`, record.verdict);
      case 'filled':
        return line(
          2,
          `filled in: ${record.fields.map(({ label, name, value, source }) => `${label ?? name} = ${value ?? '(open)'} (${source})`).join('; ')}`,
        );
      case 'delivery':
        return line(
          2,
          `${record.delivered ? 'delivered' : 'not delivered'} to ${record.channel}, attempt ${record.attempt}: ${record.evidence}`,
        );
      case 'run-ended':
        return line(
          0,
          `run ended with exit status ${record.status}${record.reason === '' ? '' : `: ${record.reason}`}`,
          record.verdict,
        );
      default:
        return record satisfies never;
    }
  });
}
