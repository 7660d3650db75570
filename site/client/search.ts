/**
 * The box of the full-text search is built when somebody reaches for it: it is as large as all else on
 * the page together, and most readers of a procedure never open it.
 */
const search = document.querySelector('site-search');
const whenIdle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 1));

if (search && !search.querySelector('#starlight__search input')) {
  window.requestIdleCallback = ((callback: IdleRequestCallback, options?: IdleRequestOptions) => {
    // The box asks for one idle moment while the page is loaded; nothing else here does.
    window.requestIdleCallback = whenIdle as typeof window.requestIdleCallback;
    const build = () => {
      for (const [event, target] of reaching) target.removeEventListener(event, build);
      whenIdle(callback, { timeout: 1, ...options });
    };
    const reaching: [string, EventTarget][] = [
      ['pointerenter', search.querySelector('button') ?? search],
      ['focusin', search],
      ['click', search],
      ['keydown', window],
    ];
    for (const [event, target] of reaching) target.addEventListener(event, build);
    return 0;
  }) as typeof window.requestIdleCallback;
  // Opened before it was built, it has the keyboard once it is.
  new MutationObserver((_changes, watching) => {
    const input = search.querySelector('#starlight__search input');
    if (!(input instanceof HTMLElement)) return;
    watching.disconnect();
    if (search.querySelector('dialog')?.open) input.focus();
  }).observe(search, { childList: true, subtree: true });
}
