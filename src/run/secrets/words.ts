/** Whether any of some words stands in a text, in capitals or not: one look at each letter. */

const BUCKETS = 1 << 14;

/** `words`: in small letters, of three letters and more, between spaces. */
export function wordsOf(words: string): (text: string) => boolean {
  const buckets: (string[] | null)[] = new Array(BUCKETS).fill(null);
  for (const word of words.split(' ')) {
    const bucket = bucketOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2));
    buckets[bucket] = [...(buckets[bucket] ?? []), word];
  }
  return (text) => {
    let second = text.charCodeAt(0);
    let third = text.charCodeAt(1);
    for (let from = 0; from + 2 < text.length; from++) {
      const first = second;
      second = third;
      third = text.charCodeAt(from + 2);
      const bucket = buckets[bucketOf(first, second, third)]!;
      if (bucket === null) continue;
      for (const word of bucket) {
        if (text.slice(from, from + word.length).toLowerCase() === word) return true;
      }
    }
    return false;
  };
}

/** A letter and its capital differ in one bit: other pairs that do are told apart by the caller. */
function bucketOf(first: number, second: number, third: number): number {
  return (((first | 32) * 961) ^ ((second | 32) * 31) ^ (third | 32)) & (BUCKETS - 1);
}
