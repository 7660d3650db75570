/** Which webhook a channel of the documents has: from the configuration, its address from the environment. */
import type { Config } from '../../model/config.ts';
import { unusable } from './webhook.ts';

export type Channel =
  | { readonly kind: 'webhook'; readonly name: string; readonly url: string }
  /** Configured, and not to be used as it is. */
  | { readonly kind: 'unusable'; readonly name: string; readonly reason: string };

/** `channel`: as the document names it; `null`: it names none. Answers `null` where nothing is configured. */
export function channelOf(
  channel: string | null,
  channels: Config['channels'],
  env: NodeJS.ProcessEnv,
): Channel | null {
  const name = channel ?? 'default';
  const found = Object.entries(channels).find(([key]) => bare(key) === bare(name));
  if (found === undefined) return null;
  const { webhook } = found[1];
  const variable = /^\$\{?(\w+)\}?$/.exec(webhook)?.[1];
  const url = variable === undefined ? webhook : env[variable];
  if (url === undefined || url === '')
    return { kind: 'unusable', name, reason: `the variable ${variable} is not set` };
  const reason = unusable(url);
  return reason === null ? { kind: 'webhook', name, url } : { kind: 'unusable', name, reason };
}

function bare(name: string): string {
  return name.replace(/^#/, '').toLowerCase();
}
