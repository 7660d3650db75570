/** An editor's end of the conversation: a real client over the streams of a real `procs lsp`. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

export const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');

export interface Folder {
  readonly path: string;
  readonly uri: string;
  uriOf(name: string): string;
  write(name: string, text: string): void;
  remove(): void;
}

export function folderOf(files: Readonly<Record<string, string>>, name = 'procs lsp ñ-'): Folder {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), name)));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return {
    path: root,
    uri: pathToFileURL(root).href,
    uriOf: (file) => pathToFileURL(path.join(root, file)).href,
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export class Editor {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly messages: string[] = [];
  readonly ended: Promise<number | null>;
  #errors = '';
  #listeners: (() => void)[] = [];
  readonly #versions = new Map<string, number>();

  constructor(args: readonly string[] = ['lsp', '--stdio'], cwd = tmpdir()) {
    this.child = spawn(process.execPath, [bin, ...args], {
      cwd,
      env: { ...process.env, PROCS_CACHE_DIR: path.join(tmpdir(), 'procs-lsp-test-cache') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stderr.on('data', (chunk) => {
      this.#errors += chunk;
    });
    this.child.stdin.on('error', () => {});
    this.ended = new Promise((done) => this.child.once('exit', (code) => done(code)));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.published.push(params);
      for (const listener of this.#listeners) listener();
    });
    this.connection.onNotification('window/showMessage', ({ message }) => {
      this.messages.push(message);
      for (const listener of this.#listeners) listener();
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onError(() => {});
    this.connection.listen();
  }

  get errors(): string {
    return this.#errors;
  }

  async start(
    folders: readonly Folder[],
    capabilities: InitializeParams['capabilities'] = {},
  ): Promise<unknown> {
    const result = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map(({ uri }) => ({ uri, name: uri })),
      capabilities,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    const textDocument = { uri, languageId: 'markdown', version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** The whole text, or changes of ranges. */
  async change(uri: string, text: string | readonly TextEdit[]): Promise<number> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const contentChanges =
      typeof text === 'string'
        ? [{ text }]
        : text.map(({ range, newText }) => ({ range, text: newText }));
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  ask<Answer>(method: string, uri: string, position: Position, more: object = {}): Promise<Answer> {
    const params = { textDocument: { uri }, position, ...more };
    return this.connection.sendRequest(`textDocument/${method}`, params);
  }

  /** What is published about a document, as soon as it fulfils `holds`. */
  async findings(
    uri: string,
    holds: (codes: readonly string[], params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<Diagnostic[]> {
    const found = (): PublishDiagnosticsParams | undefined => {
      const last = this.published.findLast((one) => one.uri === uri);
      return last !== undefined && holds(last.diagnostics.map(rule), last) ? last : undefined;
    };
    await this.until(() => found() !== undefined);
    return found()!.diagnostics;
  }

  until(holds: () => boolean): Promise<void> {
    return new Promise((done) => {
      const listener = (): void => {
        if (!holds()) return;
        this.#listeners = this.#listeners.filter((one) => one !== listener);
        done();
      };
      this.#listeners.push(listener);
      listener();
    });
  }

  /** Ends the server as an editor does. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return await this.ended;
  }

  kill(): void {
    this.child.kill();
  }
}

export function rule({ data }: Diagnostic): string {
  return (data as { rule: string }).rule;
}

/** The place of a piece of text; `after` puts the cursor behind it. */
export function placeOf(text: string, piece: string, after = false): Position {
  const at = text.indexOf(piece);
  if (at === -1) throw new Error(`the text does not hold ${piece}`);
  const document = TextDocument.create('x:', 'markdown', 0, text);
  return document.positionAt(after ? at + piece.length : at + 1);
}

export function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('x:', 'markdown', 0, text), [...edits]);
}

/** The edits of one document, in either form. */
export function editsOf(edit: WorkspaceEdit | null, uri: string): TextEdit[] {
  const versioned = edit?.documentChanges?.find(
    (one) => 'textDocument' in one && one.textDocument.uri === uri,
  );
  if (versioned !== undefined && 'edits' in versioned) return versioned.edits as TextEdit[];
  return edit?.changes?.[uri] ?? [];
}
