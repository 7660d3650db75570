/** Takes away what an earlier build of this site kept in the browser, and itself. */
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const { pathname } = new URL(self.registration.scope);
  const leave = async () => {
    const names = await caches.keys();
    const ours = names.filter((name) => name.startsWith(`procs ${pathname} `));
    await Promise.all(ours.map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(leave());
});
