/** What a run says to a person, in the language of its document or the one that was asked for. */
import { en } from './en.ts';
import { es } from './es.ts';

/** Every sentence that a run shows. The journal's own fields stay language-neutral. */
export type Words = typeof en;

export type Language = 'en' | 'es';

export function wordsOf(language: Language): Words {
  return language === 'es' ? es : en;
}
