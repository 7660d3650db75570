/** The contract of the session, on this machine. */
import { describe, expect, it } from 'vitest';
import { CONTRACT, contract } from './contract/contract.ts';
import { openShell } from './support.ts';

it('names at least 120 behaviours, each once', () => {
  expect(CONTRACT.length).toBeGreaterThanOrEqual(120);
  expect(new Set(CONTRACT.map(({ name }) => name)).size).toBe(CONTRACT.length);
});

describe('on this machine', () => contract(openShell, true));
