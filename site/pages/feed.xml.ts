/** What changed lately, as an Atom feed. Without `site.url` its links are relative to it, which Atom allows. */
import { createHash } from 'node:crypto';
import type { APIRoute } from 'astro';
import { cardOf } from '../lists/card.ts';
import { allChanges, type DocumentChange } from '../lists/changes.ts';
import { site } from '../site.ts';
import { siteSource } from '../source.mjs';
import { wholeOrRelative, xml } from '../where.ts';

const most = 50;

export const GET: APIRoute = async () => {
  const { workspace, addresses, title, language } = await site();
  const { history, builtAt } = siteSource();
  const changes = allChanges(workspace, history, most);
  const latest = changes[0] ? moment(changes[0].date) : builtAt;
  const entry = ({ document, date, summary, commit }: DocumentChange) => {
    const { name, title } = document.index;
    const version = cardOf(document).version;
    return [
      '  <entry>',
      `    <id>${idOf(commit ?? `${version ?? ''} ${date}`, document.path)}</id>`,
      `    <title>${xml(name === title ? name : `${name}: ${title}`)}</title>`,
      `    <link rel="alternate" type="text/html" href="${xml(wholeOrRelative(addresses.page(document)))}"/>`,
      `    <updated>${moment(date)}</updated>`,
      `    <summary>${xml(summary ?? (version === null ? date : `${version} · ${date}`))}</summary>`,
      '  </entry>',
    ].join('\n');
  };
  const text = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `  <id>${idOf('feed', title)}</id>`,
    `  <title>${xml(title)}</title>`,
    `  <author><name>${xml(title)}</name></author>`,
    `  <link rel="self" type="application/atom+xml" href="${xml(wholeOrRelative(addresses.path('feed.xml')))}"/>`,
    `  <link rel="alternate" type="text/html" href="${xml(wholeOrRelative(addresses.path('')))}"/>`,
    `  <updated>${latest}</updated>`,
    ...changes.map(entry),
    '</feed>',
    '',
  ].join('\n');
  return new Response(text, { headers: { 'content-type': 'application/atom+xml' } });
};

/** The same for the same change, wherever the site stands. */
function idOf(what: string, path: string): string {
  const hex = createHash('sha256').update(`${what}\n${path}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function moment(date: string): string {
  return date.length === 10 ? `${date}T00:00:00Z` : date;
}
