/** A person at a real terminal (tmux): questions, an interactive block, and Ctrl-C in the middle of a block. */
import { describe, expect, it } from 'vitest';
import { Place, procedure, until } from './cli.ts';
import { hasTmux, Terminal } from './tmux.ts';

describe.skipIf(!hasTmux)('at a terminal', () => {
  it('answers are typed, and attested under their name', async () => {
    const place = new Place({
      'a.md': procedure(['echo work', 'Expected: the readers are happy']),
    });
    const terminal = new Terminal(place, 'run PROC-T-001');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('Does this hold: the readers are happy');
    terminal.type('y', 'Enter');
    await terminal.shows('ended with 0');
  });

  it('Ctrl-C ends the block and asks what now', async () => {
    const place = new Place({ 'a.md': procedure('echo going\nsleep 120') });
    const terminal = new Terminal(place, 'run PROC-T-001');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('│ going');
    terminal.type('C-c');
    await terminal.shows('Step 1.1 was interrupted. What now?');
    terminal.type('s', 'Enter');
    await terminal.shows('ended with 4');
  });

  it('Ctrl-C at a question leaves a run that can be resumed', async () => {
    const place = new Place({
      'a.md': procedure(['echo work', 'Expected: the readers are happy']),
    });
    const terminal = new Terminal(place, 'run PROC-T-001');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('Does this hold');
    terminal.type('C-c');
    await terminal.shows('ended with 130');
    expect(place.procs(['runs']).out).toContain('can be resumed');
  });

  it.each([
    ['a question', procedure(['echo work', 'Expected: the readers are happy']), 'Does this hold'],
    ['a block', procedure('echo going\ntest -e go.txt || sleep 120'), '│ going'],
  ])(
    'that goes away at %s leaves a run that says so and can be resumed',
    async (_at, text, shown) => {
      const place = new Place({ 'a.md': text });
      const terminal = new Terminal(place, 'run PROC-T-001');
      await terminal.shows('Start this run');
      terminal.type('y', 'Enter');
      await terminal.shows(shown);
      terminal.close();
      await until(() => place.journal().some(({ event }) => event === 'run-ended'));
      // Which is told first, that nobody answers or that the terminal hung up, is the kernel's to say.
      const end = place.journal().find(({ event }) => event === 'run-ended');
      expect(end).toMatchObject({ verdict: null });
      expect([4, 130]).toContain(end!.status);
      expect(place.procs(['runs']).out).toContain('can be resumed');
      if (shown === 'Does this hold') return;
      place.write('go.txt', '');
      expect(place.procs(['run', '--resume', '--yes', '--again']).status).toBe(0);
    },
  );

  it('is put back after a block that was killed had spoiled it', async () => {
    const text = procedure(
      "stty -echo raw\nprintf '\\033[?1049h\\033[?25l\\033[31mSPOILT'\nkill -9 $$",
    ).replace('```bash', '```bash {interactive}');
    const terminal = new Terminal(new Place({ 'a.md': text }), 'run PROC-T-001');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('Step 1.1 failed. What now?');
    terminal.type('k', 'Enter');
    await terminal.shows('Reason:');
    terminal.type('typed and seen', 'Enter');
    await terminal.shows('Reason: typed and seen');
    await terminal.shows('ended with 3');
  });

  it('opens a shell in the session, and keeps of it what the operator wants', async () => {
    const place = new Place({
      'a.md': procedure('export COLOUR=red', 'test "$COLOUR" = green', 'echo "it is $COLOUR"'),
    });
    const terminal = new Terminal(place, 'run PROC-T-001');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('What now?');
    terminal.type('!', 'Enter');
    await terminal.shows('[procs 1.2]');
    terminal.type('echo "was $COLOUR"; COLOUR=green', 'Enter');
    await terminal.shows('was red');
    terminal.type('exit', 'Enter');
    await terminal.shows('Keep these changes');
    expect(terminal.screen).toContain('~ COLOUR');
    terminal.type('y', 'Enter');
    await until(() => place.journal().some(({ event }) => event === 'deviation'));
    terminal.type('r', 'Enter');
    await terminal.shows('│ it is green');
    await terminal.shows('ended with 0');
    expect(place.journal().find(({ event }) => event === 'deviation')).toMatchObject({
      kind: 'shell',
      diff: '~ COLOUR',
    });
  });

  it('shows how long a quiet block has been running, and clears that away', async () => {
    const text = procedure(
      'until test -e go.txt; do sleep 0.2; done',
      'seq 1 90; until test -e on.txt; do sleep 0.2; done; echo last',
    );
    const place = new Place({ 'a.md': text });
    const terminal = new Terminal(place, 'run PROC-T-001 --timeout 10m');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('⋯ still running, 3.');
    await terminal.shows('of at most 10 min');
    place.write('go.txt', '');
    // The first lines are shown as they come; of the others how many, and the last.
    await terminal.shows('90 lines  90');
    place.write('on.txt', '');
    await terminal.shows('ended with 0');
    expect(terminal.history).not.toContain('⋯');
    expect(terminal.history).toContain('… 21 lines more');
  });

  it('of 40 columns is not written over', async () => {
    const place = new Place({
      'a.md': procedure(
        'echo a line of output that is a good deal longer than the terminal is wide; echo ステップを確認してから次に進んでください。ステップを確認',
      ),
    });
    const terminal = new Terminal(place, 'run PROC-T-001', 40);
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('ended with 0');
    const bars = terminal.screen.split('\n').filter((line) => line.startsWith('    │ '));
    expect(bars.length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['that says so', '```bash {interactive}'],
    ['that is found out', '```bash'],
  ])('an interactive block %s gets the terminal', async (_name, fence) => {
    const text = procedure('read -r -p "Your name: " name\necho "hello $name"').replace(
      '```bash',
      fence,
    );
    const terminal = new Terminal(new Place({ 'a.md': text }), 'run PROC-T-001');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('Your name:');
    terminal.type('Grace', 'Enter');
    await terminal.shows('hello Grace');
    await terminal.shows('ended with 0');
  });
});
