/** The parts that a run stands on, each by itself: journal, lock, masking, quoting, expected output. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Hole } from '../../src/model/index.ts';
import { Journal, JournalError, readJournal } from '../../src/run/journal/journal.ts';
import { takeLock } from '../../src/run/journal/lock.ts';
import { compareExpected } from '../../src/run/judge/expected.ts';
import { fillHoles } from '../../src/run/plan/holes.ts';
import { createRedactor, MASK } from '../../src/run/redact.ts';
import { isAlive, ownStartTime } from '../../src/run/session/processes.ts';
import { unfit } from '../../src/text/shell-quote.ts';
import { freshDirectory } from './support.ts';

const decision = (choice: string) =>
  ({ event: 'decision', frame: 'run', ref: '1.1', choice, reason: null, by: 'Ada' }) as const;

describe('the journal', () => {
  it('cut off at any byte, keeps every whole line and goes on behind it', () => {
    const original = freshDirectory();
    const journal = Journal.create(original);
    for (const choice of ['a', 'b\nc', 'ñ €']) journal.append(decision(choice));
    journal.close();
    const bytes = readFileSync(join(original, 'journal.jsonl'));
    for (let length = 0; length <= bytes.length; length++) {
      const copy = freshDirectory();
      cpSync(original, copy, { recursive: true });
      writeFileSync(join(copy, 'journal.jsonl'), bytes.subarray(0, length));
      const whole = bytes.subarray(0, length).toString('latin1').split('\n').length - 1;
      const opened = Journal.open(copy);
      expect(opened.records).toHaveLength(whole);
      opened.journal.append(decision('after'));
      opened.journal.close();
      const { records } = readJournal(copy);
      const isTorn = length > 0 && bytes[length - 1] !== 0x0a;
      expect(records.map(({ event }) => event)).toEqual([
        ...Array.from({ length: whole }, () => 'decision'),
        ...(isTorn ? ['tail-cut'] : []),
        'decision',
      ]);
      expect(records.at(-1)).toMatchObject({ choice: 'after' });
    }
  });

  it.each([
    [
      'a line of the middle changed',
      (lines: string[]) => [lines[0]!, lines[1]!.slice(3), lines[2]!],
    ],
    ['a line taken out', (lines: string[]) => [lines[0]!, lines[2]!]],
    ['two lines swapped', (lines: string[]) => [lines[1]!, lines[0]!, lines[2]!]],
    [
      'an event that does not exist',
      (lines: string[]) => [lines[0]!, lines[1]!.replace('decision', 'decree'), lines[2]!],
    ],
  ])('is not read with %s', (_name, spoil) => {
    const directory = freshDirectory();
    const journal = Journal.create(directory);
    for (const choice of ['a', 'b', 'c', 'd']) journal.append(decision(choice));
    journal.close();
    const file = join(directory, 'journal.jsonl');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeFileSync(file, `${[...spoil(lines), lines[3]].join('\n')}\n`);
    expect(() => readJournal(directory)).toThrow(JournalError);
  });

  it('is never begun twice, and holds what masking left', () => {
    const directory = freshDirectory();
    const journal = Journal.create(directory, {
      redact: (text) => text.replaceAll('hush', '***'),
    });
    journal.append(decision('say hush'));
    journal.close();
    expect(() => Journal.create(directory)).toThrow();
    expect(readFileSync(join(directory, 'journal.jsonl'), 'utf8')).not.toContain('hush');
  });
});

describe('what can wait in a journal', () => {
  const begun = (ref: string) =>
    ({ event: 'step-started', frame: 'run', ref, title: '', hash: '', stage: 1 }) as const;

  it('is written at once, and told of in its order when it is on disk: with the next, soon, or at the end', async () => {
    const directory = freshDirectory();
    const told: string[] = [];
    const journal = Journal.create(directory, { onLines: (lines) => told.push(lines) });
    const written = () => readFileSync(join(directory, 'journal.jsonl'), 'utf8');
    journal.append(begun('1.1'));
    expect(written()).toContain('"1.1"');
    expect(told).toEqual([]);
    journal.append(decision('a'));
    expect(told).toEqual([written()]);
    journal.append(begun('1.2'));
    while (told.length < 2) await new Promise((done) => setTimeout(done, 5));
    expect(told.join('')).toBe(written());
    journal.append(begun('1.3'));
    journal.close();
    expect(told.join('')).toBe(written());
    expect(told).toHaveLength(3);
  });
});

describe('the lock', () => {
  it('is held once, and free again after its release', () => {
    const directory = freshDirectory();
    const first = takeLock(directory, 'PROC-A', 'run-1');
    expect(takeLock(directory, 'PROC-A', 'run-2')).toMatchObject({
      held: false,
      holder: { run: 'run-1', pid: process.pid },
    });
    expect(takeLock(directory, 'PROC-B', 'run-3').held).toBe(true);
    if (first.held) first.release();
    expect(takeLock(directory, 'PROC-A', 'run-4').held).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['PROC-A.lock', 'PROC-B.lock']);
  });

  it.each([
    ['of a dead process', { pid: 2 ** 22 - 7, startTime: '1' }],
    [
      'of a process whose number was given to another',
      { pid: process.pid, startTime: `${Number(ownStartTime()) - 1}` },
    ],
  ])('%s is taken over', (_name, holder) => {
    const directory = freshDirectory();
    const content = { run: 'old', procedure: 'P', host: hostname(), at: 'x', ...holder };
    writeFileSync(join(directory, 'P.lock'), JSON.stringify(content));
    expect(takeLock(directory, 'P', 'new').held).toBe(true);
  });

  it('of a process on another machine is not', () => {
    const directory = freshDirectory();
    const content = {
      run: 'old',
      procedure: 'P',
      host: 'elsewhere',
      at: 'x',
      pid: 1,
      startTime: '1',
    };
    writeFileSync(join(directory, 'P.lock'), JSON.stringify(content));
    expect(takeLock(directory, 'P', 'new').held).toBe(false);
  });

  it('two procedures whose names differ only in odd characters do not share one', () => {
    const directory = freshDirectory();
    expect(takeLock(directory, 'a/b', '1').held).toBe(true);
    expect(takeLock(directory, 'a:b', '2').held).toBe(true);
  });

  it('a dead one goes to exactly one of many that want it at once', async () => {
    const directory = freshDirectory();
    const content = {
      run: 'old',
      procedure: 'P',
      host: hostname(),
      at: 'x',
      pid: 2 ** 22 - 7,
      startTime: '1',
    };
    writeFileSync(join(directory, 'P.lock'), JSON.stringify(content));
    const lock = new URL('../../src/run/journal/lock.ts', import.meta.url).href;
    const script = `import { takeLock } from ${JSON.stringify(lock)};
      let held = takeLock(${JSON.stringify(directory)}, 'P', String(process.pid)).held;
      process.stdout.write(held ? 'held ' : 'free ');
      process.stdin.resume();`;
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['pipe', 'pipe', 'ignore'],
      }),
    );
    const answers = await Promise.all(
      children.map(
        (child) =>
          new Promise<string>((resolve) =>
            child.stdout.once('data', (data) => resolve(String(data))),
          ),
      ),
    );
    for (const child of children) child.stdin.end();
    expect(answers.filter((answer) => answer === 'held ')).toHaveLength(1);
  });
});

it('a zombie is not alive', async () => {
  const child = spawn('bash', ['-c', 'sleep 0.3 & echo $!; exec sleep 20'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const pid = Number(await new Promise((resolve) => child.stdout.once('data', resolve)));
  while (!/State:\tZ/.test(readFileSync(`/proc/${pid}/status`, 'utf8')))
    await new Promise((done) => setTimeout(done, 10));
  expect(isAlive(pid, null)).toBe(false);
  child.kill();
});

describe('masking', () => {
  const secret = "p@ss w0rd/'x+y";

  it.each([
    ['as it is', secret],
    ['for a URL', encodeURIComponent(secret)],
    ['in a form', encodeURIComponent(secret).replaceAll('%20', '+')],
    ['in JSON', JSON.stringify({ a: secret })],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 behind one byte', Buffer.from(`:${secret}`).toString('base64')],
    ['in base64 behind two, and before more', Buffer.from(`u:${secret}:more`).toString('base64')],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
    ['quoted by the shell', execFileSync('bash', ['-c', 'printf %q "$1"', '-', secret]).toString()],
    [
      'traced by set -x',
      spawnSync('bash', ['-c', 'set -x; : "$1"', '-', secret], { encoding: 'utf8' }).stderr,
    ],
  ])('%s', (_name, text) => {
    expect(createRedactor([secret]).text(`a ${text} b`)).toContain(MASK);
  });

  it('over any two cuts of the stream, as of the whole', () => {
    const text = `x ${secret} ${secret}p@ss y p@ss w0rd/'x+`;
    const whole = createRedactor([secret]).text(text);
    expect(whole).not.toContain(secret);
    for (let one = 0; one <= text.length; one++) {
      for (let two = one; two <= text.length; two++) {
        const stream = createRedactor([secret]).stream();
        const pieces = [text.slice(0, one), text.slice(one, two), text.slice(two)];
        expect(pieces.map((piece) => stream.push(piece)).join('') + stream.end()).toBe(whole);
      }
    }
  });

  it('of several that begin alike or hold each other', () => {
    const redactor = createRedactor(['abcabd', 'abc', 'cabdef']);
    for (const text of ['abcabdef', 'abcabc', 'xabcabdx', 'ababcabdef']) {
      const whole = redactor.text(text);
      for (let cut = 0; cut <= text.length; cut++) {
        const stream = redactor.stream();
        expect(stream.push(text.slice(0, cut)) + stream.push(text.slice(cut)) + stream.end()).toBe(
          whole,
        );
      }
      expect(whole).not.toContain('abc');
    }
  });

  it('line by line where the value has several', () => {
    const key = '-----BEGIN KEY-----\nMIIBVgIBADANBgkq\nhkiG9w0BAQEFAASC\n';
    expect(createRedactor([key]).text('> hkiG9w0BAQEFAASC <')).toBe(`> ${MASK} <`);
  });

  it('leaves all else alone', () => {
    expect(createRedactor([]).text('a')).toBe('a');
    expect(createRedactor([secret]).text('pass word')).toBe('pass word');
  });
});

describe('a value in a block', () => {
  const values = [
    'plain',
    '',
    'two words',
    "it's",
    '"$HOME" `id` $(id) \\',
    '*',
    '-n',
    '~',
    'a;b|c&d<e>f',
    'ñ €',
    '!x',
    '#',
    'line\nline',
    '\\n',
  ];
  const places: readonly [Hole['quoting'], string, string][] = [
    ['bare', 'x=', ''],
    ['single', "x='[", "]'"],
    ['double', 'x="[', ']"'],
    ['heredoc', 'x=$(cat <<E\n[', ']\nE\n)'],
  ];

  it.each(places.flatMap((place) => values.map((value) => [...place, value] as const)))(
    'read %s between %j and %j as it is: %j',
    (quoting, before, after, value) => {
      if (unfit(value, quoting) !== null) {
        expect(value).toContain('\n');
        return;
      }
      const text = `${before}HOLE${after}`;
      const hole = {
        parameter: 'p',
        start: before.length,
        end: before.length + 4,
        kind: 'placeholder',
        quoting,
      } as const;
      const filled = fillHoles(text, [hole], new Map([['p', value]])).text;
      expect(filled.split('\n').length).toBe(text.split('\n').length);
      const got = execFileSync('bash', ['-c', `${filled}\nprintf '%s.' "$x"`]).toString();
      expect(got).toBe(quoting === 'bare' ? `${value}.` : `[${value}].`);
    },
  );

  it('is not read as a command of the history where a block is pasted into a terminal', () => {
    const hole = { parameter: 'p', start: 3, end: 6, kind: 'placeholder' } as const;
    const text = ['x="<p>"', "x='<p>'", 'x= <p>'];
    for (const [n, quoting] of (['double', 'single', 'bare'] as const).entries()) {
      const line = fillHoles(
        text[n]!,
        [{ ...hole, quoting }],
        new Map([['p', 'a!b "!!" !$']]),
      ).text;
      const script = `echo first second\n${line.replace('x= ', 'x=')}\nprintf 'got[%s]\\n' "$x"\n`;
      const { stdout } = spawnSync('bash', ['--norc', '--noprofile', '-i'], { input: script });
      expect(stdout.toString(), quoting).toContain('got[a!b "!!" !$]');
    }
  });

  it('that is not known leaves its place as it is', () => {
    const hole = {
      parameter: 'p',
      start: 0,
      end: 3,
      kind: 'placeholder',
      quoting: 'bare',
    } as const;
    expect(fillHoles('<p>', [hole], new Map())).toEqual({ text: '<p>', open: ['p'] });
  });
});

describe('expected output', () => {
  it.each([
    ['the same', 'a\nb', 'a\nb\n'],
    ['trailing blanks and empty lines around', '\na  \nb\n\n', 'a\nb'],
    ['lines left out', 'a\n...\nz', 'a\nb\nc\nz'],
    ['none left out', 'a\n...\nz', 'a\nz'],
    ['lines left out twice', '...\nb\n...\nd\n...', 'a\nb\nc\nb\nd\ne'],
    ['text left out in a line', 'build ... in … s', 'build 17 in 3.2 s'],
    ['a placeholder', 'pod/<pod-name> created', 'pod/web-1 created'],
    ['another', 'version {{version}}', 'version 1.2'],
    [
      'JSON in another layout and order',
      '{"a": 1, "b": [true, null]}',
      '{"b":[true,null],\n"a":1}',
    ],
    ['JSON with a gap', '{"id": "...", "name": "<name>"}', '{"id": 7, "name": "x"}'],
  ])('fits: %s', (_name, expected, actual) => {
    expect(compareExpected(expected, actual)).toBeNull();
  });

  it.each([
    ['another line', 'active (running)', 'inactive (dead)'],
    ['a part of the line', 'replication lag: 0 s', 'replication lag: 86400 s'],
    ['a line more', 'a', 'a\nb'],
    ['a line less', 'a\nb', 'a'],
    ['none at all', 'a', ''],
    ['some where none is expected', '', 'a'],
    ['leading blanks', 'a:\n  b', 'a:\nb'],
    ['the wrong order', 'a\n...\nb', 'b\na'],
    ['what stands behind a gap', '...\nok', 'ok\nfailed'],
    ['an empty placeholder at the end', 'version <v>', 'version '],
    ['what a tool prints for nothing', 'EXTERNAL-IP <none>', 'EXTERNAL-IP 10.0.0.1'],
    ['JSON with another value', '{"status": "ok"}', '{"status": "failed"}'],
    ['JSON with another key', '{"a": 1}', '{"a": 1, "error": "x"}'],
    ['JSON of another type', '{"a": 1}', '{"a": "1"}'],
    ['a list of another length', '[1]', '[1, 2]'],
    ['no JSON at all', '{"a": 1}', 'error'],
  ])('does not fit: %s', (_name, expected, actual) => {
    expect(compareExpected(expected, actual)).not.toBeNull();
  });

  it('of many gaps over many lines is decided at once', () => {
    const expected = Array.from({ length: 200 }, () => '...\na').join('\n');
    expect(compareExpected(`${expected}\nb`, 'a\n'.repeat(5000))).not.toBeNull();
  });
});

it('writes nothing into the folder of a lock but the lock', () => {
  const directory = freshDirectory();
  mkdirSync(join(directory, 'sub'));
  appendFileSync(join(directory, 'other'), 'x');
  const lock = takeLock(directory, 'P', '1');
  if (lock.held) lock.release();
  expect(readdirSync(directory).sort()).toEqual(['other', 'sub']);
});
