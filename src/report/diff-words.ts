/** What changed, in a sentence. Everything that a document says goes through `quote`, which each format brings. */
import type { Difference, DifferencePlace } from '../model/index.ts';
import { type DiffWords, hasLines, type Quote } from './diff-lines.ts';
import { spanishWords } from './diff-words-es.ts';

type Language = 'en' | 'es';

/** Without its place. Of what is shown as a diff below, only that it changed. */
export function changeInWords(change: Difference, quote: Quote, language: Language = 'en'): string {
  return (language === 'es' ? spanishWords : words)[change.kind](change, quote);
}

/** `step "2.1 Stop the workers" of "rollback"`. */
export function placeInWords(
  { flow, stage, step }: DifferencePlace,
  quote: Quote,
  language: Language = 'en',
): string {
  const names = placeNames[language];
  const of = flow === 'main' ? '' : ` ${names.of} ${quote(flow)}`;
  if (step !== null) return `${names.step} ${quote(step)}${of}`;
  return stage === null ? `${names.flow} ${quote(flow)}` : `${names.stage} ${quote(stage)}${of}`;
}

const placeNames = {
  en: { flow: 'flow', stage: 'stage', step: 'step', of: 'of' },
  es: { flow: 'flujo', stage: 'etapa', step: 'paso', of: 'de' },
} as const;

function fromTo(change: Difference, quote: Quote): string {
  if (hasLines(change)) return ' changed';
  const { before, after } = change;
  if (before === null) return ` is now ${quote(after ?? '')}, and was not given`;
  if (after === null) return ` was ${quote(before)}, and is not given any more`;
  return ` was ${quote(before)} and is ${quote(after)}`;
}

/** The text itself where it is short; a longer one is shown below. */
function tail(change: Difference, text: string | null, quote: Quote): string {
  return hasLines(change) || text === null || text === '' ? '' : `: ${quote(text)}`;
}

