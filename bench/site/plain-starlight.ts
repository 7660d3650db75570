/** The same documents as a plain Starlight project: its own Markdown, its own search, an empty sidebar. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from '../check/measure.ts';

export function plainStarlight(
  root: string,
  scratch: string,
  documents: string,
  size: number,
): { readonly command: Command; readonly out: string } {
  const project = path.join(scratch, `plain-${size}`);
  const content = path.join(project, 'src/content/docs');
  mkdirSync(content, { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module", "private": true }\n');
  writeFileSync(
    path.join(project, 'astro.config.mjs'),
    `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
export default defineConfig({
  integrations: [starlight({ title: 'Plain', sidebar: [{ label: 'Home', link: '/' }] })],
  // As in our own build: the packages may be linked to another place.
  vite: { environments: { prerender: { resolve: { noExternal: true } } } },
});
`,
  );
  writeFileSync(
    path.join(project, 'src/content.config.ts'),
    `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
};
`,
  );
  for (const name of readdirSync(documents, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md')) continue;
    const file = path.join(content, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, titled(readFileSync(path.join(documents, name), 'utf8')));
  }
  const astro = path.join(root, 'node_modules/astro/bin/astro.mjs');
  return {
    command: {
      args: [process.execPath, astro, 'build', '--silent'],
      cwd: project,
      env: { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    },
    out: path.join(project, 'dist'),
  };
}

/** Starlight asks for a title in English, and takes no other front matter than its own for granted. */
function titled(text: string): string {
  const title = /^(?:titulo|title): (.*)$/m.exec(text)?.[1] ?? 'Untitled';
  return text.replace(/^---\n[\s\S]*?\n---\n/, `---\ntitle: ${JSON.stringify(title)}\n---\n`);
}
