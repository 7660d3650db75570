/**
 * A claim that one command's success proves: every word of the sentence must be the claim's own, the
 * command's, or one that promises nothing. A sentence with any other word says more than the command shows.
 */
import type { ShellCommand } from '../../shell/analysis.ts';
import { remember } from '../../text/remember.ts';
import { normalize } from '../normalize.ts';
import { type Evidence, endsWithZero, type Inference, onlyRehearses } from './rule.ts';

export interface Claim {
  /** Words for what the sentence speaks of, one of which must be there: alternatives of a pattern. */
  readonly subject: string;
  /** Words for what is so, one of which must be there. */
  readonly state: string;
  /** Further words that promise nothing more. */
  readonly also?: string;
  /** Whether a word of the command, such as the unit's name, may stand for the subject. */
  readonly named?: boolean;
  /** Whether a command's exit status 0 shows that it is so. */
  readonly shows: (command: ShellCommand) => boolean;
  /** Commands that must all be sure to be noticed where there are several; default: those that `shows` takes. */
  readonly among?: (command: ShellCommand) => boolean;
}

const neutral =
  /^(el|la|los|las|lo|un|una|de|del|al?|en|con|por|para|que|se|y|e|the|an?|of|in|on|to|with|by|at|and|is|are|was|were|has|have|been|be|being|its?|this|that|este|esta|estan|fue|fueron|ha|han|sido|es|son|queda|quedan|correctamente|exitosamente|exito|satisfactoriamente|successfully|correctly|properly|ok|now|ya)$/;

/** The check that the last command which shows the claim ended with 0; `null` where the claim says more or less. */
export function proveClaim(evidence: Evidence, claim: Claim): Inference | null {
  // Most sentences speak of something else, which one look at their words tells.
  if (!anywhere(claim.state).test(evidence.sentence)) return null;
  const all = evidence.analysis.commands.filter(claim.among ?? claim.shows);
  const last = all.at(-1);
  if (last === undefined) return null;
  // Of two alike, one whose failure is hidden may be the one that the sentence means.
  const isSure = ({ topLevel, guarded }: ShellCommand): boolean => topLevel && !guarded;
  if (!all.every((each) => isSure(each) && claim.shows(each) && !onlyRehearses(each))) return null;
  if (!saysOnly(evidence.sentence, claim, all)) return null;
  return { check: endsWithZero(last, evidence) };
}

/**
 * Whether each word of a sentence is one of `words`, a word of the commands, or one that promises
 * nothing: then the sentence says no more than the rule knows.
 */
export function isAccountedFor(
  sentence: string,
  words: RegExp,
  commands: readonly ShellCommand[],
): boolean {
  const isName = namesOf(commands);
  return wordsOf(sentence).every((word) => words.test(word) || neutral.test(word) || isName(word));
}

function saysOnly(sentence: string, claim: Claim, commands: readonly ShellCommand[]): boolean {
  const subject = whole(claim.subject);
  const state = whole(claim.state);
  const also = whole(claim.also ?? '');
  const isName = namesOf(commands);
  let hasSubject = false;
  let hasState = false;
  for (const word of wordsOf(sentence)) {
    if (subject.test(word)) hasSubject = true;
    else if (state.test(word)) hasState = true;
    else if (isName(word)) hasSubject ||= claim.named === true;
    else if (!also.test(word) && !neutral.test(word)) return false;
  }
  return hasSubject && hasState;
}

function wordsOf(sentence: string): string[] {
  return sentence.split(/[\s"'«»“”()¡!.,:/]+(?=\s|$)|[\s"'«»“”()]+/).filter(Boolean);
}

/** Whether a word is one of the commands' own, which never takes back what the sentence says. */
function namesOf(commands: readonly ShellCommand[]): (word: string) => boolean {
  let names: ReadonlySet<string> | null = null;
  return (word) => {
    names ??= namesIn(commands);
    return names.has(word) && !/^(no|not|sin|without|nunca|never)$/.test(word);
  };
}

/** `/etc/app.conf`, and `app.conf` and `app` of it, as a person would name it. */
function namesIn(commands: readonly ShellCommand[]): Set<string> {
  const names = new Set<string>();
  for (const { name, args, redirects } of commands) {
    const words = [...args, ...redirects.map(({ target }) => target)];
    for (const word of [name, ...words.filter((one) => !/[$`]/.test(one))]) {
      const bare = normalize(word).replace(/^-+/, '').replace(/\/$/, '');
      const base = bare.slice(bare.lastIndexOf('/') + 1);
      const parts = bare.split(/[^\p{L}\d]+/u);
      for (const one of [bare, base, base.replace(/\.[a-z]+$/, ''), ...parts])
        if (one !== '') names.add(one);
    }
  }
  return names;
}

/** The same few dozen for every sentence of every document. */
const whole = remember(
  (alternatives: string): RegExp =>
    new RegExp(`^(?:${alternatives === '' ? '(?!)' : alternatives})$`),
  { longest: 1000 },
);
const anywhere = remember((alternatives: string): RegExp => new RegExp(alternatives), {
  longest: 1000,
});
