/** Blocks in the background: seen to run, noticed when they end, and gone when the run is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { endTree, treeOf } from '../../src/run/session/processes.ts';
import { Place, procedure, until, verdicts } from './cli.ts';

const SERVER = `import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
const server = createServer((_, response) => response.end('in good health\\n'));
server.listen(0, '127.0.0.1', () => {
  console.log('listening');
  writeFileSync('port.txt', String(server.address().port));
});
`;
const START = `'${process.execPath}' server.mjs`;
const ASK = `for i in {1..300}; do [[ -s port.txt ]] && break; sleep 0.1; done
'${process.execPath}' -e 'fetch("http://127.0.0.1:" + process.argv[1]).then(async (r) => console.log(await r.text()))' "$(cat port.txt)"`;

type Steps = readonly (string | readonly [string, string])[];

/** Waits until the process that wrote the file `pid` has ended. */
const GONE = 'while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.05; done';

/** The first step's block in the background; `attributes`: more of its fence. */
function behind(attributes: string, ...steps: Steps): string {
  return procedure(...steps).replace('```bash', `\`\`\`bash {background ${attributes}}`);
}

function withServer(...steps: Steps): Place {
  return new Place({ 'a.md': behind('', START, ...steps), 'server.mjs': SERVER });
}

type Told = ReturnType<Place['journal']>[number];

function started(place: Place): Told {
  return place.journal().find(({ event, ref }) => event === 'block-started' && ref === '1.1')!;
}

function endings(place: Place): Told[] {
  return place.journal().filter(({ event, ref }) => event === 'block-ended' && ref === '1.1');
}

function alive(place: Place): number {
  return treeOf(String(started(place).cookie), null).length;
}

const RUN = ['run', 'PROC-T-001', '--yes'];

