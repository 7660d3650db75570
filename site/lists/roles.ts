/** What each role answers for, in every procedure. */
import type { CompiledDocument } from '../../src/index.ts';
import { slugsOf } from '../address.ts';
import { plainText } from '../page/title.ts';
import type { Site } from '../site.ts';
import { cardOf, type Duty } from './card.ts';

export interface RoleDuties {
  readonly name: string;
  readonly slug: string;
  /** Procedures whose matrices name the role, with what it has to do in them. */
  readonly procedures: readonly { document: CompiledDocument; duties: readonly Duty[] }[];
  /** Procedures that it owns. */
  readonly owned: readonly CompiledDocument[];
  /** Procedures that describe it and give it no letter. */
  readonly described: readonly CompiledDocument[];
}

const known = new WeakMap<Site, readonly RoleDuties[]>();

/** By name; the same role in another case is the same. */
export function rolesOf(site: Site): readonly RoleDuties[] {
  const made = known.get(site) ?? collect(site);
  known.set(site, made);
  return made;
}

/** How often the role has each letter. */
export function tally({ procedures }: RoleDuties): Record<'R' | 'A' | 'C' | 'I', number> {
  const letters = procedures.flatMap(({ duties }) => duties.map((duty) => duty.letters)).join('');
  const count = (letter: string) => letters.split(letter).length - 1;
  return { R: count('R'), A: count('A'), C: count('C'), I: count('I') };
}

interface Found {
  readonly name: string;
  readonly procedures: Map<CompiledDocument, Duty[]>;
  readonly owned: Set<CompiledDocument>;
  readonly described: Set<CompiledDocument>;
}

function collect({ workspace }: Site): RoleDuties[] {
  const roles = new Map<string, Found>();
  const role = (written: string): Found | null => {
    const name = written.replace(/[*_`]/g, '').trim();
    const key = plainText(name);
    if (key === '') return null;
    const found = roles.get(key) ?? {
      name,
      procedures: new Map(),
      owned: new Set(),
      described: new Set(),
    };
    roles.set(key, found);
    return found;
  };
  for (const document of workspace.documents) {
    const { duties, owner, described } = cardOf(document);
    for (const one of duties) {
      const found = role(one.role);
      if (found && one.duties.length > 0)
        found.procedures.set(document, [...(found.procedures.get(document) ?? []), ...one.duties]);
    }
    if (owner) role(owner)?.owned.add(document);
    for (const name of described) {
      const found = role(name);
      if (found && !found.procedures.has(document)) found.described.add(document);
    }
  }
  const sorted = [...roles.values()].sort((a, b) => a.name.localeCompare(b.name));
  const slugs = slugsOf(
    sorted.map(({ name }) => name),
    'role',
  );
  return sorted.map(({ name, procedures, owned, described }) => ({
    name,
    slug: slugs.get(name) ?? 'role',
    procedures: [...procedures].map(([document, duties]) => ({ document, duties })),
    owned: [...owned],
    described: [...described],
  }));
}