const words: DiffWords = {
  'procedure-added': ({ what }) =>
    what === 'unreadable'
      ? 'It could not be read before, so everything in it counts as new.'
      : 'The procedure is new.',
  'procedure-removed': ({ what, after }, quote) =>
    what === 'unreadable'
      ? 'It cannot be read any more, so nothing is known of it.'
      : `The procedure was removed${after === null ? '' : `, and these still name it: ${quote(after)}`}.`,
  'id-changed': (one, quote) => `Its ID${fromTo(one, quote)}.`,
  moved: (one, quote) =>
    `The file was ${quote(one.before ?? '')} and is ${quote(one.after ?? '')}.`,
  'version-not-raised': ({ after }, quote) =>
    `Its meaning changed, and its version is still ${quote(after ?? '')}.`,
  'version-lowered': (one, quote) => `Its version went back: it${fromTo(one, quote)}.`,
  'version-changed': (one, quote) => `Its version${fromTo(one, quote)}.`,
  'status-changed': (one, quote) => `Its state${fromTo(one, quote)}.`,
  'field-changed': (one, quote) => `Its ${one.what}${fromTo(one, quote)}.`,
  'entry-added': ({ what, subject }, quote) => `The ${what} ${quote(subject ?? '')} is new.`,
  'entry-removed': ({ what, subject }, quote) => `The ${what} ${quote(subject ?? '')} was removed.`,
  'approval-removed': ({ subject }, quote) =>
    `The approval of ${quote(subject ?? '')} is not asked for any more.`,
  'approval-changed': (one, quote) =>
    `The approval of ${quote(one.subject ?? '')}${fromTo(one, quote)}.`,
  'parameter-changed': (one, quote) =>
    `The ${one.what} of the parameter ${quote(one.subject ?? '')}${fromTo(one, quote)}.`,
  'secret-revealed': ({ subject }, quote) =>
    `The parameter ${quote(subject ?? '')} is not secret any more: its value will be shown and kept.`,
  'flow-added': ({ subject }, quote) => `The flow ${quote(subject ?? '')} is new.`,
  'flow-removed': ({ subject, what }, quote) =>
    `The flow ${quote(subject ?? '')} was removed${what === 'rollback' ? ': there is no way back any more' : what === 'validation' ? ': nothing validates the result any more' : ''}.`,
  'stage-added': () => 'The stage is new.',
  'stage-removed': () => 'The stage was removed.',
  'stage-renamed': (one, quote) => `Its title${fromTo(one, quote)}.`,
  'stage-reordered': () => 'The stage has another place in the order.',
  'stage-estimate': (one, quote) => `Its estimate${fromTo(one, quote)}.`,
  'step-added': () => 'The step is new.',
  'step-removed': ({ what }) =>
    `The step was removed${what === null ? '' : `, and with it ${what}`}.`,
  'step-renamed': (one, quote) => `Its title${fromTo(one, quote)}.`,
  'step-moved': ({ before, after, what }, quote) =>
    `The step moved from the ${what} ${quote(before ?? '')} to ${quote(after ?? '')}.`,
  'step-reordered': () => 'The step has another place in the order.',
  'steps-renumbered': ({ after }, quote) =>
    `Only the numbers of steps changed: ${quote(after ?? '')}.`,
  'made-optional': () => 'It runs only when it is asked for, and ran always before.',
  'made-required': () => 'It runs always, and ran only when it was asked for before.',
  'action-added': (one, quote) => `A ${one.what} is new${tail(one, one.after, quote)}.`,
  'action-removed': (one, quote) => `A ${one.what} was removed${tail(one, one.before, quote)}.`,
  'action-changed': (one, quote) => `The ${one.what}${fromTo(one, quote)}.`,
  'action-reordered': ({ what, subject }, quote) =>
    `The ${what} ${quote(subject ?? '')} has another place in the order.`,
  'commands-changed': () => 'Its commands changed.',
  'no-longer-run': (one, quote) =>
    `A block that was run is only shown now${tail(one, one.before, quote)}.`,
  'now-run': (one, quote) => `What was only shown is run now${tail(one, one.after, quote)}.`,
  'host-changed': (one, quote) =>
    `It runs on ${quote(one.after ?? '')}, and ran on ${quote(one.before ?? '')}.`,
  'destructive-command-added': ({ subject, after }, quote) =>
    `The command ${quote(subject ?? '')} is new: it ${after}.`,
  'hazard-added': ({ subject, after }, quote) =>
    `The command ${quote(subject ?? '')} is new: it ${after}.`,
  'setting-changed': (one, quote) => `Its setting ${one.what}${fromTo(one, quote)}.`,
  'backup-removed': ({ subject }, quote) => `What saved is gone: ${quote(subject ?? '')}.`,
  'protection-lost': ({ subject }, quote) =>
    `${quote(subject ?? '')} now comes before anything that asks a person or saves what it destroys.`,
  'gate-removed': (one, quote) => `A checklist was removed${tail(one, one.before, quote)}.`,
  'confirmation-removed': ({ subject }, quote) =>
    `The block with ${quote(subject ?? '')} runs without asking a person first.`,
  'notice-removed': ({ what, subject }, quote) =>
    `The notice ${quote(what ?? '')} was removed: ${quote(subject ?? '')}.`,
  'notice-lowered': (one, quote) => `The notice ${quote(one.subject ?? '')}${fromTo(one, quote)}.`,
  'notice-changed': (one, quote) => `The notice ${quote(one.what ?? '')}${fromTo(one, quote)}.`,
  'notice-moved': (one, quote) =>
    `The notice ${quote(one.subject ?? '')} moved from ${quote(one.before ?? '')} to ${quote(one.after ?? '')}.`,
  'notice-added': ({ what, subject }, quote) =>
    `The notice ${quote(what ?? '')} is new: ${quote(subject ?? '')}.`,
  'exit-loosened': (one, quote) => `Exit statuses that count as success: they${were(one, quote)}.`,
  'criterion-removed': ({ subject, before }, quote) =>
    `The criterion ${quote(subject ?? '')} was removed; ${quote(before ?? '')} decided it.`,
  'criterion-weakened': (one, quote) =>
    `The criterion ${quote(one.subject ?? '')} asks for less: what decides it${fromTo(one, quote)}.`,
  'criterion-changed': (one, quote) =>
    `What decides the criterion ${quote(one.subject ?? '')}${fromTo(one, quote)}.`,
  'criterion-moved': ({ subject, before, after, what }, quote) =>
    what === 'block'
      ? `The criterion ${quote(subject ?? '')} speaks of another block than before.`
      : `The criterion ${quote(subject ?? '')} moved from ${quote(before ?? '')} to ${quote(after ?? '')}.`,
  'criterion-strengthened': (one, quote) =>
    `The criterion ${quote(one.subject ?? '')} asks for more: what decides it${fromTo(one, quote)}.`,
  'criterion-reworded': (one, quote) =>
    `The words of a criterion changed: it${fromTo(one, quote)}.`,
  'criterion-added': ({ subject }, quote) => `The criterion ${quote(subject ?? '')} is new.`,
};

function were({ before, after }: Difference, quote: Quote): string {
  return ` were ${quote(before ?? '')} and are ${quote(after ?? '')}`;
}
