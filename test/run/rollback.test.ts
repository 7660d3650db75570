/** The way back: offered or taken after a failure, resumed where it was cut off, and honest where it fails itself. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, until } from './cli.ts';

const back = (...blocks: readonly string[]): string =>
  `\n## Rollback\n\n${blocks.map((code, at) => `### Step 9.${at + 1}: Back ${at + 1}\n\n\`\`\`bash\n${code}\n\`\`\`\n`).join('\n')}`;

const failing = procedure('echo one >> log', 'echo two >> log; false');

describe('with nobody there', () => {
  it('a rollback is only told of, unless it was asked for', () => {
    const place = new Place({ 'a.md': `${failing}${back('echo back >> log')}` });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(1);
    expect(out).toContain('--flow rollback');
    expect(place.read('log')).toBe('one\ntwo\n');
  });

  it('--rollback-on-failure takes it, in the same journal, and the run has failed all the same', () => {
    const place = new Place({ 'a.md': `${failing}${back('echo back >> log')}` });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', '--rollback-on-failure']);
    expect(status).toBe(1);
    expect(place.read('log')).toBe('one\ntwo\nback\n');
    expect(out).toContain('1.1  Part 1  passed');
    expect(out).toContain('PROC-T-001 was rolled back');
    expect(place.journal().find(({ event }) => event === 'run-ended')).toMatchObject({
      verdict: 'failed',
      reason: 'PROC-T-001 was rolled back',
    });
    expect(place.runIds()).toHaveLength(1);
  });

  it('says plainly that the rollback failed too', () => {
    const place = new Place({ 'a.md': `${failing}${back('false', 'echo never >> log')}` });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', '--rollback-on-failure']);
    expect(status).toBe(1);
    expect(out).toContain('the rollback of PROC-T-001 FAILED');
    expect(place.read('log')).toBe('one\ntwo\n');
  });

  it('does not go back from where nothing has run', () => {
    const text = `${procedure('echo never >> log')}${back('echo back >> log')}`.replace(
      '### Step 1.1: Part 1\n',
      '### Step 1.1: Part 1\n\nExecute PROC-T-404\n',
    );
    const place = new Place({ 'a.md': text });
    const { status } = place.procs(['run', 'PROC-T-001', '--yes', '--rollback-on-failure']);
    expect(status).toBe(1);
    expect(existsSync(path.join(place.root, 'log'))).toBe(false);
  });

  it('finds before anything runs that the rollback could not', () => {
    const place = new Place({ 'a.md': `${failing}${back('git checkout <old-tag>')}` });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', '--rollback-on-failure']);
    expect(status).toBe(2);
    expect(out).toContain('Rollback: These values are not known');
    expect(existsSync(path.join(place.root, 'log'))).toBe(false);
    expect(
      new Place({ 'a.md': failing }).procs(['run', 'PROC-T-001', '--yes', '--rollback-on-failure'])
        .status,
    ).toBe(2);
  });

  it('a criterion of a stage that is not met leads there as well', () => {
    const text = `${procedure('echo one >> log')}\n**Exit criteria:**\n\n- [ ] file no-such.txt exists\n`;
    const place = new Place({ 'a.md': `${text}${back('echo back >> log')}` });
    const { status } = place.procs(['run', 'PROC-T-001', '--yes', '--rollback-on-failure']);
    expect(status).toBe(1);
    expect(place.read('log')).toBe('one\nback\n');
  });
});

describe('a rollback that calls another procedure', () => {
  const callee = (code: string, more = ''): string =>
    `${procedure(code)}${more}`.replaceAll('PROC-T-001', 'PROC-T-002');
  const caller = `${failing}\n## Rollback\n\n### Step 9.1: Back\n\nExecute PROC-T-002\n`;

  it('runs it in the session of what failed', () => {
    const text = caller.replace('echo one >> log', 'echo one >> log\nWHERE=here');
    const place = new Place({ 'a.md': text, 'b.md': callee('echo "back $WHERE" >> log') });
    const run = ['run', 'PROC-T-001', '--yes', '--rollback-on-failure', '--accept-missing'];
    expect(place.procs(run).status).toBe(1);
    expect(place.read('log')).toBe('one\ntwo\nback here\n');
  });

  it('takes the rollback of that procedure where it fails itself', () => {
    const place = new Place({
      'a.md': caller,
      'b.md': callee('echo half >> log; false', back('echo undone >> log')),
    });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', '--rollback-on-failure']);
    expect(status).toBe(1);
    expect(place.read('log')).toBe('one\ntwo\nhalf\nundone\n');
    expect(out).toContain('PROC-T-002 was rolled back');
    expect(out).toContain('the rollback of PROC-T-001 FAILED');
  });
});

it('goes on with a rollback that was killed, and runs nothing twice', async () => {
  const text = `${failing}${back('echo back >> log', 'touch waiting\nuntil [ -e go ]; do sleep 0.1; done', 'echo done >> log')}`;
  const place = new Place({ 'a.md': text });
  const first = place.start(['run', 'PROC-T-001', '--yes', '--rollback-on-failure']);
  await until(() => existsSync(path.join(place.root, 'waiting')));
  first.kill('SIGTERM');
  await until(() => first.exitCode !== null);
  expect(first.exitCode).toBe(130);
  place.write('go', '');
  const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
  expect(status).toBe(1);
  expect(out).toContain('was cut off before this run was resumed; it goes on');
  expect(place.read('log')).toBe('one\ntwo\nback\ndone\n');
});

it('closes a run that was killed when its rollback had ended, and runs nothing again', () => {
  const text = `${failing}${back('echo back >> log')}`;
  const args = ['run', 'PROC-T-001', '--yes', '--rollback-on-failure'];
  const whole = new Place({ 'a.md': text });
  whole.procs(args);
  const end = whole.journal().findIndex(({ event }) => event === 'run-ended');
  expect(whole.journal()[end - 1]).toMatchObject({ event: 'flow-ended', frame: 'run' });
  // A signature is written with the line that it stands behind.
  const signed = whole.journal().slice(0, end);
  const writes = signed.filter(({ event }) => event !== 'signature').length;

  const place = new Place({ 'a.md': text });
  const [bin, killAt] = ['../../bin/procs.js', '../crash/kill-at.ts'].map((file) =>
    path.resolve(import.meta.dirname, file),
  );
  const { signal } = spawnSync(process.execPath, ['--import', killAt!, bin!, ...args], {
    cwd: place.root,
    env: {
      ...process.env,
      XDG_CONFIG_HOME: path.join(place.root, '.config'),
      PROCS_CRASH_AT: `written:${writes}`,
    },
  });
  expect(signal).toBe('SIGKILL');
  expect(place.journal().at(-1)).toMatchObject({ event: 'flow-ended', frame: 'run' });

  const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
  expect(status).toBe(1);
  expect(out).toContain('PROC-T-001 was rolled back');
  expect(place.read('log')).toBe('one\ntwo\nback\n');
  expect(place.journal().find(({ event }) => event === 'run-ended')).toMatchObject({
    verdict: 'failed',
    reason: 'PROC-T-001 was rolled back',
  });
});
