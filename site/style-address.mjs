/**
 * Starlight imports the address of a style sheet (`print.css?url`). While documents are edited Astro takes
 * that module for a style sheet and has the browser load it as a script, which the browser refuses and
 * reports as an error on every page. Asked for as a script it is one, that does nothing: its link stands in
 * the page already.
 *
 * @returns {import('vite').Plugin}
 */
export function styleAddress() {
  return {
    name: 'procs:style-address',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const isScript = request.headers['sec-fetch-dest'] === 'script';
        if (!isScript || !/\.css\?url(?:&|$)/.test(request.url ?? '')) return next();
        response.setHeader('content-type', 'text/javascript');
        response.end('export {};\n');
      });
    },
  };
}
