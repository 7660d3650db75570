/** The journal of a run that died, cut off at each of its bytes: what is whole counts, and nothing runs twice unasked. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { auditJournal } from '../../../src/run/journal/audit.ts';
import { Journal, readJournal } from '../../../src/run/journal/journal.ts';
import { publicKeyOf } from '../../../src/run/journal/keys.ts';
import { readProgress } from '../../../src/run/journal/resume.ts';
import { Place, procedure } from '../cli.ts';

const here = import.meta.dirname;
const bin = path.resolve(here, '../../../bin/procs.js');
const killAt = path.resolve(here, '../../crash/kill-at.ts');
const steps = ['one', 'two', 'three'];
const text = procedure(
  ...steps.map((name): [string, string] => [
    `echo ${name} >>log`,
    '**WARNING:** Tell the users first.\n',
  ]),
);

/** A run whose runner was killed when the third block had ended: its session lies on disk. */
function deadRun(): { place: Place; content: Buffer; directory: string } {
  const place = new Place({ 'a.md': text });
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PROCS_OPERATOR: 'Ada',
    XDG_CONFIG_HOME: path.join(place.root, '.config'),
    PROCS_CRASH_AT: 'written:22',
  };
  const args = ['--import', killAt, bin, 'run', 'PROC-T-001', '--yes'];
  const { signal } = spawnSync(process.execPath, args, { cwd: place.root, env });
  expect(signal).toBe('SIGKILL');
  const directory = path.join(place.runs(), place.runIds()[0]!);
  return { place, content: readFileSync(path.join(directory, 'journal.jsonl')), directory };
}

it('reads every beginning of it as far as it is whole, and never takes it for all', () => {
  const { place, content } = deadRun();
  const whole = readJournal(path.join(place.runs(), place.runIds()[0]!)).records;
  expect(whole.length).toBeGreaterThan(20);
  const keys = [{ key: publicKeyOf(place.read('.config/procs/key'), 'own'), name: 'own' }];
  const directory = mkdtempSync(path.join(tmpdir(), 'procs-cut-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (let length = 0; length <= content.length; length++) {
    const part = content.subarray(0, length);
    writeFileSync(path.join(directory, 'journal.jsonl'), part);
    const end = part.lastIndexOf(0x0a) + 1;
    const count = part.filter((byte) => byte === 0x0a).length;
    const { records, bytes, tail } = readJournal(directory);
    expect([records.length, bytes, tail.length], `${length} bytes`).toEqual([
      count,
      end,
      length - end,
    ]);
    expect(records.at(-1)).toEqual(whole[count - 1]);
    // A block that it announces is never forgotten.
    const started = records.filter(({ event }) => event === 'block-started').length;
    const { open, actions } = readProgress(records);
    expect(open.size + actions.size).toBe(started);
    if (length === end || length % 97 === 0) {
      expect(auditJournal(part, { keys, expect: null }).verdict).toBe('unproven');
      const { journal } = Journal.open(directory);
      journal.append({ event: 'tail-cut', bytes: 0, sha256: '' });
      journal.close();
      const gone = readJournal(directory)
        .records.slice(count)
        .map(({ event }) => event);
      expect(gone).toEqual(length === end ? ['tail-cut'] : ['tail-cut', 'tail-cut']);
    }
  }
}, 600_000);

it('goes on from where it was cut, and asks before a block that it knows of', () => {
  const { place, content, directory } = deadRun();
  const log = place.read('log');
  const ends = [...content.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []));
  const lineAt = (event: string, number: number): number =>
    content
      .toString()
      .split('\n')
      .flatMap((line, n) => (line.includes(`"event":"${event}"`) ? [n] : []))[number]!;
  // Behind a block's start, in the middle of its end, behind what settles it, and in a later start.
  const cuts = [
    ends[lineAt('block-started', 0)]!,
    ends[lineAt('block-ended', 1)]! - 200,
    ends[lineAt('action', 1)]!,
    ends[lineAt('block-started', 2)]! - 1,
  ];
  const kept = mkdtempSync(path.join(tmpdir(), 'procs-cut-'));
  onTestFinished(() => rmSync(kept, { recursive: true, force: true }));
  cpSync(directory, kept, { recursive: true });
  for (const length of cuts) {
    rmSync(directory, { recursive: true, force: true });
    cpSync(kept, directory, { recursive: true });
    writeFileSync(path.join(directory, 'journal.jsonl'), content.subarray(0, length));
    place.write('log', log);
    const { records } = readJournal(directory);
    const verified = place.procs(['runs', 'verify']);
    expect(verified.out).toContain('nothing speaks against its');
    expect(verified.status).toBe(3);
    const { out } = place.procs(['run', '--resume', '--yes']);
    expect(out).not.toMatch(/^\s+at /m);
    const ran = place.read('log').slice(log.length).split('\n');
    for (const [at, name] of steps.entries()) {
      const ref = `1.${at + 1}`;
      const isKnown = records.some((each) => each.event === 'block-started' && each.ref === ref);
      if (isKnown) expect(ran, `${ref}, cut at ${length}`).not.toContain(name);
    }
    const now = readFileSync(path.join(directory, 'journal.jsonl'));
    const whole = content.subarray(0, content.subarray(0, length).lastIndexOf(0x0a) + 1);
    expect(now.subarray(0, whole.length).equals(whole)).toBe(true);
  }
}, 600_000);
