/** Runs that are cut off, stopped, resumed, and refused. */
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { endTree, treeOf } from '../../src/run/session/processes.ts';
import { Place, procedure, until, verdicts } from './cli.ts';

const long = (): string =>
  procedure(
    'echo one >> done.txt\nkept=yes',
    'echo two >> done.txt\nsleep 3\necho slept >> done.txt',
    'echo "three $kept" >> done.txt',
  );

/** Kills the runner while the second block sleeps. */
async function cutOff(place: Place): Promise<void> {
  const child = place.start(['run', 'PROC-T-001', '--yes']);
  await until(
    () => existsSync(path.join(place.root, 'done.txt')) && place.read('done.txt').includes('two'),
  );
  child.kill('SIGKILL');
  await until(() => child.exitCode !== null || child.signalCode !== null);
}

/** And the block with it, so that nobody knows how far it came. */
async function cutOffWhole(place: Place): Promise<void> {
  await cutOff(place);
  const { cookie } = place.journal().at(-1) as unknown as { cookie: string };
  expect(await endTree(cookie, null, 0)).toEqual([]);
}

describe('a run whose runner was killed', () => {
  it('has told the journal what it started before it started it', async () => {
    const place = new Place({ 'a.md': long() });
    await cutOff(place);
    const events = place.journal().map(({ event }) => event);
    expect(events.at(-1)).toBe('block-started');
    expect(events.filter((event) => event === 'block-ended')).toHaveLength(1);
  });

  it('runs nothing twice: the block that was interrupted may have run, and nobody is there to decide', async () => {
    const place = new Place({ 'a.md': long() });
    await cutOffWhole(place);
    const { status, out } = place.procs(['run', '--resume', '--yes']);
    expect(status).toBe(4);
    expect(out).toContain('may have run');
    expect(place.read('done.txt')).toBe('one\ntwo\n');
  });

  it('takes over a block that came to its end alone, unasked, and never runs it again', async () => {
    const place = new Place({ 'a.md': long() });
    await cutOff(place);
    await until(() => treeOf(String(place.journal().at(-1)!.cookie), null).length === 0);
    const { status } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(place.read('done.txt')).toBe('one\ntwo\nslept\nthree yes\n');
    expect(status).toBe(0);
    expect(place.journal()).toContainEqual(
      expect.objectContaining({ event: 'block-ended', ref: '1.2', verdict: 'passed' }),
    );
  });

  it('asks nobody whether to take over a block that failed alone, and stops', async () => {
    const place = new Place({ 'a.md': long().replace('sleep 3', 'sleep 3; false || exit 9') });
    await cutOff(place);
    await until(() => treeOf(String(place.journal().at(-1)!.cookie), null).length === 0);
    const { status, out } = place.procs(['run', '--resume', '--yes']);
    expect(status).toBe(4);
    expect(out).toContain('exit 9');
  });

  it('goes on with the state that it had, when it is told to run the block again', async () => {
    const place = new Place({ 'a.md': long() });
    await cutOffWhole(place);
    const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(place.read('done.txt')).toBe('one\ntwo\ntwo\nslept\nthree yes\n');
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 passed', '1.3 passed']);
    expect(out).toContain('passed before this run was resumed');
    expect(status).toBe(0);
  });

  it('lets the operator accept how a block ended by itself', async () => {
    const place = new Place({ 'a.md': long() });
    await cutOff(place);
    await until(() => place.read('done.txt').includes('slept'));
    const { status } = place.procs(['run', '--resume'], 'a\n');
    expect(place.read('done.txt')).toBe('one\ntwo\nslept\nthree yes\n');
    expect(status).toBe(0);
  });

  it('waits, or leaves it, while its block still runs', async () => {
    const place = new Place({ 'a.md': long().replace('sleep 3', 'sleep 6') });
    await cutOff(place);
    const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(out).toContain('still running');
    expect(status).toBe(4);
    await until(() => place.read('done.txt').includes('slept'));
  });

  it('is not resumed over steps that were changed since they ran', async () => {
    const place = new Place({ 'a.md': long() });
    await cutOff(place);
    place.write('a.md', long().replace('kept=yes', 'kept=no'));
    const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(status).toBe(2);
    expect(out).toContain('1.1');
    expect(out).toContain('was changed');
  });

  it('may be resumed after a step that is yet to come was mended', async () => {
    const place = new Place({ 'a.md': long() });
    await cutOff(place);
    await until(() => place.read('done.txt').includes('slept'));
    place.write('a.md', `\n${long().replace('echo "three', 'echo "mended')}`.trimStart());
    const refused = place.procs(['run', '--resume', '--yes', '--again']);
    expect(refused.out).toContain('--accept-changes');
    expect(refused.status).toBe(2);
    const { status } = place.procs(['run', '--resume', '--yes', '--again', '--accept-changes']);
    expect(status).toBe(0);
    expect(place.read('done.txt')).toContain('mended yes');
  });

  it('is found again behind a torn last line, and told where its journal was tampered with', async () => {
    const place = new Place({ 'a.md': long() });
    await cutOff(place);
    await until(() => place.read('done.txt').includes('slept'));
    const file = path.join(place.runs(), place.runIds()[0]!, 'journal.jsonl');
    appendFileSync(file, '{"event":"step-en');
    expect(place.procs(['runs']).out).toContain('can be resumed');
    expect(place.procs(['run', '--resume', '--yes', '--again']).status).toBe(0);
    const text = readFileSync(file, 'utf8').split('\n');
    text[2] = '{"event":"forged"}';
    place.write(path.relative(place.root, file), text.join('\n'));
    const { status, out } = place.procs(['runs']);
    expect(out).toContain('damaged in line 3');
    expect(status).toBe(1);
  });
});

