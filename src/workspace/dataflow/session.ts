/** The shells that a flow's blocks run in, one inside the other, and what is set in each. */

import { sees } from './events.ts';
import type { VariablePlace, VariableSet } from './facts.ts';

/** One shell process: this machine's, or the one that `ssh HOST` opened. */
interface Shell {
  readonly host: string | null;
  /** By name, in the order of time. */
  readonly sets: Map<string, VariableSet[]>;
  /** By name: what `unset` took away last. */
  readonly gone: Map<string, VariableSet>;
  /** Whether something ran in it that may have set anything. */
  unknown: boolean;
}

export class Session {
  #shells: Shell[] = [open(null)];
  /** Everything that was set so far, in whatever shell. */
  readonly past = new Map<string, { readonly set: VariableSet; readonly shell: Shell }[]>();

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

  set(set: VariableSet): void {
    append(this.#shell.sets, set.name, set);
    append(this.past, set.name, { set, shell: this.#shell });
  }

  unset(name: string): void {
    const last = this.#shell.sets.get(name)?.at(-1);
    if (last !== undefined) this.#shell.gone.set(name, last);
    this.#shell.sets.delete(name);
  }

  /** What `unset` took away from this shell. */
  gone(name: string): VariableSet | null {
    return this.#shell.gone.get(name) ?? null;
  }

  /** What this shell knows under that name, the last first; those that a place sees apart from those hidden from it. */
  lookup(place: Pick<VariablePlace, 'name' | 'within'>): {
    seen: VariableSet[];
    hidden: VariableSet[];
  } {
    const all = [...(this.#shell.sets.get(place.name) ?? [])].reverse();
    return {
      seen: all.filter((set) => sees(place, set)),
      hidden: all.filter((set) => !sees(place, set)),
    };
  }

  /** The last set of that name in a shell other than this one. */
  elsewhere(name: string): VariableSet | null {
    const found = this.past.get(name)?.findLast(({ shell }) => shell !== this.#shell);
    return found?.set ?? null;
  }

  get #shell(): Shell {
    return this.#shells.at(-1)!;
  }
}

function open(host: string | null): Shell {
  return { host, sets: new Map(), gone: new Map(), unknown: false };
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
