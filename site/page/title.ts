/** Titles as they are compared: what the compiler took from a heading against what the document writes. */

/** Lower case, without accents, numbering words, emphasis and the space around. */
export function plainText(value: string): string {
  return value
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[*_`#]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a paragraph says no more than the title that was taken from it. */
export function saysOnly(paragraph: string, title: string): boolean {
  const bare = (text: string) =>
    plainText(text)
      .replace(/^(?:(?:paso|step|etapa|stage|fase|phase)\s+)?[\d.]*\s*[).:—-]*\s*/, '')
      .replace(/[\s:.]+$/, '');
  return bare(paragraph) === bare(title);
}
