/** Why a host cannot be used: one of few kinds, told with what to do about it. */

export type FailureKind =
  | 'no-ssh'
  | 'unreachable'
  | 'unknown-host-key'
  | 'changed-host-key'
  | 'denied'
  | 'configuration'
  | 'unfit'
  | 'dropped'
  | 'other';

export class ConnectionFailure extends Error {
  override name = 'ConnectionFailure';
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What ssh's own words mean. `asked`: a person could be asked, so nothing was refused for want of one. */
export function failureOf(host: string, said: string, asked: boolean): ConnectionFailure {
  const text = said.replaceAll('\r', '').trim();
  const last = text.split('\n').at(-1) ?? '';
  const is = (kind: FailureKind, why: string) =>
    new ConnectionFailure(kind, `${host} cannot be used: ${why}`);
  if (/REMOTE HOST IDENTIFICATION HAS CHANGED|host key for .* has changed/i.test(text)) {
    return is(
      'changed-host-key',
      'it shows another host key than the one that is known. Either it was set up anew, or somebody stands between: ask whoever runs it, and only then replace the key in known_hosts',
    );
  }
  if (/Host key verification failed|No \S+ host key is known/i.test(text)) {
    return is(
      'unknown-host-key',
      asked
        ? 'its host key was not accepted'
        : `its host key is not known, and nobody is there to compare it. Connect once by hand (ssh ${host}), or put its key into known_hosts`,
    );
  }
  if (/Permission denied|Too many authentication failures|No more authentication/i.test(text)) {
    return is(
      'denied',
      `it lets nobody in with these keys (${last})${asked ? '' : '. A password or passphrase cannot be asked for here: use a key without one, or an agent'}`,
    );
  }
  if (
    /Could not resolve|Connection refused|timed out|No route to host|unreachable|Connection (?:closed|reset)|Operation not permitted/i.test(
      text,
    )
  ) {
    return is('unreachable', `it does not answer (${last})`);
  }
  if (/Bad (?:owner|configuration)|bad configuration options|keyword|No such identity/i.test(text))
    return is('configuration', `ssh does not accept its configuration (${last})`);
  return is('other', last === '' ? 'ssh ended without a word' : last);
}

/** Let in, but nothing could be run. */
export function withoutSession(host: string, said: string): ConnectionFailure {
  const last = said.replaceAll('\r', '').trim().split('\n').at(-1) ?? '';
  const is = (why: string) => new ConnectionFailure('unfit', `${host} cannot be used: ${why}`);
  if (/not found|No such file|Unknown command|not recognized/i.test(said))
    return is(`there is no bash on it (${last}), and the blocks need one`);
  if (isWithoutSession(said))
    return is(
      'it allows no further session on a connection: MaxSessions of its sshd must be 4 or more',
    );
  return is(`no command can be run there${last === '' ? '' : ` (${last})`}`);
}

export function isWithoutSession(said: string): boolean {
  return /refused by peer|administratively prohibited|open failed/i.test(said);
}
