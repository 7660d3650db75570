/** What of a procedure runs, with which values, and what is written down of it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, verdicts } from './cli.ts';

describe('the selection', () => {
  const three = procedure('echo 1 >> log', 'echo 2 >> log', 'echo 3 >> log');

  it.each([
    [['--from', '1.2'], '2\n3\n'],
    [['--only', '1.2'], '2\n'],
    [['--only', '1'], '1\n2\n3\n'],
    [[], '1\n2\n3\n'],
  ])('%j', (args, log) => {
    const place = new Place({ 'a.md': three });
    expect(place.procs(['run', 'PROC-T-001', '--yes', ...(args as string[])]).status).toBe(0);
    expect(place.read('log')).toBe(log);
  });

  it.each([
    [['--from', '1.9'], 'no step or stage 1.9'],
    [['--flow', 'rolback'], 'no flow "rolback"'],
    [['--set', 'WHAT=1'], 'no such parameter'],
    [['--host-map', 'x'], 'HOST=local'],
  ])('%j is refused before anything runs', (args, message) => {
    const place = new Place({ 'a.md': three });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', ...(args as string[])]);
    expect(status).toBe(2);
    expect(out).toContain(message);
    expect(() => place.read('log')).toThrow();
  });

  it('leaves optional and conditional steps out unless they are asked for', () => {
    const text = three
      .replace('Part 2', 'Part 2 (Optional)')
      .replace('Part 3', 'Part 3 (if needed)');
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(place.read('log')).toBe('1\n');
    expect(out).toContain('--with 1.2');
    expect(status).toBe(0);
    place.procs(['run', 'PROC-T-001', '--yes', '--with', '1.3']);
    expect(place.read('log')).toBe('1\n1\n3\n');
    const asked = place.procs(['run', 'PROC-T-001'], 'y\nn\ny\n');
    expect(asked.status).toBe(0);
    expect(place.read('log')).toBe('1\n1\n3\n1\n3\n');
  });

  it('refuses a block that asks a person where there is none', () => {
    const place = new Place({ 'a.md': procedure('touch first.txt', 'read -r -p "Sure? " answer') });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(2);
    expect(out).toContain('needs a terminal');
    expect(() => place.read('first.txt')).toThrow();
  });

  it('of a plan shows the same and does nothing', () => {
    const place = new Place({ 'a.md': three });
    const { status, out } = place.procs(['plan', 'PROC-T-001', '--from', '1.2']);
    expect(status).toBe(0);
    expect(out).toContain('echo 3 >> log');
    expect(out).toContain('skipped: before --from 1.2');
    expect(() => place.read('log')).toThrow();
  });
});

describe('the session', () => {
  it('carries directory, variables, functions and a virtual environment from block to block', () => {
    const place = new Place({
      'a.md': procedure(
        'mkdir -p sub venv/bin && cd sub\nplain=1\nexport exported=2\nlist=(a "b c")\ngreet() { echo "hello $1"; }\nprintf "VIRTUAL_ENV=$PWD/../venv\\nPATH=\\"$PWD/../venv/bin:$PATH\\"\\nexport PATH VIRTUAL_ENV\\n" > ../venv/bin/activate\nprintf "#!/bin/sh\\necho from venv\\n" > ../venv/bin/tool\nchmod +x ../venv/bin/tool',
        'source ../venv/bin/activate',
        'echo "${PWD##*/} $plain $(printenv exported) ${#list[@]} $(greet you) $(tool) $(printenv plain || echo unexported)" > ../seen.txt',
      ),
    });
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
    expect(place.read('seen.txt')).toBe('sub 1 2 2 hello you from venv unexported\n');
  });

  it('does not let one block spoil the next', () => {
    const place = new Place({
      'a.md': procedure(
        'set +e +u',
        'cat > /dev/null\nread -r line || true',
        'sleep 30 &\necho started',
        'echo "unset: ${UNSET_THING-}"\nfalse\ntrue',
      ),
    });
    const { out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 passed', '1.3 passed', '1.4 failed']);
  });
});

