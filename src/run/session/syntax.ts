/** Asks bash, before anything runs, whether it accepts a block; the padded block that it reads is the one that runs. */
import { writeFileSync } from 'node:fs';
import type { Block } from './attempt.ts';

export interface SyntaxComplaint {
  /** In the Markdown file. */
  readonly line: number;
  readonly message: string;
  /** All that bash said. */
  readonly text: string;
}

/** Writes the block to `file`, padded so that its lines are those of the document. */
export function writeBlock(block: Block, file: string): void {
  writeFileSync(file, '\n'.repeat(block.line - 1) + whole(block), { mode: 0o600 });
}

/** Writes the block and has `bash -n` read it; `state`: that it begins with. `null`: accepted. Whatever bash says is a complaint: of an open heredoc it only warns. */
export async function checkSyntax(
  block: Block,
  file: string,
  state: string,
): Promise<SyntaxComplaint | null> {
  writeBlock(block, file);
  const plain = await ask([], file);
  if (plain === null) return null;
  // bash reads patterns like !(x) only where extglob is on, which the session or the block may see to.
  const extended = block.code.includes('extglob') || /^shopt -s extglob$/m.test(state);
  const text = extended ? await ask(['-O', 'extglob'], file) : plain;
  if (text === null) return null;
  const first = text.split('\n')[0] ?? '';
  const match = first.startsWith(`${file}: `)
    ? /^\S+ (\d+): (.*)$/.exec(first.slice(file.length + 2))
    : null;
  return match === null
    ? { line: block.line, message: first, text }
    : { line: Number(match[1]), message: match[2]!, text };
}

function whole({ code }: Block): string {
  return code.endsWith('\n') ? code : `${code}\n`;
}

/** `null`: it says nothing, and that it is well. */
async function ask(options: readonly string[], file: string): Promise<string | null> {
  // Seldom needed, and some 400 modules.
  const { execa } = await import('execa');
  const result = await execa('bash', ['--noprofile', '--norc', ...options, '-n', file], {
    // Nothing of the caller's environment, BASH_ENV above all, may run here.
    extendEnv: false,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    stdin: 'ignore',
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 1 << 20,
  });
  if (!result.failed && result.stderr === '') return null;
  return result.stderr || (result.shortMessage ?? 'bash refused it');
}
