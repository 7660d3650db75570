/** The inference rules by their own examples, in both languages. */
import { describe, expect, it } from 'vitest';
import { exampleMarkdown } from '../../src/compile/criteria/example.ts';
import { inferenceRules } from '../../src/compile/criteria/index.ts';
import { Criterion } from '../../src/index.ts';
import { flowOf, procedureOf } from './support.ts';

async function criterionOf(body: string): Promise<Criterion> {
  const procedure = await procedureOf(`# T\n\n## Procedure\n\n### Step 1.1: Do\n\n${body}`);
  const criteria = flowOf(procedure, 'main').stages[0]!.steps[0]!.criteria;
  expect(criteria).toHaveLength(1);
  return criteria[0]!;
}

describe('the register of inference rules', () => {
  it('gives every rule a name of its own and says when it fires and when not', () => {
    expect(new Set(inferenceRules.map(({ id }) => id)).size).toBe(inferenceRules.length);
    for (const { id, sentence, block, concludes, silent, examples } of inferenceRules) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [sentence, block, concludes, silent])
        expect(text.length, id).toBeGreaterThan(20);
      for (const { fires, silent: not } of Object.values(examples)) expect(fires).not.toEqual(not);
    }
  });
});

describe.each(inferenceRules.map((rule) => [rule.id, rule] as const))('%s', (id, { examples }) => {
  describe.each(['es', 'en'] as const)('%s', (language) => {
    it('fires', async () => {
      const found = await criterionOf(exampleMarkdown(language, examples[language].fires));
      expect(found).toMatchObject({ origin: 'inferred', rule: id });
      expect(() => Criterion.parse(found)).not.toThrow();
    });

    it('is silent, and so is every other rule', async () => {
      const found = await criterionOf(exampleMarkdown(language, examples[language].silent));
      expect(found).toMatchObject({ origin: 'attested', check: null, rule: null });
    });
  });
});
