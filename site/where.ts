/** Addresses for readers that are not at the site: a feed, a language model, a search engine. */
import { siteSource } from './source.mjs';

/** `https://example.com/ops/p/x/` for `/ops/p/x/` where the configuration says where the site stands. */
export function whole(address: string): string | null {
  const { url } = siteSource().settings;
  if (url === null) return null;
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  const inside = address.startsWith(base) ? address.slice(base.length) : address;
  return new URL(inside, url.endsWith('/') ? url : `${url}/`).href;
}

/** The same, or the address from the root of the site's own folder: `p/x/`. */
export function wholeOrRelative(address: string): string {
  const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
  return whole(address) ?? (address.startsWith(base) ? `./${address.slice(base.length)}` : address);
}

/** Text in XML, between tags or in an attribute. */
export function xml(text: string): string {
  return siteSource().compiler.escapeXmlAttribute(text);
}
