/** Hosts that cannot be used are told apart, and nothing of a block runs. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Connection } from '../../../src/run/session/remote/connection.ts';
import type { ConnectionFailure } from '../../../src/run/session/remote/failure.ts';
import { loginState } from '../../../src/run/session/remote/login.ts';
import { destination, parseTarget, targetInWords } from '../../../src/run/session/remote/target.ts';
import { freshDirectory } from '../support.ts';
import { hasSshd, type Sshd, type SshdOptions } from './sshd.ts';
import { connect, openRemote, startSshd } from './support.ts';

async function refusal(sshd: Sshd): Promise<ConnectionFailure> {
  const connection = connect(sshd, freshDirectory());
  try {
    await connection.open();
    await loginState(connection);
  } catch (error) {
    return error as ConnectionFailure;
  }
  throw new Error('it was not refused');
}

/** A PATH for the host with these programs only. */
function pathWith(
  programs: readonly string[],
  more: Readonly<Record<string, string>> = {},
): string {
  const folder = join(freshDirectory(), 'bin');
  mkdirSync(folder);
  for (const name of programs) symlinkSync(`/usr/bin/${name}`, join(folder, name));
  for (const [name, text] of Object.entries(more)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

const TOOLS = 'bash cat date env head mkdir mv rm setsid sleep stat tail wc'.split(' ');

describe.skipIf(!hasSshd)('a host is refused', () => {
  it.each<[string, SshdOptions, string, RegExp]>([
    [
      'whose key is not known',
      { known: false },
      'unknown-host-key',
      /host key is not known.*known_hosts/,
    ],
    [
      'that does not take the key',
      { accepted: false },
      'denied',
      /lets nobody in with these keys.*agent/,
    ],
    ['without bash', { env: { PATH: '/nowhere' } }, 'unfit', /there is no bash on it/],
    ['with one session a connection', { config: ['MaxSessions 1'] }, 'unfit', /MaxSessions/],
    ['that allows no session', { config: ['MaxSessions 0'] }, 'unfit', /MaxSessions/],
    [
      'that forces a command',
      { config: ['ForceCommand /bin/echo no'] },
      'unfit',
      /no command can be run/,
    ],
    [
      'whose login scripts end the shell',
      { home: { '.bash_profile': 'exit 0\n' } },
      'unfit',
      /login scripts end the shell/,
    ],
  ])('%s', async (_name, options, kind, message) => {
    const failure = await refusal(await startSshd(options));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(message);
    expect(failure.message).toContain('staging-server cannot be used');
  });

  it('that shows another key than before', async () => {
    const sshd = await startSshd();
    const other = await startSshd();
    const known = join(sshd.directory, 'known_hosts');
    const { readFileSync } = await import('node:fs');
    const theirs = readFileSync(join(other.directory, 'host_key.pub'), 'utf8').split(' ');
    writeFileSync(known, `[127.0.0.1]:${sshd.port} ${theirs[0]} ${theirs[1]}\n`);
    expect(await refusal(sshd)).toMatchObject({ kind: 'changed-host-key' });
  });

  it('that does not answer, has no address, or is no name', async () => {
    const sshd = await startSshd();
    await sshd.down();
    expect(await refusal(sshd)).toMatchObject({ kind: 'unreachable' });
  });

  it('whose bash is too old, or that lacks a tool', async () => {
    const old = join(freshDirectory(), 'old');
    writeFileSync(old, "BASH_VERSION='4.2.46(1)-release'\n");
    expect((await refusal(await startSshd({ env: { BASH_ENV: old } }))).message).toMatch(
      /its bash is version 4\.2.*4\.4 or later/,
    );
    const poor = pathWith(
      TOOLS.filter((name) => name !== 'setsid' && name !== 'tail'),
      { tail: '#!/bin/sh\nexit 1\n' },
    );
    expect((await refusal(await startSshd({ env: { PATH: poor } }))).message).toMatch(
      /lacks dd, mkfifo, setsid, timeout, tail\(GNU\)/,
    );
  });

  it('where there is no ssh here', async () => {
    const sshd = await startSshd();
    const { options } = connect(sshd, freshDirectory());
    const connection = new Connection({ ...options, env: { PATH: '/nowhere' } });
    await expect(connection.open()).rejects.toMatchObject({ kind: 'no-ssh' });
  });

  it('so that its block did not start', async () => {
    const shell = await openRemote({ accepted: false });
    const outcome = await shell.run('touch never');
    expect(outcome.ending).toMatchObject({ kind: 'not-started' });
    expect(outcome).toMatchObject({ host: 'staging-server', state: null, end: 'unknown' });
  });
});

describe('names of hosts', () => {
  it.each([
    ['staging-server', ['--', 'staging-server']],
    ['deploy@staging', ['--', 'deploy@staging']],
    ['deploy@10.0.0.1:2222', ['-p', '2222', '--', 'deploy@10.0.0.1']],
    ['localhost:2222', ['-p', '2222', '--', 'localhost']],
    ['[::1]:22', ['-p', '22', '--', '::1']],
    ['::1', ['--', '::1']],
    ['fe80::1', ['--', 'fe80::1']],
    ['[fe80::1%eth0]', ['--', 'fe80::1%eth0']],
    ['a_b.example.com.', ['--', 'a_b.example.com.']],
  ])('%s', (text, words) => {
    const target = parseTarget(text)!;
    expect(destination(target)).toEqual(words);
    expect(targetInWords(target)).not.toBe('');
  });

  it.each([
    '',
    '-oProxyCommand=id',
    '-p22',
    '--',
    'a b',
    'a;id',
    '$(id)',
    '`id`',
    '$HOST',
    'a|b',
    'a&b',
    "a'b",
    'a"b',
    'a\nb',
    'a\u0000b',
    'a/b',
    'a\\b',
    '%h',
    'a%25b',
    '~',
    '@host',
    'user@',
    '-x@host',
    'user@-oX',
    'a@b@c',
    'host:',
    'host:0',
    'host:70000',
    'host:22x',
    '[::1',
    'ssh://a',
    'ünïcode',
    'a-',
  ])('%j is none', (text) => {
    expect(parseTarget(text)).toBeNull();
  });
});
