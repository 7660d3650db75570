/** The operator's shell at a stop, on the host that the session is on. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure, until } from '../cli.ts';
import { hasTmux, Terminal } from '../tmux.ts';
import { hasSshd, type Sshd } from './sshd.ts';
import { startSshd } from './support.ts';

function placeOn(sshd: Sshd, ...steps: readonly string[]): Place {
  return new Place({ 'a.md': procedure(...steps) }, sshd.path);
}

describe.skipIf(!hasSshd || !hasTmux)("the operator's shell on another host", () => {
  it('opens in the state of the session there, and what is kept goes on there, also after a resume', async () => {
    const sshd = await startSshd();
    const place = placeOn(
      sshd,
      'COLOUR=none',
      'ssh staging-server\nmkdir app && cd app\nexport COLOUR=red',
      'test "$COLOUR" = green',
      'test -e ../go',
      'echo "it is $COLOUR $SIDE in ${PWD##*/}"\nexit',
      'echo "and $COLOUR here"',
    );
    const terminal = new Terminal(place, 'run PROC-T-001');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('What now?');
    terminal.type('!', 'Enter');
    await terminal.shows('[procs 1.3 staging-server]');
    terminal.type('clear; echo "was $COLOUR, $SIDE, $(tput cols)"; COLOUR=green', 'Enter');
    await terminal.shows('was red, remote, 100');
    terminal.type('touch made; exit', 'Enter');
    await terminal.shows('Keep these changes');
    expect(terminal.screen).toContain('~ COLOUR');
    terminal.type('y', 'Enter');
    await until(() => place.journal().some(({ event }) => event === 'deviation'));
    expect(existsSync(join(sshd.home, 'app/made'))).toBe(true);
    terminal.type('r', 'Enter');
    await terminal.shows('Step 1.4 failed');
    terminal.type('s', 'Enter');
    await terminal.shows('ended with 4');
    expect(place.journal().find(({ event }) => event === 'deviation')).toMatchObject({
      kind: 'shell',
      diff: '~ COLOUR',
      state: null,
      states: { 'staging-server': expect.stringContaining('shell') },
    });
    writeFileSync(join(sshd.home, 'go'), '');
    const { out, status } = place.procs(['run', '--resume'], 'y\nr\n');
    expect(out).toContain('it is green remote in app\n');
    expect(out).toContain('and none here\n');
    expect(status, out).toBe(0);
  });

  it('says what a new login will not have, and goes on where its connection breaks', async () => {
    const sshd = await startSshd();
    const place = placeOn(sshd, 'ssh staging-server\ntest -e ok');
    const terminal = new Terminal(place, 'run PROC-T-001');
    await terminal.shows('Start this run');
    terminal.type('y', 'Enter');
    await terminal.shows('What now?');
    terminal.type('!', 'Enter');
    await terminal.shows('[procs 1.1 staging-server]');
    terminal.type('X=1; exit', 'Enter');
    await terminal.shows('it logs in anew, without these changes');
    expect(terminal.screen).toMatch(/^ *\+ X\n!/m);
    expect(terminal.screen.match(/^ *[-+~] /gm)).toHaveLength(1);
    terminal.type('n', 'Enter');
    await until(() => shells(place).length === 1);
    terminal.type('!', 'Enter');
    await until(() => (terminal.screen.match(/\[procs 1\.1 staging-server\]/g) ?? []).length === 2);
    sshd.cut();
    await until(() => shells(place).length === 2);
    terminal.type('s', 'Enter');
    await terminal.shows('ended with 4');
  });
});

function shells(place: Place) {
  return place.journal().filter(({ event, kind }) => event === 'deviation' && kind === 'shell');
}
