/** A secret in every place of a session's state: no file of the run holds it at any moment, and nobody goes on as if it were there. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { treeOf } from '../../../src/run/session/processes.ts';
import { Place, procedure, until } from '../cli.ts';
import { hasSshd, Sshd } from '../remote/sshd.ts';

const PASSWORD = "Vq7Zr4nd0m&3'x y";
/** Made of pieces in the document, so that it is the session alone that holds it. */
const TOKEN = 'ghp_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzAbC';
const KEY = 'MIIEvQIBADANBgkqhkiG9w0BAQ';

const SETTING = `PLAIN=kept
TOKEN="gh""p_$(printf '%s' aB3dE5fG 7hJ9kL1m N2pQ4rS6 tU8vW0xY zAbC)"
LIST=(one "x:$DB_PASSWORD:y" three)
declare -A MAP=([a]="$TOKEN")
eval "show() { printf '%s' \${DB_PASSWORD@Q}; }"
set -- first "$DB_PASSWORD"
PEM="-----BEGIN"" PRIVATE KEY-----
$(printf '%s' MIIEvQIB ADANBgkq hkiG9w0B AQ)
-----END"" PRIVATE KEY-----"
AUTH=$(printf 'ada:%s' "$DB_PASSWORD" | base64)
URL="postgres://app:$DB_PASSWORD@db/shop"
trap ": $TOKEN" USR1`;
const WAITING = 'touch started\nuntil test -e go; do sleep 0.1; done\nLATER=set';
const USING =
  'printf "%s\\n" "$PLAIN $LATER" "${LIST[1]}" "${MAP[a]}" "$2" "$TOKEN" "$PEM" "$AUTH" "$URL" "$(show)" > seen; trap -p USR1 | wc -l >> seen';

const secretly = (text: string): string =>
  text.replace('id: PROC-T-001', 'id: PROC-T-001\nparameters:\n  DB_PASSWORD:\n    secret: true');

const FORMS = [
  ...[PASSWORD, 'Vq7Zr4nd0m', TOKEN, TOKEN.slice(4, 24), KEY],
  Buffer.from(`ada:${PASSWORD}`).toString('base64').slice(8, 20),
  Buffer.from(PASSWORD).toString('base64').slice(0, 12),
  Buffer.from(PASSWORD).toString('hex').slice(0, 16),
];

const SEEN = [
  ...['kept set', `x:${PASSWORD}:y`, TOKEN, PASSWORD, TOKEN],
  ...['-----BEGIN PRIVATE KEY-----', KEY, '-----END PRIVATE KEY-----'],
  Buffer.from(`ada:${PASSWORD}`).toString('base64'),
  `postgres://app:${PASSWORD}@db/shop`,
  PASSWORD,
  '1\n',
].join('\n');

/** Files below these folders that hold one of them, and processes in whose command line one stands. */
function telling(...folders: string[]): string[] {
  const told = (text: string): boolean => FORMS.some((form) => text.includes(form));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((name) => told(name) || (isFile(name) && told(read(name)))),
  );
  const own = new Set([String(process.pid), String(process.ppid)]);
  const processes = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && !own.has(pid))
    .filter((pid) => told(read(`/proc/${pid}/cmdline`)));
  return [...files, ...processes.map((pid) => `${pid}: ${read(`/proc/${pid}/comm`)}`)];
}

function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isFile() === true;
}

/** Raw: nothing that is no UTF-8 may hide. */
function read(name: string): string {
  try {
    return readFileSync(name, 'latin1');
  } catch {
    return '';
  }
}

const env = { DB_PASSWORD: PASSWORD };
/** Handed over in a way that no list of processes shows. */
const given = (place: Place) => ['--set', `DB_PASSWORD=${place.env.DB_PASSWORD}`];
const at = (place: Place, name: string): string => path.join(place.root, name);
const runs = (place: Place): string => at(place, '.procs');

async function killRunner(place: Place): Promise<void> {
  const { pid } = place.journal().find(({ event }) => event === 'process') as unknown as {
    pid: number;
  };
  process.kill(pid, 'SIGKILL');
  await until(() => read(`/proc/${pid}/stat`).split(' ')[2] !== 'S');
}

