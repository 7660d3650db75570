/** The sitemap, for search engines: only where the configuration says where the site stands. */
import type { APIRoute } from 'astro';
import { rows } from '../lists/front.ts';
import { site } from '../site.ts';
import { whole, xml } from '../where.ts';

export const GET: APIRoute = async () => {
  if (whole('/') === null) return new Response(null, { status: 404 });
  const { addresses } = await site();
  const pages = ['', 'catalogue/', 'graph/', 'roles/', 'review/', 'rules/'].map(addresses.path);
  const all = [...pages, ...(await rows()).map(({ href }) => href)];
  const text = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...all.map((address) => `  <url><loc>${xml(whole(address) ?? address)}</loc></url>`),
    '</urlset>',
    '',
  ].join('\n');
  return new Response(text, { headers: { 'content-type': 'application/xml' } });
};
