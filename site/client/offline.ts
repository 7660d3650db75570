/** Has the browser keep the site, and says when it is kept whole. */
const state = document.getElementById('offline-state');

// Without HTTPS (but on this very machine) a browser keeps nothing.
if (state && 'serviceWorker' in navigator) {
  const { script = '', scope = '/', ready = '' } = state.dataset;
  window.addEventListener('load', () => {
    navigator.serviceWorker
      // The script is always asked for anew: a browser would go on with an old copy for a day.
      .register(script, { scope, updateViaCache: 'none' })
      .then((registration) => {
        // At once, and not when the browser gets round to it: a copy is for when it is too late to ask.
        registration.update().catch(() => {});
        return navigator.serviceWorker.ready;
      })
      .then(() => {
        state.textContent = ` · ${ready}`;
        state.dataset.kept = '';
      })
      .catch(() => {
        // Storage is full or forbidden: the site is read from the network, as before.
      });
  });
}
