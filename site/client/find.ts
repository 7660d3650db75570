/** The box on the front page: answers while typing; Enter opens the first, arrows walk through. */
import type { FoundName, FoundWords } from '../lists/find-index.ts';
import { type Entry, entries, rank } from './rank.ts';
import { type Passage, searchText } from './search-text.ts';

/** So many answers are shown: who needs more has to type more. */
const most = 30;

class FindProcedure extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    const list = this.querySelector('#found');
    const count = this.querySelector('.count');
    if (!input || !list || !count) return;
    const { base = '/' } = this.dataset;
    let all: Entry[] = [];
    let asked = 0;

    const show = () => {
      const typed = input.value.trim();
      const found = rank(all, typed);
      list.replaceChildren(
        ...found.slice(0, most).map((entry, at) => row(entry.name, base, at === 0)),
      );
      this.classList.toggle('is-asked', typed !== '');
      count.textContent = typed === '' || all.length === 0 ? '' : this.said(found);
      asked += 1;
      this.passages(
        typed,
        asked,
        () => asked,
        new Set(found.slice(0, most).map(({ name }) => name[2])),
      );
    };
    if ('fromAddress' in this.dataset) input.value = lastName(location.pathname);
    const ready = fetchJson<FoundName[]>(`${base}find/names.json`).then((names) => {
      all = entries(names);
      if (input.value) show();
      return names;
    });
    ready
      .then(async (names) => {
        all = entries(names, await fetchJson<FoundWords[]>(`${base}find/words.json`));
        if (input.value) show();
      })
      .catch(() => {
        if (all.length === 0) count.textContent = this.dataset.lost ?? '';
      });

    input.addEventListener('input', show);
    this.addEventListener('keydown', (event) => walk(this, input, event));
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      if (input.value.trim() === '') return;
      // Whoever is faster than the list is not kept waiting for another key.
      ready.then(
        () => list.querySelector('a')?.click(),
        () => {},
      );
    });
    // On a telephone the keyboard would cover the list.
    if (matchMedia('(hover: hover)').matches) input.focus({ preventScroll: true });
  }

  private said(found: readonly Entry[]): string {
    const { none = '', one = '', some = '' } = this.dataset;
    const first = found[0]?.name[0] ?? '';
    if (found.length === 0) return none;
    return `${found.length === 1 ? one : some.replace('2', String(found.length))} · ↵ ${first}`;
  }

  /** What the full text says, beneath: asked for when the typing has paused. */
  private passages(
    typed: string,
    question: number,
    latest: () => number,
    shown: ReadonlySet<string>,
  ): void {
    const section = this.querySelector<HTMLElement>('.passages');
    const list = section?.querySelector('ul');
    if (!section || !list) return;
    if (typed.length < 3) {
      section.hidden = true;
      return;
    }
    setTimeout(async () => {
      if (question !== latest()) return;
      const { base = '/' } = this.dataset;
      const found = await searchText(base, typed, (slug) => shown.has(slug));
      if (question !== latest()) return;
      section.hidden = found.length === 0;
      list.replaceChildren(...found.map(passage));
    }, 150);
  }
}

/** What the last part of an address that leads nowhere may have meant. */
function lastName(path: string): string {
  const part = path.split('/').findLast((one) => one !== '' && one !== 'print') ?? '';
  try {
    // In words: those that most of are in a name find it, where the whole does not.
    return decodeURIComponent(part)
      .replace(/\.(?:html?|md)$/i, '')
      .replace(/[-_\s]+/g, ' ');
  } catch {
    return part;
  }
}

function walk(box: HTMLElement, input: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...box.querySelectorAll<HTMLElement>('.rows a')];
  const stops = [input, ...links.filter((link) => link.offsetParent !== null)];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  const next = at + (event.key === 'ArrowDown' ? 1 : -1);
  stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
}

function row([name, title, slug, language, marks]: FoundName, base: string, isFirst: boolean) {
  const item = document.createElement('li');
  item.classList.toggle('is-first', isFirst);
  const link = document.createElement('a');
  link.href = `${base}p/${encodeURIComponent(slug)}/`;
  link.hreflang = language;
  const more = part('more', '');
  more.append(...marks.map(([text, kind]) => part(`badge ${kind}`, text)));
  const heading = part('title', title);
  heading.lang = language;
  link.append(part('id', name), heading, more);
  item.append(link);
  return item;
}

function passage({ title, href, excerpt }: Passage) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = href;
  const text = part('excerpt', '');
  text.append(
    ...excerpt.map(({ text, isHit }) => {
      const piece = document.createElement(isHit ? 'mark' : 'span');
      piece.textContent = text;
      return piece;
    }),
  );
  link.append(part('title', title), text);
  item.append(link);
  return item;
}

function part(name: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(String(response.status));
  return response.json() as Promise<T>;
}

customElements.define('find-procedure', FindProcedure);
