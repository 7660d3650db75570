/** What makes a shell block a file, and no commands to run: a sentence above it, its first lines. */
import { normalize } from './normalize.ts';

export interface AnnouncedFile {
  /** As written in backticks; `null` where the sentence names none. */
  readonly path: string | null;
}

const announcements = [
  /\b(create|write|add|save|edit|make|crear?|cree|escrib\w+|anad\w+|guard\w+|edit\w+)\b.*\b(file|script|archivo|fichero)\b/,
  /\b(contents?( of| below)?|the following contents?|contains|contenido|contiene)\b/,
  /\b(save|store|guard\w+)\b.*\b(as|to|como|en)\b/,
];

/** `null` where the sentence announces a command, or nothing. */
export function announcedFile(sentence: string): AnnouncedFile | null {
  const last = sentence
    .split(/(?<=[.!?])\s+/)
    .at(-1)!
    .trim();
  if (!last.endsWith(':') || last.length > 300) return null;
  // A path says nothing of what is announced, whatever words it is made of.
  const words = normalize(last.replace(/`[^`]*`/g, ' '));
  if (/\b(commands?|comandos?|run|execute|ejecut\w+|corre|correr)\b/.test(words)) return null;
  if (!announcements.some((pattern) => pattern.test(words))) return null;
  const path = /`([^`\s]*[./][^`\s]*)`/.exec(last)?.[1] ?? null;
  // 'what the folder contains' is for a command to tell.
  if (path === null && !/\b(file|script|archivo|fichero)\b/.test(words)) return null;
  if (/\b(folder|directory|carpeta|directorio)\b/.test(words)) return null;
  return { path };
}

/** Whether the block makes the file by itself: `cat > backup.sh <<'EOF'`. */
export function writesFile(code: string, { path }: AnnouncedFile): boolean {
  const first = code.split('\n').find((line) => /^\s*[^#\s]/.test(line)) ?? '';
  const name = path?.split('/').at(-1) ?? null;
  const isWriting =
    /^\s*(sudo\s+)?(cat|tee|echo|printf|touch|cp|mv|curl|wget|install|vim?|nano)\b/.test(first);
  return name === null ? isWriting : isWriting && code.includes(name);
}

/** Whether the block starts as a script does: comments aside, with `#!`. */
export function hasShebang(code: string): boolean {
  if (!code.includes('#!')) return false;
  let comments = 0;
  for (const line of code.split('\n')) {
    if (line.startsWith('#!')) return true;
    if (line.trim() === '') continue;
    comments += 1;
    if (!line.trimStart().startsWith('#') || comments > 3) return false;
  }
  return false;
}

/** The file that a first comment names: `# scripts/deploy.sh`. */
export function scriptPath(code: string): string | null {
  if (!/\.(?:sh|bash|zsh|py|ksh)/.test(code)) return null;
  const lines = code
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 3);
  for (const line of lines) {
    if (!line.startsWith('#')) break;
    const match = /^#\s*([\w.~/-]+\.(?:sh|bash|zsh|py|ksh))\s*$/.exec(line);
    if (match) return match[1]!;
  }
  return null;
}
