/** What a run leaves in its folder: output without secrets, and nothing else once it has ended. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRedactor } from '../redact.ts';

/** What a block printed lies in files as it came: secrets are taken out before anyone reads them. */
export async function maskOutput(directory: string, secrets: readonly string[]): Promise<void> {
  const blocks = join(directory, 'blocks');
  if (secrets.length === 0 || !existsSync(blocks)) return;
  for (const entry of readdirSync(blocks, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || (entry.name !== 'stdout' && entry.name !== 'stderr')) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'latin1');
    // latin1 keeps every byte, whatever the encoding of the output is.
    const masked = createRedactor(secrets, (form) =>
      Buffer.from(form, 'utf8').toString('latin1'),
    ).text(text);
    if (masked !== text)
      await writeFile(file, Buffer.from(masked.replaceAll('•', '*'), 'latin1'), { mode: 0o600 });
  }
}

/** After a run has ended nothing needs the session's state, the filled blocks or the driver: all may hold values. */
export function forget(directory: string): void {
  const blocks = join(directory, 'blocks');
  for (const entry of readdirSync(blocks, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'stdout' || entry.name === 'stderr') continue;
    rmSync(join(entry.parentPath, entry.name), { force: true });
  }
}
