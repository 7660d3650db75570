/** Markdown to mdast: the whole text, front matter included, so that every position is the file's own. */
import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { placeAll } from './place-all.ts';

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm)
  .freeze();

export function parseMarkdown(text: string): Root {
  const tree = processor.parse(text) as Root;
  placeAll(tree, text);
  return tree;
}
