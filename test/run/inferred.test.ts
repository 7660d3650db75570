/** The inference rules against real commands: what they infer passes where it holds, and never where it does not. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Place, procedure } from './cli.ts';

type Case = readonly [code: string, sentence: string];

const git = spawnSync('git', ['--version'], { encoding: 'utf8' });
const version = /\d+\.\d+\.\d+/.exec(git.stdout)![0];
const tool = (name: string, says: string): string =>
  `mkdir -p bin; printf '#!/bin/sh\\n${says}\\n' > bin/${name}; chmod +x bin/${name}`;

/** Each in a block of its own, in this order, in one session. */
const holds: readonly Case[] = [
  ['true', 'The command exits with status 0'],
  [`printf 'a\\nstate: ready\\n'`, 'The output contains `state: ready`'],
  ['./bin/answer', 'Prints `PONG`'],
  ['mkdir -p empty', 'Directory created'],
  ['ls -A empty', 'The directory is empty'],
  ['touch one.lock two.lock', 'Files one.lock and two.lock created'],
  ["find . -maxdepth 1 -name '*.lock' | wc -l", '2 locks'],
  ["grep -h '' one.lock bin/answer | wc -l", 'There are 2 lines'],
  ['git --version', `git version ${version}`],
  ['git --version', `Version ${version} installed`],
  ['cp one.lock three.lock', 'File copied'],
  ['diff one.lock three.lock', 'No differences'],
  ['rm one.lock', 'The file is deleted'],
  ['test -f two.lock', 'The file exists'],
  ['tar czf all.tar.gz bin', 'Archive compressed'],
  ['tar cf "$PWD/again_$(date +%s).tar" bin', 'Archive file created, size > 0 bytes'],
  ['gzip -t all.tar.gz', 'The archive is intact'],
  ['sha256sum all.tar.gz > sums', 'File sums created'],
  ['sha256sum -c sums', 'Checksum matches'],
  ['tar xzf all.tar.gz -C empty', 'Archive extracted'],
  ['chmod 600 sums', 'Permissions 600 set'],
  ['bash -n bin/answer', 'The syntax is valid'],
  ['git init -q repo', 'The command exits with status 0'],
  [
    "git -C repo -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m 'First'",
    'Commit created',
  ],
  ['git -C repo tag v1', 'Tag created'],
  ['cd repo', 'Exit code 0'],
  ['git status --porcelain', 'The working tree is clean'],
  ['git branch | wc -l', 'There is 1 branch'],
];

/** The block itself passes; what the sentence says is not so. */
const fails: readonly Case[] = [
  ['echo "state: not ready"', 'The output contains `state: ready`'],
  ['./bin/answer', 'Prints `PING`'],
  ['./bin/talks', 'Prints `PONG`'],
  ['ls -A bin', 'The directory is empty'],
  ['ls bin | wc -l', '2 files'],
  ['ls bin | wc -l', '22 files'],
  ['git --version', 'git version 1.2.3'],
  ['git --version', `git version ${version.slice(0, -1)}9${version.at(-1)}`],
  ['./bin/other --version', 'other version 1.2.3'],
];

describe('what is inferred', () => {
  it('passes where it holds', () => {
    const place = placeOf([[tool('answer', 'echo PONG'), 'Exit code 0'], ...holds]);
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(judged(place)).toEqual([
      ['Exit code 0', 'inferred', 'passed'],
      ...holds.map(([, sentence]) => [sentence, 'inferred', 'passed']),
    ]);
    expect(status, out).toBe(0);
  });

  it('fails where it does not hold', () => {
    const tools = [
      tool('answer', 'echo PONG'),
      tool('talks', 'echo PONG or not PONG'),
      tool('other', 'echo other 1.2.30, with 1.2.3'),
    ];
    const place = placeOf([[tools.join('\n'), 'Exit code 0'], ...fails]);
    const answers = `y\n${'k\nseen\n'.repeat(fails.length)}`;
    place.procs(['run', 'PROC-T-001'], answers);
    expect(judged(place).slice(1)).toEqual(
      fails.map(([, sentence]) => [sentence, 'inferred', 'failed']),
    );
  });
});

describe('an HTTP status', () => {
  it('is asked for again, or read where it is printed', async () => {
    const url = await server();
    const cases: Case[] = [
      [`curl -sI ${url}/old`, 'Responds HTTP 301'],
      [`base=${url}; curl -s $base/now`, 'HTTP 503'],
      [`curl -s -o /dev/null -w '%{http_code}' ${url}/old`, 'HTTP 301'],
      [`curl -s -o /dev/null -w "%{http_code}\\n" ${url}/now`, 'HTTP 503'],
      [`curl -s ${url}/now`, 'HTTP 200'],
      [`curl -s -o /dev/null -w '%{http_code}' ${url}/now`, 'HTTP 200'],
    ];
    const place = placeOf(cases);
    place.procs(['run', 'PROC-T-001'], `y\n${'k\nseen\n'.repeat(2)}`);
    expect(judged(place).map(([, origin, verdict]) => [origin, verdict])).toEqual([
      ...Array(4).fill(['inferred', 'passed']),
      ...Array(2).fill(['inferred', 'failed']),
    ]);
  });
});

function placeOf(cases: readonly Case[]): Place {
  const steps = cases.map(([code, text]) => [code, `**Success criterion:** ${text}`] as const);
  return new Place({ 'a.md': procedure(...steps) });
}

function judged(place: Place): unknown[][] {
  return place
    .journal()
    .filter(({ event }) => event === 'criterion')
    .map(({ text, origin, verdict }) => [text, origin, verdict]);
}

/** Answers 301 at /old and 503 elsewhere, in a process of its own: this one waits for procs. */
async function server(): Promise<string> {
  const code = `require('node:http').createServer((q, r) => { r.writeHead(q.url === '/old' ? 301 : 503, { location: '/' }).end('busy'); }).listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill();
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return `http://127.0.0.1:${port.toString().trim()}`;
}
