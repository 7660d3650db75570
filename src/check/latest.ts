/** What is worked out of a document while its rules look at it, and let go with it. */
import type { CompiledDocument } from '../workspace/workspace.ts';

/** Rules look at one document after the other, and now and then at one that it names. */
const FEW = 3;

/** `work`, done once for each of the documents that were asked about last. */
export function forLatest<Answer>(
  work: (document: CompiledDocument) => Answer,
): (document: CompiledDocument) => Answer {
  const known = new Map<CompiledDocument, Answer>();
  return (document) => {
    let answer = known.get(document);
    if (answer === undefined) {
      answer = work(document);
      const [oldest] = known.keys();
      if (known.size >= FEW && oldest !== undefined) known.delete(oldest);
      known.set(document, answer);
    }
    return answer;
  };
}
