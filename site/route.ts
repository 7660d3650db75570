/** Gives each page the language of its document: Starlight would take it from the address. */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';

export const onRequest = defineRouteMiddleware((context) => {
  const route = context.locals.starlightRoute;
  const language = route.entryMeta.lang;
  if (!language || language === route.lang) return;
  route.lang = language;
  const original = context.locals.t;
  const t = ((key: string, options?: object) =>
    original(key as never, { lng: language, ...options } as never)) as typeof original;
  t.all = () =>
    Object.fromEntries(Object.keys(original.all()).map((key) => [key, t(key as never)])) as never;
  t.exists = ((key: string, options?: object) =>
    original.exists(key as never, { lng: language, ...options })) as never;
  t.dir = original.dir;
  context.locals.t = t;
  // The list of contents was made before the language was known.
  const top = route.toc?.items[0];
  if (top?.slug === '_top') top.text = t('tableOfContents.overview' as never);
});
