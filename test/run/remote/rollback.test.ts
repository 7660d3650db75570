/** A rollback from beginning to end: a real sshd, a real PostgreSQL, a service that really runs; and each way to spoil it. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path, { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Place, verdicts } from '../cli.ts';
import { hasSshd, Sshd } from './sshd.ts';

const postgres = postgresFolder();
const isRoot = process.getuid?.() === 0;
/** Of this very test: others may run at the same time. */
const worker = `tienda-web-worker-${process.pid}`;
const document = readFileSync(
  path.resolve(import.meta.dirname, '../../fixtures/remote/PROCED-OPS-031-reversion.md'),
  'utf8',
)
  .replaceAll('tienda-web-worker', worker)
  .replace('[t]ienda-web-worker', `[t]${worker.slice(1)}`);

describe.skipIf(!hasSshd || postgres === null)('a rollback over ssh', () => {
  let cluster: Cluster;
  let sshd: Sshd;

  beforeAll(async () => {
    cluster = startCluster(postgres!);
    sshd = await Sshd.start({
      // The database's tools are on the host only.
      home: {
        '.bash_profile': `export PATH=${join(cluster.directory, 'bin')}:${postgres}:$PATH\ncd "$HOME"\n`,
      },
      env: {
        PGHOST: cluster.directory,
        PGUSER: 'postgres',
        SERVICE: cluster.directory,
      },
    });
  }, 300_000);

  afterAll(async () => {
    systemctl(cluster, 'stop');
    await sshd.remove();
    cluster.stop();
  });

  beforeEach(() => {
    rmSync(join(sshd.home, 'trabajo'), { recursive: true, force: true });
    writeFileSync(join(cluster.directory, 'bin/systemctl'), SYSTEMCTL, { mode: 0o755 });
    systemctl(cluster, 'start');
    cluster.run('dropdb', ['--if-exists', 'tienda']);
    cluster.run('createdb', ['tienda']);
    cluster.sql(
      'tienda',
      'CREATE TABLE pedidos (id int); INSERT INTO pedidos SELECT generate_series(1, 9)',
    );
    cluster.sql('tienda', 'CREATE TABLE defectuosa (id int)');
  });

  it('passes when the database is as the dump says and the service runs', () => {
    const { out, status, place } = run(dump(40));
    expect(verdicts(out)).toEqual(
      ['1.1', '1.2', '2.1', '2.2', '3.1', '3.2'].map((ref) => `${ref} passed`),
    );
    expect(status).toBe(0);
    expect(cluster.sql('tienda', 'SELECT count(*) FROM pedidos').trim()).toBe('40');
    expect(
      cluster.sql('tienda', "SELECT count(*) FROM pg_tables WHERE tablename = 'defectuosa'").trim(),
    ).toBe('0');
    expect(place.read('resultado.txt')).toBe('revertido\n');
    expect(existsSync(join(sshd.home, 'resultado.txt'))).toBe(false);
    expect(readFileSync(join(sshd.home, 'trabajo/antes_de_revertir.sql'), 'utf8')).toContain(
      'defectuosa',
    );
  });

  it('fails at the first step, with nothing touched, when the dump is empty', () => {
    const { out, status } = run('');
    expect(verdicts(out)).toEqual(['1.1 failed']);
    expect(status).toBe(1);
    expect(cluster.sql('tienda', 'SELECT count(*) FROM pedidos').trim()).toBe('9');
  });

  it('fails before the database when the service does not stop', () => {
    writeFileSync(
      join(cluster.directory, 'bin/systemctl'),
      SYSTEMCTL.replace('stop) kill', 'stop) : kill'),
      { mode: 0o755 },
    );
    const { out, status } = run(dump(40));
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 failed']);
    expect(status).toBe(1);
    expect(cluster.sql('tienda', 'SELECT count(*) FROM pedidos').trim()).toBe('9');
  });

  it('fails at the restoration when rows are missing, or the dump is cut off', () => {
    const few = run(dump(39));
    expect(verdicts(few.out)).toEqual(['1.1 passed', '1.2 passed', '2.1 passed', '2.2 failed']);
    expect(few.status).toBe(1);
    systemctl(cluster, 'start');
    const cut = run('CREATE TABLE pedidos (id int);\nINSERT INTO pedidos VALUES (1), (');
    expect(verdicts(cut.out).at(-1)).toBe('2.2 failed');
    expect(cut.status).toBe(1);
  });

  it('fails at the start when the service falls over', () => {
    writeFileSync(
      join(cluster.directory, 'bin/systemctl'),
      SYSTEMCTL.replace(`exec -a ${worker} sleep 1000`, 'exec false'),
      { mode: 0o755 },
    );
    const { out, status } = run(dump(40));
    expect(verdicts(out).at(-1)).toBe('3.1 failed');
    expect(status).toBe(1);
  });

  function run(sql: string) {
    writeFileSync(join(sshd.home, 'copia.sql'), sql);
    const place = new Place({ 'reversion.md': document }, sshd.path);
    const copy = join(sshd.home, 'copia.sql');
    const ran = place.procs([
      ...['run', 'PROCED-OPS-031', '--yes', '--lang', 'en'],
      ...['--set', `COPIA=${copy}`, '--set', 'PEDIDOS=40'],
    ]);
    return { ...ran, place };
  }
});

