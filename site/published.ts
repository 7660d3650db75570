/** What there is to publish. */
import type { CompiledDocument } from '../src/index.ts';
import { groupsOf } from './graph/groups.ts';
import { publishedRuns, runSlug } from './lists/evidence.ts';
import { rolesOf } from './lists/roles.ts';
import { type Medium, site } from './site.ts';
import { whole } from './where.ts';

export interface Published {
  /** Below the base path: of a page, which ends in `/`, or of a file. */
  readonly address: string;
  /** The document that it is the page of. */
  readonly document?: CompiledDocument;
  readonly medium?: Medium;
}

export async function published(): Promise<Published[]> {
  const now = await site();
  const { workspace, addresses } = now;
  const lists = [
    '',
    ...['catalogue', 'graph', 'roles', 'review', 'runs', 'rules'].map((name) => `${name}/`),
    ...groupsOf(now).map(({ slug }) => `graph/${slug}/`),
    ...rolesOf(now).map(({ slug }) => `roles/${slug}/`),
    ...publishedRuns().map((run) => `runs/${encodeURIComponent(runSlug(run))}/`),
    ...['find/names.json', 'find/words.json', 'index.json', 'llms.txt', 'feed.xml'],
    ...(whole('/') === null ? [] : ['sitemap.xml']),
  ];
  const pages = workspace.documents.flatMap((document): Published[] => {
    const address = `p/${encodeURIComponent(addresses.slug(document))}/`;
    return [
      { address, document, medium: 'screen' },
      { address: `${address}print/`, document, medium: 'print' },
    ];
  });
  return [...pages, ...lists.map((address) => ({ address }))];
}
