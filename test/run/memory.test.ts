/** Far more output than the runner may hold flows through it, and lies whole on disk. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Place, procedure, until } from './cli.ts';
import { largestResident } from './resident.ts';

const MB = 1024 * 1024;

it('150 MB through a block cost the runner no memory that grows with them', async () => {
  const place = new Place({ 'a.md': procedure('yes 0123456789abcdef | head -c 157286400') });
  const child = place.start(['run', 'PROC-T-001', '--yes']);
  const peak = largestResident(child.pid!);
  await until(() => child.exitCode !== null);
  expect(child.exitCode).toBe(0);
  const started = place.journal().find(({ event }) => event === 'block-started');
  expect(statSync(path.join(String(started?.directory), 'stdout')).size).toBe(150 * MB);
  const ended = place.journal().find(({ event }) => event === 'block-ended') as unknown as {
    outcome: {
      output: { stdout: { opening: string; closing: string; bytes: number; omitted: number } };
    };
  };
  const { opening, closing, bytes, omitted } = ended.outcome.output.stdout;
  expect(opening).toMatch(/^0123456789abcdef\n(?:.*\n)+$/);
  expect(bytes).toBe(150 * MB);
  expect(bytes - omitted).toBe(opening.length + closing.length);
  expect(await peak).toBeLessThan(130 * MB);
});