function dump(rows: number): string {
  return `CREATE TABLE pedidos (id int);\nINSERT INTO pedidos SELECT generate_series(1, ${rows});\n`;
}

/** Stands in for what a container does not have; the service behind it is a real process. */
const SYSTEMCTL = `#!/bin/bash
pid=$(cat "$SERVICE/service.pid" 2>/dev/null)
case $1 in
  start) [[ ! $pid ]] || kill "$pid" 2>/dev/null; setsid bash -c 'exec -a ${worker} sleep 1000' </dev/null >/dev/null 2>&1 & echo $! >"$SERVICE/service.pid"; sleep 0.3 ;;
  stop) kill "$pid" 2>/dev/null; for i in {1..100}; do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done ;;
  is-active) if kill -0 "$pid" 2>/dev/null; then echo active; else echo inactive; exit 3; fi ;;
esac
`;

function systemctl({ directory }: Cluster, what: 'start' | 'stop'): void {
  execFileSync('bash', ['-c', SYSTEMCTL, 'systemctl', what], {
    env: { ...process.env, SERVICE: directory },
  });
}

interface Cluster {
  readonly directory: string;
  run(program: string, args: readonly string[]): string;
  sql(database: string, text: string): string;
  stop(): void;
}

/** In a folder of its own, on a socket only. PostgreSQL does not run as root. */
function startCluster(bin: string): Cluster {
  const directory = mkdtempSync(join(tmpdir(), 'procs-pg-'));
  mkdirSync(join(directory, 'bin'));
  chmodSync(directory, 0o755);
  if (isRoot) chownSync(directory, id('-u'), id('-g'));
  const asUser = (program: string, args: readonly string[]) => {
    const own = join(bin, program);
    const [command, ...words] = isRoot ? ['runuser', '-u', 'postgres', '--', own] : [own];
    return execFileSync(command!, [...words, ...args], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PGHOST: directory, PGUSER: 'postgres' },
    });
  };
  const data = join(directory, 'data');
  asUser('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--no-sync',
    '--locale=C',
    '-E',
    'UTF8',
  ]);
  const options = `-c listen_addresses='' -c unix_socket_directories='${directory}' -c fsync=off`;
  asUser('pg_ctl', [
    '-D',
    data,
    '-w',
    '-t',
    '120',
    '-l',
    join(directory, 'log'),
    '-o',
    options,
    'start',
  ]);
  return {
    directory,
    run: asUser,
    sql: (database, text) => asUser('psql', ['-At', '-d', database, '-c', text]),
    stop: () => {
      asUser('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function id(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

function postgresFolder(): string | null {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).filter((version) =>
    existsSync(join(root, version, 'bin/initdb')),
  );
  return versions.length === 0 ? null : join(root, versions.at(-1)!, 'bin');
}
