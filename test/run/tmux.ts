/** A real terminal: procs in tmux, as a person would have it, and what the terminal is like afterwards. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Place, until } from './cli.ts';

export const hasTmux = spawnSync('tmux', ['-V']).status === 0;
const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');

/** What a program may do to a terminal, it may do to this one. */
const SETTINGS = `set -g set-clipboard on
set -g allow-rename on
set -g allow-passthrough on
set -g automatic-rename off
set -g default-terminal screen-256color
`;

export class Terminal {
  readonly #socket = `procs-test-${process.pid}-${Math.random().toString(36).slice(2)}`;

  /** `args`: of procs; `raw`: another command instead. */
  constructor(place: Place, args: string, columns = 100, raw?: string) {
    onTestFinished(() => {
      this.#tmux('kill-server');
    });
    const env = Object.entries(place.env).map(([name, value]) => `export ${name}='${value}';`);
    const started = raw ?? `'${process.execPath}' '${bin}' ${args}`;
    const command = `${env.join(' ')} cd '${place.root}' && ${started}; echo "ended with $?"; sleep 600`;
    const settings = path.join(place.root, 'tmux.conf');
    writeFileSync(settings, SETTINGS);
    this.#tmux('-f', settings, 'new-session', '-d', '-x', String(columns), '-y', '60', command);
  }

  /** What the terminal is like: its modes, title and clipboard. */
  get state(): Record<string, string> {
    const names = [
      'pane_title',
      'window_name',
      'alternate_on',
      'cursor_flag',
      'insert_flag',
      'keypad_cursor_flag',
      'keypad_flag',
      'mouse_any_flag',
      'origin_flag',
      'wrap_flag',
      'scroll_region_upper',
      'scroll_region_lower',
      'pane_tabs',
      'pane_path',
    ];
    const values = this.#tmux('display', '-p', names.map((name) => `#{${name}}`).join('\n'));
    const state = Object.fromEntries(values.split('\n').map((value, at) => [names[at], value]));
    return { ...state, clipboard: this.#tmux('show-buffer') };
  }

  /** All that has been on the screen, with its colours. */
  get history(): string {
    return this.#tmux('capture-pane', '-p', '-e', '-S', '-');
  }

  /** The window is closed, or the connection drops. */
  close(): void {
    this.#tmux('kill-server');
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
