/**
 * Takes out of a state what no file may hold. A variable whose secrets can all be given again stays as a
 * template of them; of everything else only the name stays, with the steps that set it.
 */
import { quote } from '../../text/shell-quote.ts';
import { environmentSecrets } from '../secrets/environment.ts';
import { type NamedSecret, SHORTEST, type StateSecrets } from '../secrets/state-secrets.ts';
import { type Declaration, readDeclaration } from './declaration.ts';
import type { Unit } from './units.ts';

/** Something of a session that no file holds. */
export interface Withheld {
  /** As in {@link Unit}. */
  readonly kind: string;
  readonly name: string;
  /** Steps that set it; empty: the run was given it. */
  readonly by: readonly string[];
  /** What has to be given again, where that is all that is needed. */
  readonly needs?: readonly string[];
}

/** Withheld, with what it takes to have it again; `head`: none is needed where it cannot be had. */
interface Template extends Withheld {
  readonly head?: string;
  readonly values?: readonly (readonly [key: string | null, parts: readonly Part[]])[];
  readonly isArray?: boolean;
}

/** Text, or where a value is to be had from. */
type Part = string | { readonly from: string };

/** A unit as a file may hold it: itself, or in its place one of the kind `withheld`. */
export type Sifter = (unit: Unit, by: readonly string[]) => Unit;

/** As many as are worth remembering: a session has some hundred. */
const MOST = 5000;

export function sifter(secrets: StateSecrets): Sifter {
  let clean = new Set<string>();
  let { version } = secrets;
  return (unit, by) => {
    if (version !== secrets.version) {
      clean = new Set();
      version = secrets.version;
    }
    if (unit.kind === 'withheld' || clean.has(unit.text)) return unit;
    const declaration = unit.kind === 'variable' ? readDeclaration(unit.text) : null;
    if (!isTelling(unit, declaration, secrets)) {
      if (clean.size > MOST) clean.clear();
      clean.add(unit.text);
      return unit;
    }
    const template = declaration === null ? {} : templateOf(unit.name, declaration, secrets);
    const withheld: Template = { kind: unit.kind, name: unit.name, by, ...template };
    return { kind: 'withheld', name: unit.name, text: `#${JSON.stringify(withheld)}\n` };
  };
}

export function withheldUnit({ kind, name, by }: Withheld): Unit {
  return { kind: 'withheld', name, text: `#${JSON.stringify({ kind, name, by })}\n` };
}

/** What a unit of the kind `withheld` stands for; as it was, where all that it takes was given again. */
export function recover(
  { text }: Unit,
  named: readonly NamedSecret[],
): { readonly unit: Unit } | { readonly missing: Withheld } {
  const { kind, name, by, head, values, isArray } = JSON.parse(text.slice(1)) as Template;
  if (head === undefined || values === undefined) return { missing: { kind, name, by } };
  const needs = new Set<string>();
  const filled = values.map(([key, parts]) => {
    const value = parts.map((part) => {
      if (typeof part === 'string') return part;
      const found = named.find(({ from }) => from === part.from);
      if (found === undefined) needs.add(part.from);
      return found?.value ?? '';
    });
    return [key, value.join('')] as const;
  });
  if (needs.size > 0) return { missing: { kind, name, by, needs: [...needs] } };
  const word = isArray
    ? `(${filled.map(([key, value]) => `[${quote(key ?? '')}]=${quote(value)}`).join(' ')})`
    : quote(filled[0]?.[1] ?? '');
  return { unit: { kind, name, text: `${head}=${word}\n` } };
}

function isTelling(
  { kind, name, text }: Unit,
  declaration: Declaration | null,
  { redactor, named, add }: StateSecrets,
): boolean {
  const tells = (each: string): boolean => redactor.text(each) !== each;
  if (kind !== 'variable') return tells(text);
  if (declaration === null) return true;
  let found = tells(text);
  for (const [key, value] of declaration.values) {
    // As an assignment, names speak too.
    const said = key === null ? name : `${name}_${key.replace(/\W/g, '_')}`;
    const credentials = environmentSecrets({ [name]: value, [said]: value });
    if (credentials.length > 0) add(...credentials.map(textOf));
    found ||=
      credentials.length > 0 ||
      tells(value) ||
      (key !== null && tells(key)) ||
      tells(`${name}=${value}`) ||
      named.some((each) => each.value !== '' && each.value === value);
  }
  return found;
}

/** With nothing but what can be given again taken out of it; empty: something else is left that tells. */
function templateOf(
  name: string,
  { head, isArray, values }: Declaration,
  { redactor, named }: StateSecrets,
): Pick<Template, 'head' | 'isArray' | 'values'> {
  const longestFirst = [...named]
    .filter(({ value }) => value !== '')
    .sort((a, b) => b.value.length - a.value.length);
  const templates: [string | null, Part[]][] = [];
  for (const [key, value] of values) {
    if (key !== null && redactor.text(key) !== key) return {};
    const parts = split(value, longestFirst, name);
    const rest = parts.filter((part) => typeof part === 'string');
    const tells = (each: string): boolean =>
      redactor.text(each) !== each ||
      redactor.text(`${name}=${each}`) !== `${name}=${each}` ||
      environmentSecrets({ [name]: each }).length > 0;
    if (rest.some(tells) || tells(rest.join(''))) return {};
    templates.push([key, parts]);
  }
  return { head, isArray, values: templates };
}

function split(value: string, named: readonly NamedSecret[], name: string): Part[] {
  const whole =
    named.find((each) => each.value === value && each.from.endsWith(` ${name}`)) ??
    named.find((each) => each.value === value);
  if (whole !== undefined) return [{ from: whole.from }];
  for (const { from, value: secret } of named) {
    const at = secret.length < SHORTEST ? -1 : value.indexOf(secret);
    if (at < 0) continue;
    const before = value.slice(0, at);
    const after = value.slice(at + secret.length);
    return [
      ...(before === '' ? [] : split(before, named, name)),
      { from },
      ...(after === '' ? [] : split(after, named, name)),
    ];
  }
  return [value];
}

function textOf(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
