/** A script that another process reads: which of this shell's variables it has. */
import type { Command } from 'unbash';
import { inside, type Notes, type Place } from './place.ts';
import type { Peeled } from './unwrap.ts';
import { toArgument } from './words.ts';

const USERS = /^(?:sudo|doas|su|runuser|pkexec|gosu)$/;
const CONTAINERS = /^(?:docker|podman|docker-compose|docker compose|kubectl|oc) exec$/;
const KEEPS_ENVIRONMENT =
  /^(?:-[A-Za-z]*[EmpP][A-Za-z]*|--preserve-env\S*|--preserve-environment)$/;

/** The place of a script for another process. */
export function otherShell(
  place: Place,
  { via, shell }: Extract<Peeled, { kind: 'script' | 'stdin' }>,
  node: Command,
): Place {
  const wrappers = [...place.via, via];
  const away = shell === 'remote' || wrappers.some((wrapper) => CONTAINERS.test(wrapper));
  const stranger =
    wrappers.some((wrapper) => USERS.test(wrapper)) &&
    !node.args.some((word) => KEEPS_ENVIRONMENT.test(toArgument(word).value));
  return inside(place, away ? 'remote' : stranger ? 'user' : 'shell', node.pos);
}

/** What its command line gives it: `X=1 bash -c`, `env X=1`, `docker exec -e X`, `sudo --preserve-env=X`. */
export function noteGiven(notes: Notes, place: Place, node: Command): void {
  const give = (name: string, pos: number, end: number): void => {
    notes.foreign.push({ ...place.at(pos, end), name, use: 'write', within: place.within });
  };
  for (const item of node.prefix) {
    if (item.type === 'Assignment') give(item.name, item.pos, item.end);
  }
  for (const word of node.args) {
    const { value, start, end } = toArgument(word);
    const match = /^(?:-e|--env=|--preserve-env=)?([A-Za-z_]\w*(?:,[A-Za-z_]\w*)*)(?:=|$)/.exec(
      value,
    );
    for (const name of match?.[1]?.split(',') ?? []) give(name, start, end);
  }
}
