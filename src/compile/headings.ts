/** What a heading says beside its title: a keyword, a number, an estimate, a condition. */
import type { LineMeaning } from '../parse/heading-lines.ts';
import { rememberFor } from '../text/remember.ts';
import { normalize } from './normalize.ts';
import type { Words } from './words.ts';

export interface HeadingParts {
  /** Without keyword, number, estimate and condition. */
  readonly title: string;
  /** `stage`: ETAPA, FASE, Stage, Phase. `step`: Paso, Step. `null`: neither. */
  readonly keyword: 'stage' | 'step' | null;
  /** `4.3`, `3`, `R2`; `null` where it has none. */
  readonly number: string | null;
  readonly minutes: number | null;
  readonly conditional: boolean;
  readonly optional: boolean;
}

const keywords: readonly (readonly [RegExp, 'stage' | 'step'])[] = [
  [/^(?:etapa|fase|stage|phase|parte|part)\s+(\d+|[ivx]+)\b\s*(?:[-–—:.)]\s*)?/i, 'stage'],
  [/^(?:paso|step|escenario|scenario)\s+([a-z]?\d+(?:\.\d+)*[a-z]?)\b\s*(?:[-–—:.)]\s*)?/i, 'step'],
];

const numbering = /^(?:§\s*)?(\d+(?:\.\d+)*)\s*(?:[.):]|[-–—](?=\s))?\s+(?=\S)/;
const lettering = /^§\s*([A-Z])\s*[.):]?\s+(?=\S)/;
/** Any condition in parentheses: what may not be meant to run must not run unasked. */
const conditionalWords =
  /\((?:(?:solo |only )?(?:si|if|when|cuando|en caso de|in case of)|solo|solamente|unicamente|only)\b[^()]*\)|\((?:as needed|condicional|conditional)\)/;
/** 'Option B: by hand': of several ways a person takes one. */
const alternatives = /^(opcion|option|alternativa|alternative|metodo|method) [a-z0-9]\b/;
/** What is optional, and what somebody keeps in the text though it is no longer done. */
const optionalWords =
  /\((?:opcional(?:es)?|alternativ[ao]s?|optional|alternative)\)|[([](?:obsolet[oae]s?|deprecated|retirad[oa]|no (?:ejecutar|usar)|do not (?:run|use)|omitir|skip(?:ped)?)\b[^()[\]]*[)\]]/;

export const parseHeading = rememberFor((text: string, words: Words): HeadingParts => {
  const plain = text.replace(/^[\s*_#]+|[\s*_]+$/g, '').replace(/^(\d)\uFE0F?\u20E3\s*/u, '$1. ');
  // An estimate and a condition stand in brackets, and most headings hold none.
  const folded = /[([]/.test(plain) ? normalize(plain) : '';
  const { keyword, number, rest } = leading(plain, words);
  return {
    title: tidy(rest) || plain,
    keyword,
    number,
    minutes: minutesIn(folded),
    conditional: conditionalWords.test(folded),
    optional: optionalWords.test(folded) || alternatives.test(normalize(rest)),
  };
});

/** Whether a line stands for a heading, and on which level beside the real heading above it. */
export function meaningOf(words: Words): LineMeaning {
  return ({ text, isBold }, above) => {
    // 'Step 2 must stay before step 3.' is a sentence.
    if (!isBold && !titled.test(text.trim())) return null;
    const { keyword, number } = parseHeading(text, words);
    if (keyword === null) {
      // '**1. Find the backup**': as '### 1. Find the backup' would be.
      const isNumbered = isBold && /^\d+[.)]\s+\S/.test(text.trim());
      return isNumbered ? { opens: 'step', isSure: false } : null;
    }
    const over = parseHeading(above, words);
    // 'Step 3.3' in a line under the heading '3.2 …' continues its sequence, and is no part of it.
    const isBeside =
      keyword === 'step' &&
      over.number !== null &&
      (over.keyword === 'step' || over.number.includes('.')) &&
      over.number.split('.').length === number!.split('.').length;
    return { opens: isBeside ? 'step-beside' : keyword, isSure: isBold };
  };
}

const titled = /^\S+\s+[\w.]+\s*[.:)–—-]\s+\S.{0,100}(?<![.:,;])$/u;

function leading(
  text: string,
  words: Words,
): Pick<HeadingParts, 'keyword' | 'number'> & { rest: string } {
  const decomposed = words.keywords.length > 0 ? text.normalize('NFD') : text;
  for (const [pattern, keyword] of words.keywords) {
    const match = pattern.exec(decomposed);
    if (match === null) continue;
    const rest = decomposed.slice(match[0].length).normalize('NFC');
    return { keyword, number: arabic(match[1]!), rest };
  }
  for (const [pattern, keyword] of keywords) {
    const match = pattern.exec(text);
    if (match) return { keyword, number: arabic(match[1]!), rest: text.slice(match[0].length) };
  }
  const match = numbering.exec(text) ?? lettering.exec(text);
  return match
    ? { keyword: null, number: match[1]!, rest: text.slice(match[0].length) }
    : { keyword: null, number: null, rest: text };
}

const roman: Record<string, string> = Object.fromEntries(
  'i ii iii iv v vi vii viii ix x xi xii'.split(' ').map((name, at) => [name, String(at + 1)]),
);

function arabic(number: string): string {
  return roman[number.toLowerCase()] ?? number.toUpperCase();
}

function tidy(title: string): string {
  return title
    .replace(
      /\s*\(\s*(?:~\s*)?\d+(?:\s*[-–]\s*\d+)?\s*(?:min(?:uto?s?|utes?|s)?|h(?:ora?s?|ours?|rs?)?)\.?\s*\)/i,
      '',
    )
    .replace(/^[-–—:.)\s]+|[\s:]+$/g, '');
}

/** The estimate in parentheses, in minutes; of a range the upper end, because a plan must hold it. */
function minutesIn(folded: string): number | null {
  const match =
    /\(\s*(?:~\s*)?(?:(\d+(?:[.,]\d+)?)\s*[-–]\s*)?(\d+(?:[.,]\d+)?)\s*(min(?:uto?s?|utes?|s)?|h(?:ora?s?|ours?|rs?)?)\.?\s*\)/.exec(
      folded,
    );
  if (!match) return null;
  const value = Number(match[2]!.replace(',', '.')) * (match[3]!.startsWith('h') ? 60 : 1);
  return Number.isFinite(value) ? value : null;
}