describe('output', () => {
  it('cannot act on the terminal, whatever it is', () => {
    const place = new Place({
      'a.md': procedure(
        "printf '\\033[2J\\033]0;owned\\007\\u202etxt\\n'; head -c 3000 /dev/urandom; echo; printf '%s\\n' '::set-env name=X::y'",
      ),
    });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u202e]/);
  });

  it('of any size goes through, folded on the screen and whole in its file', () => {
    const place = new Place({
      'a.md': procedure('seq 1 400000\nhead -c 5000000 /dev/zero | tr "\\0" x; echo'),
    });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(0);
    expect(out.length).toBeLessThan(400_000);
    const file = /lines more, all of them in (\S+)/.exec(out)?.[1];
    expect(statSync(path.join(file!, 'stdout')).size).toBeGreaterThan(7_000_000);
  });

  it('that a reader cuts short is no failure', () => {
    const { status, out } = new Place({ 'a.md': procedure('yes | head -n 1') }).procs([
      'run',
      'PROC-T-001',
      '--yes',
    ]);
    expect(verdicts(out)).toEqual(['1.1 passed']);
    expect(status).toBe(0);
  });
});

describe('a secret', () => {
  it('reaches neither terminal, journal, output files nor arguments', () => {
    const secret = 'S3cr3t-väl/ue+42';
    const text = procedure(
      'echo "token is $TOKEN"\nprintf %s "$TOKEN" | base64\ntr "\\0" " " < /proc/$$/cmdline',
      'echo "again $TOKEN" >&2',
    ).replace('id: PROC-T-001', 'id: PROC-T-001\nparameters:\n  TOKEN:\n    secret: true');
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001'], `${secret}\ny\n`);
    expect(status).toBe(0);
    const files = readdirSync(place.runs(), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(3);
    const all = [
      out,
      ...files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8')),
    ].join('\n');
    expect(all).not.toContain(secret);
    expect(all).not.toContain(Buffer.from(secret).toString('base64').slice(0, 16));
    expect(all).toContain('token is');
    for (const entry of files)
      expect(statSync(path.join(entry.parentPath, entry.name)).mode & 0o077).toBe(0);
  });
});

describe('a call', () => {
  const callee = procedure('echo "called with $NAME" >> log')
    .replaceAll('PROC-T-001', 'PROC-T-002')
    .replace('id: PROC-T-002', 'id: PROC-T-002\nparameters:\n  NAME:\n    default: nobody');
  const caller = `${procedure('NAME=ada')}\n### Step 1.2: Call\n\nExecute PROC-T-002\n`;

  it('runs the other procedure in the same session and journal', () => {
    const place = new Place({ 'a.md': caller, 'b.md': callee });
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
    expect(place.read('log')).toBe('called with ada\n');
    expect(place.journal().filter(({ event }) => event === 'flow-started')).toHaveLength(2);
    expect(place.procs(['run', 'PROC-T-002', '--yes']).status).toBe(0);
    expect(place.read('log')).toBe('called with ada\ncalled with nobody\n');
  });

  it('fails where the two call each other', () => {
    const back = `${callee}\n### Step 1.2: Back\n\nExecute PROC-T-001\n`;
    const place = new Place({ 'a.md': caller, 'b.md': back });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(1);
    expect(out).toContain('call each other');
  });
});

describe('what is written down', () => {
  it('is read back, as text and as JSON', () => {
    const place = new Place({
      'a.md': procedure(['echo ok', 'Expected: stdout contains "ok"'], 'false'),
    });
    expect(place.procs(['runs']).out).toContain('No run has been made here yet');
    place.procs(['run', 'PROC-T-001', '--yes']);
    const [id] = place.runIds();
    expect(place.procs(['runs']).out).toMatch(
      new RegExp(`^${id} +PROC-T-001 .* Ada .* failed$`, 'm'),
    );
    const { out } = place.procs(['runs', 'show', id!]);
    expect(out).toContain('started by Ada');
    expect(out).toContain('`false` on line');
    const events = JSON.parse(place.procs(['runs', 'show', id!, '--json']).out) as {
      event: string;
    }[];
    expect(events.map(({ event }) => event)).toContain('criterion');
    expect(JSON.parse(place.procs(['runs', '--json']).out)).toMatchObject([
      { id, verdict: 'failed', state: 'ended' },
    ]);
  });

  it('cannot be written: the run does not start', () => {
    const place = new Place({ 'a.md': procedure('touch ran'), '.procs': 'in the way' });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(2);
    expect(out).toContain('cannot be written');
    expect(() => place.read('ran')).toThrow();
  });
});
