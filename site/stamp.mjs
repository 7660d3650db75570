/** When and from what a site was built, as its pages say it. */

/** What nobody writes into a document by chance. */
const mark = 'procs-7c1f0e5b9a3d4862';

/**
 * @param {{ today: string, builtAt: string, revision: string | null }} build
 * @returns {import('./source.mjs').Stamp}
 */
export function stampOf({ today, builtAt, revision }) {
  return { today, builtAt, moment: `${builtAt.slice(0, 16).replace('T', ' ')} UTC`, revision };
}

/**
 * Marks in its place, for pages that are kept.
 *
 * @param {import('./source.mjs').Stamp} stamp
 * @returns {import('./source.mjs').Stamp}
 */
export function marksFor({ revision }) {
  return {
    today: `${mark}-today`,
    builtAt: `${mark}-at`,
    moment: `${mark}-moment`,
    revision: revision === null ? null : `${mark}-revision`,
  };
}

/**
 * @param {string} page With marks.
 * @param {import('./source.mjs').Stamp} stamp
 */
export function stamped(page, stamp) {
  const marks = marksFor(stamp);
  return /** @type {const} */ (['today', 'builtAt', 'moment', 'revision']).reduce((text, name) => {
    const [written, said] = [marks[name], stamp[name]];
    return written === null || said === null ? text : text.replaceAll(written, said);
  }, page);
}
