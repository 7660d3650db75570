/** The reference parser: unified with remark-parse, its front matter and GFM. */
import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { placeAll } from './place-all.ts';

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml', 'toml'])
  .use(remarkGfm)
  .freeze();

export function parseWithRemark(text: string): Root {
  const tree = processor.parse(text) as Root;
  placeAll(tree, text);
  return tree;
}
