import { describe, expect, it } from 'vitest';
import { countCriteria, countInWords, criteriaToPretty, listCriteria } from '../../src/index.ts';
import { procedureOf } from '../compile/support.ts';

describe('the share that a machine can check', () => {
  it('is 100 % only where all can be', () => {
    const origins = (attested: number, declared: number) => [
      ...Array<{ origin: 'attested' }>(attested).fill({ origin: 'attested' }),
      ...Array<{ origin: 'declared' }>(declared).fill({ origin: 'declared' }),
    ];
    expect(countInWords(countCriteria(origins(1, 999)))).toContain('(99 %)');
    expect(countInWords(countCriteria(origins(0, 3)))).toContain('(100 %)');
    expect(countInWords(countCriteria([]))).toBe('no criteria');
    expect(countCriteria([]).checkable).toBeNull();
  });
});

describe('the list for a terminal', () => {
  it('keeps to its width, whatever is in the sentences', async () => {
    const long = `${'palabra '.repeat(30)}${'x'.repeat(200)} ${'界'.repeat(60)}`;
    const procedure = await procedureOf(
      `# T\n\n## Steps\n\n### Step 1: Do\n\n\`\`\`bash\ntrue\n\`\`\`\n\nExpected: ${long}\n`,
    );
    const criteria = listCriteria(procedure);
    const count = countCriteria(criteria);
    const document = { name: 'T', title: 'T', path: 'document.md', criteria, count };
    const stringWidth = (await import('string-width')).default;
    for (const width of [20, 40, 80]) {
      const text = criteriaToPretty([document], { color: false, width });
      for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width + 6);
      expect(text.replace(/\s+/g, '')).toContain('x'.repeat(200));
    }
  });

  it('says so of a workspace without documents', () => {
    expect(criteriaToPretty([], { color: false, width: 80 })).toBe(
      'In all, 0 documents: no criteria\n',
    );
  });
});