describe('a block in the background', () => {
  it('is there for the steps that follow, and gone when the run has ended', () => {
    const place = withServer(ASK);
    const { status, out } = place.procs(RUN);
    expect(out).toContain('in good health');
    expect(out).toContain('started in the background, and still running after 1 s (process ');
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 passed']);
    expect(status).toBe(0);
    expect(endings(place)).toEqual([
      expect.objectContaining({
        verdict: 'passed',
        evidence: 'it ran in the background until the run ended it',
      }),
    ]);
    expect(alive(place)).toBe(0);
  });

  it('keeps its output, and is told in the story and the evidence', () => {
    const place = withServer(ASK);
    place.procs(RUN);
    const { directory } = started(place) as unknown as { directory: string };
    expect(readFileSync(path.join(directory, 'stdout'), 'utf8')).toBe('listening\n');
    const [id] = place.runIds();
    expect(place.procs(['runs', 'show', id!]).out).toContain('started in the background');
    const report = place.procs(['report', id!]).out;
    expect(report).toContain('until the run ended it');
    expect(report).toContain('listening');
    expect(place.procs(['runs', 'verify', id!]).status).toBe(0);
  });

  it('begins with the state of the session, and hands nothing on to it', () => {
    const text = procedure(
      'mkdir sub && cd sub\nname=ada',
      'echo "$PWD $name" >seen.txt\nname=other\ncd /\nsleep 300',
      'echo "$PWD $name"',
    );
    const at = text.lastIndexOf('```bash\necho "$PWD $name" >');
    const place = new Place({
      'a.md': `${text.slice(0, at)}\`\`\`bash {background}${text.slice(at + 7)}`,
    });
    const { status, out } = place.procs(RUN);
    expect(place.read('sub/seen.txt')).toMatch(/\/sub ada\n$/);
    expect(out).toMatch(/\/sub ada\n/);
    expect(out).not.toContain('/ other');
    expect(status).toBe(0);
  });

  it('that fails at once is failed as any other', () => {
    const place = new Place({
      'a.md': behind('', 'echo no port is free >&2\n(exit 3)', 'echo never >done.txt'),
    });
    const { status, out } = place.procs(RUN);
    expect(verdicts(out)).toEqual(['1.1 failed']);
    expect(out).toContain('no port is free');
    expect(out).toContain('ended with 3');
    expect(existsSync(path.join(place.root, 'done.txt'))).toBe(false);
    expect(status).toBe(1);
  });

  it('that ends well at once is passed as any other, and still hands nothing on', () => {
    const place = new Place({ 'a.md': behind('', 'name=ada', `echo "name:\${name-none}"`) });
    const { status, out } = place.procs(RUN);
    expect(out).toContain('every command ended well');
    expect(out).toContain('name:none');
    expect(status).toBe(0);
  });

  it('is tried again when it fails at once', () => {
    const code = 'echo try >>tries.txt\n[[ $(wc -l <tries.txt) -gt 1 ]]\nsleep 300';
    const place = new Place({ 'a.md': behind('retry=2 every=10ms', code, 'true') });
    const { status } = place.procs(RUN);
    expect(place.read('tries.txt')).toBe('try\ntry\n');
    expect(status).toBe(0);
    expect(alive(place)).toBe(0);
  });

  it('that fails later fails the run, with its line and status, though every step passed', () => {
    const place = new Place({
      'a.md': behind(
        '',
        'echo $$ >pid\nuntil [[ -e go ]]; do sleep 0.05; done\n(exit 7)',
        `touch go\n${GONE}`,
        'true',
      ),
    });
    const { status, out } = place.procs(RUN);
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 passed', '1.3 passed']);
    expect(out).toMatch(/the block in the background on line \d+ \(step 1\.1\): .* ended with 7/);
    expect(status).toBe(1);
    expect(endings(place)).toEqual([expect.objectContaining({ verdict: 'failed' })]);
  });

  it.each([
    ['the server itself', 'sleep 300 & echo $! >child\nwait $!', 'kill "$(cat child)"'],
    ['its shell', 'sleep 300 & echo $! >child\nwait $!', 'kill "$(cat pid)"'],
  ])('that a step ends with kill, as the document says: %s', (_, code, kill) => {
    const steps = [`echo $$ >pid\n${code}`, `${kill}\n${GONE}`] as const;
    const said = new Place({ 'a.md': behind('exit=0,143', ...steps) });
    expect(said.procs(RUN).status).toBe(0);
    expect(alive(said)).toBe(0);
    const unsaid = new Place({ 'a.md': behind('', ...steps) });
    expect(unsaid.procs(RUN).status).toBe(1);
  });

  it('that comes to its end well later does not count against the run', () => {
    const place = new Place({
      'a.md': behind(
        '',
        'echo $$ >pid\nuntil [[ -e go ]]; do sleep 0.05; done',
        `touch go\n${GONE}`,
      ),
    });
    const { status } = place.procs(RUN);
    expect(status).toBe(0);
    expect(endings(place)).toEqual([
      expect.objectContaining({ verdict: 'passed', evidence: 'every command ended well' }),
    ]);
  });

  it('that ran out of its time leaves the run unverified', () => {
    const place = new Place({
      'a.md': behind('timeout=2s', 'sleep 300', 'sleep 4'),
    });
    const { status, out } = place.procs(RUN);
    expect(out).toContain('ended after 2 s, the most that the document gives it');
    expect(status).toBe(3);
    expect(alive(place)).toBe(0);
  });

  it('is ended with what left its process group and does not listen to TERM', () => {
    const code = "setsid bash -c 'trap : TERM; while :; do sleep 0.2; done' &\nsleep 300";
    const place = new Place({ 'a.md': behind('', code, 'true') });
    expect(place.procs(RUN).status).toBe(0);
    expect(alive(place)).toBe(0);
  });

  it('is ended when a later step fails', () => {
    const place = withServer('false');
    expect(place.procs(RUN).status).toBe(1);
    expect(endings(place)).toHaveLength(1);
    expect(alive(place)).toBe(0);
  });

  it('outlives no criterion that speaks of how it ended', () => {
    const expected = '**Expected output:**\n\n```text\nlistening\n```';
    const place = new Place({
      'a.md': behind('', [START, expected], 'true'),
      'server.mjs': SERVER,
    });
    const { status, out } = place.procs(RUN);
    expect(out).toContain('runs in the background and has not ended');
    expect(status).toBe(3);
  });

  it('is said to be one before anything runs', () => {
    const text = behind('timeout=30s', 'sleep 300', 'true');
    const place = new Place({ 'a.md': text });
    const out = (...args: readonly string[]) => place.procs(args).out.replace(/\s+/g, ' ');
    const limit = 'in the background, until the run ends, at most 30 s, every command ends with 0';
    expect(out('plan', 'PROC-T-001')).toContain(limit);
    expect(out(...RUN, '--dry-run')).toContain(limit);
    expect(out('run', 'PROC-T-001', '--dry-run', '--lang', 'es')).toContain(
      'en segundo plano, hasta que termine la ejecución, 30 s como máximo',
    );
  });

  it('cannot have the terminal: refused before anything runs', () => {
    const place = new Place({ 'a.md': behind('interactive', 'sleep 300', 'true') });
    const { status, out } = place.procs([...RUN, '--attended']);
    expect(status).toBe(2);
    expect(out).toContain('cannot have the terminal and run in the background');
  });

  it('that would take the session to another host is refused before anything runs', () => {
    const place = new Place({ 'a.md': behind('', 'ssh web-1\nsleep 300', 'true') });
    const { status, out } = place.procs(RUN);
    expect(status).toBe(2);
    expect(out).toContain('a block in the background cannot take the session to another host');
  });
});

