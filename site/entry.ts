/** What the bundle of the pages is to Node: an application that answers requests for them. */
import { createApp } from 'astro/app/entrypoint';

export const app = createApp({ streaming: false });
