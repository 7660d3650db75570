import { describe, expect, it } from 'vitest';
import { rules } from '../../src/check/rules/index.ts';
import type { Diagnostic } from '../../src/model/index.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { diagnostic, report } from './evil.ts';
import { sarifValidator } from './schemas.ts';

const validate = sarifValidator();
const logOf = (diagnostics: Diagnostic[], base = '') =>
  JSON.parse(toSarif(report(diagnostics, base), { rules, version: '1.2.3' }));

describe('sarif', () => {
  it('is valid by the schema of SARIF 2.1.0, whatever the text holds', () => {
    const text = toSarif(report([diagnostic, { ...diagnostic, severity: 'info', fix: null }]), {
      rules,
      version: '1.2.3',
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    // Half a character.
    expect(text).not.toMatch(/\\ud[89a-f]/i);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    validate(logOf([]));
    expect(validate.errors).toBeNull();
  });

  it('describes every rule, with its help', () => {
    const { driver } = logOf([]).runs[0].tool;
    expect(driver.rules.map((one: { id: string }) => one.id)).toEqual(
      rules.map((rule) => rule.code),
    );
    for (const [index, rule] of rules.entries()) {
      const { name, help, defaultConfiguration, properties } = driver.rules[index];
      expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/);
      expect(help.markdown).toContain(rule.why);
      expect(defaultConfiguration).toEqual({
        enabled: rule.optIn !== true,
        level: { error: 'error', warning: 'warning', info: 'note' }[rule.severity],
      });
      expect(properties).toEqual({ rule: rule.id, tags: [rule.family] });
    }
  });

  it('says where, what else to look at, and how to mend it, in UTF-16 columns', () => {
    const [run] = logOf(
      [diagnostic, { ...diagnostic, severity: 'info', fix: null }],
      'docs ñ',
    ).runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    const [first, second] = run.results;
    expect(run.tool.driver.rules[first.ruleIndex].id).toBe('PROCS009');
    const region = { startLine: 2, startColumn: 3, endLine: 2, endColumn: 7 };
    const artifactLocation = { uri: 'docs%20%C3%B1/ops/a%20b%2Cc%3Ad%25.md' };
    expect(first.locations).toEqual([{ physicalLocation: { artifactLocation, region } }]);
    expect(first.relatedLocations.map((one: { id: number }) => one.id)).toEqual([1, 2]);
    expect(first.fixes).toEqual([
      {
        description: { text: 'Write it' },
        artifactChanges: [
          {
            artifactLocation,
            replacements: [{ deletedRegion: region, insertedContent: { text: 'ñ\n' } }],
          },
        ],
      },
    ]);
    expect(second).toMatchObject({ level: 'note' });
    expect(second).not.toHaveProperty('fixes');
  });

  it.each(['a\ud800.md', 'C:\\x y.md', '100%.md', 'a#b?c.md', '[x]<y>"|.md', '~\u{1f600}.md'])(
    'writes the name %j as a URI',
    (file) => {
      const log = logOf([{ ...diagnostic, file }]);
      validate(log);
      expect(validate.errors).toBeNull();
      const { uri } = log.runs[0].results[0].locations[0].physicalLocation.artifactLocation;
      expect(decodeURIComponent(uri)).toBe(file.toWellFormed());
    },
  );

  it('is held against a schema that refuses what is no SARIF', () => {
    const spoil = (change: (log: ReturnType<typeof logOf>) => void): boolean => {
      const log = logOf([diagnostic]);
      change(log);
      return validate(log);
    };
    expect(spoil(() => {})).toBe(true);
    expect(
      spoil((log) => {
        log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
      }),
    ).toBe(false);
    expect(
      spoil((log) => {
        log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b.md';
      }),
    ).toBe(false);
    expect(
      spoil((log) => {
        log.runs[0].results[0].helpText = 'x';
      }),
    ).toBe(false);
    expect(
      spoil((log) => {
        delete log.runs[0].tool.driver.name;
      }),
    ).toBe(false);
    expect(validate({ version: '2.1.0' })).toBe(false);
  });

  it('tells findings apart, also two that are alike in every way', () => {
    const other = { ...diagnostic, message: 'Something else.' };
    const log = logOf([diagnostic, diagnostic, other]);
    const prints = log.runs[0].results.map(
      (one: { partialFingerprints: object }) => Object.values(one.partialFingerprints)[0],
    );
    expect(new Set(prints).size).toBe(3);
  });
});
