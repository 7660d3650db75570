/** The documents that are open in an editor, each at home in a workspace. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CompiledDocument,
  emptyWorkspace,
  InputError,
  type Workspace,
  withDocument,
} from '../compiler.ts';
import { compileTyped } from './compile.ts';
import { Project } from './project.ts';
import { fileOf, nameOf, uriOf } from './uri.ts';

/** An open document in its workspace, as of now. */
export interface Place {
  readonly uri: string;
  readonly workspace: Workspace;
  readonly document: CompiledDocument;
  /** The same, or what it said before an edit that is half done. */
  readonly outlined: CompiledDocument;
}

/**
 * `member`: one of the workspace's documents. The others are seen with the workspace around them, and
 * are no part of it: `excluded` by the configuration, a `draft` that has no file, a `stray` without a workspace.
 */
export type Standing = 'member' | 'excluded' | 'draft' | 'stray';

interface Home {
  readonly standing: Standing;
  readonly project: Project | null;
  /** Relative to the workspace's root, with `/`. */
  readonly path: string;
  readonly root: string;
  /** The workspace of a stray: nothing but its root. */
  readonly alone: Workspace;
}

export class Session {
  #projects: Project[] = [];
  #folders: string[] = [];
  readonly #homes = new Map<string, Home>();
  readonly #texts = new Map<string, TextDocument>();
  readonly #guests = new Map<string, CompiledDocument>();
  readonly #views = new WeakMap<Workspace, Map<CompiledDocument, Workspace>>();
  readonly #complain: (message: string) => void;

  constructor(complain: (message: string) => void) {
    this.#complain = complain;
  }

  /** URIs of the open documents. */
  get open(): readonly string[] {
    return [...this.#homes.keys()];
  }

  get workspaces(): readonly Workspace[] {
    return this.#projects.map(({ workspace }) => workspace);
  }

  async openFolder(folder: string): Promise<void> {
    this.#folders.push(folder);
    await this.#openProject(folder);
    await this.#rehome();
  }

  async closeFolder(folder: string): Promise<void> {
    this.#folders = this.#folders.filter((one) => one !== folder);
    this.#projects = this.#projects.filter((one) => one.folder !== folder);
    await this.#rehome();
  }

  async openText(text: TextDocument): Promise<void> {
    this.#texts.set(text.uri, text);
    const home = await this.#homeOf(text.uri);
    // It may have been closed while its home was looked for.
    if (!this.#texts.has(text.uri)) return;
    this.#homes.set(text.uri, home);
    this.changeText(text);
  }

  changeText({ uri }: Pick<TextDocument, 'uri'>): void {
    const home = this.#homes.get(uri);
    const text = this.#texts.get(uri);
    if (home === undefined || text === undefined) return;
    if (home.standing === 'member') home.project?.edit(home.path, text.getText());
    else this.#guests.delete(uri);
  }

  async closeText(uri: string): Promise<void> {
    const home = this.#homes.get(uri);
    this.#homes.delete(uri);
    this.#texts.delete(uri);
    this.#guests.delete(uri);
    if (home?.standing === 'member') await home.project?.close(home.path);
  }

  /** What changed on disk, by URI: documents, or the configuration. */
  async changedOnDisk(uris: readonly string[]): Promise<void> {
    for (const project of this.#projects) {
      const files = uris.map(fileOf).filter((file) => file !== null);
      const inside = files.filter((file) => relativeTo(project.root, file) !== null);
      const isMuch = inside.length > 50 || inside.some(isConfiguration);
      if (isMuch) await this.#reload(project);
      else for (const file of inside) await project.reread(relativeTo(project.root, file)!);
    }
    if (uris.some((uri) => isConfiguration(uri))) await this.#rehome();
  }

  /** Looks at the disk again for the workspace of an open document. */
  async refresh(uri: string): Promise<void> {
    await this.#homes.get(uri)?.project?.refresh();
  }

  textOf(uri: string): TextDocument | null {
    return this.#texts.get(uri) ?? null;
  }

  standingOf(uri: string): Standing | null {
    return this.#homes.get(uri)?.standing ?? null;
  }

  /** The open document with the workspace around it; `null` where it is not open or cannot be read. */
  at(uri: string): Place | null {
    const home = this.#homes.get(uri);
    if (home === undefined) return null;
    const { project, standing } = home;
    if (standing === 'member') {
      const workspace = project!.workspace;
      const document = workspace.documents.find((one) => one.path === home.path);
      if (document === undefined) return null;
      return { uri, workspace, document, outlined: project!.outlined(home.path) ?? document };
    }
    const document = this.#guest(uri, home);
    if (document === null) return null;
    const workspace = this.#around(document, project?.workspace ?? home.alone);
    return { uri, workspace, document, outlined: document };
  }

  /** The workspace that an open document is judged in, and its path there, also where it cannot be read. */
  memberAt(uri: string): { readonly workspace: Workspace; readonly path: string } | null {
    const home = this.#homes.get(uri);
    if (home?.standing !== 'member') return null;
    return { workspace: home.project!.judging(home.path), path: home.path };
  }

  /** Whether a person who opens this document wants to hear about its mistakes. */
  wantsFindings(uri: string): boolean {
    const home = this.#homes.get(uri);
    if (home === undefined || home.standing === 'excluded') return false;
    if (home.standing === 'member') return home.project!.holdsProcedures;
    return this.#guest(uri, home)?.procedure.id != null;
  }

  /** The URI by which the editor knows a file. */
  uriOf(file: string): string {
    for (const [uri, { root, path: relative, standing }] of this.#homes) {
      if (standing !== 'draft' && path.join(root, relative) === file) return uri;
    }
    return uriOf(file);
  }

  async #homeOf(uri: string): Promise<Home> {
    const file = fileOf(uri);
    const first = this.#projects[0] ?? null;
    if (file === null) {
      const root = first?.root ?? path.resolve('.');
      return homeIn(root, { standing: 'draft', project: first, path: nameOf(uri) });
    }
    const project = await this.#projectOf(file);
    if (project === null) {
      const name = path.basename(file);
      return homeIn(path.dirname(file), { standing: 'stray', project: null, path: name });
    }
    const { root } = project;
    const inside = relativeTo(root, file);
    if (inside !== null && existsSync(file) && !project.isMember(inside)) {
      await project.reread(inside);
    }
    // A new document that was never saved is one that will lie there.
    const isMember = inside !== null && (project.isMember(inside) || !existsSync(file));
    const relative = inside ?? path.relative(root, file).split(path.sep).join('/');
    const standing = isMember ? 'member' : 'excluded';
    return homeIn(root, { standing, project, path: relative });
  }

  /** The project whose configuration lies nearest above the file, else one that the editor opened around it. */
  async #projectOf(file: string): Promise<Project | null> {
    // Code is only run where the person at the editor opened the folder; a single file asks for nothing.
    const isInside = this.#folders.some((folder) => relativeTo(folder, file) !== null);
    const configured = configuredFolder(file, isInside ? isConfiguration : isDataConfiguration);
    const around = this.#projects
      .filter(({ root }) => relativeTo(root, file) !== null)
      .sort((a, b) => b.root.length - a.root.length)[0];
    if (configured !== null && (around === undefined || around.root.length < configured.length)) {
      return await this.#openProject(configured);
    }
    if (around !== undefined) return around;
    const folder = this.#projects.find((one) => relativeTo(one.folder, file) !== null);
    return folder ?? null;
  }

