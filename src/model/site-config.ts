/** How the published site looks, and where it will stand. */
import { z } from 'zod';

/** Written so that its contrast can be worked out: a colour's name cannot be. */
const Colour = z
  .string()
  .regex(
    /^(?:#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})|rgb\(\s*\d{1,3}(?:\s*,\s*|\s+)\d{1,3}(?:\s*,\s*|\s+)\d{1,3}\s*\)|hsl\(\s*\d{1,3}(?:deg)?(?:\s*,\s*|\s+)\d{1,3}%(?:\s*,\s*|\s+)\d{1,3}%\s*\))$/,
    'a colour is written as #0a7, #00aa77, rgb(0, 170, 119) or hsl(162, 100%, 33%)',
  );

/** A file of the workspace: what lies outside the root is not published. */
const Inside = z
  .string()
  .min(1)
  .refine(
    (path) => !/^(?:[/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes('..'),
    'a path is relative to this file and stays below its folder',
  );

const Address = z
  .string()
  .regex(/^https?:\/\/[^\s"'<>]+$/, 'an address begins with https:// or http://');

export const SiteConfig = z.strictObject({
  title: z.string().default('Procedures').describe('Shown at the top.'),
  url: Address.nullable()
    .default(null)
    .describe(
      'Where the site will stand, its base path included: "https://example.github.io/ops/". The feed and llms.txt then give whole addresses, and there is a sitemap.',
    ),
  language: z
    .enum(['es', 'en'])
    .nullable()
    .default(null)
    .describe('Language of the pages that belong to no document; else that of most documents.'),
  logo: Inside.nullable()
    .default(null)
    .describe('Picture beside the title, a file relative to this one: .svg, .png, .webp, .jpg.'),
  colors: z
    .strictObject({
      light: Colour.nullable().default(null).describe('On a light ground.'),
      dark: Colour.nullable().default(null).describe('On a dark ground.'),
    })
    .default({ light: null, dark: null })
    .describe(
      'Colour of links and of what is chosen, by theme: { "light": "#00558c", "dark": "#7cc4ff" }. A build warns where it is too faint to read.',
    ),
  css: z
    .array(Inside)
    .default([])
    .describe('Style sheets of your own, relative to this file, after those of procs.'),
  editLink: Address.nullable()
    .default(null)
    .describe(
      'Where a document is edited, with {path} for its path: "https://github.com/example/ops/edit/main/{path}".',
    ),
  runs: Inside.nullable()
    .default(null)
    .describe(
      'Folder of runs whose journals are published as evidence, relative to this file. Without it, none is.',
    ),
  history: z
    .int()
    .min(0)
    .max(50)
    .nullable()
    .default(null)
    .describe(
      'How many of its last changes in git a page tells, each with what it meant; 0: none. Else 5, and none where there are more than 300 documents: a thousand changes take some four seconds the first time.',
    ),
  offline: z
    .boolean()
    .default(true)
    .describe(
      'Whether a browser that was here once keeps the whole site readable without a network.',
    ),
});
export type SiteConfig = z.infer<typeof SiteConfig>;
