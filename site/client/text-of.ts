/** What a block says when it is copied: not always what is shown, for a secret is masked on the screen. */

/** What stood in a place before a value did. */
const before = new WeakMap<Element, Node[]>();
const behind = new WeakMap<Element, string>();

/**
 * Puts a text into a place, or back what the document has there.
 *
 * @param mask shown instead of the text
 */
export function give(place: HTMLElement, text: string | null, mask: string | null): void {
  if (!before.has(place)) before.set(place, [...place.childNodes]);
  behind.delete(place);
  place.classList.toggle('is-filled', text !== null);
  if (text === null) {
    place.replaceChildren(...(before.get(place) ?? []));
    return;
  }
  place.replaceChildren(mask ?? text);
  if (mask !== null) behind.set(place, text);
}

/** The text of a block as it is to be run: of a fence with prompts, what is typed. */
export function textOf(code: Element): string {
  const typed = [...code.querySelectorAll('.typed')];
  const hasPrompts = code.querySelector('.prompt') !== null;
  if (!hasPrompts) return `${plain(code)}\n`;
  return `${typed.map((part) => plain(part).replace(/\n$/, '')).join('\n')}\n`;
}

function plain(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
  const secret = node instanceof Element ? behind.get(node) : undefined;
  return secret ?? [...node.childNodes].map(plain).join('');
}