describe('a run that was cut off between two lines of its journal', () => {
  /** Cuts the journal of the only run behind the `count`th event of this kind, as a crash right there would. */
  function cutBehind(place: Place, event: string, count = 1): void {
    const file = path.join(place.runs(), place.runIds()[0]!, 'journal.jsonl');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const at = lines.flatMap((line, index) => (line.includes(`"event":"${event}"`) ? [index] : []));
    expect(at.length).toBeGreaterThanOrEqual(count);
    place.write(
      path.relative(place.root, file),
      `${lines.slice(0, at[count - 1]! + 1).join('\n')}\n`,
    );
  }

  it('takes over a block that had ended and was judged, without running or asking', () => {
    const place = new Place({
      'a.md': procedure(
        'echo one >> done.txt\nkept=yes',
        'test -f go && echo "two $kept" >> done.txt',
      ),
    });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
    cutBehind(place, 'block-ended');
    place.write('go', '');
    const { status, out } = place.procs(['run', '--resume', '--yes']);
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 passed']);
    expect(place.read('done.txt')).toBe('one\ntwo yes\n');
    expect(status).toBe(0);
  });

  it('does not pass for a block that may have run and that the operator skips', () => {
    const place = new Place({ 'a.md': procedure('false', 'echo after > after.txt') });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
    const { status, out } = place.procs(['run', '--resume'], 'k\nnot needed\n');
    expect(verdicts(out)).toEqual(['1.1 unverified', '1.2 passed']);
    expect(status).toBe(3);
  });

  it('goes on with the way back where it was cut off, and tries nothing again that led to it', () => {
    const back =
      '## Rollback\n\n### Step 1.1: Back\n\n```bash\necho back >> log\n```\n\n### Step 1.2: Further\n\n```bash\ntest -f go\necho further >> log\n```\n';
    const place = new Place({ 'a.md': `${procedure('echo do >> log; false')}\n${back}` });
    expect(place.procs(['run', 'PROC-T-001'], 'y\nb\ns\n').status).toBe(4);
    expect(place.read('log')).toBe('do\nback\n');
    place.write('go', '');
    const { status, out } = place.procs(['run', '--resume'], 'r\n');
    expect(place.read('log')).toBe('do\nback\nfurther\n');
    expect(out).toContain('PROC-T-001 was rolled back');
    expect(status).toBe(1);
  });

  it('does not go on in a called procedure whose steps were changed since they ran', () => {
    const callee = procedure('echo called >> log', 'test -f go\necho again >> log').replaceAll(
      'PROC-T-001',
      'PROC-T-002',
    );
    const place = new Place({
      'a.md': `${procedure('echo first >> log')}\n### Step 1.2: Call\n\nExecute PROC-T-002\n`,
      'b.md': callee,
    });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ny\ns\n').status).toBe(4);
    place.write('go', '');
    place.write('b.md', callee.replace('echo called', 'echo something else'));
    const changed = place.procs(['run', '--resume', '--yes', '--again']);
    expect(changed.out).toContain('b.md was changed since this run began');
    expect(changed.status).toBe(2);
    expect(place.read('log')).toBe('first\ncalled\n');
    place.write('b.md', callee);
    expect(place.procs(['run', '--resume', '--yes', '--again']).status).toBe(0);
    expect(place.read('log')).toBe('first\ncalled\nagain\n');
  });

  it('runs nothing where the state of its session is gone', () => {
    const place = new Place({
      'a.md': procedure('cd /', 'test -f go\necho "at $PWD" > /dev/full'),
    });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
    const blocks = path.join(place.runs(), place.runIds()[0]!, 'blocks');
    for (const each of readdirSync(blocks, { recursive: true, encoding: 'utf8' })) {
      if (path.basename(each) === 'state') rmSync(path.join(blocks, each));
    }
    const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(out).toContain("the session's state is gone");
    expect(status).toBe(1);
  });
});

