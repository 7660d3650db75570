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
    } else if (word.startsWith('-')) {
      for (let at = 1; at < word.length && isAlphanumeric(word.charCodeAt(at)); at += 1) {
        if (letters.includes(word[at]!)) return true;
      }
    }
  }
  return false;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
