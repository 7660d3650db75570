/** Our own documents run by the command line with nobody there: what passes, what is left to a person, what must fail. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-unattended-'));
  mkdirSync(path.join(folder, 'tmp'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('with nobody there', () => {
  it('a copy passes every step that is not optional', () => {
    const { status, verdicts } = run('PROCED-BACKUP-001');
    expect(verdicts).toEqual([
      ...['1.1', '1.2', '2.1', '2.2', '3.1'].map((ref) => `${ref} passed`),
      '3.2 skipped',
    ]);
    expect(status).toBe(0);
  });

  it('a rotation passes every step', () => {
    const { status, verdicts } = run('PROCED-LOGS-001');
    expect(verdicts).toEqual(['1.1', '1.2', '2.1', '3.1'].map((ref) => `${ref} passed`));
    expect(status).toBe(0);
  });

  it('what only a person can say is never passed', () => {
    const { status, verdicts } = run('PROC-RELEASE-CHECK');
    expect(verdicts).toEqual([
      '1.1 passed',
      '1.2 passed',
      ...['2.1', '2.2', '3.1', '3.2'].map((ref) => `${ref} unverified`),
    ]);
    expect(status).toBe(3);
  });
});

describe('what must fail', () => {
  it('a copy of a folder without files', () => {
    const empty = made('empty');
    const { status, verdicts } = run('PROCED-BACKUP-001', { ORIGEN: empty });
    expect(verdicts).toEqual(['1.1 passed', '1.2 failed']);
    expect(status).toBe(1);
  });

  it('a restoration over a folder that is there, which stays as it was', () => {
    const copy = copied('over');
    const target = made('taken');
    writeFileSync(path.join(target, 'live.txt'), 'live\n');
    const { status, verdicts } = run('PROCED-BACKUP-002', { COPIA: copy, RESTAURADO: target });
    expect(verdicts).toEqual(['1.1 passed', '1.2 failed']);
    expect(status).toBe(1);
    expect(readdirSync(target)).toEqual(['live.txt']);
  });

  it('a restoration whose sums say something else, and nothing is put in place', () => {
    const copy = copied('altered');
    const sums = readFileSync(`${copy}.sha256`, 'utf8');
    writeFileSync(`${copy}.sha256`, sums.replace(/^[0-9a-f]{64}/, '0'.repeat(64)));
    const target = path.join(folder, 'not-made');
    const { status, verdicts } = run('PROCED-BACKUP-002', { COPIA: copy, RESTAURADO: target });
    expect(verdicts).toEqual(['1.1 passed', '1.2 passed', '2.1 passed', '2.2 failed']);
    expect(status).toBe(1);
    expect(readdirSync(folder)).not.toContain('not-made');

    const back = run('PROCED-BACKUP-002', { COPIA: copy, RESTAURADO: target }, 'rollback');
    expect(back.verdicts).toEqual(['5.1 passed']);
    expect(readdirSync(folder)).not.toContain('not-made.parcial');
  });

  it('a rotation of logs with a fatal error, before any log is touched', () => {
    const logs = made('logs');
    writeFileSync(path.join(logs, 'app.log'), 'started\nFATAL no disk\n');
    const { status, verdicts } = run('PROCED-LOGS-001', { LOG_DIR: logs });
    expect(verdicts).toEqual(['1.1 passed', '1.2 failed']);
    expect(status).toBe(1);
    expect(readdirSync(logs)).toEqual(['app.log']);
    expect(readFileSync(path.join(logs, 'app.log'), 'utf8')).toBe('started\nFATAL no disk\n');
  });

  it('a copy that was not named: nothing starts', () => {
    const { status, verdicts } = run('PROCED-BACKUP-002');
    expect(verdicts).toEqual([]);
    expect(status).toBe(2);
  });
});

function made(name: string): string {
  const where = path.join(folder, name);
  mkdirSync(where);
  return where;
}

/** A good copy of one file, as PROCED-BACKUP-001 makes it; gives its name without the ending. */
function copied(name: string): string {
  const origin = made(`${name}-origin`);
  writeFileSync(path.join(origin, 'one.txt'), 'one\n');
  const target = made(`${name}-copies`);
  const { status } = run('PROCED-BACKUP-001', { ORIGEN: origin, DESTINO: target });
  expect(status).toBe(0);
  const archive = readdirSync(target).find((file) => file.endsWith('.tar.gz'))!;
  return path.join(target, archive.replace(/\.tar\.gz$/, ''));
}

function run(
  id: string,
  values: Readonly<Record<string, string>> = {},
  flow = 'main',
): { status: number | null; verdicts: string[] } {
  const sets = Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const result = spawnSync(
    process.execPath,
    [
      path.join(project, 'bin/procs.js'),
      'run',
      id,
      '--yes',
      '--lang',
      'en',
      '--prerequisites-met',
      'Ada',
      '--flow',
      flow,
      ...sets,
    ],
    {
      cwd: project,
      encoding: 'utf8',
      env: {
        ...process.env,
        NO_COLOR: '1',
        PROCS_RUNS_DIR: path.join(folder, 'runs'),
        TMPDIR: path.join(folder, 'tmp'),
        PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
      },
    },
  );
  const verdicts = [...result.stdout.matchAll(/^ {2}\S (\w+) {2}(\d\.\d)/gm)].map(
    (match) => `${match[2]} ${match[1]}`,
  );
  return { status: result.status, verdicts };
}
