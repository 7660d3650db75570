/** Says in the bar of stages which one is being read. */

export function followCourse(): void {
  const bar = document.querySelector<HTMLElement>('.course');
  if (bar) lowerContents(bar);
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.course nav a')];
  const parts = links.flatMap((link) => {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return part ? [{ link, part }] : [];
  });
  if (!bar || parts.length === 0) return;
  let current: HTMLAnchorElement | null = null;
  let waiting = false;

  const look = () => {
    waiting = false;
    const { top, bottom } = bar.getBoundingClientRect();
    // Before the bar has come to its place, the reader has not come to the first step.
    const hasBegun = top <= Number.parseFloat(getComputedStyle(bar).top) + 1;
    const line = bottom + window.innerHeight / 4;
    const passed = parts.filter(({ part }) => hasBegun && part.getBoundingClientRect().top <= line);
    const nearest = passed.reduce<(typeof parts)[number] | null>(
      (best, each) =>
        !best || each.part.getBoundingClientRect().top >= best.part.getBoundingClientRect().top
          ? each
          : best,
      null,
    );
    const now = nearest?.link ?? null;
    if (now === current) return;
    current?.removeAttribute('aria-current');
    current = now;
    now?.setAttribute('aria-current', 'step');
    const list = now?.closest('ol');
    const place = now?.parentElement;
    // Only the bar itself moves: the page stays where the reader has it.
    if (list && place)
      list.scrollLeft = place.offsetLeft - (list.clientWidth - place.offsetWidth) / 2;
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  };
  window.addEventListener('scroll', soon, { passive: true });
  window.addEventListener('resize', soon);
  look();
}

/** The list of contents beside the text looks for the part that is read below the bar, not behind it. */
async function lowerContents(bar: HTMLElement): Promise<void> {
  const contents = await customElements.whenDefined('starlight-toc');
  (contents.prototype as { getRootMargin?: () => string }).getRootMargin = () => {
    const top = Math.round(
      (document.querySelector('header')?.offsetHeight ?? 0) + bar.offsetHeight + 4,
    );
    return `-${top}px 0% ${top + 40 - document.documentElement.clientHeight}px`;
  };
}
