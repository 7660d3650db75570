/** Placeholders: the gaps that an author leaves in a block, a path or a template for whoever follows it. */
import type { Hole } from '../model/index.ts';
import { type Quoting, scanQuoting } from './quoting.ts';

export interface FoundHole extends Hole {
  /** As written: `<pod-name>`. */
  readonly text: string;
}

/** The gaps of a shell block, in order. What bash itself means (`[ -f x ]`, `${a[b]}`, `<file`) is none. */
export function holesOfBlock(code: string): FoundHole[] {
  let quotingAt: ((offset: number) => Quoting) | null = null;
  const tags = code.includes('</') ? code.matchAll(/<\/([^<>\n]+)>/g) : [];
  const closed = new Set(Array.from(tags, (match) => match[1]!));
  const found: FoundHole[] = [];
  for (const { holds, pattern, name, allowed } of shellPatterns) {
    // Most blocks have no gap, and looking for one is slower than looking for its first letters.
    if (!code.includes(holds) || code.search(pattern) === -1) continue;
    for (const match of code.matchAll(pattern)) {
      quotingAt ??= scanQuoting(code);
      const start = match.index;
      const end = start + match[0].length;
      const quoting = quotingAt(start);
      if (quoting === 'comment' || quoting === 'literal') continue;
      if (!allowed(match, quoting, code, closed)) continue;
      found.push({
        parameter: name(match),
        start,
        end,
        kind: 'placeholder',
        quoting,
        text: match[0],
      });
    }
  }
  return withoutOverlaps(found);
}

/** The gaps of a message, a document or a path, where no shell reads the text. */
export function holesOfTemplate(template: string): FoundHole[] {
  const found: FoundHole[] = [];
  for (const pattern of templatePatterns) {
    for (const match of template.matchAll(pattern)) {
      found.push({
        parameter: match[0].replace(/^[[<{\s]+|[\]>}\s]+$/g, ''),
        start: match.index,
        end: match.index + match[0].length,
        kind: 'placeholder',
        quoting: 'text',
        text: match[0],
      });
    }
  }
  return withoutOverlaps(found);
}

/** The code with each gap replaced by as many letters, so that a parser sees words at the same offsets. */
export function fillForParsing(code: string, holes: readonly Hole[]): string {
  let filled = '';
  for (const { start, end } of holes) {
    filled += code.slice(filled.length, start) + 'x'.repeat(end - start);
  }
  return filled + code.slice(filled.length);
}

interface ShellPattern {
  /** What every match holds. */
  readonly holds: string;
  readonly pattern: RegExp;
  readonly name: (match: RegExpMatchArray) => string;
  readonly allowed: (
    match: RegExpMatchArray,
    quoting: Quoting,
    code: string,
    /** Names of tags that are closed in it. */
    closed: ReadonlySet<string>,
  ) => boolean;
}

const htmlTags = new Set(
  'a b br body code div em form h1 h2 h3 head html i img input li meta ol p pre script span strong style svg table td th title tr u ul none'.split(
    ' ',
  ),
);
/** Words between brackets that are output, not gaps. */
const shownWords = new Set(
  'OK INFO WARN WARNING ERROR DEBUG FATAL PASS PASSED FAIL FAILED DONE SKIP TODO NOTE TRACE'.split(
    ' ',
  ),
);

