/** What the bundle of the pages is to Node: it answers requests for them, and says what they are made from. */
import { createApp } from 'astro/app/entrypoint';

export { basisOf, stands } from './basis.ts';
export { published } from './published.ts';
export { lookedUpBy } from './site.ts';

export const app = createApp({ streaming: false });
