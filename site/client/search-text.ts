/** Asks the full-text index: what of a document's text holds the words that were typed. */

export interface Passage {
  readonly title: string;
  readonly href: string;
  /** The text around what was found, never as markup. */
  readonly excerpt: readonly { readonly text: string; readonly isHit: boolean }[];
}

interface Answer {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
}

interface Pagefind {
  options(options: { baseUrl: string }): Promise<void>;
  search(words: string): Promise<{ results: { data(): Promise<Answer> }[] }>;
}

const most = 6;
let opened: Promise<Pagefind> | null = null;

/** Nothing where there is no index: while documents are edited there is none. */
export async function searchText(
  base: string,
  words: string,
  isShown: (slug: string) => boolean,
): Promise<Passage[]> {
  try {
    opened ??= open(base);
    const { results } = await (await opened).search(words);
    const answers = await Promise.all(results.slice(0, most + 6).map((one) => one.data()));
    return answers
      .filter(({ url }) => !isShown(decodeURIComponent(/\/p\/([^/]+)\//.exec(url)?.[1] ?? '')))
      .slice(0, most)
      .map(({ url, excerpt, meta }) => ({
        title: meta.title ?? url,
        href: url,
        excerpt: pieces(excerpt),
      }));
  } catch {
    return [];
  }
}

async function open(base: string): Promise<Pagefind> {
  const index = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
  await index.options({ baseUrl: base });
  return index;
}

/** Pagefind marks what it found with `<mark>`: anything else in there is text. */
function pieces(excerpt: string): Passage['excerpt'] {
  return excerpt.split(/(<mark>[\s\S]*?<\/mark>)/).flatMap((part) => {
    const isHit = part.startsWith('<mark>');
    const text = decoded(isHit ? part.slice(6, -7) : part);
    return text === '' ? [] : [{ text, isHit }];
  });
}

function decoded(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return text.replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => named[name] ?? '');
}
