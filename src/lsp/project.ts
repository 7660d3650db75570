/** One workspace as an editor sees it: what lies on disk, with the unsaved texts of open documents over it. */
import { readdirSync } from 'node:fs';
import {
  type CompiledDocument,
  listDocuments,
  load,
  readDocument,
  readText,
  userCache,
  type Workspace,
  withDocument,
  withoutDocument,
} from '../compiler.ts';
import { compileAll, compiledOr, compileTyped, type Refusal } from './compile.ts';

export class Project {
  /** The folder that it was opened for, which may lie above its root or below. */
  readonly folder: string;
  #workspace: Workspace;
  /** Of open documents, by path. */
  readonly #texts = new Map<string, string>();
  /** Open documents whose text is not compiled yet. */
  readonly #stale = new Set<string>();
  /** What each open document said when it last parsed as a whole. */
  readonly #whole = new Map<string, CompiledDocument>();

  /** Open documents that lost their ID in an edit that is half done, without the ID that others know them by. */
  readonly #nameless = new Map<string, CompiledDocument>();

  private constructor(folder: string, workspace: Workspace) {
    this.folder = folder;
    this.#workspace = workspace;
  }

  /** @throws {InputError} where the folder or its configuration cannot be used. */
  static async open(folder: string): Promise<Project> {
    return new Project(folder, await loadAll(folder));
  }

  get root(): string {
    return this.#workspace.root;
  }

  /** Up to date: what was typed since is compiled now, and only that. */
  get workspace(): Workspace {
    for (const path of this.#stale) this.#compile(path);
    this.#stale.clear();
    return this.#workspace;
  }

  /**
   * Whether its documents are procedures. In a folder without a configuration, whose name says nothing
   * and where no document has an ID, Markdown is just Markdown, and nobody asked us about it.
   */
  get holdsProcedures(): boolean {
    const { root, ids } = this.workspace;
    return (
      ids.size > 0 ||
      root !== this.folder ||
      readdirSync(root).some((name) => name.startsWith('procs.config.'))
    );
  }

  isMember(path: string): boolean {
    const has = (one: { readonly path: string }): boolean => one.path === path;
    return this.#workspace.documents.some(has) || this.#workspace.unreadable.some(has);
  }

  isOpen(path: string): boolean {
    return this.#texts.has(path);
  }

  edit(path: string, text: string): void {
    this.#texts.set(path, text);
    this.#stale.add(path);
  }

  /** Back to what lies on disk. */
  async close(path: string): Promise<void> {
    this.#texts.delete(path);
    this.#stale.delete(path);
    this.#whole.delete(path);
    this.#nameless.delete(path);
    await this.reread(path);
  }

  /** Takes a document as it lies on disk now, or leaves it out; one that is open stays as it is typed. */
  async reread(path: string, paths: readonly string[] | null = null): Promise<void> {
    const isDocument = (paths ?? (await listDocuments(this.root))).includes(path);
    const found = isDocument ? await readDocument(this.#workspace, path) : null;
    if (this.#texts.has(path)) return;
    if (found === null) this.#workspace = withoutDocument(this.#workspace, path);
    else this.#take(path, 'text' in found ? compiledOr(found) : found);
  }

  /** Takes in what changed on disk and nobody told of. */
  async refresh(): Promise<void> {
    const paths = await listDocuments(this.root);
    const known = new Map(this.workspace.documents.map(({ path, text }) => [path, text]));
    for (const path of new Set([...known.keys(), ...paths])) {
      if (this.#texts.has(path)) continue;
      const found = paths.includes(path) ? await readText(this.#workspace, path) : null;
      if (found !== known.get(path)) await this.reread(path, paths);
    }
  }

  /** Everything from disk again: the configuration changed, or much else did. @throws {InputError} */
  async reload(): Promise<void> {
    this.#workspace = await loadAll(this.folder);
    for (const path of this.#texts.keys()) this.#stale.add(path);
  }

  /** The workspace in which a document is judged: as it stands there, and not as the others know it. */
  judging(path: string): Workspace {
    const { workspace } = this;
    const nameless = this.#nameless.get(path);
    return nameless === undefined ? workspace : withDocument(workspace, nameless);
  }

  /** What a document says, or said before the edit that its author is in the middle of. */
  outlined(path: string): CompiledDocument | null {
    const now = this.workspace.documents.find((one) => one.path === path) ?? null;
    return now !== null && !isBroken(now) ? now : (this.#whole.get(path) ?? now);
  }

  #compile(path: string): void {
    const text = this.#texts.get(path)!;
    const compiled = compileTyped(this.#workspace, path, text);
    if (!('reason' in compiled) && !isBroken(compiled)) this.#whole.set(path, compiled);
    const shown = 'reason' in compiled ? compiled : this.#named(compiled);
    if (shown === compiled || 'reason' in compiled) this.#nameless.delete(path);
    else this.#nameless.set(path, compiled);
    this.#take(path, shown);
  }

  #take(path: string, found: CompiledDocument | Refusal): void {
    this.#workspace =
      'reason' in found
        ? withoutDocument(this.#workspace, path, found.reason)
        : withDocument(this.#workspace, found);
  }

  /** While front matter does not parse, other documents still know this one by its ID. */
  #named(compiled: CompiledDocument): CompiledDocument {
    const before = this.#whole.get(compiled.path)?.index;
    if (compiled.index.id !== null || before === undefined || !isBroken(compiled)) {
      return compiled;
    }
    const { id, name, title } = before;
    const known = { id, name, title };
    return {
      ...compiled,
      procedure: { ...compiled.procedure, ...known },
      index: { ...compiled.index, ...known },
    };
  }
}

/** What was compiled before comes from the cache of this user. @throws {InputError} */
async function loadAll(cwd: string): Promise<Workspace> {
  return compileAll(await load({ cwd, cache: userCache(process.env) }));
}

const breaking = new Set(['front-matter-yaml', 'unclosed-fence', 'nested-fence']);

/** Whether part of the document is read as something else than its author means. */
function isBroken({ findings }: CompiledDocument): boolean {
  return findings.some(({ rule }) => breaking.has(rule));
}