  async #openProject(folder: string): Promise<Project | null> {
    try {
      const project = await Project.open(folder);
      const known = this.#projects.find(({ root }) => root === project.root);
      if (known !== undefined) return known;
      this.#projects.push(project);
      return project;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#complain(error.message);
      return null;
    }
  }

  async #reload(project: Project): Promise<void> {
    try {
      await project.reload();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#complain(error.message);
    }
  }

  async #rehome(): Promise<void> {
    for (const folder of this.#folders) {
      if (!this.#projects.some((one) => one.folder === folder)) await this.#openProject(folder);
    }
    for (const text of [...this.#texts.values()]) await this.openText(text);
  }

  #guest(uri: string, { project, path: relative, root, alone }: Home): CompiledDocument | null {
    const known = this.#guests.get(uri);
    if (known !== undefined) return known;
    const text = this.#texts.get(uri)!.getText();
    const base = project?.workspace ?? alone;
    const compiled = compileTyped({ ...base, root }, relative, text);
    if ('reason' in compiled) return null;
    this.#guests.set(uri, compiled);
    return compiled;
  }

  /** The workspace with a guest in it: the same one for as long as neither changes. */
  #around(guest: CompiledDocument, base: Workspace): Workspace {
    const views = this.#views.get(base) ?? new Map<CompiledDocument, Workspace>();
    this.#views.set(base, views);
    const known = views.get(guest);
    if (known !== undefined) return known;
    const view = withDocument(base, guest);
    views.set(guest, view);
    return view;
  }
}

function homeIn(root: string, home: Omit<Home, 'root' | 'alone'>): Home {
  return { ...home, root, alone: emptyWorkspace(root) };
}

/** The nearest folder upwards with a configuration; `null` also where that one does not count. */
function configuredFolder(file: string, counts: (name: string) => boolean): string | null {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const names = namesIn(folder).filter(isConfiguration);
    if (names.length > 0) return names.every(counts) ? folder : null;
    if (path.dirname(folder) === folder) return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isConfiguration(name: string): boolean {
  return /(?:^|[/\\])procs\.config\.(?:json|ya?ml|m?[jt]s)$/.test(name);
}

function isDataConfiguration(name: string): boolean {
  return /\.(?:json|ya?ml)$/.test(name);
}

/** Relative to the folder, with `/`; `null` where the file does not lie in it. */
function relativeTo(folder: string, file: string): string | null {
  const inside = (base: string, target: string): string | null => {
    const relative = path.relative(base, target);
    return relative === '' || /^\.\.(?:[/\\]|$)/.test(relative) || path.isAbsolute(relative)
      ? null
      : relative.split(path.sep).join('/');
  };
  return inside(folder, file) ?? inside(real(folder), real(file));
}

/** An editor may name a file by the way through a link, and its folder by the other. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
