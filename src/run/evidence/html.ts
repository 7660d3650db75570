/** The evidence of a run as one HTML file that needs nothing else: no request, no script. */
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import { escapeHtml } from '../../text/escape.ts';
import type { Words } from '../words/words.ts';
import type { Evidence } from './evidence.ts';
import { evidencePage } from './page.ts';

export function evidenceHtml(evidence: Evidence, words: Words): string {
  const body = toHtml(toHast(evidencePage(evidence, words)));
  const title = escapeHtml(`${evidence.procedure.name}: ${evidence.run}`);
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { --ink: #1a1d21; --paper: #fff; --soft: #f3f4f6; --line: #c9ced6; --good: #17672f; --bad: #b3151f; --open: #7a4b00; --quiet: #555c66; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #14171a; --soft: #1f2429; --line: #3c444d; --good: #6bd08a; --bad: #ff8a8a; --open: #f0b95a; --quiet: #a3abb5; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 0.4em; overflow-wrap: anywhere; }
h2 { border-top: 1px solid var(--line); padding-top: 0.8em; }
p { margin: 0.4em 0; overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); padding: 0.6em 0.8em; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.875rem; }
table { border-collapse: collapse; width: 100%; margin: 0.6em 0; }
th, td { border: 1px solid var(--line); padding: 0.3em 0.6em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--soft); }
th:first-child, td:first-child { overflow-wrap: normal; }
.is-passed { color: var(--good); } .is-failed { color: var(--bad); } .is-unverified { color: var(--open); } .is-skipped { color: var(--quiet); }
@media print { pre { white-space: pre-wrap; } h2, h3, h4 { break-after: avoid; } pre, tr { break-inside: avoid; } }
`;
