/** The shells that a flow's blocks run in, one inside the other, and what is set in each. */

import { sees } from './events.ts';
import type { VariablePlace, VariableSet } from './facts.ts';

/** What a shell knows under one name. Of what was set many times, only the last times matter. */
interface Known {
  /** The last that every place sees: one that is sure, and one of a step that may not run. */
  sure: VariableSet | null;
  unsure: VariableSet | null;
  /** The last ones that were set in shells inside blocks, the newest first. */
  nested: VariableSet[];
}

/** More shells in one block than anybody writes into one. */
const MANY = 40;

/** One shell process: this machine's, or the one that `ssh HOST` opened. */
interface Shell {
  readonly host: string | null;
  readonly sets: Map<string, Known>;
  /** By name: what `unset` took away last. */
  readonly gone: Map<string, VariableSet>;
  /** Whether something ran in it that may have set anything. */
  unknown: boolean;
}

export class Session {
  #shells: Shell[] = [open(null)];
  /** Everything that was set so far, in whatever shell. */
  #past = new Map<string, { readonly set: VariableSet; readonly shell: Shell }[]>();

  get host(): string | null {
    return this.#shell.host;
  }

  get unknown(): boolean {
    return this.#shell.unknown;
  }

  move(host: string | null): void {
    if (host !== null) this.#shells.push(open(host));
    else if (this.#shells.length > 1) this.#shells.pop();
  }

  /** Something ran that may have set anything. */
  doubt(): void {
    this.#shell.unknown = true;
  }

  /** What runs in a copy of this shell casts no doubt on it. */
  apart(work: () => void): void {
    const shell = this.#shell;
    const { unknown } = shell;
    work();
    shell.unknown = unknown;
  }

  set(set: VariableSet): void {
    let known = this.#shell.sets.get(set.name);
    if (known === undefined) {
      known = { sure: null, unsure: null, nested: [] };
      this.#shell.sets.set(set.name, known);
    }
    if (set.within.length > 0) known.nested = [set, ...known.nested.slice(0, MANY - 1)];
    else if (set.sometimes) known.unsure = set;
    else known.sure = set;
    this.#remember(set);
  }

  unset(name: string): void {
    const known = this.#shell.sets.get(name);
    const last = known?.sure ?? known?.unsure ?? null;
    if (last !== null) this.#shell.gone.set(name, last);
    this.#shell.sets.delete(name);
  }

  /** What `unset` took away from this shell. */
  gone(name: string): VariableSet | null {
    return this.#shell.gone.get(name) ?? null;
  }

  /**
   * What this shell knows under that name: those that a place sees, the nearest shell first and what is sure
   * before what is not, and the last of those that are hidden from it.
   */
  lookup(place: Pick<VariablePlace, 'name' | 'within'>): {
    seen: VariableSet[];
    hidden: VariableSet | null;
  } {
    const { sure, unsure, nested } = this.#shell.sets.get(place.name) ?? NOTHING;
    const seen = nested.filter((set) => sees(place, set));
    for (const set of [sure, unsure]) if (set !== null) seen.push(set);
    return { seen, hidden: nested.find((set) => !sees(place, set)) ?? null };
  }

  /** The last set of that name in a shell other than this one. */
  elsewhere(name: string): VariableSet | null {
    const found = this.#past.get(name)?.findLast(({ shell }) => shell !== this.#shell);
    return found?.set ?? null;
  }

  /** The last set of a name in each shell. */
  #remember(set: VariableSet): void {
    const shell = this.#shell;
    const past = this.#past.get(set.name);
    if (past === undefined) this.#past.set(set.name, [{ set, shell }]);
    else if (past.at(-1)!.shell === shell) past[past.length - 1] = { set, shell };
    else past.push({ set, shell });
  }

  get #shell(): Shell {
    return this.#shells.at(-1)!;
  }
}

function open(host: string | null): Shell {
  return { host, sets: new Map(), gone: new Map(), unknown: false };
}

const NOTHING: Known = { sure: null, unsure: null, nested: [] };
