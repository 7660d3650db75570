/** The worker behind `diagrams.ts`: takes a Mermaid source, answers with its error or `null`. Never renders. */
import { parentPort } from 'node:worker_threads';
import dompurify from 'dompurify';
import type { DiagramError } from './diagrams.ts';

// Without a document dompurify offers no functions, and Mermaid calls these while it parses.
// What they return is never shown.
const purify = dompurify as unknown as Record<string, unknown>;
purify.addHook ??= () => {};
purify.sanitize ??= (text: string) => text;

const { default: mermaid } = await import('mermaid');

parentPort!.on('message', async (source: string) => {
  parentPort!.postMessage(await errorOf(source));
});

async function errorOf(source: string): Promise<DiagramError | null> {
  try {
    await mermaid.parse(source);
    return null;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const place = /(?:Parse|Lexical) error on line (\d+)|\bline:? (\d+)/i.exec(text);
    const number = place?.[1] ?? place?.[2];
    return { message: summary(text), line: number === undefined ? null : Number(number) };
  }
}

/** Mermaid draws the place over several lines; what it expected there is what helps. */
function summary(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const expecting = lines.find((line) => line.startsWith('Expecting '));
  const got = expecting === undefined ? null : /got '?([^']*)'?$/.exec(expecting)?.[1];
  if (got) return `unexpected ${got}`;
  const first = lines.find((line) => line !== '' && !/^(Parse|Lexical) error on line/.test(line));
  return (first ?? lines[0] ?? 'it does not parse').slice(0, 200);
}
