/** The terminal before and after something else has had it: its settings, its screen, and who reads from it. */
import { spawnSync } from 'node:child_process';

/** Modes that a program leaves behind when it is killed: keys, mouse, paste, cursor, character set, colours, the other screen. */
const NORMAL =
  '\u001b[?1l\u001b>\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l\u001b[?2004l\u001b[?25h\u001b(B\u001b[0m\u001b[?47l';

/** Runs `work` and puts the terminal on standard input back as it was, whatever became of it. */
export async function lendTerminal<T>(
  output: NodeJS.WritableStream,
  work: () => Promise<T>,
): Promise<T> {
  const before = settings();
  try {
    return await work();
  } finally {
    takeBack(before);
    const { isTTY, columns } = output as Partial<NodeJS.WriteStream>;
    // Blanks up to the edge go over to the next line, unless the cursor stands at the beginning of one.
    // A terminal that was never told its size has none.
    if (isTTY === true) output.write(`${NORMAL}${' '.repeat((columns || 80) - 1)}\r\u001b[K`);
  }
}

function settings(): string {
  const { stdout } = spawnSync('stty', ['-g'], {
    stdio: [0, 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  return (stdout ?? '').trim();
}

/** With job control bash gives the terminal to a command, then to its own group, which is ours: from whoever died with it. */
function takeBack(before: string): void {
  spawnSync(
    'bash',
    ['--noprofile', '--norc', '-c', 'set -m; command env true; stty "${1:-sane}"', 'bash', before],
    { stdio: [0, 'ignore', 0] },
  );
}
