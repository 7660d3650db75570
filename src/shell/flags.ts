/** Options of commands. */

/** The verb of kubectl behind its global options: `kubectl -n prod delete …`. */
export function firstVerb(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    if (/^(-n|--namespace|--context|--kubeconfig|--cluster|--user)$/.test(word)) at += 1;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

/** Whether one of the letters stands in an option cluster (`-rf`), or one of the long options. */
export function hasFlag(
  words: readonly string[],
  letters: string,
  long: readonly string[],
): boolean {
  for (const word of words) {
    if (word === '--') return false;
    if (word.startsWith('--')) {
      if (long.some((option) => word === option || word.startsWith(`${option}=`))) return true;
    } else if (/^-[A-Za-z0-9]/.test(word)) {
      for (const letter of word.slice(1)) {
        if (letters.includes(letter)) return true;
        if (!/[A-Za-z0-9]/.test(letter)) break;
      }
    }
  }
  return false;
}
