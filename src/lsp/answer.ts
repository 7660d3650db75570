/** Each request of an editor, given to the part that answers it. */
import {
  type CancellationToken,
  type CodeAction,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { CompiledDocument } from '../compiler.ts';
import { type Mend, mendAll, mendsOf, overlaps } from './actions.ts';
import type { Client } from './client.ts';
import { complete } from './completion/complete.ts';
import { definition } from './definition.ts';
import { foldingOf } from './folding.ts';
import type { Follower } from './follow.ts';
import { hover } from './hover.ts';
import { toRange } from './positions.ts';
import { references } from './references.ts';
import { prepareRename, RenameRefused, rename } from './rename.ts';
import type { Place, Session } from './session.ts';
import { findSymbols, outlineOf } from './symbols.ts';

export function answer(
  connection: Connection,
  session: Session,
  client: Client,
  { settled, checker, publisher }: Follower,
): void {
  connection.onDefinition((params, token) =>
    at(params, token, null, (place) => definition(session, place, params.position)),
  );
  connection.onReferences((params, token) =>
    at(params, token, null, (place) =>
      references(session, place, params.position, params.context?.includeDeclaration === true),
    ),
  );
  connection.onHover((params, token) =>
    at(params, token, null, (place) => hover(place, params.position, client.markdownHover)),
  );
  connection.onCompletion((params, token) =>
    at(params, token, [], (place) => complete(place, params.position)),
  );
  connection.onDocumentSymbol((params, token) =>
    at(params, token, [], ({ outlined, document }) => outlineOf(outlined, document.text)),
  );
  connection.onFoldingRanges((params, token) =>
    at(params, token, [], ({ document }) => foldingOf(document)),
  );
  connection.onCodeAction((params, token) =>
    at(params, token, [], async (place) => {
      const found = await checker.check(place.uri);
      const wants = (kind: string): boolean =>
        params.context?.only?.some((one) => one === kind || kind.startsWith(`${one}.`)) ?? true;
      const near = wants('quickfix') ? found.filter((one) => overlaps(one, params.range)) : [];
      const quick = near.flatMap((one) =>
        mendsOf(one, place.document).map((mend): CodeAction => {
          const diagnostics = [publisher.toLsp(one, null)];
          return { ...toAction(mend, 'quickfix', place), diagnostics };
        }),
      );
      // Only where it is asked for: a menu at every word need not offer to mend the whole document.
      const isAsked = params.context?.only !== undefined && wants('source.fixAll');
      const all = isAsked ? mendAll(found, place.document) : null;
      return all === null ? quick : [...quick, toAction(all, 'source.fixAll', place)];
    }),
  );
  connection.onPrepareRename((params, token) =>
    at(params, token, null, ({ workspace, document }) => {
      const { id, span } = prepareRename(workspace, document, params.position);
      return { range: toRange(span), placeholder: id };
    }),
  );
  connection.onRenameRequest((params, token) =>
    at(params, token, null, async (place) => {
      // What lies on disk may have changed without a word, and would be changed in the wrong places.
      await session.refresh(place.uri);
      const fresh = session.at(place.uri);
      if (fresh === null) return null;
      const { workspace, document } = fresh;
      const edits = rename(workspace, document, params.position, String(params.newName).trim());
      return editOf(edits, fresh);
    }),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    await settled();
    if (token.isCancellationRequested) return cancelled();
    return findSymbols(session, session.workspaces, String(query ?? ''));
  });

  /** An open document as it is when all that was said before is taken in; `nothing` where it is not open. */
  async function at<Answer, Nothing>(
    params: { readonly textDocument?: { readonly uri?: string } },
    token: CancellationToken,
    nothing: Nothing,
    give: (place: Place) => Answer | Promise<Answer>,
  ): Promise<Awaited<Answer> | Nothing | ResponseError> {
    await settled();
    if (token.isCancellationRequested) return cancelled();
    const place = session.at(String(params?.textDocument?.uri));
    if (place === null) return nothing;
    try {
      return await give(place);
    } catch (error) {
      if (!(error instanceof RenameRefused)) throw error;
      return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    }
  }

  function toAction({ title, edits, preferred }: Mend, kind: string, place: Place): CodeAction {
    const edit = editOf(new Map([[place.document, [...edits]]]), place);
    return { title, kind, isPreferred: preferred, edit };
  }

  /** Edits as this client takes them: with the version of each open document where it can. */
  function editOf(
    edits: ReadonlyMap<CompiledDocument, TextEdit[]>,
    place: Pick<Place, 'uri' | 'document'>,
  ): WorkspaceEdit {
    const entries = [...edits].map(([document, changes]): [string, TextEdit[]] => [
      document === place.document ? place.uri : session.uriOf(document.file),
      changes,
    ]);
    if (!client.versionedEdits) return { changes: Object.fromEntries(entries) };
    return {
      documentChanges: entries.map(([uri, changes]) => ({
        textDocument: { uri, version: session.textOf(uri)?.version ?? null },
        edits: changes,
      })),
    };
  }
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
