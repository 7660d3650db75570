/** A procedure that counts on disk what it does, so that nothing of it can be repeated or lost unseen. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Random } from '../../fuzz/random.ts';

export const NAME = 'PROC-CRASH-001';

/** What a victim may have besides blocks that wait, loop, write and start children. */
export interface Features {
  /** A block in the background, from one step in the middle on. */
  readonly background: boolean;
  /** A block that fails the first time, and is tried again. */
  readonly retry: boolean;
  /** The last step fails, and the rollback is taken. */
  readonly rollback: boolean;
  /** Notices that stop for a person, over what destroys. */
  readonly gates: boolean;
  /** A block on another host. */
  readonly remote: boolean;
}

export interface Victim {
  readonly root: string;
  readonly features: Features;
  /** Steps that pass, in their order. */
  readonly steps: readonly string[];
  /** The step that fails; `null`: none does. */
  readonly failing: string | null;
  /** Steps of the background: they run on while others do. */
  readonly behind: readonly string[];
  /** Steps whose block is tried again by the document. */
  readonly retried: readonly string[];
  /** How many blocks count in the session's variable. */
  readonly counted: number;
}

export function someFeatures(random: Random, remote: boolean): Features {
  return {
    background: random.chance(0.3),
    retry: random.chance(0.4),
    rollback: random.chance(0.3),
    gates: random.chance(0.5),
    remote: remote && random.chance(0.4),
  };
}

/** Each block says when it begins and ends, in a file, and counts in a variable of the session. */
export function writeVictim(random: Random, features: Features): Victim {
  const root = mkdtempSync(path.join(tmpdir(), 'procs-crash-'));
  const log = path.join(root, 'log');
  const around = { log, random };
  const count = 4 + random.below(3);
  const at = random.below(count - 1);
  const parts: string[] = [];
  const steps: string[] = [];
  const behind: string[] = [];
  const retried: string[] = [];
  let counted = 0;
  const add = (ref: string, attributes: string, work: readonly string[], counts = true): void => {
    const code = [
      `echo "begin ${ref}" >>${log}`,
      ...(counts ? ['total=$(( ${total-0} + 1 ))', 'echo "$total" >total'] : []),
      ...work,
      `echo "end ${ref}" >>${log}`,
    ];
    steps.push(ref);
    if (counts) counted += 1;
    parts.push(step(ref, attributes, code, around));
  };
  for (let n = 1; n <= count; n++) {
    add(`1.${n}`, '', [simpleWork(random)]);
    if (n !== at + 1) continue;
    if (features.background) {
      const ref = `1.${n}1`;
      const code = [`echo "begin ${ref}" >>log`, `echo "end ${ref}" >>log`, 'exec sleep 600'];
      parts.push(step(ref, ' {background}', code, around));
      steps.push(ref);
      behind.push(ref);
    }
    if (features.retry) {
      retried.push(`1.${n}2`);
      const failure = '[ -e tried ] || { touch tried; false; }';
      add(`1.${n}2`, ' {retry=2 every=10ms}', [failure]);
    }
    if (features.gates) {
      add(`1.${n}3`, '', ['mkdir -p scratch', 'rm -rf "$PWD/scratch"']);
      parts.push('**WARNING:** Tell the users first.\n');
    }
    if (features.remote) {
      const ref = `1.${n}4`;
      const there = [`echo "begin ${ref}" >>${log}`, 'sleep 0.05', `echo "end ${ref}" >>${log}`];
      parts.push(step(ref, '', ['ssh staging-server', ...there, 'exit'], around));
      steps.push(ref);
    }
  }
  const failing = features.rollback ? '1.99' : null;
  if (failing !== null) {
    parts.push(step(failing, '', [`echo "begin ${failing}" >>log`, 'sleep 0.02', 'false'], around));
    parts.push('## Rollback\n');
    for (const ref of ['9.1', '9.2']) add(ref, '', [simpleWork(random)]);
  }
  writeFileSync(
    path.join(root, 'crash.md'),
    `---\nid: ${NAME}\nversion: 1.0.0\n---\n# ${NAME}: Count what is done\n\n## Procedure\n\n## Stage 1: Count (1 minute)\n\n${parts.join('\n')}`,
  );
  return { root, features, steps, failing, behind, retried, counted };
}

function step(
  ref: string,
  attributes: string,
  code: readonly string[],
  { log, random }: { log: string; random: Random },
): string {
  const criterion = random.chance(0.4)
    ? `\n**Success criterion:** its beginning is in the log\n\n\`\`\`bash check\ngrep -qx 'begin ${ref}' ${log}\n\`\`\`\n`
    : '';
  return `### Step ${ref}: Part ${ref}\n\n\`\`\`bash${attributes}\n${code.join('\n')}\n\`\`\`\n${criterion}`;
}

function simpleWork(random: Random): string {
  return random
    .pick([
      'sleep 0.0SOME',
      '( sleep 0.0SOME; echo child >>children ) & wait',
      'for i in 1 2 3; do sleep 0.01; done',
      'head -c 100000 /dev/zero | tr "\\0" x',
      ':',
    ])
    .replace('SOME', String(1 + random.below(9)));
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
