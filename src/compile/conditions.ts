/** Whether the sentence above a block makes it something to do only in some cases. */
import { remember } from '../text/remember.ts';
import { normalize } from './normalize.ts';

/**
 * 'Si son registros:', 'If something is red, …', 'Optionally:'. Silent for 'When the copy is done' and
 * 'Cuando termine': those say in which order, not whether.
 */
const condition =
  /^(y |and |but |pero )?(si|if|unless|only if|only when|solo si|solo cuando|salvo (que|si)|a menos que|(en|in) cas[eo] (de|of|that)\b.*|en caso contrario|de lo contrario|otherwise|if not|de ser (necesario|preciso)|(if|as|when) (needed|necessary|required)|cuando sea necesario|optional(ly)?|opcional(mente)?|alternatively|alternativamente|como alternativa|as an alternative)\b/;

export function isConditional(lead: string | null): boolean {
  return lead !== null && endsInCondition(lead);
}

const endsInCondition = remember((lead: string): boolean => {
  const sentences = lead.split(/(?<=[.!?;])\s+/);
  return condition.test(normalize(sentences.at(-1)!).replace(/^[^\p{L}]+/u, ''));
});
