import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toJunit } from '../../src/report/junit.ts';
import { diagnostic, evil, report } from './evil.ts';
import { type Element, openBrowser, readXml } from './xml.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Of the schema that Jenkins validates with: attributes that each element may have, and must. */
const attributes: Readonly<Record<string, { may: readonly string[]; must: readonly string[] }>> = {
  testsuites: { may: ['name', 'time', 'tests', 'failures', 'disabled', 'errors'], must: [] },
  testsuite: {
    may: [
      'tests',
      'failures',
      'errors',
      'time',
      'disabled',
      'skipped',
      'timestamp',
      'hostname',
    ].concat(['id', 'package']),
    must: ['name'],
  },
  testcase: { may: ['assertions', 'time', 'classname', 'status'], must: ['name'] },
  failure: { may: ['type', 'message'], must: [] },
  'system-out': { may: [], must: [] },
};
const children: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['testsuite'],
  testsuite: ['testcase'],
  testcase: ['failure', 'system-out'],
  failure: [],
  'system-out': [],
};

function obeys(element: Element): void {
  const { may, must } = attributes[element.name]!;
  const names = Object.keys(element.attributes);
  expect(names.filter((name) => !may.includes(name) && !must.includes(name))).toEqual([]);
  expect(must.filter((name) => !names.includes(name))).toEqual([]);
  const order = element.children.map((child) => children[element.name]!.indexOf(child.name));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort());
  element.children.forEach(obeys);
}

describe('junit', () => {
  it('is a document a test, well formed and of the common schema, whatever the text holds', async () => {
    const warning = { ...diagnostic, severity: 'warning', file: 'b.md', line: 1 } as const;
    const xml = toJunit(report([warning, diagnostic, { ...diagnostic, code: 'PROCS001' }]), {
      failOn: 'error',
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for.
    expect(xml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ufffe\uffff]/);
    const root = await readXml(browser, xml);
    obeys(root);
    expect(root.attributes).toMatchObject({ tests: '3', failures: '1', errors: '0' });
    const [suite] = root.children;
    expect(suite!.attributes).toMatchObject({ tests: '3', failures: '1', errors: '0' });
    const [warned, failed, quiet] = suite!.children;
    expect(warned!.attributes.name).toBe('b.md');
    expect(warned!.children.map(({ name }) => name)).toEqual(['system-out']);
    expect(warned!.children[0]!.text).toContain('b.md:1:3: warning PROCS009');
    expect(failed!.attributes).toMatchObject({ name: 'ops/a b,c:d%.md', classname: 'procs check' });
    const [failure] = failed!.children;
    expect(failure!.attributes.message).toMatch(/^Broken .*\n::error::.*\(and 1 more\)$/s);
    expect(failure!.attributes.message).toContain('<b a="1">&amp;</b> ]]> \ufffd\ufffd\ufffd 😀␀');
    expect(failure!.text).toContain('error PROCS001 unresolved-reference: Broken');
    expect(failure!.text).toContain('  b.md:1: ');
    expect(quiet).toMatchObject({ attributes: { name: 'quiet "<&>".md' }, children: [] });
  });

  it.each([
    ['never', '0'],
    ['error', '0'],
    ['warning', '1'],
    ['info', '1'],
  ] as const)('fails from the severity on that makes the check fail: %s', async (failOn, count) => {
    const one = { ...diagnostic, severity: 'warning' } as const;
    const root = await readXml(browser, toJunit(report([one]), { failOn }));
    obeys(root);
    expect(root.attributes.failures).toBe(count);
  });

  it('is a report also without findings, and without documents', async () => {
    const none = await readXml(browser, toJunit(report([]), { failOn: 'info' }));
    expect(none.attributes).toMatchObject({ tests: '3', failures: '0' });
    const empty = { ...report([]), paths: [], files: 0 };
    expect((await readXml(browser, toJunit(empty, { failOn: 'info' }))).attributes.tests).toBe('0');
  });

  it('holds no character that XML forbids, and no markup of a document', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const one = { ...diagnostic, message: a, help: b, file: `${b}.md` };
        const xml = toJunit({ ...report([one]), paths: [] }, { failOn: 'error' });
        const tags = xml.match(/<[^>]*>/g)!;
        expect(tags).toHaveLength(9);
        expect(xml.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#39|#10|#9);)/);
        expect(xml).toMatch(/^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
      }),
    );
  });

  it('would be refused if it were not escaped', async () => {
    const xml = toJunit(report([diagnostic]), { failOn: 'error' });
    await expect(readXml(browser, xml.replaceAll('&lt;b', '<b'))).rejects.toThrow(/error/i);
    await expect(readXml(browser, xml.replace('Broken', `Broken ${evil}`))).rejects.toThrow();
  });
});
