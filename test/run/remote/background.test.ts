/** Blocks in the background on another host: the same promises as here, and the truth where one cannot be kept. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../../src/run/session/processes.ts';
import { Place, procedure, until, verdicts } from '../cli.ts';
import { hasSshd, type Sshd } from './sshd.ts';
import { startSshd } from './support.ts';

const RUN = ['run', 'PROC-T-001', '--yes'];
const LOG = 'echo "$SIDE $name" >seen\nname=other\necho up\nsetsid sleep 300 &\nwait';
const GONE = 'while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.05; done';

/** A first step that goes to the host, and a second one whose block runs there in the background. */
function behind(attributes: string, code: string, ...steps: readonly string[]): string {
  const text = procedure('ssh staging-server\nname=ada', code, ...steps);
  const second = text.indexOf('### Step 1.2');
  const fence = `\`\`\`bash {background ${attributes}}`;
  return text.slice(0, second) + text.slice(second).replace('```bash', fence);
}

function placeFor(sshd: Sshd, text: string): Place {
  return new Place({ 'a.md': text }, sshd.path);
}

function told(place: Place, event: string) {
  return place.journal().filter((each) => each.event === event && each.ref === '1.2');
}

function alive(place: Place): number {
  return treeOf(String(told(place, 'block-started')[0]!.cookie), null).length;
}

describe.skipIf(!hasSshd)('a block in the background on another host', () => {
  it('is there for the steps that follow, and gone with all that it started when the run has ended', async () => {
    const sshd = await startSshd();
    const check = 'pgrep -f "sleep 30[0]" >/dev/null\necho "$name, $(cat seen)"';
    const place = placeFor(sshd, behind('', LOG, check));
    const { status, out } = place.procs(RUN);
    expect(out).toContain('started in the background, and still running after 1 s');
    expect(out).toContain('ada, remote ada\n');
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 passed', '1.3 passed']);
    expect(status, out).toBe(0);
    expect(told(place, 'block-started')[0]).toMatchObject({ host: 'staging-server' });
    expect(told(place, 'block-ended')).toEqual([
      expect.objectContaining({ evidence: 'it ran in the background until the run ended it' }),
    ]);
    expect(alive(place)).toBe(0);
    const { cookie, directory } = told(place, 'block-started')[0]! as Record<string, unknown>;
    expect(readFileSync(join(String(directory), 'stdout'), 'utf8')).toBe('up\n');
    expect(existsSync(`/tmp/procs-${cookie}`)).toBe(false);
  });

  it('is failed where it fails at once, and fails the run where it fails later', async () => {
    const sshd = await startSshd();
    const soon = placeFor(sshd, behind('', 'echo no port is free >&2\n(exit 3)', 'touch never'));
    const first = soon.procs(RUN);
    expect(first.out).toContain('no port is free');
    expect(verdicts(first.out)).toEqual(['1.1 passed', '1.2 failed']);
    const code = 'echo $$ >pid\nuntil [[ -e go ]]; do sleep 0.05; done\n(exit 7)';
    const late = placeFor(sshd, behind('', code, `touch go\n${GONE}`, 'true'));
    const second = late.procs(RUN);
    expect(second.out).toMatch(/in the background on line \d+ \(step 1\.2\): .* ended with 7/);
    expect(verdicts(second.out)).toContain('1.4 passed');
    expect(second.status).toBe(1);
    expect(told(late, 'block-ended')).toHaveLength(1);
  });

  it('cannot take the session there or back: refused before anything runs', async () => {
    const sshd = await startSshd();
    const there = placeFor(sshd, behind('', 'exit\nsleep 300'));
    const { status, out } = there.procs(RUN);
    expect(status).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toContain('cannot take the session to another host or back');
    const text = procedure('ssh staging-server\nsleep 300', 'true');
    const going = placeFor(sshd, text.replace('```bash', '```bash {background}'));
    expect(going.procs(RUN).status).toBe(2);
  });

  it('is lost, and the run unverified, where its host is gone; procs says what may still run there', async () => {
    const sshd = await startSshd();
    const place = placeFor(
      sshd,
      behind('', LOG, 'exit', 'touch waiting\nuntil [[ -e go ]]; do sleep 0.05; done'),
    );
    const child = place.start([...RUN, '--reconnect', '1s']);
    let out = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => {
        out += text;
      });
    await until(() => existsSync(join(place.root, 'waiting')));
    await sshd.down();
    place.write('go', '');
    await until(() => child.exitCode !== null);
    expect(child.exitCode, out).toBe(3);
    expect(out).toContain('nobody knows how it ended: the connection to staging-server went away');
    expect(out).toContain('PROCS_BLOCK=');
    expect(told(place, 'block-ended')).toEqual([
      expect.objectContaining({ verdict: 'unverified' }),
    ]);
    for (const { pid } of treeOf(String(told(place, 'block-started')[0]!.cookie), null))
      process.kill(pid, 'SIGKILL');
  });

  it('is followed again over a new connection where the old one broke', async () => {
    const sshd = await startSshd();
    const place = placeFor(
      sshd,
      behind('', LOG, 'exit', 'touch waiting\nuntil [[ -e go ]]; do sleep 0.05; done'),
    );
    const child = place.start(RUN);
    await until(() => existsSync(join(place.root, 'waiting')));
    sshd.cut();
    place.write('go', '');
    await until(() => child.exitCode !== null);
    expect(child.exitCode).toBe(0);
    expect(told(place, 'block-ended')).toEqual([
      expect.objectContaining({ evidence: 'it ran in the background until the run ended it' }),
    ]);
    expect(alive(place)).toBe(0);
  });

  it.each([
    ['is taken over as it runs, and ended by the run', 'sleep 300', 0, 'still runs, since'],
    [
      'and has failed since, fails the run',
      'until [[ -e die ]]; do sleep 0.05; done\n(exit 9)',
      1,
      'ended with 9',
    ],
  ])('of a killed runner %s', async (_, code, expected, said) => {
    const sshd = await startSshd();
    const waits = 'touch waiting\nuntil [[ -e go ]]; do sleep 0.05; done';
    const place = placeFor(sshd, behind('', code, 'exit', waits, 'true'));
    const child = place.start(RUN);
    await until(() => existsSync(join(place.root, 'waiting')));
    child.kill('SIGKILL');
    await until(() => child.signalCode !== null);
    const cookie = String(told(place, 'block-started')[0]!.cookie);
    expect(alive(place)).toBeGreaterThan(0);
    if (expected === 1) {
      writeFileSync(join(sshd.home, 'die'), '');
      await until(() => existsSync(`/tmp/procs-${cookie}/status`));
    }
    place.write('go', '');
    const waiting = place.journal().findLast(({ event }) => event === 'block-started')!;
    await until(() => treeOf(String(waiting.cookie), null).length === 0);
    const { status, out } = place.procs(['run', '--resume', '--yes']);
    expect(out).toContain(said);
    expect(status, out).toBe(expected);
    expect(told(place, 'block-started')).toHaveLength(1);
    expect(told(place, 'block-ended')).toHaveLength(1);
    expect(alive(place)).toBe(0);
    expect(existsSync(`/tmp/procs-${cookie}`)).toBe(false);
  });
});
