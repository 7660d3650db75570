/** Full-text search is built once the page is idle: on a busy machine, after a second all the same. */
const whenIdle = window.requestIdleCallback;
if (typeof whenIdle === 'function') {
  window.requestIdleCallback = (callback, options) =>
    whenIdle(callback, { timeout: 1000, ...options });
}
