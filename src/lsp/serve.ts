/** The language server: an editor's requests over two streams, answered from the compiler. */
import {
  type Connection,
  createConnection,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import { version } from '../compiler.ts';
import { answer } from './answer.ts';
import { capabilities, clientOf } from './client.ts';
import { follow } from './follow.ts';
import { Session } from './session.ts';
import { fileOf } from './uri.ts';

/** Serves until the client says `exit` or goes away; either ends the process. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<never> {
  const connection = createConnection(input, output);
  // Standard output belongs to the protocol: a stray line there would end the conversation.
  console.log = console.info = console.debug = console.error;
  process.on('unhandledRejection', (error) => connection.console.error(`procs: ${String(error)}`));
  const session = new Session((message) => {
    // A notification: many editors do not know the request that would wait for an answer.
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Error,
      message: `procs: ${message}`,
    });
  });
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params);
    const ready = openFolders(connection, session, foldersOf(params));
    const follower = follow(connection, session, client, ready);
    answer(connection, session, client, follower);
    return { capabilities, serverInfo: { name: 'procs', version } };
  });
  connection.listen();
  return new Promise(() => {});
}

/** Whatever goes wrong with one folder, the others and what is open are still served. */
async function openFolders(
  connection: Connection,
  session: Session,
  folders: readonly string[],
): Promise<void> {
  for (const folder of folders) {
    try {
      await session.openFolder(folder);
    } catch (error) {
      connection.console.error(`procs: ${folder} could not be opened: ${String(error)}`);
    }
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri == null ? [] : [rootUri]);
  return uris.map(fileOf).filter((folder) => folder !== null);
}
