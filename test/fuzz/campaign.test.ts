/** `npm run fuzz` with a fixed seed: the same 2,000 mutated documents each time. */
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuzz } from '../../fuzz/fuzz.ts';
import { makeCase } from '../../fuzz/make-case.ts';
import { minimise } from '../../fuzz/minimise.ts';
import { openPool } from '../../fuzz/pool.ts';

const SEED = 20261121;

describe('the fuzzer', () => {
  it('makes the same case of the same seed and number, and another of another', () => {
    const [a, b, c] = [makeCase(SEED, 7), makeCase(SEED, 7), makeCase(SEED, 8)];
    expect(a).toEqual(b);
    expect(a.bytes.equals(c.bytes)).toBe(false);
  });

  it('makes a failing document as small as it gets', async () => {
    const text = `${'line\n'.repeat(40)}some needle here\n${'line\n'.repeat(40)}`;
    const fails = async (bytes: Uint8Array) => Buffer.from(bytes).toString().includes('needle');
    expect(Buffer.from(await minimise(Buffer.from(text), fails)).toString()).toBe('needle');
  });

  it('tells a hang and a crash, and goes on', async () => {
    const worker = new URL('./stubborn-worker.ts', import.meta.url);
    const pool = openPool(1, 1_000, worker);
    const run = (word: string) => pool.run({ file: word, bytes: Buffer.from(word) });
    try {
      expect(await run('well')).toBeNull();
      expect(await run('hang')).toMatchObject({ promise: 'hang' });
      expect(await run('well')).toBeNull();
      expect(await run('crash')).toMatchObject({ promise: 'crash' });
      expect(await run('well')).toBeNull();
    } finally {
      pool.close();
    }
  });

  it('finds nothing in 2,000 documents', { timeout: 1_200_000 }, async () => {
    const said: string[] = [];
    const found = await fuzz({
      seed: SEED,
      count: 2_000,
      patience: 20_000,
      folder: path.join(os.tmpdir(), 'procs-fuzz-failures'),
      workers: Math.min(2, os.availableParallelism()),
      say: (line) => said.push(line),
    });
    expect(found, said.join('\n')).toEqual([]);
  });
});
