/** Posts a message to a webhook that takes Slack's JSON; says what came of it and never throws. */

export interface Posted {
  readonly delivered: boolean;
  /** For a person; never the address, which lets anybody who has it post. */
  readonly evidence: string;
  /** Another attempt may succeed. */
  readonly again: boolean;
}

/**
 * Posts once. A redirection is not followed: the message is for the address that was configured.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export async function post(url: string, text: string, signal: AbortSignal): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ text: escapeSlack(text) }),
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    const { status } = response;
    if (status >= 200 && status < 300)
      return { delivered: true, evidence: `HTTP ${status}`, again: false };
    return {
      delivered: false,
      evidence: `HTTP ${status}`,
      again: status === 429 || status === 408 || status >= 500,
    };
  } catch (error) {
    return { delivered: false, evidence: reasonOf(error), again: true };
  }
}

/** Why an address cannot be used; `null`: it can. */
export function unusable(url: string): string | null {
  if (!URL.canParse(url)) return 'it is not a URL';
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return null;
  const isHere = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  if (protocol === 'http:' && isHere) return null;
  return 'it would send the message unencrypted: use https';
}

/** What Slack reads as markup: without this a document or a value could ping everybody (`<!channel>`). */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function reasonOf(error: unknown): string {
  if ((error as Error).name === 'TimeoutError' || (error as Error).name === 'AbortError')
    return 'no answer in time';
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? `no connection (${cause.code})` : 'no connection';
}
