/**
 * Marks on steps, remembered in this browser under the hash of what the step says: one that was changed
 * since is not marked. They are for the eye alone, and the page says so.
 */
import { read, write } from './keep.ts';

/** Hash of a step to the moment at which it was marked. */
type Marks = Record<string, number>;

/** Marks older than this are likely of another night. */
const OLD = 12 * 60 * 60 * 1000;

export function rememberTicks(): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[data-tick]')];
  const bar = document.querySelector<HTMLElement>('.ticks');
  if (boxes.length === 0 || !bar) return;
  const store = () => localStorage;
  const kept = read<Marks>(store, 'ticks');
  const marks: Marks = kept && typeof kept === 'object' && !Array.isArray(kept) ? kept : {};
  for (const box of boxes) {
    box.checked = typeof marks[keyOf(box)] === 'number';
    box.addEventListener('change', () => {
      if (box.checked) marks[keyOf(box)] = Date.now();
      else delete marks[keyOf(box)];
      keep();
    });
  }
  const clear = bar.querySelector<HTMLButtonElement>('[data-clear-ticks]');
  clear?.addEventListener('click', () => {
    for (const key of Object.keys(marks)) delete marks[key];
    for (const box of boxes) box.checked = false;
    keep();
  });
  // The same page in another tab.
  window.addEventListener('storage', (event) => {
    if (event.storageArea !== localStorage) return;
    const now = read<Marks>(store, 'ticks') ?? {};
    for (const key of Object.keys(marks)) delete marks[key];
    Object.assign(marks, now);
    for (const box of boxes) box.checked = typeof marks[keyOf(box)] === 'number';
    show();
  });
  show();

  function keep(): void {
    write(store, 'ticks', Object.keys(marks).length > 0 ? marks : null);
    show();
  }

  function show(): void {
    for (const box of boxes) box.closest('.step')?.classList.toggle('is-ticked', box.checked);
    showStages();
    const done = boxes.filter((box) => box.checked);
    if (clear) clear.disabled = done.length === 0;
    const { some = '1 / 2' } = bar!.dataset;
    const count = bar!.querySelector('.count');
    const when = bar!.querySelector('.since');
    if (!count || !when) return;
    count.textContent = some
      .replace('1', '\0')
      .replace('2', String(boxes.length))
      .replace('\0', String(done.length));
    const last = Math.max(...done.map((box) => marks[keyOf(box)] ?? 0));
    const isOld = done.length > 0 && Date.now() - last > OLD;
    bar!.classList.toggle('is-old', isOld);
    when.textContent = done.length === 0 ? '' : ago(last, bar!.lang);
  }
}

/** A stage all of whose steps are marked. */
function showStages(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.course nav a')) {
    const part = document
      .getElementById(decodeURIComponent(link.hash.slice(1)))
      ?.closest('section');
    const boxes = [...(part?.querySelectorAll<HTMLInputElement>('input[data-tick]') ?? [])];
    link.classList.toggle('is-done', boxes.length > 0 && boxes.every((box) => box.checked));
  }
}

function keyOf(box: HTMLInputElement): string {
  return box.dataset.tick ?? '';
}

function ago(moment: number, language: string): string {
  const minutes = Math.round((moment - Date.now()) / 60_000);
  const words = new Intl.RelativeTimeFormat(language || undefined, { numeric: 'auto' });
  if (minutes > -60) return words.format(minutes, 'minute');
  if (minutes > -48 * 60) return words.format(Math.round(minutes / 60), 'hour');
  return words.format(Math.round(minutes / 60 / 24), 'day');
}
