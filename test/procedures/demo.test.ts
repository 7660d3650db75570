/** The demonstration: a release that is published, one that fails at the right step, and the rollback that repairs it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-demo-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function procs(...args: string[]): { status: number | null; out: string } {
  const result = spawnSync(process.execPath, [path.join(project, 'bin/procs.js'), ...args], {
    cwd: project,
    encoding: 'utf8',
    env: {
      ...process.env,
      NO_COLOR: '1',
      PROCS_RUNS_DIR: path.join(folder, 'runs'),
      PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
    },
  });
  return { status: result.status, out: result.stdout + result.stderr };
}

const verdicts = (out: string): string[] =>
  [...out.matchAll(/^ {2}\S (\w+) {2}(\d\.\d)/gm)].map((match) => `${match[2]} ${match[1]}`);
const site = (name: string): string[] => ['--yes', '--set', `SITE_ROOT=${path.join(folder, name)}`];

describe('publishing a release', () => {
  it('ends with every step passed, also where it has been done before', () => {
    for (let time = 1; time <= 2; time++) {
      const { status, out } = procs('run', 'PROCED-SITE-001', ...site('good'));
      expect(verdicts(out)).toEqual(
        ['1.1', '1.2', '1.3', '2.1', '2.2', '3.1', '3.2', '4.1', '4.2'].map(
          (ref) => `${ref} passed`,
        ),
      );
      expect(status).toBe(0);
    }
    expect(readlinkSync(path.join(folder, 'good/live'))).toBe('releases/site-2.0.0');
  });

  it('works where nothing is given', () => {
    const { status, out } = procs('run', 'PROCED-SITE-001', '--yes');
    expect(status).toBe(0);
    const made = /│ Working in (\S+)/.exec(out)![1]!;
    expect(readlinkSync(path.join(made, 'live'))).toBe('releases/site-2.0.0');
    rmSync(made, { recursive: true, force: true });
  });
});

describe('a broken release', () => {
  it('fails at the health check, and the rollback repairs it', () => {
    const bad = procs('run', 'PROCED-SITE-001', ...site('bad'), '--set', 'CONTENT=broken');
    expect(verdicts(bad.out).at(-1)).toBe('4.1 failed');
    expect(verdicts(bad.out).filter((verdict) => verdict.endsWith('failed'))).toHaveLength(1);
    expect(bad.status).toBe(1);
    expect(readlinkSync(path.join(folder, 'bad/live'))).toBe('releases/site-2.0.0');

    const back = procs('run', 'PROCED-SITE-002', ...site('bad'));
    expect(back.status).toBe(0);
    expect(verdicts(back.out)).toEqual([
      ...['1.1', '1.2', '2.1', '3.1', '3.2', '3.3'].map((ref) => `${ref} passed`),
      '3.4 skipped',
    ]);
    expect(readlinkSync(path.join(folder, 'bad/live'))).toBe('releases/site-1.0.0');
    expect(readFileSync(path.join(folder, 'bad/live/health.txt'), 'utf8')).toBe('ok site-1.0.0\n');
  });

  it('cannot be asked for with a word that the document does not know', () => {
    const { status, out } = procs(
      'run',
      'PROCED-SITE-001',
      ...site('none'),
      '--set',
      'CONTENT=borken',
    );
    expect(status).toBe(2);
    expect(out).toContain('it must be one of good, broken');
  });
});

describe('a copy and its restoration', () => {
  it('give the same files back', () => {
    const origin = path.join(project, 'procedures');
    const copies = path.join(folder, 'copies');
    const made = procs(
      'run',
      'PROCED-BACKUP-001',
      '--yes',
      '--prerequisites-met',
      'Ada',
      '--set',
      `ORIGEN=${origin}`,
      '--set',
      `DESTINO=${copies}`,
    );
    expect(made.status).toBe(0);
    const copy = /│ Copia comprobada: (\S+)\.tar\.gz/.exec(made.out)![1]!;
    const back = procs(
      'run',
      'PROCED-BACKUP-002',
      '--yes',
      '--prerequisites-met',
      'Ada',
      '--set',
      `COPIA=${copy}`,
      '--set',
      `RESTAURADO=${path.join(folder, 'restored')}`,
    );
    expect(back.status).toBe(0);
    const name = 'PROC-GUARDIA-001-traspaso-de-guardia.md';
    expect(readFileSync(path.join(folder, 'restored', name), 'utf8')).toBe(
      readFileSync(path.join(origin, name), 'utf8'),
    );
  });
});
