/**
 * The states of a session, whole, in memory; their files hold only what a file may. While this process
 * lives nothing of a state is lost; after it, what is missing is known by name.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { quoteWord } from '../../text/shell-quote.ts';
import type { StateSecrets } from '../secrets/state-secrets.ts';
import { readDeclaration } from './declaration.ts';
import { recover, type Sifter, sifter, type Withheld, withheldUnit } from './sift.ts';
import { stateOf, type Unit, unitsOf } from './units.ts';

export interface WholeState {
  /** A string of bytes. */
  readonly text: string;
  /** What should be there, and is not: the process that knew it has ended. */
  readonly missing: readonly Withheld[];
}

interface Entry extends WholeState {
  /** What its file does not hold, by kind and name. */
  readonly withheld: ReadonlyMap<string, { readonly text: string; readonly by: readonly string[] }>;
}

export class Vault {
  readonly #secrets: StateSecrets;
  readonly #sift: Sifter;
  readonly #entries = new Map<string, Entry>();

  constructor(secrets: StateSecrets) {
    this.#secrets = secrets;
    this.#sift = sifter(secrets);
  }

  get secrets(): StateSecrets {
    return this.#secrets;
  }

  /** @throws where the file cannot be read */
  read(file: string): WholeState {
    return this.#entry(file);
  }

  /** Keeps a state, and writes its file. `before`: the one that it came from; `by`: the step that left it. */
  keep(file: string, text: string, before: string | null, by: string | null): void {
    const known = before === null ? null : this.#entry(before);
    const units = unitsOf(text).map(lateUnit);
    const set = new Set(units.map(keyOf));
    const missing = (known?.missing ?? []).filter((each) => !set.has(keyOf(each)));
    const withheld = new Map<string, { text: string; by: readonly string[] }>();
    const written = units.map((unit) => {
      const old = known?.withheld.get(keyOf(unit));
      const setBy =
        old !== undefined && isSame(old.text, unit.text) ? old.by : by === null ? [] : [by];
      const sifted = this.#sift(unit, setBy);
      if (sifted !== unit) withheld.set(keyOf(unit), { text: unit.text, by: setBy });
      return sifted;
    });
    const all = [...written, ...missing.map(withheldUnit)];
    writeFileSync(file, stateOf(all), { encoding: 'latin1', mode: 0o600 });
    this.#entries.set(file, { text: stateOf(units), missing, withheld });
  }

  /** What the file of a state does not hold, for a process that goes on when this one has died. */
  withheldFrom(file: string): Entry['withheld'] {
    return this.#entry(file).withheld;
  }

  /** What another process knew of a state beyond its file. */
  remember(file: string, withheld: Entry['withheld']): void {
    const entry = this.#entry(file);
    const missing = entry.missing.filter((each) => !withheld.has(keyOf(each)));
    this.#entries.set(file, { ...entry, missing, withheld });
  }

  /** Nobody goes on with any other. */
  retain(files: Iterable<string>): void {
    const wanted = new Set(files);
    for (const file of this.#entries.keys()) if (!wanted.has(file)) this.#entries.delete(file);
  }

  #entry(file: string): Entry {
    const found = this.#entries.get(file);
    if (found !== undefined) return found;
    const missing: Withheld[] = [];
    const withheld = new Map<string, { text: string; by: readonly string[] }>();
    const units = unitsOf(readFileSync(file, 'latin1')).flatMap((unit): Unit[] => {
      if (unit.kind !== 'withheld') return [unit];
      const recovered = recover(unit, this.#secrets.named);
      if ('missing' in recovered) {
        missing.push(recovered.missing);
        return [];
      }
      withheld.set(keyOf(recovered.unit), { text: recovered.unit.text, by: [] });
      return [recovered.unit];
    });
    const set = new Set(units.map(keyOf));
    const absent = missing.filter((each) => !set.has(keyOf(each)));
    const entry = { text: stateOf(units), missing: absent, withheld };
    this.#entries.set(file, entry);
    return entry;
  }
}

/** Whether two statements say the same, however they are quoted. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one, other].map(readDeclaration);
  return a != null && b != null && JSON.stringify(a) === JSON.stringify(b);
}

/** Traps are set when all else is there; a line each, as those of a block are. */
function lateUnit(unit: Unit): Unit {
  if (unit.kind !== 'signals') return unit;
  const text = unit.text === '' ? '' : `__procs_late+=${quoteWord(unit.text)}\n`;
  return { kind: 'trap', name: 'signals', text };
}

function keyOf({ kind, name }: Pick<Unit, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