describe('the state of a session', () => {
  it('is whole for the blocks, and in no file while a run goes on, is killed, adopted and gone on with', async () => {
    const place = new Place({ 'a.md': secretly(procedure(SETTING, WAITING, USING)) }, env);
    place.start(['run', 'PROC-T-001', '--yes', ...given(place)]);
    await until(() => existsSync(at(place, 'started')));
    expect(telling(runs(place))).toEqual([]);
    const { cookie } = place.journal().at(-1) as unknown as { cookie: string };
    await killRunner(place);
    expect(telling(runs(place))).toEqual([]);
    place.write('go', '');
    await until(() => treeOf(cookie, null).length === 0);
    expect(telling(runs(place))).toEqual([]);
    // What only the dead process knew is named, with the step that set it; what was given again is there.
    const stopped = place.procs(['run', '--resume', '--yes', ...given(place)]);
    expect(stopped.status, stopped.out).toBe(4);
    for (const name of ['TOKEN', 'MAP', 'PEM', 'AUTH', 'show'])
      expect(stopped.out).toMatch(new RegExp(`${name}: run step 1\\.1 again`));
    for (const name of ['LIST', 'URL', 'DB_PASSWORD', 'PLAIN', 'LATER'])
      expect(stopped.out).not.toContain(`variable ${name}`);
    expect(existsSync(at(place, 'seen'))).toBe(false);
    expect(telling(runs(place))).toEqual([]);
    // The step that set it is run again, and the rest after it.
    const { status, out } = place.procs(
      ['run', '--resume', ...given(place)],
      'o\ng\n1.1\ny\nlost\n',
    );
    expect(place.read('seen'), out).toBe(SEEN);
    expect(status, out).toBe(0);
    expect(telling(runs(place))).toEqual([]);
  });

  it('lacks a parameter that is not given again, and says which', async () => {
    const place = new Place(
      {
        'a.md': procedure('URL="https://x/?k=$SERVICE_TOKEN"', 'test -e go', 'echo "$URL" > seen'),
      },
      { SERVICE_TOKEN: 'k3yV4lu3-9Zq-env' },
    );
    expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
    place.write('go', '');
    const refused = place.procs(['run', '--resume', '--yes', '--again'], undefined, {
      SERVICE_TOKEN: '',
    });
    expect(refused.out).toContain('give SERVICE_TOKEN again');
    expect(existsSync(at(place, 'seen'))).toBe(false);
    const { status } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(status).toBe(0);
    expect(place.read('seen')).toBe('https://x/?k=k3yV4lu3-9Zq-env\n');
  });
});

describe.skipIf(!hasSshd)('the state of a session on another host', () => {
  let sshd: Sshd;
  beforeEach(async () => {
    sshd = await Sshd.start();
  });
  afterEach(async () => sshd.remove());

  it('is in no file there and none here, also when the runner was killed, and is adopted whole', async () => {
    const there = procedure(
      `ssh staging-server\n${SETTING}`,
      WAITING.replace('started', path.join(sshd.home, 'started')).replace(
        'go;',
        `${path.join(sshd.home, 'go')};`,
      ),
      USING.replaceAll('seen', path.join(sshd.home, 'seen')),
    );
    const place = new Place({ 'a.md': secretly(there) }, { ...env, ...sshd.path });
    place.start(['run', 'PROC-T-001', '--yes', ...given(place)]);
    await until(() => existsSync(path.join(sshd.home, 'started')));
    const { cookie } = place.journal().at(-1) as unknown as { cookie: string };
    const folder = `/tmp/procs-${cookie}`;
    expect(readdirSync(folder)).toContain('driver');
    expect(telling(runs(place), folder)).toEqual([]);
    await killRunner(place);
    await new Promise((done) => setTimeout(done, 200));
    writeFileSync(path.join(sshd.home, 'go'), '');
    await until(() => existsSync(path.join(folder, 'status')));
    expect(telling(runs(place), folder)).toEqual([]);
    const { status, out } = place.procs(['run', '--resume', '--yes', ...given(place)]);
    expect(read(path.join(sshd.home, 'seen')), out).toBe(SEEN);
    expect(status, out).toBe(0);
    expect(telling(runs(place))).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});
