/** The connections of a run, one for each host, opened as they come to be needed and closed at its end. */
import type { Place } from '../place.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { remoteHost } from './host.ts';
import type { Target } from './target.ts';

export type ConnectionSettings = Pick<
  ConnectionOptions,
  'env' | 'directory' | 'terminal' | 'patience'
>;

export class Connections {
  readonly #settings: ConnectionSettings;
  readonly #open = new Map<string, Connection>();

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  /** The connection to a host, whose name is the document's; it is not opened yet. */
  to(host: string, target: Target): Connection {
    let connection = this.#open.get(host);
    if (connection === undefined) {
      connection = new Connection({ ...this.#settings, host, target });
      this.#open.set(host, connection);
    }
    return connection;
  }

  /** The connection to a host that {@link to} was asked for before. */
  known(host: string): Connection | null {
    return this.#open.get(host) ?? null;
  }

  /** Such a host as a place for blocks. */
  place(host: string): Place {
    const connection = this.known(host);
    if (connection === null) throw new Error(`nobody said how to get to ${host}`);
    return remoteHost(connection);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((connection) => connection.close()));
  }
}
