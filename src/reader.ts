/** The face of what reads and compiles documents, and no more: what both a check and a run begin with. */

export {
  compileText,
  emptyWorkspace,
  listDocuments,
  readDocument,
  readText,
  refusalOf,
  withDocument,
  withoutDocument,
} from './edit.ts';
export { type LoadOptions, load } from './load.ts';
export * from './model/index.ts';
export { locate } from './source/discover.ts';
export { milliseconds } from './text/duration.ts';
export {
  escapeHtml,
  escapeJson,
  escapeMarkdown,
  escapeTerminal,
  escapeTerminalLine,
  escapeXmlAttribute,
} from './text/escape.ts';
export { nearest, suggestId } from './text/suggest.ts';
export { version } from './version.ts';
export { lookup } from './workspace/lookup.ts';
export type { CompiledDocument, FrontMatter, Lookup, Workspace } from './workspace/workspace.ts';
