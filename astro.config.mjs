/** Astro, set up to publish a compiled workspace. Started by `site/run.mjs`, which says which workspace. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { siteSource } from './site/source.mjs';

const { title, language, settings, styles, root, base } = siteSource();
/** @param {string} name */
const component = (name) =>
  fileURLToPath(new URL(`./site/components/${name}.astro`, import.meta.url));

export default defineConfig({
  srcDir: fileURLToPath(new URL('./site', import.meta.url)),
  publicDir: fileURLToPath(new URL('./site/public', import.meta.url)),
  trailingSlash: 'always',
  // Pages are asked for one by one: by the build, or by the browser of who writes a document.
  output: 'server',
  adapter: pagesAsProgram(),
  prefetch: false,
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'never' },
  vite: {
    build: { assetsInlineLimit: 0 },
  },
  integrations: [
    starlight({
      // Starlight writes it into <title> as it is.
      title: title.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
      defaultLocale: 'root',
      locales: {
        root:
          language === 'es' ? { label: 'Español', lang: 'es' } : { label: 'English', lang: 'en' },
        ...(language === 'es'
          ? { en: { label: 'English', lang: 'en' } }
          : { es: { label: 'Español', lang: 'es' } }),
      },
      head: [
        {
          tag: 'link',
          attrs: {
            rel: 'alternate',
            type: 'application/atom+xml',
            href: `${base.replace(/\/?$/, '/')}feed.xml`,
          },
        },
      ],
      prerender: false,
      // Ours: one index for all languages, and no code blocks but our own.
      pagefind: false,
      expressiveCode: false,
      pagination: false,
      // Ours looks up what comes nearest.
      disable404Route: true,
      routeMiddleware: fileURLToPath(new URL('./site/route.ts', import.meta.url)),
      ...(settings.logo !== null && { logo: { src: join(root, settings.logo), alt: '' } }),
      customCss: [
        ...['base', 'page', 'code', 'front', 'tables', 'graph'].map((name) =>
          fileURLToPath(new URL(`./site/styles/${name}.css`, import.meta.url)),
        ),
        ...styles,
      ],
      components: {
        Header: component('Header'),
        PageTitle: component('PageTitle'),
        Footer: component('Footer'),
        MarkdownContent: component('Content'),
      },
    }),
  ],
});

/** @returns {import('astro').AstroIntegration} */
function pagesAsProgram() {
  return {
    name: 'procs:pages',
    hooks: {
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({
          name: 'procs:pages',
          entrypointResolution: 'auto',
          serverEntrypoint: fileURLToPath(new URL('./site/entry.ts', import.meta.url)),
          supportedAstroFeatures: { serverOutput: 'stable', sharpImageService: 'stable' },
        });
      },
    },
  };
}
