/** Every kind of check, once where it holds and once where it does not, in one run each. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Place, procedure } from './cli.ts';

type Case = readonly [code: string, criterion: string];

const systemctl = (says: string): string =>
  `mkdir -p bin; printf '#!/bin/sh\\necho ${says}\\n' > bin/systemctl; chmod +x bin/systemctl; PATH="$PWD/bin:$PATH"`;
const worker = "bash -c 'exec -a procs-test-worker sleep 600' & echo $! >> pids\nsleep 0.2";

const holds = (url: string): readonly Case[] => [
  ['exit 3', 'exit 3'],
  ['echo "all ready"', 'stdout contains "ready"'],
  ['echo ready', 'stdout equals "ready"'],
  ['echo v12', 'stdout matches /^v[0-9]+$/'],
  ['true', 'stdout empty'],
  ['echo x', 'stdout nonempty'],
  ['echo x', 'stderr empty'],
  ['echo warned >&2', 'stderr contains "warned"'],
  ['touch made.txt', 'file made.txt exists'],
  ['name="a b.txt"; echo x > "$name"', 'file $PWD/made*.txt exists'],
  ['echo x > full.txt', 'file full.txt nonempty'],
  ['rm -f full.txt', 'file full.txt absent'],
  ['true', `http 200 ${url}/ok`],
  ['true', `http 404 ${url}/nothing`],
  [systemctl('active'), 'service nginx active'],
  [systemctl('inactive'), 'service nginx inactive'],
  ['true', 'process procs-surely-not-running absent'],
  [worker, 'process procs-test-worker running'],
  ['echo x > script.txt', 'The work is done\n\n```bash check\ntest -s script.txt\n```'],
  [`curl -fsS ${url}/ok`, 'Health check answers HTTP 200'],
  ['echo fine > log; grep ERROR log', 'No errors in the log'],
];

const fails = (url: string): readonly Case[] => [
  ['echo "not yet"', 'stdout contains "ready"'],
  ['echo "ready or not"', 'stdout equals "ready"'],
  ['echo 12', 'stdout matches /^v[0-9]+$/'],
  ['echo', 'stdout empty'],
  ['true', 'stdout nonempty'],
  ['echo x >&2', 'stderr empty'],
  ['echo warned', 'stderr contains "warned"'],
  ['true', 'file made.txt exists'],
  [': > empty.txt', 'file empty.txt nonempty'],
  ['mkdir -p folder', 'file folder nonempty'],
  ['true', 'file empty.txt absent'],
  ['true', `http 200 ${url}/nothing`],
  ['true', 'http 200 http://127.0.0.1:1/'],
  [systemctl('failed'), 'service nginx active'],
  [systemctl('active'), 'service nginx inactive'],
  ['true', 'process procs-surely-not-running running'],
  [worker, 'process procs-test-worker absent'],
  ['true', 'The work is done\n\n```bash check\ntest -s script.txt\necho fine\n```'],
];

describe('a check', () => {
  it('of each kind passes where it holds', async () => {
    const cases = holds(await server());
    const place = placeOf(cases);
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(judged(place)).toEqual(cases.map(([, text]) => [firstLine(text), 'passed']));
    expect(out).not.toContain('unverified');
    expect(status).toBe(0);
  });

  it('of each kind fails where it does not hold, and says what it found', async () => {
    const cases = fails(await server());
    const place = placeOf(cases);
    const { status } = place.procs(['run', 'PROC-T-001'], `y\n${'k\nseen\n'.repeat(cases.length)}`);
    expect(judged(place)).toEqual(cases.map(([, text]) => [firstLine(text), 'failed']));
    for (const { evidence } of criteria(place)) expect(evidence).not.toBe('');
    expect(status).toBe(3);
  });

  it('of a command does not hold because its block may end so', async () => {
    const url = await server();
    const text = procedure([`curl -fsS ${url}/nothing`, 'Expected: the answer is HTTP 200']);
    const place = new Place({ 'a.md': text.replace('```bash', '```bash {exit=0,22}') });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(out).toContain('it ended with 22, as it may');
    expect(criteria(place)).toMatchObject([{ origin: 'inferred', verdict: 'failed' }]);
    expect(status).toBe(1);
  });

  it('of an exit status fails with the block that ended otherwise', () => {
    for (const code of ['exit 3', 'true']) {
      const place = placeOf([[code, 'exit 4']]);
      expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(1);
    }
  });

  it.each([
    ['a command whose failure is thrown away', 'curl -fsS URL/nothing || true'],
    ['a test that only tells', 'curl -fsS URL/nothing && echo "HTTP 200" || echo "no"'],
    ['a condition', 'if curl -fsS URL/nothing; then echo ok; else echo bad; fi'],
  ])('is never decided by %s', async (_name, code) => {
    const place = placeOf([[code.replace('URL', await server()), 'Health check answers HTTP 200']]);
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(3);
    expect(judged(place)).toEqual([['Health check answers HTTP 200', 'unverified']]);
  });

  it('that cannot be carried out is no pass: a missing systemctl, a shell that vanished', () => {
    const place = placeOf([
      ['true', 'The work is done\n\n```bash check\nexec true\nfalse\n```'],
      ['PATH=/nowhere', 'service nginx active'],
    ]);
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(3);
    expect(judged(place).map(([, verdict]) => verdict)).toEqual(['unverified', 'unverified']);
  });
});

describe('an exit status that the document accepts', () => {
  it.each([
    ['of the last command', 'touch a b; echo 1 > a\ndiff a b > out # differs\n'],
    ['of a list', 'touch a && false'],
    ['behind a wrapper, at the end of a pipeline', 'echo a | env grep \\\n  b'],
    ['of an assignment', 'x=$(false)'],
    ['of an exit', 'exit 1'],
  ])('%s', (_name, code) => {
    const { status, out } = accepting(code);
    expect(out).toContain('it ended with 1, as it may');
    expect(status).toBe(0);
  });

  it.each([
    ['with commands behind it', 'false\ndiff a b'],
    ['of its twin on one line', 'false; false'],
    ['in a loop', 'for i in 1 2; do false; done'],
    ['in a function', 'f() { false; echo x; }; f'],
    ['in a subshell', '(false; true)'],
    ['with a condition behind it', 'false\n[[ a == a ]]'],
    ['with arithmetic behind it', 'false\nwhile ((0)); do ((1)); done'],
    ['of a pipeline whose beginning failed as well', 'cat /nowhere/a | grep x'],
  ])('is not one %s', (_name, code) => {
    const { status, out } = accepting(code);
    expect(out).toContain('only from the block');
    expect(status).toBe(1);
  });

  function accepting(code: string) {
    const text = procedure(code).replace('```bash', '```bash {exit=0,1}');
    return new Place({ 'a.md': text }).procs(['run', 'PROC-T-001', '--yes']);
  }
});

function placeOf(cases: readonly Case[]): Place {
  const steps = cases.map(([code, text]) => [code, `**Success criterion:** ${text}`] as const);
  const place = new Place({ 'a.md': procedure(...steps), pids: '' });
  onTestFinished(() => {
    for (const pid of place.read('pids').split('\n').filter(Boolean)) process.kill(Number(pid));
  });
  return place;
}

function criteria(place: Place) {
  return place.journal().filter(({ event }) => event === 'criterion');
}

function judged(place: Place): [string, unknown][] {
  return criteria(place).map(({ text, verdict }) => [String(text), verdict]);
}

function firstLine(text: string): string {
  return text.split('\n')[0]!;
}

/** Answers 200 below /ok and 404 elsewhere, in a process of its own: this one waits for procs. */
async function server(): Promise<string> {
  const code = `require('node:http').createServer((q, r) => { r.statusCode = q.url === '/ok' ? 200 : 404; r.end(); }).listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill();
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return `http://127.0.0.1:${port.toString().trim()}`;
}
