/** Procedures that go to other hosts, run by the real command line over a real sshd. */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../../src/run/session/processes.ts';
import { Place, procedure, until, verdicts } from '../cli.ts';
import { hasSshd, type Sshd } from './sshd.ts';
import { startSshd } from './support.ts';

const RUN = ['run', 'PROC-T-001'];

describe.skipIf(!hasSshd)('a procedure that goes to another host', () => {
  it('runs each block where it belongs, with a session on either side', async () => {
    const sshd = await startSshd();
    const place = new Place(
      {
        'a.md': procedure(
          'here=1\ncd /usr',
          '# Connect\nssh staging-server\n\nmkdir -p app\ncd app\nexport RELEASE=7',
          [
            'echo "$SIDE $RELEASE ${here-unset} ${PWD##*/}" | tee where.txt',
            '**Success criterion:** file where.txt nonempty',
          ],
          'f() { echo "in $1"; }\nexit',
          'echo "${SIDE-here} $here $PWD"',
          'ssh staging-server\necho "${RELEASE-fresh} ${PWD##*/}"',
        ),
      },
      sshd.path,
    );
    const ran = place.procs(RUN);
    expect(verdicts(ran.out)).toEqual([1, 2, 3, 4, 5, 6].map((step) => `1.${step} passed`));
    expect(ran.out).toContain('remote 7 unset app\n');
    expect(ran.out).toContain('here 1 /usr\n');
    expect(ran.out).toContain('fresh home\n');
    expect(ran.status).toBe(0);
    expect(existsSync(join(sshd.home, 'app/where.txt'))).toBe(true);
  });

  it('takes a block apart that goes there and comes back, with the lines of the document', async () => {
    const sshd = await startSshd();
    const place = new Place(
      {
        'a.md': procedure(
          'echo "a $SIDE"',
          'echo one\nssh staging-server\necho "two $SIDE"\nexit\necho "three ${SIDE-here}"\nls /nope/there',
        ),
      },
      { ...sshd.path, SIDE: 'here' },
    );
    const { out, status } = place.procs(RUN);
    expect(out).toMatch(/one\n[\s\S]*two remote\n[\s\S]*three here\n/);
    expect(out).toMatch(/`ls \/nope\/there` on line 24 ended with 2/);
    expect(status).toBe(1);
    const started = place.journal().filter(({ event }) => event === 'block-started');
    expect(started.map(({ host, part }) => [host, part])).toEqual([
      [null, undefined],
      [null, { number: 1, of: 3 }],
      ['staging-server', { number: 2, of: 3 }],
      [null, { number: 3, of: 3 }],
    ]);
  });

  it('stops a block in parts at the first that fails', async () => {
    const sshd = await startSshd();
    const place = new Place(
      { 'a.md': procedure('ssh staging-server\nfalse\nexit\ntouch never') },
      sshd.path,
    );
    const { out, status } = place.procs(RUN);
    expect(out).toContain('`false` on line 12 ended with 1');
    expect(status).toBe(1);
    expect(() => place.read('never')).toThrow();
  });

  it('judges criteria where their block ran', async () => {
    const sshd = await startSshd();
    const place = new Place(
      {
        'only-here.txt': 'x',
        'a.md': procedure(
          [
            'ssh staging-server\ntouch only-there.txt',
            '**Success criterion:** file only-there.txt exists',
          ],
          ['true', '**Success criterion:** file only-here.txt exists'],
        ),
      },
      sshd.path,
    );
    const { out, status } = place.procs(RUN);
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 failed']);
    expect(out).toContain('only-here.txt is not there');
    expect(status).toBe(1);
  });

  it('looks for processes, files and answers there', async () => {
    const sshd = await startSshd();
    const checks = [
      'process procs-test-daemon absent',
      'file empty.txt nonempty',
      'file "$HOME/full.txt" nonempty',
    ];
    const place = new Place(
      {
        'a.md': procedure(
          'ssh staging-server\n: >empty.txt\necho x >full.txt',
          ...checks.map((check) => ['true', `**Success criterion:** ${check}`] as const),
          [
            'cp /bin/sleep procs-test-daemon; ./procs-test-daemon 300 &\nsleep 0.2',
            '**Success criterion:** process procs-test-daemon running',
          ],
          [
            'pkill -f procs-test-daemon; true',
            '**Success criterion:** process procs-test-daemon absent',
          ],
        ),
      },
      sshd.path,
    );
    const { out } = place.procs([...RUN, '--only', '1']);
    expect(out).toContain('no process procs-test-daemon');
    expect(out).toContain('empty.txt is empty');
    const rest = place.procs([...RUN, '--from', '1.4']);
    expect(rest.out).toContain('full.txt: 2 bytes');
    expect(verdicts(rest.out).filter((line) => line.endsWith('failed'))).toEqual([]);
    expect(rest.out).toMatch(/passed {2}process procs-test-daemon running/);
  });

  it('goes where --host-map says: by address, as another user, to two hosts', async () => {
    const one = await startSshd({ env: { WHO: 'one' } });
    const two = await startSshd({ env: { WHO: 'two' } });
    const place = new Place(
      {
        'a.md': procedure(
          'ssh prod-db\necho "I am $WHO"\nexit',
          'ssh deploy@prod-web\necho "I am $WHO"\nexit',
        ),
      },
      one.path,
    );
    // Both are behind the first one's configuration: it has to know the other's key.
    writeFileSync(
      join(one.directory, 'known_hosts'),
      [one, two].map((each) => readFileSync(join(each.directory, 'known_hosts'), 'utf8')).join(''),
    );
    writeFileSync(join(two.directory, 'key.pub'), readFileSync(join(one.directory, 'key.pub')));
    const user = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
    const map = [
      '--host-map',
      `prod-db=127.0.0.1:${one.port}`,
      '--host-map',
      `prod-web=${user}@127.0.0.1:${two.port}`,
    ];
    const { out, status } = place.procs([...RUN, ...map]);
    expect(out).toContain('I am one\n');
    expect(out).toContain('I am two\n');
    expect(status).toBe(0);
    expect(place.procs(['plan', 'PROC-T-001', ...map]).out).toContain(
      `runs on deploy@prod-web: ${user}@127.0.0.1:${two.port}`,
    );
  });

  it('gives the run’s own values to the session there, and keeps a secret out of every list and file', async () => {
    const sshd = await startSshd();
    const text = procedure(
      'ssh staging-server',
      'echo "tag $TAG"\n[[ -n $PASSWORD ]]\ncat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" " " | grep -c [s]wordfish77 || :\ncat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" " " | grep -c [s]wordfish77 || :',
    ).replace(
      'id: PROC-T-001',
      'id: PROC-T-001\nparameters:\n  TAG:\n    type: string\n  PASSWORD:\n    type: string\n    secret: true',
    );
    const place = new Place({ 'a.md': text }, sshd.path);
    const { out, status } = place.procs([
      ...RUN,
      '--set',
      'TAG=v1',
      '--set',
      'PASSWORD=swordfish77',
    ]);
    expect(out).toContain('tag v1\n');
    // The command line of procs itself, whose test gives it there, is the one that is counted.
    expect(out).toMatch(/│ [01]\n/);
    expect(out).not.toContain('swordfish');
    expect(status).toBe(0);
    expect(leftovers(place)).toEqual([]);
    expect(filesWith(place.root, 'swordfish')).toEqual([]);
  });

  it.each([
    ['an option', '-oProxyCommand=touch$IFS/tmp/procs-owned', /no name of a host/],
    ['a variable', '$SERVER', /no name of a host.*--host-map '\$SERVER=NAME'/],
    ['a command', '"$(touch /tmp/procs-owned)"', /no name of a host/],
    [
      'another option',
      '-o ProxyCommand=x host',
      /nothing that the connection to host can be given/,
    ],
  ])('is refused where its host is %s', async (_name, host, message) => {
    const place = new Place({ 'a.md': procedure(`ssh -- ${host}\nls`.replace('-- -o P', '-o P')) });
    const { out, status } = place.procs(RUN);
    expect(out.replace(/\s+/g, ' ')).toMatch(message);
    expect(status).toBe(2);
    expect(existsSync('/tmp/procs-owned')).toBe(false);
    expect(existsSync(join(place.root, '.procs/runs'))).toBe(false);
  });

  it.each([
    ['in the middle of a line', 'ssh staging-server && ls', /lines of their own/],
    ['in a group', '{\nssh staging-server\nls\n}', /lines of their own/],
    [
      'from one host on to another',
      'ssh staging-server\nssh second-server\nls',
      /goes on from staging-server to second-server.*ProxyJump/,
    ],
  ])('is refused where it moves %s', (_name, code, message) => {
    const place = new Place({ 'a.md': procedure(code) });
    const { out, status } = place.procs(RUN);
    expect(out.replace(/\s+/g, ' ')).toMatch(message);
    expect(status).toBe(2);
  });

  it('does nothing where a host cannot be used and nobody is there', async () => {
    const sshd = await startSshd({ known: false });
    const place = new Place(
      { 'a.md': procedure('touch first', 'ssh staging-server\ntouch second') },
      sshd.path,
    );
    const { out, status } = place.procs(RUN);
    expect(status).toBe(2);
    expect(out).toContain('its host key is not known');
    expect(() => place.read('first')).toThrow();
    expect(place.runIds()).toEqual([]);
    const later = place.procs([...RUN, '--connect-later']);
    expect(verdicts(later.out)).toEqual(['1.1 passed', '1.2 failed']);
    expect(later.out).toContain('it did not start: staging-server cannot be used');
    expect(place.read('first')).toBe('');
  });

  it('ends the block there at Ctrl-C, with all that it started', async () => {
    const sshd = await startSshd();
    const place = new Place(
      { 'a.md': procedure('ssh staging-server\nsetsid sleep 301 &\necho up\nsleep 300') },
      sshd.path,
    );
    const child = place.start(RUN);
    const out = outputOf(child);
    await until(() => out().includes('│ up'));
    child.kill('SIGINT');
    await new Promise((done) => child.once('exit', done));
    expect(child.exitCode).toBe(130);
    expect(treeOf(lastCookie(place), null)).toEqual([]);
    expect(leftovers(place)).toEqual([]);
  });

  it('is resumed after the connection was lost: the block ran on there, and is taken up', async () => {
    const { sshd, place } = await lostInTheMiddle('go\nRESULT=kept\necho finished');
    writeFileSync(join(sshd.home, 'go'), '');
    await until(() => existsSync(`/tmp/procs-${lastCookie(place)}/status`));
    await sshd.up();
    const { out, status } = place.procs(['run', '--resume']);
    expect(out).toContain('then kept\n');
    expect(out).not.toContain('first again');
    expect(status).toBe(0);
    const id = place.runIds()[0]!;
    expect(
      filesNamed(join(place.runs(), id), 'stdout').map((file) => readFileSync(file, 'utf8')),
    ).toContain('up\nfinished\n');
    expect(leftovers(place)).toEqual([]);
  });

  it('is resumed while the block still runs there: it may be ended', async () => {
    const { sshd, place } = await lostInTheMiddle('never');
    await sshd.up();
    const cookie = lastCookie(place);
    const { out, status } = place.procs(['run', '--resume'], 'e\ns\n');
    expect(out).toContain('is still running on staging-server');
    expect(status).toBe(4);
    expect(treeOf(cookie, null)).toEqual([]);
  });
});

