/** The extension for Visual Studio Code: one file, made of npm packages alone, that starts a server. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin } from './client.ts';

const root = path.resolve(import.meta.dirname, '../..');
const home = path.join(root, 'editors/vscode');
const bundle = path.join(home, 'dist/extension.js');
let folder: string;

interface Extension {
  activate(context: { subscriptions: unknown[] }): Promise<void>;
  deactivate(): Promise<void>;
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-vscode-'));
  const built = spawnSync('npm', ['run', '-s', 'build:vscode'], { cwd: root, encoding: 'utf8' });
  expect(built.status, built.stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A `procs` that tells with which arguments it was started. */
function procsIn(place: string): string {
  mkdirSync(place, { recursive: true });
  const file = path.join(place, 'procs');
  const told = path.join(folder, 'told');
  writeFileSync(
    file,
    `#!/bin/sh\necho "$0 $*" > '${told}'\nexec '${process.execPath}' '${bin}' "$@"\n`,
  );
  chmodSync(file, 0o755);
  return told;
}

describe('the bundle', () => {
  it('holds everything but the editor itself', () => {
    const text = readFileSync(bundle, 'utf8');
    const required = new Set([...text.matchAll(/\brequire\("([^"]+)"\)/g)].map((one) => one[1]!));
    const outside = [...required].filter(
      (name) => name !== 'vscode' && !Module.isBuiltin(name) && !name.startsWith('.'),
    );
    expect(outside).toEqual([]);
    const { main } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
    expect(path.resolve(home, main)).toBe(bundle);
  });

  it('starts the procs of the workspace, and stops it', async () => {
    const told = procsIn(path.join(folder, 'node_modules/.bin'));
    const { extension, errors } = load({ path: '' });
    await extension.activate({ subscriptions: [] });
    expect(errors).toEqual([]);
    expect(readFileSync(told, 'utf8')).toBe(`${folder}/node_modules/.bin/procs lsp\n`);
    await extension.deactivate();
  });

  it('starts the procs that the setting names', async () => {
    const told = procsIn(path.join(folder, 'tools'));
    const { extension, errors } = load({ path: 'tools/procs' });
    await extension.activate({ subscriptions: [] });
    expect(errors).toEqual([]);
    expect(readFileSync(told, 'utf8')).toBe(`${folder}/tools/procs lsp\n`);
    await extension.deactivate();
  });

  it('says what to do where there is no procs', async () => {
    const { extension, errors } = load({ path: '/nowhere/procs' });
    await extension.activate({ subscriptions: [] });
    expect(errors.join()).toContain('/nowhere/procs');
    expect(errors.join()).toContain('procs.path');
    await extension.deactivate();
  });
});

/** The bundle, with an editor that is only as real as the client needs it to be. */
function load(settings: { path: string }): { extension: Extension; errors: string[] } {
  const errors: string[] = [];
  const vscode = editor(settings, errors);
  const resolver = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
  const original = resolver._load;
  resolver._load = (name, ...rest) =>
    name === 'vscode' ? vscode : original.call(Module, name, ...rest);
  try {
    const require = createRequire(bundle);
    delete require.cache[bundle];
    return { extension: require(bundle) as Extension, errors };
  } finally {
    resolver._load = original;
  }
}

function editor(settings: { path: string }, errors: string[]): unknown {
  const disposable = { dispose: () => {} };
  const event = () => disposable;
  /** Whatever else is asked for is a class that can be made, called and extended. */
  const anything = (): unknown => {
    const Made = class {
      dispose(): void {}
    };
    return new Proxy(Made, {
      get: (target, name) => Reflect.get(target, name) ?? (name === 'then' ? undefined : event),
      apply: () => disposable,
    });
  };
  const part = (known: object): object =>
    new Proxy(known, {
      get: (target, name) => {
        if (name === 'then') return undefined;
        if (name in target) return Reflect.get(target, name);
        return /^(?:on|register|create)/.test(String(name)) ? event : anything();
      },
    });
  const output = part({ ...disposable, appendLine() {}, append() {}, show() {}, clear() {} });
  return part({
    version: '1.99.0',
    Uri: part({ file: (name: string) => ({ fsPath: name, toString: () => `file://${name}` }) }),
    EventEmitter: class {
      event = event;
      fire(): void {}
      dispose(): void {}
    },
    CancellationTokenSource: class {
      token = { isCancellationRequested: false, onCancellationRequested: event };
      cancel(): void {}
      dispose(): void {}
    },
    CodeActionKind: class Kind {
      static Empty = new Kind('');
      value: string;
      constructor(value: string) {
        this.value = value;
      }
      append(part: string): Kind {
        return new Kind(this.value === '' ? part : `${this.value}.${part}`);
      }
    },
    env: part({ appName: 'stub', language: 'en' }),
    languages: part({
      createDiagnosticCollection: () => part({ ...disposable, set() {}, clear() {}, delete() {} }),
      match: () => 0,
    }),
    window: part({
      createOutputChannel: () => output,
      showErrorMessage: (message: string) => {
        errors.push(message);
        return Promise.resolve(undefined);
      },
      visibleTextEditors: [],
      tabGroups: part({ all: [] }),
      activeTextEditor: undefined,
    }),
    workspace: part({
      workspaceFolders: [
        { uri: { fsPath: folder, toString: () => `file://${folder}` }, name: 'x' },
      ],
      textDocuments: [],
      notebookDocuments: [],
      getConfiguration: () => ({
        get: (name: string, otherwise: unknown) => (name === 'path' ? settings.path : otherwise),
      }),
    }),
  });
}
