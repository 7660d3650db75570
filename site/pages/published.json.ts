/** What there is to publish: asked by the build, and no part of the site. */
import type { APIRoute } from 'astro';
import { groupsOf } from '../graph/groups.ts';
import { publishedRuns, runSlug } from '../lists/evidence.ts';
import { rolesOf } from '../lists/roles.ts';
import { site } from '../site.ts';
import { whole } from '../where.ts';

/** Addresses below the base path: of pages, which end in `/`, and of files. */
export const GET: APIRoute = async () => {
  const published = await site();
  const { workspace, addresses } = published;
  const slugs = workspace.documents.map((document) => addresses.slug(document));
  const runs = publishedRuns().map(runSlug);
  const all = [
    '',
    ...['catalogue', 'graph', 'roles', 'review', 'runs', 'rules'].map((name) => `${name}/`),
    ...groupsOf(published).map(({ slug }) => `graph/${slug}/`),
    ...rolesOf(published).map(({ slug }) => `roles/${slug}/`),
    ...runs.map((run) => `runs/${encodeURIComponent(run)}/`),
    ...slugs.flatMap((slug) => {
      const page = `p/${encodeURIComponent(slug)}/`;
      return [page, `${page}print/`];
    }),
    ...['find/names.json', 'find/words.json', 'index.json', 'llms.txt', 'feed.xml'],
    ...(whole('/') === null ? [] : ['sitemap.xml']),
  ];
  return new Response(JSON.stringify(all), { headers: { 'content-type': 'application/json' } });
};
