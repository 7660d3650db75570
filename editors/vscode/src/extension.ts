/** Starts `procs lsp` for the Markdown of a window, and stops it with the window. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

let client: LanguageClient | null = null;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand('procs.restart', restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('procs.path')) void restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = null;
  await running?.stop();
}

async function restart(): Promise<void> {
  await deactivate().catch(() => {});
  await start();
}

async function start(): Promise<void> {
  const command = findProcs();
  // What npm installs on Windows is a script of the command interpreter.
  const shell = process.platform === 'win32';
  const starting = new LanguageClient(
    'procs',
    'procs',
    { command: shell ? `"${command}"` : command, args: ['lsp'], options: { shell } },
    {
      documentSelector: [
        { scheme: 'file', language: 'markdown' },
        { scheme: 'untitled', language: 'markdown' },
      ],
    },
  );
  try {
    await starting.start();
    client = starting;
  } catch (error) {
    void window.showErrorMessage(
      `procs could not be started as "${command}" (${String(error)}). Install it in this workspace (npm install --save-dev procs), or say where it is in the setting procs.path.`,
    );
  }
}

/** As the setting says; else the one of the workspace; else the one on the PATH. */
function findProcs(): string {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const given = workspace.getConfiguration('procs').get<string>('path', '').trim();
  if (given !== '') {
    const isName = !given.includes('/') && !given.includes('\\');
    return isName || path.isAbsolute(given) ? given : path.resolve(folders[0] ?? '.', given);
  }
  const name = process.platform === 'win32' ? 'procs.cmd' : 'procs';
  const installed = folders.map((folder) => path.join(folder, 'node_modules', '.bin', name));
  return installed.find((file) => existsSync(file)) ?? name;
}
