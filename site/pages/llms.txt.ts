/** The procedures for a language model (llmstxt.org): what there is, and where. */
import type { APIRoute } from 'astro';
import { rows } from '../lists/front.ts';
import { byCategory } from '../lists/listing.ts';
import { site } from '../site.ts';
import { siteSource } from '../source.mjs';
import { wholeOrRelative } from '../where.ts';

export const GET: APIRoute = async () => {
  const { title, revision, addresses } = await site();
  const { builtAt } = siteSource();
  const sections = byCategory(await rows()).flatMap(({ category, rows }) => [
    `## ${md(category ?? 'Other')}`,
    '',
    ...rows.map((row) => {
      const facts = [row.status, row.version, row.owner, row.minutes && `${row.minutes} min`];
      const said = facts.filter(Boolean).join(', ');
      return `- [${md(`${row.name}: ${row.title}`)}](${wholeOrRelative(row.href)})${said ? `: ${md(said)}` : ''}`;
    }),
    '',
  ]);
  const text = [
    `# ${md(title)}`,
    '',
    `> Operational procedures, published by procs${revision ? ` from ${revision}` : ''} on ${builtAt}. Commands are to be followed by a person or by \`procs run\`; nothing here says that a procedure was carried out.`,
    '',
    `- [index.json](${wholeOrRelative(addresses.path('index.json'))}): the same as data`,
    '',
    ...sections,
  ].join('\n');
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};

/** On one line, and read as text: an ID keeps its hyphens, which mean nothing within a line. */
function md(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\[\]<>`*_]/g, '\\$&');
}
