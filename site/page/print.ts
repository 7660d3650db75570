/** A page for paper, and for a disk without a network: nothing folded, nothing to press, nothing to load. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

/**
 * Turns what is made for a screen into what is printed: folded parts lie open, buttons and fields are
 * gone, boxes can be ticked with a pen, and a link to elsewhere shows where it leads.
 */
export function forPaper(content: readonly ElementContent[]): ElementContent[] {
  return content.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node];
    const classes = classesOf(node);
    if (isOnlyForScreens(node, classes)) return [];
    if (classes.includes('tick'))
      return [h('span', { className: ['pen'], ariaHidden: 'true' }, [])];
    const children = forPaper(node.children);
    if (node.tagName === 'details')
      return [{ ...node, tagName: 'div', properties: without(node, 'open'), children }];
    if (node.tagName === 'summary') return [{ ...node, tagName: 'div', children }];
    const { tabIndex: _reached, ...properties } = node.properties;
    const plain: Element = { ...node, properties, children };
    const address = node.tagName === 'a' ? String(node.properties.href ?? '') : '';
    return /^(?:https?:|mailto:)/i.test(address) && !saysIt(plain, address)
      ? [plain, h('span', { className: ['address'] }, ` (${address})`)]
      : [plain];
  });
}

function isOnlyForScreens(node: Element, classes: readonly string[]): boolean {
  return (
    ['button', 'input', 'textarea', 'select'].includes(node.tagName) ||
    classes.includes('only-dark') ||
    classes.includes('ticks') ||
    classes.includes('hint') ||
    classes.includes('wrong')
  );
}

function saysIt(link: Element, address: string): boolean {
  const said = textIn(link.children);
  return said.includes(address) || `mailto:${said}` === address;
}

function textIn(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) =>
      node.type === 'text' ? node.value : node.type === 'element' ? textIn(node.children) : '',
    )
    .join('');
}

function classesOf(node: Element): string[] {
  const { className } = node.properties;
  return Array.isArray(className) ? className.map(String) : [];
}

function without(node: Element, name: string): Element['properties'] {
  const { [name]: _left, ...rest } = node.properties;
  return rest;
}