/** A run that lost its host while the block waited there for a file. */
async function lostInTheMiddle(rest: string): Promise<{ sshd: Sshd; place: Place }> {
  const sshd = await startSshd();
  const [file, ...code] = rest.split('\n');
  const place = new Place(
    {
      'a.md': procedure(
        'echo first "${AGAIN-}"; export AGAIN=again',
        `ssh staging-server\necho up\nwhile [[ ! -e ${file} ]]; do sleep 0.05; done\n${code.join('\n')}`,
        'echo "then $RESULT"',
      ),
    },
    sshd.path,
  );
  const child = place.start([...RUN, '--reconnect', '1s']);
  const out = outputOf(child);
  await until(() => out().includes('│ up'));
  await sshd.down();
  await new Promise((done) => child.once('exit', done));
  expect(out()).toContain('the block of step 1.2 may have run');
  expect(child.exitCode).toBe(4);
  const events = place.journal();
  expect(events.findLast(({ event }) => event === 'run-ended')).toMatchObject({ verdict: null });
  expect(events.filter(({ event, ref }) => event === 'block-ended' && ref === '1.2')).toEqual([]);
  return { sshd, place };
}

function outputOf(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (bytes) => {
      text += bytes;
    });
  return () => text;
}

function lastCookie(place: Place): string {
  return place.journal().findLast(({ event }) => event === 'block-started')!.cookie as string;
}

/** What attempts of this run left on the host. */
function leftovers(place: Place): string[] {
  return place
    .journal()
    .flatMap(({ cookie }) => (typeof cookie === 'string' ? [`/tmp/procs-${cookie}`] : []))
    .filter((path) => existsSync(path));
}

function filesNamed(folder: string, name: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((each) => each.split('/').at(-1) === name)
    .map((each) => join(folder, each));
}

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, 'latin1').includes(text));
}
