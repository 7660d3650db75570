/** What a journal tells of a run, for a person: when, what, how it was judged and by whom. */
import type { Verdict } from '../../model/index.ts';
import { inOptions } from '../given.ts';
import type { Words } from '../words/words.ts';
import type { JournalRecord } from './record.ts';

export interface StoryLine {
  /** Time of the event, ISO 8601. */
  readonly at: string;
  readonly depth: number;
  readonly verdict: Verdict | null;
  readonly text: string;
}

export function storyOf(records: readonly JournalRecord[], { story: say }: Words): StoryLine[] {
  return records.flatMap((record): StoryLine[] => {
    const line = (depth: number, text: string, verdict: Verdict | null = null): StoryLine[] => [
      { at: record.at, depth, verdict, text },
    ];
    switch (record.event) {
      case 'run-started': {
        const { name, version, path, hash } = record.procedure;
        const started = say.started(name, version, record.flow, record.operator);
        return line(0, `${started}; ${say.document(path, hash)}`);
      }
      case 'process': {
        const { resumed, pid, host = null, operator = null, signing } = record;
        const unsigned = signing?.reason ? say.notSigned(signing.reason) : '';
        return line(0, `${say.process(resumed, pid, host, operator)}${unsigned}`);
      }
      case 'document': {
        const { path, hash, git } = record;
        const where = git === null ? '' : say.git(git.commit.slice(0, 12), git.state);
        return line(0, `${say.document(path, hash)}${where}`);
      }
      case 'signature':
        return line(0, say.signed(record.key.slice(0, 16), record.count));
      case 'tail-cut':
        return line(0, say.tailCut(record.bytes));
      case 'change-accepted':
        return line(1, say.changed(record.ref ?? '', record.by, record.reason));
      case 'flow-started':
        return line(0, say.flow(record.flow, record.procedure));
      case 'step-started':
        return line(1, `${say.step(record.ref ?? '')}  ${record.title}`);
      case 'block-started':
        return line(2, say.blockStarted(record.line, record.background !== undefined));
      case 'block-ended':
        return line(2, say.blockEnded(record.evidence), record.verdict);
      case 'action': {
        const { kind, evidence, verdict } = record;
        return kind === 'run' ? [] : line(2, `${say.kinds[kind] ?? kind}: ${evidence}`, verdict);
      }
      case 'criterion': {
        const rule = record.rule === null ? '' : say.rule(record.rule);
        return line(2, `${record.text}: ${record.evidence}${rule}`, record.verdict);
      }
      case 'step-ended': {
        const why = record.reason === null ? '' : `: ${record.reason}`;
        return line(1, `${say.step(record.ref ?? '')}${why}`, record.verdict);
      }
      case 'stage-ended':
        return line(0, say.stage(record.stage), record.verdict);
      case 'flow-ended':
        return line(0, say.flowEnded, record.verdict);
      case 'decision': {
        const { given, by = null, choice, reason } = record;
        if (given !== undefined)
          return line(0, say.given(inOptions(given), given.value === null, by ?? ''));
        return line(1, say.decision(decided(choice, say), reason, by));
      }
      case 'deviation': {
        const { by, kind, ref, reason, diff } = record;
        const lines = (diff ?? '').split('\n').filter((each) => each !== '');
        return [
          ...line(1, say.deviation(by, say.deviations[kind], ref, reason)),
          ...lines.flatMap((each) => line(2, each)),
        ];
      }
      case 'handed-over':
        return line(0, say.handedOver(record.by, record.to, record.note));
      case 'taken-over':
        return line(0, say.takenOver(record.from, record.by, record.note));
      case 'prerequisite':
        return line(1, say.before(record.text, record.evidence), record.verdict);
      case 'approval':
        return line(1, say.approval(record.text, record.evidence), record.verdict);
      case 'filled': {
        const fields = record.fields.map(
          ({ label, name, value, source }) =>
            `${label ?? name} = ${value ?? say.open} (${say.sources[source]})`,
        );
        return line(2, say.filled(fields.join('; ')));
      }
      case 'delivery': {
        const { delivered, channel, attempt, evidence } = record;
        return line(2, say.delivery(delivered, channel, attempt, evidence));
      }
      case 'run-ended':
        // One that was stopped goes on: its exit status is no news to whoever resumes it.
        return record.verdict === null
          ? line(0, say.stopped(record.reason))
          : line(0, say.ended(record.status, record.reason), record.verdict);
      default:
        return record satisfies never;
    }
  });
}

/** `failure:r`: at a failure, retry. */
function decided(choice: string, say: Words['story']): string {
  const [asked = '', answer = ''] = choice.split(':', 2);
  // At a part that may be left out, `s` is a Spanish yes.
  const isYes = answer === 's' && (asked === 'conditional' || asked === 'optional');
  const how = say.choices[isYes ? 'y' : answer] ?? answer;
  return `${say.asked[asked] ?? asked}: ${how}`;
}
