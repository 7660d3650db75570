/** Makes a failing document smaller while it fails in the same way: lines first, then characters. */

/** `fails` says whether a document still shows the fault; it is asked at most `limit` times. */
export async function minimise(
  bytes: Uint8Array,
  fails: (candidate: Uint8Array) => Promise<boolean>,
  limit = 400,
): Promise<Uint8Array> {
  let left = limit;
  const ask = async (parts: readonly string[]): Promise<boolean> => {
    if (left <= 0) return false;
    left -= 1;
    return fails(Buffer.from(parts.join(''), 'latin1'));
  };
  // As latin1 every byte is one character, so that nothing is decoded on the way.
  const text = Buffer.from(bytes).toString('latin1');
  const lines = await reduce(text.split(/(?<=\n)/), ask);
  const smaller = lines.join('');
  return Buffer.from(
    smaller.length > 4_000 ? smaller : (await reduce([...smaller], ask)).join(''),
    'latin1',
  );
}

/** Leaves out halves, quarters, eighths …: what can go, goes. */
async function reduce(
  parts: readonly string[],
  ask: (parts: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let kept = parts;
  for (
    let size = Math.ceil(kept.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < kept.length; ) {
      const candidate = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (candidate.length > 0 && (await ask(candidate))) kept = candidate;
      else at += size;
    }
  }
  return kept;
}
