/** The filters of the catalogue: what is chosen stands in the address, so that it can be sent and kept. */

class FilterRows extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const count = this.querySelector('.count');
    if (!form || !count) return;
    const selects = [...form.querySelectorAll('select')];
    const rows = [...this.querySelectorAll<HTMLElement>('[data-facets]')].map((row) => ({
      row,
      facets: JSON.parse(row.dataset.facets ?? '{}') as Record<string, string[]>,
    }));
    const sections = [...this.querySelectorAll('section')];

    const show = () => {
      const wanted = selects.filter(({ value }) => value !== '');
      let left = 0;
      for (const { row, facets } of rows) {
        row.hidden = !wanted.every(({ name, value }) => facets[name]?.includes(value));
        if (!row.hidden) left += 1;
      }
      for (const section of sections)
        section.hidden = section.querySelector('[data-facets]:not([hidden])') === null;
      const { one = '', some = '', none = '' } = this.dataset;
      count.textContent = left === 0 ? none : left === 1 ? one : some.replace('2', String(left));
    };
    const read = () => {
      const asked = new URLSearchParams(location.search);
      for (const select of selects) {
        const value = asked.get(select.name) ?? '';
        select.value = [...select.options].some((option) => option.value === value) ? value : '';
      }
      show();
    };
    const write = () => {
      const asked = new URLSearchParams();
      for (const { name, value } of selects) if (value !== '') asked.set(name, value);
      history.replaceState(null, '', asked.size > 0 ? `?${asked}` : location.pathname);
      show();
    };

    form.addEventListener('change', write);
    form.addEventListener('submit', (event) => event.preventDefault());
    // The form is emptied after its event.
    form.addEventListener('reset', () => queueMicrotask(() => setTimeout(write)));
    window.addEventListener('pageshow', read);
    read();
  }
}

customElements.define('filter-rows', FilterRows);