const shellPatterns: readonly ShellPattern[] = [
  {
    // `{{.user_id}}` and `{{json .}}` are Go templates, `${{ x }}` is GitHub's.
    holds: '{{',
    pattern: /\{\{\s*([A-Za-z_][\w-]*)\s*\}\}/g,
    name: (match) => match[1]!,
    allowed: (match, _quoting, code) => code[match.index! - 1] !== '$',
  },
  {
    holds: '<',
    pattern: /<([\p{L}][\p{L}\d_.:/-]*(?: [\p{L}\d_./'-]+)*)>/gu,
    name: (match) => slug(match[1]!),
    allowed: (match, quoting, code, closed) => {
      if (htmlTags.has(match[1]!.toLowerCase())) return false;
      if (/[<\\$]/.test(code[match.index! - 1] ?? '')) return false;
      if (closed.has(match[1]!)) return false;
      // `sort <a.txt>b.txt` is two redirections; a gap holds no file name's dot or slash there.
      return quoting !== 'bare' || !/[./]/.test(match[1]!);
    },
  },
  {
    holds: '[',
    pattern: /\[([A-Z][A-Z0-9_ -]{2,}|[\p{Ll}][\p{L}\d_-]{2,}(?: [\p{L}\d_-]+)*)\]/gu,
    name: (match) => slug(match[1]!),
    allowed: (match, quoting, code) => {
      const before = code[match.index! - 1] ?? '';
      const upper = /^[A-Z]/.test(match[1]!);
      if (shownWords.has(match[1]!) || /^[A-Z]-[A-Z]/.test(match[1]!)) return false;
      if (/[\w$}\]]/.test(before) && !(upper && /[_]/.test(before))) return false;
      if (/^\[[^\]]*\]\s*[*+?]/.test(code.slice(match.index!)) || before === '^') return false;
      if (!upper && quoting === 'double') return isWordOfASentence(match, code);
      if (!upper) return quoting === 'bare' && /[\s=/@:]/.test(before || ' ');
      return quoting !== 'single';
    },
  },
  {
    holds: '{',
    pattern: /\{([a-z][a-z_-]{2,})\}/g,
    name: (match) => match[1]!,
    allowed: (match, quoting, code) =>
      (quoting === 'bare' || quoting === 'double') && !/[$%\w{]/.test(code[match.index! - 1] ?? ''),
  },
  {
    holds: 'X.Y.',
    pattern: /\bv?X\.Y\.\(Z-1\)/g,
    name: () => 'previous-version',
    allowed: () => true,
  },
  {
    holds: 'X.Y.',
    pattern: /\bv?X\.Y\.Z\b/g,
    name: () => 'version',
    allowed: () => true,
  },
  {
    holds: 'YYYY',
    pattern: /\b(?:YYYY-MM-DD(?:[-_T ]?HH:?MM(?::?SS)?)?|YYYYMMDD(?:[-_]?HHMM(?:SS)?)?)\b/g,
    name: (match) => (match[0].includes('HH') ? 'timestamp' : 'date'),
    allowed: (match, _quoting, code) => code[match.index! - 1] !== '+',
  },
  {
    holds: '_',
    pattern: /\b(?:YOUR|TU|MY_OWN)_[A-Z][A-Z0-9_]*\b/g,
    name: (match) => match[0].toLowerCase().replaceAll('_', '-'),
    allowed: (match, _quoting, code) =>
      code[match.index! - 1] !== '$' && !/^\s*=/.test(code.slice(match.index! + match[0].length)),
  },
];

/** `"create user [user] in …"`: but what is printed or searched for means its brackets. */
function isWordOfASentence(match: RegExpMatchArray, code: string): boolean {
  const start = match.index!;
  const after = code[start + match[0].length] ?? '';
  if (!/[\s"']/.test(code[start - 1] ?? '') || !/[\s"';,]/.test(after)) return false;
  if (shownWords.has(match[1]!.toUpperCase())) return false;
  const line = code.slice(code.lastIndexOf('\n', start) + 1, start);
  return !/\b(echo|printf|[efz]?grep|rg|sed|awk|jq|find|tr|log(ger)?)\b/.test(line);
}

const templatePatterns = [
  /\{\{\s*[A-Za-z_][\w-]*\s*\}\}/g,
  /<[\p{L}][\p{L}\d_ ./-]*>/gu,
  // Not a task box, and not the text of a link.
  /\[(?![xX ]\])(?=[^[\]\n]*\p{L})[^[\]\n]{2,80}\](?!\()/gu,
  /\bv?X\.Y\.Z\b/g,
  /\b(?:YYYY-MM-DD(?:[-_T ]HH:?MM(?::?SS)?)?|YYYYMMDD(?:[-_]?HHMM(?:SS)?)?|HH:MM)\b/g,
  /\bXX\b(?=\s*(?:minutos|minutes|segundos|seconds|min\b|%))/g,
];

function withoutOverlaps(found: FoundHole[]): FoundHole[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((hole) => {
    const isFree = hole.start >= end;
    end = Math.max(end, hole.end);
    return isFree;
  });
}

/** The name of the parameter that a gap so named asks for. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\d_]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}
