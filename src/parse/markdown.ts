/** Markdown to mdast: the whole text, front matter included, so that every position is the file's own. */
import { readFileSync } from 'node:fs';
import type { Root } from 'mdast';

interface Parser {
  /** With its version: what was kept of another parser's work is not used. */
  readonly name: string;
  parse(text: string): Root;
}

const inUse = await satteri().catch(remark);

/** Which parser reads documents here: `satteri 0.10.5`. */
export const parserName = inUse.name;

/**
 * mdast with GFM and a `yaml` node. The reference is remark-parse with its extensions for GFM and front
 * matter; satteri, some 20 times faster, gives the same tree (test/parse/parity.test.ts holds that).
 */
export function parseMarkdown(text: string): Root {
  return inUse.parse(text);
}

/** @throws where there is no compiled binding for this machine. */
async function satteri(): Promise<Parser> {
  const { markdownToMdast } = await import('satteri');
  const manifest = new URL('../package.json', import.meta.resolve('satteri'));
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const features = { gfm: true, frontmatter: true };
  return {
    name: `satteri ${version}`,
    parse: (text) => markdownToMdast(text, { features }) as Root,
  };
}

async function remark(): Promise<Parser> {
  const { parseWithRemark } = await import('./remark.ts');
  return { name: 'remark-parse', parse: parseWithRemark };
}
