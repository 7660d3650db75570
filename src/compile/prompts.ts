/** Blocks that show a terminal: the lines behind a prompt are commands, the rest is what they print. */
export interface PromptBlock {
  /** The commands, every other line left empty, so that line k stays line k. */
  readonly code: string;
  /** What the document shows as output; `null` where it shows none. */
  readonly output: string | null;
}

/** `$ `, with or without user, host and folder before it; root's `#` only behind a host, else it is a comment. */
const prompt =
  /^\s*(?:\([\w.-]+\)\s*)?(?:(?:[\w.-]+@[\w.-]+[: ][^\s$#]*)?\$|\[[\w.-]+@[\w.-]+ [^\]\s]+\][$#]|[\w.-]+@[\w.-]+:[^\s$#]*#) (.*)$/;

/** `null` where no line has a prompt. */
export function readPrompts(text: string): PromptBlock | null {
  if (!/\$ |\S# /.test(text)) return null;
  const lines = text.split('\n');
  if (!lines.some((line) => prompt.test(line))) return null;
  const code: string[] = [];
  const output: string[] = [];
  let continues = false;
  let delimiter: string | null = null;
  for (const line of lines) {
    const command: string | undefined = continues
      ? line.replace(/^> ?/, '')
      : prompt.exec(line)?.[1];
    if (command === undefined || (!continues && !prompt.test(line))) {
      code.push('');
      output.push(line);
      continue;
    }
    code.push(command);
    delimiter ??= /<<-?\s*['"]?(\w+)['"]?/.exec(command)?.[1] ?? null;
    if (delimiter !== null && command.trim() === delimiter) delimiter = null;
    continues = /(^|[^\\])\\$/.test(command) || delimiter !== null;
  }
  const shown = output.join('\n').replace(/^\n+|\s+$/g, '');
  return { code: code.join('\n'), output: shown === '' ? null : shown };
}
