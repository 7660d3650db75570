/** The procedures by their names, for the box on the front page. */
import type { APIRoute } from 'astro';
import { foundName } from '../../lists/find-index.ts';
import { marksOf, rows } from '../../lists/front.ts';
import { siteSource } from '../../source.mjs';
import { strings } from '../../strings.ts';

export const GET: APIRoute = async () => {
  const words = strings(siteSource().language);
  const all = await rows();
  return new Response(
    JSON.stringify(all.map((row) => foundName(row, row.slug, marksOf(row, words)))),
    {
      headers: { 'content-type': 'application/json' },
    },
  );
};
