/** Words as the vocabulary compares them: without accents, case, emphasis and surplus spaces. */
import { remember } from '../text/remember.ts';

export const normalize = remember((text: string): string =>
  withoutAccents(text)
    .toLowerCase()
    .replace(/[*_`]/g, '')
    // Single blanks, which are many, stay as they are.
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim(),
);

function withoutAccents(text: string): string {
  return /[^\p{ASCII}]/u.test(text) ? text.normalize('NFD').replace(/\p{M}/gu, '') : text;
}
