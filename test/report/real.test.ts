/** Every format over everything that our fixtures and the reference documents have wrong. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check, load, type Report, rules, toGitlab, toJunit, toSarif } from '../../src/index.ts';
import { gitlabValidator, sarifValidator } from './schemas.ts';
import { openBrowser, readXml } from './xml.ts';

const folders = [
  path.join(import.meta.dirname, '../fixtures/err'),
  path.join(import.meta.dirname, '../site/documents'),
  path.join(import.meta.dirname, '../../../shared/reference'),
].filter((folder) => existsSync(folder));

async function reportOn(root: string): Promise<Report> {
  const workspace = await load({ root });
  const documents = new Map(workspace.documents.map((one) => [one.path, one]));
  return {
    diagnostics: await check(workspace, { fileExists: existsSync }),
    files: documents.size,
    paths: [...documents.keys()],
    sourceOf: (file) => documents.get(file)?.text ?? null,
    documentOf: (file) => documents.get(file) ?? null,
    base: 'docs',
  };
}

describe.each(folders)('%s', (folder) => {
  let report: Report;
  let browser: Browser;
  beforeAll(async () => {
    report = await reportOn(folder);
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('is valid SARIF, and each finding has a fingerprint of its own', () => {
    const log = JSON.parse(toSarif(report, { rules, version: '1.0.0' }));
    const validate = sarifValidator();
    validate(log);
    expect(validate.errors).toBeNull();
    const { results } = log.runs[0];
    expect(results.length).toBe(report.diagnostics.length);
    expect(results.length).toBeGreaterThan(5);
    const prints = results.map((one: { partialFingerprints: object }) =>
      JSON.stringify(one.partialFingerprints),
    );
    expect(new Set(prints).size).toBe(results.length);
    expect(results.every((one: { ruleIndex: number }) => one.ruleIndex >= 0)).toBe(true);
  });

  it('is valid for GitLab', () => {
    const issues = JSON.parse(toGitlab(report));
    const validate = gitlabValidator();
    validate(issues);
    expect(validate.errors).toBeNull();
    expect(issues).toHaveLength(report.diagnostics.length);
  });

  it('is well-formed JUnit that counts the documents that fail', async () => {
    const root = await readXml(browser, toJunit(report, { failOn: 'error' }));
    const failing = report.diagnostics.filter((one) => one.severity === 'error');
    expect(root.attributes.failures).toBe(String(new Set(failing.map((one) => one.file)).size));
    expect(root.children[0]!.children).toHaveLength(report.paths!.length);
  });
});
