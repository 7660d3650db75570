/** Copy buttons. Where no script runs, the styles hide them: shown later, they would move what is read. */
import { textOf } from './text-of.ts';

const said = document.createElement('div');
said.className = 'sr-only';
said.setAttribute('role', 'status');
document.body.append(said);

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const label = button.textContent ?? '';
  let timer = 0;
  button.addEventListener('click', async () => {
    const copied = await copy(button.dataset.copy || shownBeside(button));
    button.textContent = (copied ? button.dataset.done : button.dataset.failed) ?? label;
    button.classList.toggle('is-done', copied);
    said.textContent = button.textContent;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      button.textContent = label;
      button.classList.remove('is-done');
      said.textContent = '';
    }, 2500);
  });
}

/** The code of the block that the button stands in. */
function shownBeside(button: HTMLElement): string {
  const code = button.closest('figure')?.querySelector('pre > code');
  return code ? textOf(code) : '';
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without HTTPS there is no clipboard: the old way still works, and a site inside a company often has none.
    return copyFromSelection(text);
  }
}

function copyFromSelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr-only';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

/** An address that points into a folded part opens it. */
function unfold(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target?.closest('details'); at; at = at.parentElement?.closest('details'))
    at.open = true;
  if (target?.closest('details')) target.scrollIntoView();
}

window.addEventListener('hashchange', unfold);
if (location.hash) unfold();