describe('a run with a block in the background that is cut off', () => {
  const waits = 'touch waiting\nuntil [[ -e go ]]; do sleep 0.1; done';

  async function start(place: Place) {
    const child = place.start(RUN);
    await until(() => existsSync(path.join(place.root, 'waiting')));
    return child;
  }

  it('by Ctrl-C: ends it too, and says on resuming that it is gone', async () => {
    const place = withServer(waits, 'true');
    const child = await start(place);
    child.kill('SIGINT');
    await until(() => child.exitCode !== null);
    expect(child.exitCode).toBe(130);
    expect(alive(place)).toBe(0);
    expect(endings(place)).toHaveLength(1);
    place.write('go', '');
    const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(out).toContain('was ended when the run stopped, and is not started again unasked');
    expect(out).toContain('it was ended when the run stopped: what followed did not have it');
    expect(status).toBe(3);
    expect(endings(place)).toEqual([
      expect.objectContaining({ verdict: 'passed' }),
      expect.objectContaining({ verdict: 'unverified' }),
    ]);
    const [id] = place.runIds();
    expect(place.procs(['report', id!]).out).toContain('what followed did not have it');
    expect(place.procs(['runs', 'verify', id!]).status).toBe(0);
  });

  it.each([
    ['is run again, is there for what follows', 'r\ng\n1.1\ny\nit was gone\n', 0],
    ['is not run again, is missed by what follows', 'r\nr\n', 3],
  ])('by the operator, and whose step %s', (_, answers, expected) => {
    const tries = 'echo >>tries\n[[ $(wc -l <tries) -gt 2 ]]';
    const place = new Place({ 'a.md': behind('', 'sleep 300', tries, 'true') });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
    expect(alive(place)).toBe(0);
    const { status, out } = place.procs(['run', '--resume'], answers);
    expect(status).toBe(expected);
    expect(out.includes('what followed did not have it')).toBe(expected === 3);
    expect(verdicts(out)).toContain('1.3 passed');
  });

  it('before its step was settled, and then stopped: is not taken for passed', async () => {
    const text = behind('', 'sleep 300', waits);
    const gated = text.replace('\n```bash', '\n**WARNING:** it listens\n\n```bash');
    const place = new Place({ 'a.md': gated });
    const child = await start(place);
    child.kill('SIGKILL');
    await until(() => child.signalCode !== null);
    const waiting = place.journal().findLast(({ event }) => event === 'block-started')!;
    await endTree(String(waiting.cookie), null, 0);
    // As if it had been killed while the block was being watched.
    const journal = path.join(place.runs(), place.runIds()[0]!, 'journal.jsonl');
    const lines = place.journalText().split('\n');
    const cut = lines.findIndex((line) => line.includes('"block-started"')) + 1;
    writeFileSync(journal, `${lines.slice(0, cut).join('\n')}\n`);
    expect(place.procs(['run', '--resume'], 'n\ns\n').out).toContain('until the run ended it');
    expect(alive(place)).toBe(0);
    const { status, out } = place.procs(['run', '--resume', '--yes']);
    expect(out).toContain('ran in the background, and was ended when the run stopped');
    expect(status).toBe(4);
  });

  it('by Ctrl-C as it is being watched: is interrupted as any other block', async () => {
    const place = new Place({ 'a.md': behind('', 'touch waiting\nsleep 300', waits) });
    const child = await start(place);
    child.kill('SIGINT');
    await until(() => child.exitCode !== null);
    expect(child.exitCode).toBe(130);
    expect(alive(place)).toBe(0);
    expect(endings(place)).toHaveLength(1);
  });

  it('by kill -9: is taken over as it runs, is there for what follows, and is ended by the run', async () => {
    const place = withServer(waits, ASK);
    const child = await start(place);
    child.kill('SIGKILL');
    await until(() => child.signalCode !== null);
    const before = alive(place);
    expect(before).toBeGreaterThan(0);
    place.write('go', '');
    const waiting = place.journal().findLast(({ event }) => event === 'block-started')!;
    await until(() => treeOf(String(waiting.cookie), null).length === 0);
    const { status, out } = place.procs(['run', '--resume', '--yes']);
    expect(out).toContain('still runs, since');
    expect(out).toContain('in good health');
    expect(status).toBe(0);
    expect(place.journal().filter(({ background }) => background !== undefined)).toHaveLength(1);
    expect(endings(place)).toEqual([
      expect.objectContaining({ evidence: 'it ran in the background until the run ended it' }),
    ]);
    expect(alive(place)).toBe(0);
  });

  it('by kill -9, and is gone on resuming: told, never started again, never passed', async () => {
    const place = withServer(waits, 'true');
    const child = await start(place);
    child.kill('SIGKILL');
    await until(() => child.signalCode !== null);
    expect(await endTree(String(started(place).cookie), null, 0)).toEqual([]);
    place.write('go', '');
    const waiting = place.journal().findLast(({ event }) => event === 'block-started')!;
    await until(() => treeOf(String(waiting.cookie), null).length === 0);
    const { status, out } = place.procs(['run', '--resume', '--yes']);
    expect(out).toContain('it ended while nobody watched, and how is not known');
    expect(status).toBe(3);
    expect(place.journal().filter(({ background }) => background !== undefined)).toHaveLength(1);
  });

  it('by kill -9, and fails before it is resumed: fails the run', async () => {
    const code = 'until [[ -e die ]]; do sleep 0.1; done\n(exit 9)';
    const place = new Place({ 'a.md': behind('', code, waits, 'true') });
    const child = await start(place);
    child.kill('SIGKILL');
    await until(() => child.signalCode !== null);
    place.write('die', '');
    place.write('go', '');
    const waiting = place.journal().findLast(({ event }) => event === 'block-started')!;
    await until(() => treeOf(String(waiting.cookie), null).length === 0 && alive(place) === 0);
    const { status, out } = place.procs(['run', '--resume', '--yes']);
    expect(out).toContain('ended with 9');
    expect(status).toBe(1);
  });
});
