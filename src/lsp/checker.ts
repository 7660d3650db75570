/** Checks open documents: at once what is quick, and diagrams when their author has paused. */
import { existsSync } from 'node:fs';
import {
  check,
  type Diagnostic,
  type DiagramError,
  type Diagrams,
  openDiagrams,
} from '../compiler.ts';
import { withoutKnownFindings } from './baseline.ts';
import type { Session, Standing } from './session.ts';

/** How long nothing changes before diagrams are looked at, and before their judge, a large one, is let go. */
const PAUSE = 400;
const IDLE = 120_000;

export class Checker {
  readonly #session: Session;
  /** Called when a diagram was judged that a published answer did not know of. */
  readonly #onNews: () => void;
  readonly #known = new Map<string, DiagramError | null>();
  /** Diagrams that the last check of each document asked for in vain. */
  readonly #wanted = new Map<string, Set<string>>();
  #judge: Diagrams | null = null;
  #timer: NodeJS.Timeout | null = null;
  #idle: NodeJS.Timeout | null = null;

  constructor(session: Session, onNews: () => void) {
    this.#session = session;
    this.#onNews = onNews;
  }

  /** What is wrong in an open document, as of now. Nothing in it is executed. */
  async check(uri: string): Promise<Diagnostic[]> {
    const member = this.#session.memberAt(uri);
    const standing = this.#session.standingOf(uri);
    if (standing === null || !this.#session.wantsFindings(uri)) return [];
    const place = member ?? this.#session.at(uri);
    if (place === null) return [];
    const path = 'path' in place ? place.path : place.document.path;
    const wanted = new Set<string>();
    this.#wanted.set(uri, wanted);
    const found = await check(place.workspace, {
      fileExists: existsSync,
      includes: (one) => one === path,
      diagrams: { errorOf: (source) => Promise.resolve(this.#errorOf(source, wanted)) },
    });
    const sure = found.filter((one) => !unsure[standing].has(one.rule));
    return withoutKnownFindings(place.workspace, sure);
  }

  forget(uri: string): void {
    this.#wanted.delete(uri);
  }

  #errorOf(source: string, wanted: Set<string>): DiagramError | null {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    wanted.add(source);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#judgeAll(), PAUSE);
    return null;
  }

  async #judgeAll(): Promise<void> {
    this.#timer = null;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#judge ??= openDiagrams();
    const judge = this.#judge;
    const sources = new Set([...this.#wanted.values()].flatMap((wanted) => [...wanted]));
    for (const source of sources) {
      if (this.#known.has(source)) continue;
      try {
        this.#known.set(source, await judge.errorOf(source));
      } catch {
        // Of a diagram that nobody could judge, nothing is said.
        this.#known.set(source, null);
      }
    }
    this.#idle = setTimeout(() => {
      this.#judge = null;
      void judge.close();
    }, IDLE).unref();
    this.#onNews();
  }
}

const neighbours = ['unresolved-reference'];
const files = ['dangling-link', 'dangling-anchor'];

/** What cannot be known of a document where its neighbours are not known, or the place that it will lie at. */
const unsure: Readonly<Record<Standing, ReadonlySet<string>>> = {
  member: new Set(),
  excluded: new Set(),
  draft: new Set(files),
  stray: new Set(neighbours),
};
