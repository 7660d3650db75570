/**
 * The box of the full-text search is built when somebody reaches for it: it is as large as all else on
 * the page together, and most readers of a procedure never open it.
 */
const search = document.querySelector('site-search');
const opener = search?.querySelector('button[data-open-modal]');
if (opener) nameByItsWords(opener);
const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 1));

if (search && document.readyState !== 'complete') {
  // Starlight asks for an idle moment to build it in when the document is there; others asked before.
  window.addEventListener('DOMContentLoaded', waitForReader, { capture: true, once: true });
  // Opened before it was built, it has the keyboard once it is.
  new MutationObserver((_changes, watching) => {
    const input = search.querySelector('#starlight__search input');
    if (!(input instanceof HTMLElement)) return;
    watching.disconnect();
    if (search.querySelector('dialog')?.open) input.focus();
  }).observe(search, { childList: true, subtree: true });
}

/** Whoever speaks to the browser says what stands on the button, and its keys stand there too. */
function nameByItsWords(button: Element): void {
  const parts = [...button.querySelectorAll('span, kbd kbd')];
  for (const part of parts) part.after(' ');
  button.setAttribute('aria-label', parts.map((part) => part.textContent?.trim()).join(' '));
}

function waitForReader(): void {
  const own = window.requestIdleCallback;
  const restore = () => {
    window.requestIdleCallback = own;
  };
  window.requestIdleCallback = (callback, options) => {
    restore();
    const build = () => {
      for (const [event, target] of reaching) target.removeEventListener(event, build);
      whenIdle(callback, { timeout: 1, ...options });
    };
    const reaching: [string, EventTarget][] = [
      ['pointerenter', search?.querySelector('button') ?? window],
      ['focusin', search ?? window],
      ['click', search ?? window],
      ['keydown', window],
    ];
    for (const [event, target] of reaching) target.addEventListener(event, build);
    return 0;
  };
  setTimeout(restore);
}
