/** A run that is given secrets in every way, and prints them in many: none is left anywhere. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, until } from '../cli.ts';

const SECRET = "Tr0ub4dor&3'x/y+z €";
const FROM_ENV = 'k3yV4lu3-9Zq-env';

const PRINTING = `echo "plain: $DB_PASSWORD"
echo "stderr: $DB_PASSWORD" >&2
printf '%s' "$DB_PASSWORD" | base64
printf 'ada:%s' "$DB_PASSWORD" | base64 -w 0; echo
printf '%s' "$DB_PASSWORD" | od -An -tx1
printf '%s' "$DB_PASSWORD" | od -An -tx1 | tr -d ' \\n'; echo
printf '%q\\n' "$DB_PASSWORD"
declare -p DB_PASSWORD
(set -x; : "$DB_PASSWORD")
printf '%s' "$DB_PASSWORD" | while IFS= read -r -n 4 part || test -n "$part"; do printf '%s' "$part"; sleep 0.02; done; echo
mkdir -p out && echo x > "out/name-of-\${DB_PASSWORD//\\//_}" 2>/dev/null; cat "/no/such/$DB_PASSWORD" || true
echo "postgres://app:\${DB_PASSWORD//[^a-zA-Z0-9]/-}@db/shop"
echo "env: $SERVICE_TOKEN"; printf '%s' "$SERVICE_TOKEN" | base64
echo 'Authorization: Bearer abcDEF123456ghiJKL7890'
for n in $(seq 1 300); do echo "line $n of $DB_PASSWORD"; done`;

const document = (code: string): string =>
  procedure(
    [code, '**Criterion**: The token ghp_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzAbC is gone.\n'],
    'echo after',
  ).replace('id: PROC-T-001', 'id: PROC-T-001\nparameters:\n  DB_PASSWORD:\n    secret: true');

/** What a part of each secret looks like, however it is written. */
const TELLING = [
  SECRET,
  'Tr0ub4dor',
  Buffer.from(SECRET).toString('base64').slice(0, 12),
  Buffer.from(`ada:${SECRET}`).toString('base64').slice(8, 20),
  Buffer.from(SECRET).toString('hex').slice(0, 16),
  Buffer.from(SECRET).subarray(0, 8).toString('hex').replace(/../g, '$& ').trim(),
  FROM_ENV,
  Buffer.from(FROM_ENV).toString('base64').slice(0, 12),
  'abcDEF123456ghiJKL7890',
  'ghp_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzAbC',
];

/** Every file below a folder, with its text and mode. */
function filesIn(folder: string): { name: string; text: string; mode: number }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => statSync(name).isFile())
    .map((name) => ({
      name,
      text: readFileSync(name, 'utf8'),
      mode: statSync(name).mode & 0o777,
    }));
}

/** What a step printed on stdout, of the latest run. */
function outputOf(place: Place, ref: string): string {
  const blocks = path.join(place.runs(), place.runIds().at(-1)!, 'blocks');
  const name = readdirSync(blocks).find((each) => each.endsWith(`-${ref}`))!;
  return path.join(blocks, name, 'stdout');
}

function told(text: string): string[] {
  return TELLING.filter((each) => text.includes(each));
}

