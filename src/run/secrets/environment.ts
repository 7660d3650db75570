/** Secrets that a run is given without anyone saying so: in its environment, and in what a document writes out. */
import type { Procedure } from '../../model/index.ts';
import { credentialsIn } from './patterns.ts';

/** Shorter values, or plainer ones, stand in output by chance: masking them would hide what happened. */
const SHORTEST = 8;

/** Values of variables whose names speak of secrets, and credentials within any value. */
export function environmentSecrets(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(env)
    .flatMap(([name, value = '']) => [
      ...(isSecretName(name) ? [value] : []),
      ...credentialsIn(value),
    ])
    .filter(isTelling);
}

/** Credentials that a procedure writes out, and values of parameters whose names speak of secrets: looked for in all that it brings about. */
export function secretsOf(procedure: Procedure, values: ReadonlyMap<string, string>): string[] {
  const code = procedure.flows
    .flatMap(({ stages }) => stages)
    .flatMap(({ steps }) => steps)
    .flatMap(({ actions }) => actions)
    .flatMap((action) => ('code' in action ? [action.code] : []));
  return [
    ...code.flatMap(credentialsIn).map((value) => value.replace(/^\\?["']|\\?["']$/g, '')),
    ...[...values].filter(([name]) => isSecretName(name)).map(([, value]) => value),
    ...[...values].flatMap(([, value]) => credentialsIn(value)),
  ].filter(isTelling);
}

/** `DB_PASSWORD`, `githubToken`, `API_KEY`; never `PWD`, `KEYBOARD`, `SSH_KEY_PATH`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word));
  return (
    words.length > 0 &&
    !ABOUT.has(words.at(-1)!) &&
    words.some((word) => SECRET.has(word) || /PASSW(?:OR)?D$/.test(word))
  );
}

const SECRET: ReadonlySet<string> = new Set([
  'PASSWORD',
  'PASSWD',
  'PASS',
  'PASSPHRASE',
  'CONTRASENA',
  'TOKEN',
  'SECRET',
  'SECRETS',
  'KEY',
  'APIKEY',
  'CREDENTIAL',
  'CREDENTIALS',
]);

/** What is said about a secret is none. */
const ABOUT: ReadonlySet<string> = new Set([
  'FILE',
  'PATH',
  'DIR',
  'ID',
  'NAME',
  'TYPE',
  'URL',
  'URI',
  'HOST',
  'USER',
  'LENGTH',
  'SIZE',
  'ALGORITHM',
  'VERSION',
  'TTL',
  'EXPIRY',
  'MODE',
  'SOCK',
  'COUNT',
  'LIMIT',
]);

/** Whether a value can be told from ordinary text. */
function isTelling(value: string): boolean {
  if (value.length < SHORTEST || /^\d{1,9}$/.test(value)) return false;
  // A path, or a name made of words (`production-server`), is seen for good reasons.
  if (/^(?:\.{0,2}|~)\/[\w./-]*$/.test(value) || /^[a-z]+(?:[-_. ][a-z]+)*$/.test(value))
    return false;
  const counts = new Map<string, number>();
  for (const each of value) counts.set(each, (counts.get(each) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / value.length) * Math.log2(count / value.length);
  return bits >= 2;
}
