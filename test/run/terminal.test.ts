/** A person at a real terminal (tmux): questions, an interactive block, and Ctrl-C in the middle of a block. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Place, procedure, until } from './cli.ts';

const hasTmux = spawnSync('tmux', ['-V']).status === 0;
const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');

class Terminal {
  readonly #socket = `procs-test-${process.pid}-${Math.random().toString(36).slice(2)}`;

  constructor(place: Place, args: string) {
    onTestFinished(() => {
      this.#tmux('kill-server');
    });
    const command = `cd '${place.root}' && '${process.execPath}' '${bin}' ${args}; echo "ended with $?"; sleep 600`;
    this.#tmux('new-session', '-d', '-x', '100', '-y', '60', command);
  }

  type(...keys: readonly string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  get screen(): string {
    return this.#tmux('capture-pane', '-p');
  }

  async shows(text: string): Promise<void> {
    await until(() => this.screen.includes(text)).catch(() => {
      throw new Error(`"${text}" is not on the screen:\n${this.screen}`);
    });
  }

  #tmux(...args: readonly string[]): string {
    return spawnSync('tmux', ['-L', this.#socket, ...args], { encoding: 'utf8' }).stdout;
  }
}

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
