/** How a host is reached: what ssh is told, taken from a document's `ssh …` or from `--host-map`. */

export interface Target {
  /** A name that ssh knows, from DNS or from the user's configuration. */
  readonly name: string;
  readonly user: string | null;
  readonly port: number | null;
  /** Further options of ssh, from the document. */
  readonly options: readonly string[];
}

/**
 * `name`, `user@name`, `name:2222`, `user@[::1]:2222`; `null`: it is no name of a host. Whatever ssh or
 * a configured ProxyCommand's shell could take for an option, an expansion or a command is none.
 */
export function parseTarget(text: string): Target | null {
  const match =
    /^(?:(?<user>[A-Za-z0-9_][A-Za-z0-9_.+-]*)@)?(?:\[(?<v6>[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?)\]|(?<name>[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?))(?::(?<port>\d{1,5}))?$/.exec(
      text,
    );
  if (match === null) return /^[0-9A-Fa-f:]*::?[0-9A-Fa-f:.]+$/.test(text) ? bare(text) : null;
  const { user = null, v6, name, port } = match.groups as Record<string, string | undefined>;
  const number = port === undefined ? null : Number(port);
  if (number !== null && (number < 1 || number > 65_535)) return null;
  return { name: (v6 ?? name)!, user: user ?? null, port: number, options: [] };
}

/** An IPv6 address as ssh itself takes it, without brackets and port. */
function bare(name: string): Target {
  return { name, user: null, port: null, options: [] };
}

/** The words that tell ssh where to go, to stand last before a command. */
export function destination({ name, user, port, options }: Target): string[] {
  return [
    ...options,
    ...(port === null ? [] : ['-p', String(port)]),
    '--',
    user === null ? name : `${user}@${name}`,
  ];
}

/** For a person: `deploy@staging:2222`. */
export function targetInWords({ name, user, port }: Target): string {
  const host = name.includes(':') && port !== null ? `[${name}]` : name;
  return `${user === null ? '' : `${user}@`}${host}${port === null ? '' : `:${port}`}`;
}
