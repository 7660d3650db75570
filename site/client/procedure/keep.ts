/** What a page keeps in the browser, under its own address. A browser that keeps nothing is no reason to fail. */

const name = `procs:${location.pathname}`;

export function read<T>(store: () => Storage, part: string): T | null {
  try {
    return JSON.parse(store().getItem(`${name}:${part}`) ?? 'null');
  } catch {
    return null;
  }
}

export function write(store: () => Storage, part: string, value: unknown): void {
  try {
    if (value === null) store().removeItem(`${name}:${part}`);
    else store().setItem(`${name}:${part}`, JSON.stringify(value));
  } catch {
    // Switched off, or full: then it holds as long as the page is open.
  }
}
