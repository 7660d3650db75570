/** Publishes what is wrong: of the document that is typed in at once, of the other open ones after a pause. */
import {
  type Connection,
  DiagnosticSeverity,
  type Diagnostic as LspDiagnostic,
} from 'vscode-languageserver/node';
import type { Diagnostic, Workspace } from '../compiler.ts';
import type { Checker } from './checker.ts';
import { toRange } from './positions.ts';
import type { Session } from './session.ts';

/** Keystrokes that come faster than this are answered once. */
const SOON = 10;
/** Another document hardly changes by each letter of this one. */
const LATER = 200;

export class Publisher {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #checker: Checker;
  readonly #withRelated: boolean;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #others: NodeJS.Timeout | null = null;
  /** The workspace that the last answer about each document was about. */
  readonly #answered = new Map<string, Workspace | null>();

  constructor(connection: Connection, session: Session, checker: Checker, withRelated: boolean) {
    this.#connection = connection;
    this.#session = session;
    this.#checker = checker;
    this.#withRelated = withRelated;
  }

  changed(uri: string): void {
    this.#schedule(uri, SOON);
    this.changedAround();
  }

  /** The judge of diagrams has answered: whatever was published may be incomplete. */
  judged(): void {
    this.#answered.clear();
    this.changedAround();
  }

  /** Something that open documents may speak of has changed. */
  changedAround(): void {
    if (this.#others !== null) clearTimeout(this.#others);
    this.#others = setTimeout(() => {
      for (const uri of this.#session.open) {
        const known = this.#answered.get(uri) ?? null;
        const isNew = known === null || known !== this.#session.at(uri)?.workspace;
        if (isNew && !this.#timers.has(uri)) this.#schedule(uri, 0);
      }
    }, LATER);
  }

  closed(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#answered.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.changedAround();
  }

  #schedule(uri: string, delay: number): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.set(
      uri,
      setTimeout(() => {
        this.#timers.delete(uri);
        void this.#publish(uri);
      }, delay),
    );
  }

  async #publish(uri: string): Promise<void> {
    const version = this.#session.textOf(uri)?.version;
    if (version === undefined) return;
    try {
      const around = this.#session.at(uri)?.workspace ?? null;
      const found = await this.#checker.check(uri);
      // An answer about an older text would underline the wrong words.
      if (this.#session.textOf(uri)?.version !== version) return;
      this.#answered.set(uri, around);
      const root = this.#session.memberAt(uri)?.workspace.root ?? null;
      const diagnostics = found.map((one) => this.toLsp(one, root));
      await this.#connection.sendDiagnostics({ uri, version, diagnostics });
    } catch (error) {
      this.#connection.console.error(`procs: ${uri} could not be checked: ${String(error)}`);
    }
  }

  toLsp(found: Diagnostic, root: string | null): LspDiagnostic {
    const { code, severity, message, help, related } = found;
    const place = (file: string): string => this.#session.uriOf(`${root}/${file}`);
    return {
      range: toRange({ ...found }),
      severity: severities[severity],
      code,
      source: 'procs',
      message: help === null ? message : `${message}\n${help}`,
      data: { rule: found.rule },
      ...(this.#withRelated && root !== null && related.length > 0
        ? {
            relatedInformation: related.map((one) => ({
              location: { uri: place(one.file), range: toRange(one.span) },
              message: one.message,
            })),
          }
        : {}),
    };
  }
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;
