/** Words as the vocabulary compares them: without accents, case, emphasis and surplus spaces. */
import { remember } from '../text/remember.ts';

export const normalize = remember((text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim(),
);
