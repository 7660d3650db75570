/** A procedure that counts on disk what it does, so that nothing of it can be repeated or lost unseen. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Random } from '../../fuzz/random.ts';

export const NAME = 'PROC-CRASH-001';

export interface Victim {
  readonly root: string;
  readonly steps: readonly string[];
}

/** Each block says when it begins and ends, in a file, and counts in a variable of the session. */
export function writeVictim(random: Random): Victim {
  const root = mkdtempSync(path.join(tmpdir(), 'procs-crash-'));
  const steps = Array.from({ length: 5 + random.below(3) }, (_, at) => `1.${at + 1}`);
  const body = steps.map((ref, at) => {
    const work = random.pick([
      'sleep 0.0SOME',
      '( sleep 0.0SOME; echo child >>children ) & wait',
      'for i in 1 2 3; do sleep 0.01; done',
      'head -c 100000 /dev/zero | tr "\\0" x',
      ':',
    ]);
    const code = [
      `echo "begin ${ref}" >>log`,
      `total=$(( \${total-0} + 1 ))`,
      work.replace('SOME', String(1 + random.below(9))),
      ...(at === steps.length - 1 ? ['echo "$total" >total'] : []),
      `echo "end ${ref}" >>log`,
    ].join('\n');
    const criterion = random.chance(0.5)
      ? `\n**Success criterion:** its end is in the log\n\n\`\`\`bash check\ngrep -qx 'end ${ref}' log\n\`\`\`\n`
      : '';
    return `### Step ${ref}: Part ${at + 1}\n\n\`\`\`bash\n${code}\n\`\`\`\n${criterion}`;
  });
  writeFileSync(
    path.join(root, 'crash.md'),
    `---\nid: ${NAME}\nversion: 1.0.0\n---\n# ${NAME}: Count what is done\n\n## Procedure\n\n## Stage 1: Count (1 minute)\n\n${body.join('\n')}`,
  );
  return { root, steps };
}

/** How often each block began and ended. */
export function counted(root: string): { begun: Map<string, number>; ended: Map<string, number> } {
  const begun = new Map<string, number>();
  const ended = new Map<string, number>();
  for (const line of read(path.join(root, 'log')).split('\n')) {
    const [what, ref] = line.split(' ');
    const into = what === 'begin' ? begun : what === 'end' ? ended : null;
    if (into !== null && ref !== undefined) into.set(ref, (into.get(ref) ?? 0) + 1);
  }
  return { begun, ended };
}

export function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
