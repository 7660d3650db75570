/** What an editor may do to a server, and what the server must then do. */
import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { bin, Editor, type Folder, folderOf, placeOf, rule } from './client.ts';
import { portal, release } from './documents.ts';

let folder: Folder;
let editor: Editor;

beforeEach(() => {
  folder = folderOf(portal);
  editor = new Editor();
});
afterEach(() => {
  editor.kill();
  folder.remove();
});

async function answers(): Promise<void> {
  const uri = folder.uriOf('release.md');
  await editor.open(uri, release);
  expect(await editor.ask('hover', uri, placeOf(release, 'PROC-REL-002 o'))).not.toBeNull();
}

describe('the server', () => {
  it('ends with 0 after shutdown and exit', async () => {
    await editor.start([folder]);
    expect(await editor.stop()).toBe(0);
    expect(editor.errors).toBe('');
  });

  it('ends with 1 when it is told to exit without a shutdown', async () => {
    await editor.start([folder]);
    await editor.connection.sendNotification('exit');
    expect(await editor.ended).toBe(1);
  });

  it('ends when the editor is gone', async () => {
    await editor.start([folder]);
    editor.child.stdin.end();
    expect(await editor.ended).toBe(1);
  });

  it('ends when its input ends before anything was said', async () => {
    editor.child.stdin.end();
    expect(await editor.ended).toBe(1);
  });

  it('survives requests that make no sense', async () => {
    await editor.start([folder]);
    const send = (method: string, params: unknown): Promise<unknown> =>
      editor.connection.sendRequest(method, params as object).then(
        () => 'answered',
        () => 'refused',
      );
    await editor.open(folder.uriOf('release.md'), release);
    const textDocument = { uri: folder.uriOf('release.md') };
    for (const method of [
      'hover',
      'definition',
      'references',
      'rename',
      'completion',
      'codeAction',
    ]) {
      await send(`textDocument/${method}`, {});
      await send(`textDocument/${method}`, { textDocument });
      await send(`textDocument/${method}`, { textDocument: { uri: 7 }, position: 'here' });
      await send(`textDocument/${method}`, {
        textDocument,
        position: { line: 99_999, character: -4 },
        newName: 3,
      });
    }
    expect(await send('textDocument/nonsense', { a: 1 })).toBe('refused');
    expect(await send('workspace/symbol', { query: null })).toBe('answered');
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'file:///never/opened.md', version: 3 },
      contentChanges: [{ text: 'x' }],
    });
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { ...textDocument, version: 2 },
      contentChanges: [null, {}, { range: {}, text: 'x' }] as never,
    });
    await editor.connection.sendNotification('textDocument/didClose', {
      textDocument: {} as never,
    });
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///%zz', type: 1 }],
    });
    await answers();
  });

  it('survives lines that are no messages', async () => {
    await editor.start([folder]);
    const garbage = '{"jsonrpc":"2.0", nonsense';
    editor.child.stdin.write(`Content-Length: ${garbage.length}\r\n\r\n${garbage}`);
    editor.child.stdin.write('Content-Length: 2\r\n\r\n[]');
    await answers();
  });

  it('answers a cancelled request as cancelled, and the next one as usual', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf('release.md');
    await editor.open(uri, release);
    const cancel = new CancellationTokenSource();
    const params = { textDocument: { uri }, position: placeOf(release, 'PROC-REL-002 o') };
    const asked = editor.connection.sendRequest('textDocument/hover', params, cancel.token).then(
      () => 'answered',
      ({ code }) => code,
    );
    cancel.cancel();
    expect(['answered', -32_800]).toContain(await asked);
    await answers();
  });

  it('starts without a folder, and takes one later', async () => {
    await editor.start([], { workspace: { workspaceFolders: true } });
    const uri = folder.uriOf('release.md');
    await editor.open(uri, release.replace('siga PROC-REL-002', 'siga PROC-REL-404'));
    expect((await editor.findings(uri)).map(rule)).not.toContain('unresolved-reference');
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: folder.uri, name: 'portal' }], removed: [] },
    });
    await editor.findings(uri, (rules) => rules.includes('unresolved-reference'));
  });

  it('serves two folders side by side', async () => {
    const second = folderOf({ 'other.md': '---\nid: PROC-TWO-001\n---\n\n# PROC-TWO-001: Dos\n' });
    await editor.start([folder, second]);
    const uri = second.uriOf('other.md');
    const text = '---\nid: PROC-TWO-001\n---\n\n# PROC-TWO-001: Dos\n\nPROC-REL-002\n';
    await editor.open(uri, text);
    await editor.findings(uri, (rules) => rules.includes('unresolved-reference'));
    second.remove();
  });

  it('says what it can do even where the folder cannot be used', async () => {
    folder.write('procs.config.yaml', 'nonsense: true\n');
    await editor.start([folder]);
    await editor.until(() =>
      editor.messages.some((one) => one.includes('not a valid configuration')),
    );
    const uri = folder.uriOf('release.md');
    await editor.open(uri, release);
    expect(
      await editor.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }),
    ).not.toEqual([]);
  });

  it('does not mind broken and hostile documents', async () => {
    await editor.start([folder]);
    const uri = folder.uriOf('release.md');
    await editor.open(uri, release);
    for (const text of [
      '',
      '---',
      '---\n',
      '\0',
      `${'>'.repeat(3000)} x`,
      '---\na: &a [*a, *a]\nb: *a\n__proto__: 1\n---\n# x',
      '```bash\nif',
      `# ${'[x]('.repeat(2000)}`,
      'x'.repeat(2_000_000),
      '\ud800 \ufeff\u202e',
    ]) {
      const version = await editor.change(uri, text);
      await editor.findings(uri, (_, params) => params.version === version);
    }
    const found = await editor.findings(uri);
    expect(found.length).toBeLessThan(20);
    await editor.change(uri, release);
    await answers();
  });
});

describe('procs lsp', () => {
  it('writes nothing but the protocol to its output', async () => {
    const child = spawn(process.execPath, [bin, 'lsp'], { stdio: ['pipe', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: folder.uri, capabilities: {} },
    });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    await new Promise<void>((done) => child.stdout.once('data', () => done()));
    child.stdin.end();
    await new Promise((done) => child.once('exit', done));
    expect(out).toMatch(/^Content-Length: \d+\r\n\r\n\{"jsonrpc"/);
  });
});
