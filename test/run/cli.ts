/** Runs the real command line over a small real procedure. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
}

export class Place {
  readonly root = mkdtempSync(path.join(tmpdir(), 'procs-run-'));

  /** Further environment of every command. */
  readonly env: Readonly<Record<string, string>>;

  constructor(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
    this.env = env;
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
  }

  write(name: string, text: string): void {
    writeFileSync(path.join(this.root, name), text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.root, name), 'utf8');
  }

  /** With `input`, somebody answers through a pipe. */
  procs(args: readonly string[], input?: string, env: Readonly<Record<string, string>> = {}): Ran {
    const more = input === undefined ? [] : ['--attended'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, ...more], {
      ...this.options(env),
      encoding: 'utf8',
      input: input ?? '',
      timeout: 60_000,
      maxBuffer: 1e9,
    });
    return { status, out: stdout + stderr };
  }

  start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [bin, ...args], {
      ...this.options(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Events of the only run, or of the latest. */
  journal(): { event: string; [key: string]: unknown }[] {
    return this.journalText()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
  }

  journalText(): string {
    return readFileSync(path.join(this.runs(), this.runIds().at(-1)!, 'journal.jsonl'), 'utf8');
  }

  runIds(): string[] {
    return readdirSync(this.runs()).sort();
  }

  runs(): string {
    return path.join(this.root, '.procs/runs');
  }

  private options(more: Readonly<Record<string, string>> = {}) {
    return {
      cwd: this.root,
      env: {
        ...process.env,
        NO_COLOR: '1',
        PROCS_OPERATOR: 'Ada',
        XDG_CONFIG_HOME: path.join(this.root, '.config'),
        ...this.env,
        ...more,
      },
    };
  }
}

/** `1.1 passed` for each step whose verdict was printed. */
export function verdicts(out: string): string[] {
  return [...out.matchAll(/^ {2}\S (passed|failed|unverified|skipped) {2}(\S+)/gm)].map(
    (match) => `${match[2]} ${match[1]}`,
  );
}

/** A procedure with one block a step; what follows a block in its step is the second element. */
export function procedure(...steps: readonly (string | readonly [string, string])[]): string {
  const body = steps.map((step, at) => {
    const [code, rest] = typeof step === 'string' ? [step, ''] : step;
    return `### Step 1.${at + 1}: Part ${at + 1}\n\n\`\`\`bash\n${code}\n\`\`\`\n\n${rest}\n`;
  });
  return `---\nid: PROC-T-001\n---\n# PROC-T-001: Test\n\n## Procedure\n\n${body.join('\n')}`;
}

export async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 600; round++) {
    if (condition()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('what was waited for did not come');
}
