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
    if ((output as Partial<NodeJS.WriteStream>).isTTY === true) output.write(NORMAL);
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
