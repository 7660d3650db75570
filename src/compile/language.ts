/** The language that a document is written in. */
import { normalize } from './normalize.ts';

const spanish =
  /\b(el|la|los|las|de|del|que|y|para|con|una?|se|si|no|por|en|al|paso|etapa|verificar|ejecutar|criterio)\b/g;
const english =
  /\b(the|of|and|to|for|with|an?|is|if|not|by|in|on|step|stage|verify|run|criterion|this|that)\b/g;

/** From front matter where it says so, else from the commonest words of the prose, which is asked for then. */
export function languageOf(declared: string | null, prose: () => string): 'es' | 'en' {
  if (declared !== null && /^es\b/i.test(declared)) return 'es';
  if (declared !== null && /^en\b/i.test(declared)) return 'en';
  const words = normalize(prose().slice(0, 20_000));
  return (words.match(spanish)?.length ?? 0) > (words.match(english)?.length ?? 0) ? 'es' : 'en';
}
