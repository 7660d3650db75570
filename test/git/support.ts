/** A real git repository in a folder of its own, and procs in it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.ts';

export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export class TestRepository {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'procs-git-'));

  constructor(init: readonly string[] = ['init', '-q', '-b', 'main']) {
    if (init.length > 0) this.git(...init);
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    const calm = ['-c', 'commit.gpgsign=false', '-c', 'protocol.file.allow=always'];
    return execFileSync('git', [...identity, ...calm, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      writeFileSync(path.join(this.folder, name), text);
    }
  }

  remove(...names: readonly string[]): void {
    for (const name of names) rmSync(path.join(this.folder, name), { recursive: true });
  }

  /** Writes, and commits everything that is there. @returns the commit's hash. */
  commit(files: Readonly<Record<string, string | Buffer>> = {}): string {
    this.write(files);
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', 'A change');
    return this.git('rev-parse', 'HEAD');
  }

  /** The command line, started in the repository or in a folder of it. */
  async procs(args: readonly string[], within = '.'): Promise<Answer> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    let out = '';
    let err = '';
    stdout.on('data', (chunk) => {
      out += chunk;
    });
    stderr.on('data', (chunk) => {
      err += chunk;
    });
    const cwd = path.join(this.folder, within);
    const streams = { stdout, stderr } as unknown as Partial<Parameters<typeof main>[1]>;
    const status = await main(args, { ...streams, env: {}, cwd });
    return { status, out, err };
  }

  /** What `check --since` reports, as `file: message`. */
  async since(revision: string, ...more: readonly string[]): Promise<string[]> {
    const { status, out, err } = await this.procs([
      'check',
      '--since',
      revision,
      '--format',
      'json',
      ...more,
    ]);
    if (status === 2) throw new Error(err);
    const { diagnostics } = JSON.parse(out) as { diagnostics: { file: string; message: string }[] };
    return diagnostics.map(({ file, message }) => `${file}: ${message}`);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A procedure with steps, as people write them. */
export function procedure(id: string, ...steps: readonly string[]): string {
  const numbered = steps.map((step, index) => `### Step 1.${index + 1}: ${step}`);
  return `---\nid: ${id}\ntitle: Restart\nversion: 1.0.0\n---\n\n# ${id}: Restart\n\n## Stage 1: Restart\n\n${numbered.join('\n\n')}\n`;
}

/** A step that runs a command and says when it went well. */
export function step(title: string, command: string, more = ''): string {
  return `${title}\n\n\`\`\`bash\n${command}\n\`\`\`\n\nExpected: exit 0\n${more}`;
}
