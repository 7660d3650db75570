/** The procedures as data, for other programs. */
import type { APIRoute } from 'astro';
import { lastChanges } from '../lists/changes.ts';
import { rows } from '../lists/front.ts';
import { site } from '../site.ts';
import { siteSource } from '../source.mjs';
import { wholeOrRelative } from '../where.ts';

export const GET: APIRoute = async () => {
  const { workspace, addresses, documentAt, title, revision } = await site();
  const { compiler, builtAt, history } = siteSource();
  const changed = new Map(
    lastChanges(workspace, history).map((change) => [change.document, change.date]),
  );
  const procedures = (await rows()).flatMap((row) => {
    const document = documentAt(row.slug);
    if (!document) return [];
    const { procedure, path, hash } = document;
    const criteria = compiler.countCriteria(compiler.listCriteria(procedure));
    return [
      {
        id: procedure.id,
        name: procedure.name,
        title: procedure.title,
        kind: procedure.kind,
        language: procedure.language,
        url: wholeOrRelative(addresses.page(document)),
        path,
        hash,
        version: procedure.version,
        status: procedure.status,
        owner: procedure.owner,
        frequency: procedure.frequency,
        created: procedure.created,
        updated: procedure.updated,
        changed: changed.get(document) ?? null,
        reviewDue: procedure.reviewDue,
        overdue: row.overdue,
        minutes: row.minutes === null ? null : Number(row.minutes),
        category: procedure.category,
        roles: row.facets.role,
        tools: row.facets.tool,
        environments: row.facets.environment,
        criteria,
        errors: row.errors,
      },
    ];
  });
  const index = { title, revision, builtAt, procedures };
  return new Response(`${JSON.stringify(index, null, 1)}\n`, {
    headers: { 'content-type': 'application/json' },
  });
};
