/** Asks Mermaid whether diagrams parse: in a worker that is started for the first one, because it is large and slow. */
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { type Cache, cacheKey, type Finding, noCache } from '../model/index.ts';

export interface DiagramError {
  /** One line, without Mermaid's drawing of the place. */
  readonly message: string;
  /** 1-based line within the diagram, where Mermaid says so. */
  readonly line: number | null;
}

export interface Diagrams {
  errorOf(source: string): Promise<DiagramError | null>;
  close(): Promise<void>;
}

/** Longer than any real diagram takes, Mermaid's own start included. */
const PATIENCE = 60_000;

/** Diagrams are asked about one at a time; each different one once. */
export function openDiagrams(cache: Cache = noCache): Diagrams {
  const known = new Map<string, Promise<DiagramError | null>>();
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    errorOf(source) {
      const key = createHash('sha256').update(source).digest('hex');
      let answer = known.get(key);
      if (answer === undefined) {
        const kept = cache.get(cacheKey('diagram', key)) as { error: DiagramError | null } | null;
        if (kept !== null) return Promise.resolve(kept.error);
        answer = turn.then(async () => {
          worker ??= new Worker(workerUrl());
          try {
            const error = await ask(worker, source);
            cache.set(cacheKey('diagram', key), { error });
            return error;
          } catch (error) {
            await worker?.terminate();
            worker = null;
            if (error instanceof Impatience) return { message: tooSlow, line: null };
            throw error;
          }
        });
        turn = answer.catch(() => null);
        known.set(key, answer);
      }
      return answer;
    },
    async close() {
      await worker?.terminate();
    },
  };
}

class Impatience extends Error {}

/** Says more of the machine than of the diagram, so it is asked again the next time. */
const tooSlow = 'it took too long';

/** Whether what was found will be found again. */
export function isSettled(findings: readonly Pick<Finding, 'message'>[]): boolean {
  return findings.every(({ message }) => !message.includes(tooSlow));
}

function ask(worker: Worker, source: string): Promise<DiagramError | null> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      then();
    };
    const onMessage = (answer: DiagramError | null): void => settle(() => resolve(answer));
    const onError = (error: unknown): void => settle(() => reject(error));
    const onExit = (): void => onError(new Error('the Mermaid worker ended'));
    const timer = setTimeout(() => onError(new Impatience()), PATIENCE);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(source);
  });
}

function workerUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './diagrams-worker.ts' : './diagrams-worker.js';
  return new URL(name, import.meta.url);
}
