import { describe, expect, it } from 'vitest';
import { rules } from '../../src/check/rules/index.ts';
import { checkFiles } from './workspace.ts';

describe('the register', () => {
  it('gives every rule an ID, a code and an example of its own', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(rule.code).toMatch(/^PROCS\d{3}$/);
      expect(rule.examples.length, rule.id).toBeGreaterThan(0);
      expect(rule.why).toMatch(/\.$/);
    }
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it.each(rule.examples.map((example, index) => [index + 1, example] as const))(
    'example %i: the failing document has this finding and no other, the mended none',
    async (_, { failing, mended, file = 'example.md', beside = {} }) => {
      const broken = await checkFiles({ [file]: failing, ...beside });
      expect([...new Set(broken.map((one) => one.rule))], JSON.stringify(broken, null, 1)).toEqual([
        id,
      ]);
      for (const one of broken) {
        expect(one.help, one.message).not.toBeNull();
        expect([one.code, one.severity]).toEqual([rule.code, rule.severity]);
      }
      expect(await checkFiles({ [file]: mended, ...beside })).toEqual([]);
    },
  );
});
