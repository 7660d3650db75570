/** The box on the front page: narrows the list while typing; Enter opens the first, arrows walk through. */

class FindProcedure extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    const list = this.querySelector('ul');
    const rows = [...this.querySelectorAll<HTMLElement>('[data-key]')];
    const count = this.querySelector('.count');
    if (!input || !list || !count) return;
    let found = rows;

    const narrow = () => {
      const asked = input.value.trim() !== '';
      found = rank(rows, input.value);
      for (const row of rows) {
        row.hidden = !found.includes(row);
        row.classList.toggle('is-first', asked && row === found[0]);
      }
      // The best answer stands first; an empty box shows the list in its own order.
      list.append(...(asked ? found : rows));
      count.textContent = asked ? this.said(found) : '';
    };
    const links = (): HTMLElement[] => [
      input,
      ...found.flatMap((row) => [...row.querySelectorAll('a')]),
    ];

    input.addEventListener('input', narrow);
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      const stops = links();
      const at = stops.indexOf(document.activeElement as HTMLElement);
      event.preventDefault();
      stops[
        Math.max(0, Math.min(stops.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))
      ]?.focus();
    });
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      if (input.value.trim() !== '') found[0]?.querySelector('a')?.click();
    });
    if (input.value) narrow();
    // On a telephone the keyboard would cover the list.
    if (matchMedia('(hover: hover)').matches) input.focus({ preventScroll: true });
  }

  private said(found: readonly HTMLElement[]): string {
    const { none = '', one = '', some = '' } = this.dataset;
    const first = found[0]?.querySelector('.id')?.textContent ?? '';
    if (found.length === 0) return none;
    return `${found.length === 1 ? one : some.replace('2', String(found.length))} · ↵ ${first}`;
  }
}

/** Rows that hold every word that was typed; those whose ID ends with it, or holds it, come first. */
function rank(rows: readonly HTMLElement[], typed: string): HTMLElement[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  const whole = words.join('-');
  const score = (row: HTMLElement): number => {
    const id = row.dataset.key?.split(' ', 1)[0] ?? '';
    if (id === whole) return 4;
    if (id.endsWith(whole)) return 3;
    return id.includes(whole) || bare(id).includes(bare(whole)) ? 2 : 1;
  };
  const holds = (row: HTMLElement): boolean => {
    const key = row.dataset.key ?? '';
    return words.every(
      (word) => key.includes(word) || (bare(word) !== '' && bare(key).includes(bare(word))),
    );
  };
  return rows.filter(holds).sort((a, b) => score(b) - score(a));
}

/** Letters and digits alone: `back003` finds `BACK-003`. */
function bare(text: string): string {
  return text.replace(/[^a-z0-9]+/g, '');
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

customElements.define('find-procedure', FindProcedure);
