/** An event without secrets, and still the event that it was. */
import { Event } from './record.ts';

/** What resuming and the chain stand on: names, places and hashes, never what a document or a command said. */
const KEPT: ReadonlySet<string> = new Set([
  'event',
  'run',
  'hash',
  'root',
  'cwd',
  'path',
  'directory',
  'cookie',
  'state',
  'stdout',
  'stderr',
  'frame',
  'ref',
  'verdict',
  'before',
  'now',
  'commit',
  'key',
  'publicKey',
  'head',
  'signature',
  'sha256',
]);

export function maskEvent(event: Event, redact: (text: string) => string): Event {
  const masked = mask(event, redact) as Event;
  const parsed = Event.safeParse(masked);
  if (parsed.success) return masked;
  // A secret may be a word of ours as well (`exited`): what the event cannot do without is no secret there.
  for (const { path } of parsed.error.issues) restore(masked, event, path);
  return masked;
}

function mask(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((each) => mask(each, redact));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      KEPT.has(name) && typeof each === 'string' ? each : mask(each, redact),
    ]),
  );
}

function restore(masked: unknown, event: unknown, path: readonly PropertyKey[]): void {
  let to = masked as Record<PropertyKey, unknown>;
  let from = event as Record<PropertyKey, unknown>;
  for (const name of path.slice(0, -1)) {
    to = to[name] as typeof to;
    from = from[name] as typeof from;
  }
  const last = path.at(-1);
  if (last !== undefined) to[last] = from[last];
}