describe('a secret', () => {
  it('is in nothing that the run shows, and in no file that it leaves, nor in their names', () => {
    const place = new Place({ 'a.md': document(PRINTING) }, { SERVICE_TOKEN: FROM_ENV });
    const { status, out } = place.procs(['run', 'PROC-T-001'], `${SECRET}\ny\ny\ny\n`);
    expect(out).toContain('line 300 of •••••');
    expect(out).toContain('1.2');
    expect(status).toBe(0);
    expect(
      told(out),
      out
        .split('\n')
        .filter((line) => told(line).length > 0)
        .join('\n'),
    ).toEqual([]);
    const files = filesIn(path.join(place.root, '.procs'));
    expect(files.length).toBeGreaterThan(3);
    for (const { name, text, mode } of files) {
      expect(told(text), name).toEqual([]);
      expect(told(name)).toEqual([]);
      expect(mode & 0o077, name).toBe(0);
    }
    const stdout = files.find(({ name }) => name === outputOf(place, '1.1'))!;
    expect(stdout.text).toContain('plain: •••••\n');
    expect(stdout.text).toContain('line 300 of •••••\n');
    for (const args of [
      ['runs'],
      ['runs', 'show', place.runIds()[0]!],
      ['runs', 'show', place.runIds()[0]!, '--json'],
    ]) {
      expect(told(place.procs(args).out)).toEqual([]);
    }
    expect(place.procs(['runs', 'verify']).status).toBe(0);
  });

  it('that was given with --set is in no list of processes, nor in their environments', async () => {
    const place = new Place({
      'a.md': document('touch started\nwhile ! test -f go; do sleep 0.1; done'),
    });
    const child = place.start(['run', 'PROC-T-001', '--yes', '--set', `DB_PASSWORD=${SECRET}`]);
    await until(() => existsSync(path.join(place.root, 'started')));
    const seen = readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
      .flatMap((pid) =>
        ['cmdline', 'environ'].map((name) => {
          try {
            return readFileSync(`/proc/${pid}/${name}`, 'utf8');
          } catch {
            return '';
          }
        }),
      );
    place.write('go', '');
    await until(() => child.exitCode !== null);
    expect(seen.filter((text) => text.includes('PROCS_BLOCK')).length).toBeGreaterThan(0);
    expect(seen.filter((text) => text.includes(SECRET))).toEqual([]);
  });

  it('of a value that is given without being marked is told by its name, and not written down', () => {
    const text = procedure('echo "$SERVICE_API_KEY and $REGION"').replace(
      'id: PROC-T-001',
      'id: PROC-T-001\nparameters:\n  SERVICE_API_KEY:\n    type: string\n  REGION:\n    type: string',
    );
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs([
      'run',
      'PROC-T-001',
      '--yes',
      '--set',
      'SERVICE_API_KEY=k3yV4lu3-9Zq-set',
      '--set',
      'REGION=eu-west-1',
    ]);
    expect(status).toBe(0);
    expect(out).toContain('••••• and eu-west-1');
    expect(place.journalText()).not.toContain('k3yV4lu3');
    expect(place.journal().find(({ event }) => event === 'run-started')).toMatchObject({
      parameters: { SERVICE_API_KEY: null, REGION: 'eu-west-1' },
    });
  });

  it('that the document writes out is masked in all that follows from it', () => {
    const place = new Place({
      'a.md': procedure(
        'PASSWORD=Hunt3r-22x\necho "connecting with $PASSWORD"\nprintf %s "$PASSWORD" | base64',
      ),
    });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(0);
    const all =
      out +
      filesIn(path.join(place.root, '.procs'))
        .map(({ text }) => text)
        .join('\n');
    expect(all).not.toContain('Hunt3r-22x');
    expect(all).not.toContain(Buffer.from('Hunt3r-22x').toString('base64').slice(0, 10));
  });

  it('is asked for again on resuming, never taken as it was masked', () => {
    const text = procedure('echo "$URL" > seen', 'test -f go; echo "$URL" >> seen').replace(
      'id: PROC-T-001',
      'id: PROC-T-001\nparameters:\n  URL:\n    type: string',
    );
    const place = new Place({ 'a.md': text });
    const url = 'postgres://app:Hunt3r-22x@db/shop';
    expect(place.procs(['run', 'PROC-T-001', '--set', `URL=${url}`], 'y\ns\n').status).toBe(4);
    expect(place.journalText()).not.toContain('Hunt3r');
    place.write('go', '');
    const { status } = place.procs(['run', '--resume'], `${url}\nr\n`);
    expect(status).toBe(0);
    expect(place.read('seen')).toBe(`${url}\n${url}\n`);
  });

  it('that is a word of the journal itself leaves a journal that can be read', () => {
    for (const word of ['exited', '1']) {
      const place = new Place({ 'a.md': document('echo "$DB_PASSWORD"') });
      expect(place.procs(['run', 'PROC-T-001'], `${word}\ny\ny\ny\n`).status).toBe(0);
      const verified = place.procs(['runs', 'verify']);
      expect(verified.out, word).toContain('intact');
      expect(place.procs(['runs', 'show', place.runIds()[0]!]).status).toBe(0);
    }
  });

  it('stays in no output of a run whose runner was killed, once procs is started again', async () => {
    const place = new Place({
      'a.md': document(
        'echo "it is $DB_PASSWORD"\necho "token ghp_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzAbC"\ntouch started\nsleep 2\necho ended',
      ),
    });
    const child = place.start(['run', 'PROC-T-001', '--yes', '--set', `DB_PASSWORD=${SECRET}`]);
    await until(() => existsSync(path.join(place.root, 'started')));
    child.kill('SIGKILL');
    await until(() => child.signalCode !== null);
    const output = outputOf(place, '1.1');
    // Its block still writes there: taken over as it is, or masked when it has ended.
    place.procs(['runs']);
    await until(() => readFileSync(output, 'utf8').includes('ended'));
    await until(() => {
      place.procs(['runs']);
      return !readFileSync(output, 'utf8').includes('Tr0ub4dor');
    });
    const text = readFileSync(output, 'utf8');
    expect(text).toBe('it is •••••\ntoken •••••\nended\n');
    expect(existsSync(path.join(place.runs(), place.runIds()[0]!, 'secrets'))).toBe(false);
    // And the run can be gone on with.
    const { status, out } = place.procs(
      ['run', '--resume', '--set', `DB_PASSWORD=${SECRET}`],
      'a\ny\n',
    );
    expect(told(out)).toEqual([]);
    expect(status).toBe(0);
  });

  it('of bytes that are no UTF-8 is masked, and the bytes around it stay as they are', () => {
    const place = new Place({
      'a.md': document('printf "\\xff\\xfe%s\\x00\\x80" "$DB_PASSWORD" > raw; cat raw'),
    });
    expect(place.procs(['run', 'PROC-T-001'], `${SECRET}\ny\ny\ny\n`).status).toBe(0);
    const bytes = readFileSync(outputOf(place, '1.1'));
    expect(bytes.toString('latin1')).toBe(
      `\xff\xfe${Buffer.from('•••••').toString('latin1')}\x00\x80`,
    );
  });

  it('leaves output without one byte for byte as it was, also much of it', () => {
    const place = new Place({
      'a.md': procedure('seq 1 400000; echo "PGPASSWORD=hunter22"; seq 1 1000', 'seq 1 1000'),
    });
    mkdirSync(path.join(place.root, 'x'));
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
    const numbers = (to: number): string =>
      Array.from({ length: to }, (_, n) => `${n + 1}\n`).join('');
    const first = readFileSync(outputOf(place, '1.1'), 'utf8');
    expect(first === `${numbers(400000)}PGPASSWORD=•••••\n${numbers(1000)}`).toBe(true);
    expect(readFileSync(outputOf(place, '1.2'), 'utf8')).toBe(numbers(1000));
    expect(readdirSync(path.dirname(outputOf(place, '1.1'))).sort()).toEqual(['stderr', 'stdout']);
  });
});
