/** Answers that are asked for again and again while one document is worked on. */

export interface Memory {
  /** Twice as many answers are kept at most: more than a document needs, too few to matter. */
  readonly many?: number;
  /** Texts longer than this, in UTF-16 units, are seldom asked about twice: their answers are not kept. */
  readonly longest?: number;
}

/** `work`, which depends on nothing but its text, done once for the same text. */
export function remember<Answer>(
  work: (text: string) => Answer,
  { many = 500, longest = 120 }: Memory = {},
): (text: string) => Answer {
  let known = new Map<string, Answer>();
  // What is asked for again before as many others are is not forgotten with them.
  let older: ReadonlyMap<string, Answer> = new Map();
  return (text) => {
    if (text.length > longest) return work(text);
    let answer = known.get(text);
    if (answer === undefined) {
      answer = older.get(text) ?? work(text);
      if (known.size >= many) {
        older = known;
        known = new Map();
      }
      known.set(text, answer);
    }
    return answer;
  };
}

/** The same for work that also depends on an object which does not change, such as a vocabulary. */
export function rememberFor<Given extends object, Answer>(
  work: (text: string, given: Given) => Answer,
): (text: string, given: Given) => Answer {
  const byGiven = new WeakMap<Given, (text: string) => Answer>();
  return (text, given) => {
    let ask = byGiven.get(given);
    if (ask === undefined) {
      ask = remember((one) => work(one, given));
      byGiven.set(given, ask);
    }
    return ask(text);
  };
}
