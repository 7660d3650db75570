/**
 * Masks secret values, and their common encodings, wherever text leaves the run: terminal, journal,
 * excerpts. It knows exact values only: what a command cuts up or encrypts passes unseen.
 */

export interface Redactor {
  /** Masks within one whole text. */
  text(text: string): string;
  /** Masks in text that comes in pieces: also what lies across their borders. */
  stream(): { push(piece: string): string; end(): string };
}

export const MASK = '•••••';

/** Encodings of values shorter than this would match by chance. */
const SHORTEST = 6;

/** `asIn`: how the text that is given writes each form; default: as it is. */
export function createRedactor(
  secrets: readonly string[],
  asIn: (form: string) => string = (form) => form,
): Redactor {
  const needles = [...new Set(secrets.flatMap(formsOf).map(asIn))]
    .filter((form) => form !== '')
    .sort((a, b) => b.length - a.length);
  if (needles.length === 0) {
    return { text: (text) => text, stream: () => ({ push: (piece) => piece, end: () => '' }) };
  }
  const expression = new RegExp(
    needles.map((needle) => needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
    'g',
  );
  const text = (whole: string) => whole.replace(expression, MASK);
  return {
    text,
    stream() {
      let held = '';
      return {
        push(piece) {
          const all = held + piece;
          // What could still become a secret with the next piece is held back.
          const from = openFrom(all, needles, expression);
          held = all.slice(from);
          return text(all.slice(0, from));
        },
        end() {
          const rest = text(held);
          held = '';
          return rest;
        },
      };
    },
  };
}

/** Where the longest tail starts that is the beginning of a needle, or a needle that reaches the end. */
function openFrom(text: string, needles: readonly string[], expression: RegExp): number {
  const longest = needles[0]!.length;
  for (let from = Math.max(0, text.length - longest + 1); from < text.length; from++) {
    const tail = text.slice(from);
    if (needles.some((needle) => needle.length > tail.length && needle.startsWith(tail))) {
      // A whole secret that reaches into the tail must not be cut in two.
      for (const match of text.matchAll(expression)) {
        if (match.index < from && match.index + match[0].length > from) return match.index;
      }
      return from;
    }
  }
  return text.length;
}

function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.trim().length >= SHORTEST);
  const plain = [secret, secret.trim(), ...(lines.length > 1 ? lines : [])];
  if (secret.length < SHORTEST) return plain;
  const bytes = Buffer.from(secret, 'utf8');
  return [
    ...plain,
    ...base64Forms(bytes),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll("'", "'\\''"),
    secret.replace(/[^\w@%+=:,./-]/g, '\\$&'),
    [...secret].reverse().join(''),
  ];
}

/** In base64 a value looks different after one or two other bytes; its borders mix with its neighbours. */
function base64Forms(bytes: Buffer): string[] {
  const forms: string[] = [];
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const start = before === 0 ? 0 : before + 1;
    const end = (bytes.length + before) % 3 === 0 ? encoded.length : encoded.length - 1;
    const core = encoded.slice(start, end);
    if (core.length >= SHORTEST) forms.push(core, core.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}
