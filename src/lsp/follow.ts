/** Follows what an editor does: opens, types, closes, moves folders about, and what changes on disk meanwhile. */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Checker } from './checker.ts';
import type { Client } from './client.ts';
import { Publisher } from './publisher.ts';
import type { Session } from './session.ts';
import { fileOf } from './uri.ts';

/** What answers need: everything that the editor said before is taken in, and the findings as of now. */
export interface Follower {
  settled(): Promise<void>;
  readonly checker: Checker;
  readonly publisher: Publisher;
}

export function follow(
  connection: Connection,
  session: Session,
  client: Client,
  ready: Promise<void>,
): Follower {
  const checker = new Checker(session, () => publisher.judged());
  const publisher = new Publisher(connection, session, checker, client.relatedInformation);
  const texts = new Map<string, TextDocument>();
  // One after the other: what is opened, closed and opened again must end up open.
  let turn: Promise<void> = ready;
  const then = (task: () => Promise<void> | void): void => {
    turn = turn.then(task).catch((error: unknown) => {
      connection.console.error(`procs: ${error instanceof Error ? error.stack : String(error)}`);
    });
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    if (languageId !== 'markdown' && !/\.md$/i.test(uri)) return;
    const document = TextDocument.create(uri, languageId, version, text);
    texts.set(uri, document);
    then(async () => {
      await session.openText(document);
      publisher.changed(uri);
    });
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = texts.get(uri);
    if (document === undefined) return;
    TextDocument.update(document, contentChanges.filter(isChange), version);
    session.changeText(document);
    publisher.changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (!texts.delete(uri)) return;
    then(async () => {
      if (texts.has(uri)) return;
      checker.forget(uri);
      publisher.closed(uri);
      await session.closeText(uri);
      publisher.changedAround();
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    then(async () => {
      await session.changedOnDisk(changes.map(({ uri }) => uri));
      publisher.changedAround();
    });
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    if (!/procs\.config\.\w+$/.test(uri)) return;
    then(() => session.changedOnDisk([uri]));
    then(() => publisher.changedAround());
  });
  connection.onInitialized(() => {
    then(async () => {
      await watchFiles(connection, client);
    });
    if (!client.movesFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      then(async () => {
        for (const folder of removed.map(({ uri }) => fileOf(uri))) {
          if (folder !== null) await session.closeFolder(folder);
        }
        for (const folder of added.map(({ uri }) => fileOf(uri))) {
          if (folder !== null) await session.openFolder(folder);
        }
        publisher.changedAround();
      });
    });
  });
  return { settled: () => turn, checker, publisher };
}

/** A client may send anything; what is no change is left out rather than taken for one. */
function isChange(change: TextDocumentContentChangeEvent): boolean {
  return typeof (change as { text?: unknown } | null)?.text === 'string';
}

async function watchFiles(connection: Connection, { watchesFiles }: Client): Promise<void> {
  if (!watchesFiles) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/*.md' }, { globPattern: '**/procs.config.*' }],
  });
}
