/** Values that are typed once: put into every command, message and file of the page, as bash has to read them. */
import { type Place, quoteFor, quoteWord, unfit } from '../../../src/text/shell-quote.ts';
import { give } from '../text-of.ts';
import { read, write } from './keep.ts';

/** Shown for a secret. What is copied has the value. */
const MASK = '••••••';

interface Field {
  readonly name: string;
  readonly secret: boolean;
  readonly type: string;
  readonly control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  readonly wrong: HTMLElement;
}

export function fillValues(): void {
  const fields = [...document.querySelectorAll<HTMLElement>('.field[data-parameter]')].flatMap(
    fieldOf,
  );
  if (fields.length === 0) return;
  const store = () => sessionStorage;
  const kept = read<Record<string, string>>(store, 'values') ?? {};
  const clear = document.querySelector<HTMLElement>('[data-clear-values]');
  for (const field of fields) {
    const value = kept[field.name];
    if (!field.secret && typeof value === 'string') field.control.value = value;
    field.control.addEventListener('input', changed);
    field.control.addEventListener('keydown', (event) =>
      leaveOnEnter(event as KeyboardEvent, fields, field),
    );
  }
  clear?.addEventListener('click', () => {
    for (const { control } of fields) control.value = control.dataset.given ?? '';
    write(store, 'values', null);
    show();
    fields[0]?.control.focus();
  });
  // A browser that goes back in its history puts its own idea of the fields there.
  window.addEventListener('pageshow', show);
  show();

  function changed(): void {
    const values = fields.filter(({ secret, control }) => !secret && control.value !== '');
    write(
      store,
      'values',
      Object.fromEntries(values.map(({ name, control }) => [name, control.value])),
    );
    show();
  }

  function show(): void {
    const places = [...document.querySelectorAll<HTMLElement>('mark[data-hole]')];
    const usable: Field[] = [];
    for (const field of fields) {
      const holes = places.filter((mark) => mark.dataset.hole === field.name);
      const { value } = field.control;
      const wrong = complaint(field);
      const homeless = holes.some(
        (mark) => isPlace(mark.dataset.quoting) && unfit(value, mark.dataset.quoting),
      );
      const why = wrong ?? (homeless ? (field.wrong.dataset.heredoc ?? '?') : '');
      field.wrong.textContent = why;
      field.control.toggleAttribute('aria-invalid', why !== '');
      grow(field.control);
      const isMeant = wrong === null && value !== '';
      if (isMeant) usable.push(field);
      for (const mark of holes) {
        const given = isMeant ? givenTo(mark.dataset.quoting, value) : null;
        give(mark, given, field.secret ? MASK : null);
      }
    }
    for (const block of document.querySelectorAll<HTMLElement>('[data-reads]'))
      assign(block, usable);
    showRun(usable);
    if (clear)
      clear.hidden = !fields.some(({ control }) => control.value !== (control.dataset.given ?? ''));
  }
}

/** What stands in a place for a value; `null` where it cannot be put. */
function givenTo(quoting: string | undefined, value: string): string | null {
  if (isPlace(quoting)) return unfit(value, quoting) === null ? quoteFor(value, quoting) : null;
  // How SQL or YAML would read quotes and blanks is not known here: a plain word means itself everywhere.
  return /^[\p{L}\d][\p{L}\d_.:/@-]*$/u.test(value) ? value : null;
}

function isPlace(quoting: string | undefined): quoting is Place {
  return quoting !== undefined && quoting !== 'word';
}

function fieldOf(element: HTMLElement): Field[] {
  const control = element.querySelector<Field['control']>('input, textarea, select');
  const wrong = element.querySelector<HTMLElement>('.wrong');
  if (!control || !wrong) return [];
  const { parameter: name = '', type = 'string' } = element.dataset;
  return [{ name, type, secret: 'secret' in element.dataset, control, wrong }];
}

/** Lines in front of a block that reads values as variables: without them it would run with nothing in their place. */
function assign(block: HTMLElement, usable: readonly Field[]): void {
  const code = block.querySelector('pre > code');
  if (!code) return;
  code.querySelector('.given')?.remove();
  const names = (block.dataset.reads ?? '').split(' ');
  const lines = usable.filter(({ name }) => names.includes(name));
  if (lines.length === 0) return;
  const given = document.createElement('span');
  given.className = 'given typed';
  lines.forEach(({ name, secret, control }, n) => {
    if (n > 0) given.append('\n');
    const value = document.createElement('mark');
    given.append(`${secret ? '' : 'export '}${name}=`, value);
    give(value, quoteWord(control.value), secret ? MASK : null);
  });
  given.append('\n');
  code.prepend(given);
}

/** `procs run ID --set NAME=value`. Secrets stay out of it: what is typed into a shell is kept in its history. */
function showRun(usable: readonly Field[]): void {
  const code = document.querySelector<HTMLElement>('[data-run]');
  const button = code?.parentElement?.querySelector<HTMLElement>('[data-copy]');
  if (!code || !button) return;
  const sets = usable
    .filter(({ secret, control }) => !secret && control.value !== (control.dataset.given ?? ''))
    .map(({ name, control }) => ` --set ${quoteWord(`${name}=${control.value}`)}`);
  const command = `${code.dataset.run}${sets.join('')}`;
  code.textContent = command;
  button.dataset.copy = command;
}

function complaint({ type, control, wrong }: Field): string | null {
  const { value } = control;
  const { number, choice, nul } = wrong.dataset;
  if (value === '') return null;
  if (type === 'number' && (value.trim() === '' || !Number.isFinite(Number(value))))
    return number ?? '?';
  if (type === 'boolean' && !/^(?:true|false)$/.test(value)) return choice ?? '?';
  if (unfit(value, 'bare') !== null) return nul ?? '?';
  return null;
}

/** Enter goes to the next field: a newline at the end of a value is seldom meant. Shift+Enter writes one. */
function leaveOnEnter(event: KeyboardEvent, fields: readonly Field[], field: Field): void {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  const next = fields[fields.indexOf(field) + 1];
  if (next) next.control.focus();
  else field.control.blur();
}

function grow(control: Field['control']): void {
  if (control instanceof HTMLTextAreaElement)
    control.rows = Math.min(8, control.value.split('\n').length);
}
