/** `--host-map`: where the hosts that a document names really are. */
import { parseTarget, type Target } from '../session/remote/target.ts';

/** By the name that the document uses: this machine, or how ssh reaches it. */
export type HostMap = ReadonlyMap<string, 'local' | Target>;

/** `wrong`: the first entry that says no such thing. */
export function readHostMap(entries: readonly string[]): { hosts: HostMap; wrong: string | null } {
  const hosts = new Map<string, 'local' | Target>();
  for (const entry of entries) {
    const at = entry.lastIndexOf('=');
    const target = entry.slice(at + 1);
    const meant = target === 'local' ? 'local' : parseTarget(target);
    if (at < 1 || meant === null) return { hosts, wrong: entry };
    hosts.set(entry.slice(0, at), meant);
  }
  return { hosts, wrong: null };
}

/** An entry for `staging` also speaks of `deploy@staging`: it says where, and the document as whom. */
export function mapped(hosts: HostMap, host: string): 'local' | Target | null {
  const entry = hosts.get(host);
  if (entry !== undefined) return entry;
  const at = host.lastIndexOf('@');
  const machine = at < 0 ? undefined : hosts.get(host.slice(at + 1));
  if (machine === undefined) return null;
  if (machine === 'local' || machine.user !== null) return machine;
  const user = parseTarget(host)?.user ?? null;
  return { ...machine, user };
}
