import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/index.ts';
import { toGitlab } from '../../src/report/gitlab.ts';
import { diagnostic, report } from './evil.ts';
import { gitlabValidator } from './schemas.ts';

const validate = gitlabValidator();
const issues = (diagnostics: Diagnostic[], base = ''): Record<string, unknown>[] =>
  JSON.parse(toGitlab(report(diagnostics, base)));

describe('gitlab', () => {
  it('has the documented shape, on one line each, and nothing that acts on a terminal', () => {
    const text = toGitlab(report([diagnostic, { ...diagnostic, severity: 'info' }], 'docs'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    // Half a character.
    expect(text).not.toMatch(/\\ud[89a-f]/i);
    const found = JSON.parse(text);
    validate(found);
    expect(validate.errors).toBeNull();
    expect(found[0]).toMatchObject({
      check_name: 'PROCS009 unresolved-reference',
      severity: 'major',
      location: { path: 'docs/ops/a b,c:d%.md', lines: { begin: 2, end: 2 } },
    });
    expect(found[0].description).not.toContain('\n');
    expect(found[1].severity).toBe('info');
  });

  it('is an empty list without findings', () => {
    expect(issues([])).toEqual([]);
  });

  it('gives no two findings the same fingerprint, since GitLab would show only one', () => {
    const prints = issues([
      diagnostic,
      diagnostic,
      diagnostic,
      { ...diagnostic, file: 'b.md' },
    ]).map((one) => one.fingerprint);
    expect(new Set(prints).size).toBe(4);
  });

  it('is held against a schema that refuses what GitLab would drop', () => {
    const [one] = issues([diagnostic]);
    for (const key of Object.keys(one!)) {
      const { [key]: _, ...rest } = one!;
      expect(validate([rest]), key).toBe(false);
    }
    expect(validate([{ ...one, severity: 'error' }])).toBe(false);
    expect(validate([{ ...one, location: { path: './a.md', lines: { begin: 1 } } }])).toBe(false);
    expect(validate([{ ...one, location: { path: 'a.md', lines: { begin: 0 } } }])).toBe(false);
  });
});
