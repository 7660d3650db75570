/** Words as the vocabulary compares them: without accents, case, emphasis and surplus spaces. */
export function normalize(text: string): string {
  let known = recent.get(text);
  if (known === undefined) {
    known = fold(text);
    if (recent.size >= MANY) recent.clear();
    recent.set(text, known);
  }
  return known;
}

/** Every title and label is asked about by many rules of the language. */
const recent = new Map<string, string>();
const MANY = 2000;

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
