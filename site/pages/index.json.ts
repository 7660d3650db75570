/** The procedures as data, for other programs. */
import type { APIRoute } from 'astro';
import { cardOf } from '../lists/card.ts';
import { lastChanges } from '../lists/changes.ts';
import { rows } from '../lists/front.ts';
import { site } from '../site.ts';
import { siteSource } from '../source.mjs';
import { wholeOrRelative } from '../where.ts';

export const GET: APIRoute = async () => {
  const { workspace, addresses, documentAt, title, revision } = await site();
  const { builtAt, history } = siteSource();
  const changed = new Map(
    lastChanges(workspace, history).map((change) => [change.document, change.date]),
  );
  const procedures = (await rows()).flatMap((row) => {
    const document = documentAt(row.slug);
    if (!document) return [];
    const { index, path, hash } = document;
    const card = cardOf(document);
    return [
      {
        id: index.id,
        name: index.name,
        title: index.title,
        kind: card.kind,
        language: index.language,
        url: wholeOrRelative(addresses.page(document)),
        path,
        hash,
        version: card.version,
        status: index.status,
        owner: card.owner,
        frequency: card.frequency,
        created: index.created,
        updated: index.updated,
        changed: changed.get(document) ?? null,
        reviewDue: index.reviewDue,
        overdue: row.overdue,
        minutes: row.minutes === null ? null : Number(row.minutes),
        category: card.category,
        roles: row.facets.role,
        tools: row.facets.tool,
        environments: row.facets.environment,
        criteria: card.criteria,
        errors: row.errors,
      },
    ];
  });
  const index = { title, revision, builtAt, procedures };
  return new Response(`${JSON.stringify(index, null, 1)}\n`, {
    headers: { 'content-type': 'application/json' },
  });
};
