/** What else procedures are found by, in the order of their names. */
import type { APIRoute } from 'astro';
import { cardOf } from '../../lists/card.ts';
import { rows } from '../../lists/front.ts';
import { site } from '../../site.ts';

export const GET: APIRoute = async () => {
  const { documentAt } = await site();
  const all = (await rows()).map(({ slug }) => {
    const document = documentAt(slug);
    return document ? cardOf(document).words : ['', ''];
  });
  return new Response(JSON.stringify(all), { headers: { 'content-type': 'application/json' } });
};
