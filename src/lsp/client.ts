/** What the server can do, and what it may expect of the editor. */
import {
  CodeActionKind,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';

export const capabilities: ServerCapabilities = {
  positionEncoding: 'utf-16',
  textDocumentSync: {
    openClose: true,
    change: TextDocumentSyncKind.Incremental,
    save: { includeText: false },
  },
  definitionProvider: true,
  referencesProvider: true,
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['-', '{', '=', '#', ' ', ':'] },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

export interface Client {
  readonly markdownHover: boolean;
  readonly relatedInformation: boolean;
  /** Edits that name the version of each document, so that a stale one is refused. */
  readonly versionedEdits: boolean;
  /** It can be asked to tell when files change. */
  readonly watchesFiles: boolean;
  /** It tells when folders are added to its window and taken out. */
  readonly movesFolders: boolean;
}

export function clientOf({ capabilities: { textDocument, workspace } }: InitializeParams): Client {
  return {
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    movesFolders: workspace?.workspaceFolders === true,
  };
}