describe('two at once', () => {
  it('the second is refused, and told who holds the procedure', async () => {
    const place = new Place({
      'a.md': procedure('touch started\nuntil [ -e go ]; do sleep 0.1; done'),
    });
    const first = place.start(['run', 'PROC-T-001', '--yes']);
    await until(() => existsSync(path.join(place.root, 'started')));
    const second = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(second.status).toBe(75);
    expect(second.out).toContain(`process ${first.pid}`);
    expect(place.procs(['run', '--resume', '--yes']).status).toBe(75);
    place.write('go', '');
    await until(() => first.exitCode !== null);
    expect(first.exitCode).toBe(0);
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
  });
});

describe('an interruption', () => {
  it('ends the block with all that it started, and the run can be resumed', async () => {
    const place = new Place({
      'a.md': procedure(
        'echo $$ > pid\n(trap "" TERM; setsid sleep 60 & echo $! > child; wait)\n',
        'echo after > after.txt',
      ),
    });
    const child = place.start(['run', 'PROC-T-001', '--yes']);
    await until(() => existsSync(path.join(place.root, 'child')) && place.read('child') !== '');
    child.kill('SIGINT');
    await until(() => child.exitCode !== null);
    expect(child.exitCode).toBe(130);
    expect(lives(place.read('child').trim())).toBe(false);
    expect(existsSync(path.join(place.root, 'after.txt'))).toBe(false);
    expect(place.procs(['runs']).out).toContain('can be resumed');
  });
});

describe('the operator', () => {
  const failing = procedure('test -f allowed', 'echo after >> after.txt');

  it('is asked before anything runs', () => {
    const place = new Place({ 'a.md': procedure('touch ran') });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'n\n');
    expect(status).toBe(2);
    expect(out).toContain('Start this run');
    expect(existsSync(path.join(place.root, 'ran'))).toBe(false);
  });

  it('may retry', () => {
    const place = new Place({ 'a.md': procedure('test -f allowed || { touch allowed; false; }') });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\nr\n');
    expect(out).toContain('Step 1.1 failed. What now?');
    expect(status).toBe(0);
  });

  it('may skip with a reason, which leaves the whole unverified', () => {
    const place = new Place({ 'a.md': failing });
    const { status } = place.procs(['run', 'PROC-T-001'], 'y\nk\nno longer needed\n');
    expect(status).toBe(3);
    expect(place.read('after.txt')).toBe('after\n');
    expect(place.journalText()).toContain('no longer needed');
  });

  it('may stop, and resume at the failed step', () => {
    const place = new Place({ 'a.md': failing });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
    place.write('allowed', '');
    const { status, out } = place.procs(['run', '--resume', '--yes', '--again']);
    expect(verdicts(out)).toEqual(['1.1 passed', '1.2 passed']);
    expect(status).toBe(0);
  });

  it('may take the rollback of the document', () => {
    const place = new Place({
      'a.md': `${failing}\n## Rollback\n\n\`\`\`bash\necho back > back.txt\n\`\`\`\n`,
    });
    const { status } = place.procs(['run', 'PROC-T-001'], 'y\nb\n');
    expect(place.read('back.txt')).toBe('back\n');
    expect(status).toBe(1);
    expect(place.journal().filter(({ event }) => event === 'flow-started')).toHaveLength(2);
  });

  it('who goes away leaves a run that can be resumed', () => {
    const place = new Place({ 'a.md': failing });
    expect(place.procs(['run', 'PROC-T-001'], 'y\n').status).toBe(4);
  });
});

/** A process that has ended and that nobody has asked after yet is no longer alive. */
function lives(pid: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !/\) [ZX] /.test(stat);
  } catch {
    return false;
  }
}
