import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { Diagnostic } from '../../src/model/index.ts';
import { toGithub } from '../../src/report/github.ts';
import { toJson } from '../../src/report/json.ts';
import { toPretty } from '../../src/report/pretty.ts';
import type { Report } from '../../src/report/report.ts';

const evil = '\u001b]0;x\u0007\u202e\n::error::, 100%:\r\u009b2J';
const diagnostic: Diagnostic = {
  code: 'PROCS009',
  rule: 'unresolved-reference',
  severity: 'error',
  message: `Broken ${evil}`,
  file: 'ops/a b,c:d%.md',
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 7,
  help: `Help ${evil}`,
  fix: {
    description: 'Write it',
    edits: [{ span: { line: 2, column: 3, endLine: 2, endColumn: 7 }, text: 'ñ\n' }],
  },
  suggestion: null,
  related: [
    { file: 'b.md', span: { line: 1, column: 1, endLine: 1, endColumn: 2 }, message: evil },
  ],
};
const report = (diagnostics: Diagnostic[], base = ''): Report => ({
  diagnostics,
  files: 2,
  sourceOf: (file) => (file === 'b.md' ? 'x' : `one\nab${evil.split('\n')[0]}cd\n`),
  base,
});

describe('json', () => {
  it('has the documented shape, and no character that acts on a terminal', () => {
    const text = toJson(report([diagnostic]));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const { diagnostics, summary } = JSON.parse(text);
    expect(diagnostics.map((one: unknown) => Diagnostic.parse(one))).toEqual([diagnostic]);
    expect(Object.keys(diagnostics[0])).toEqual(Object.keys(diagnostic));
    expect(summary).toEqual({ files: 2, errors: 1, warnings: 0, infos: 0 });
  });
});

describe('github', () => {
  it('is one command a line, whatever the text holds', () => {
    const lines = toGithub(report([diagnostic], 'docs')).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=docs\/ops\/a b%2Cc%3Ad%25\.md,line=2,endLine=2,col=3,endColumn=7,title=PROCS009 unresolved-reference::Broken /,
    );
    expect(lines[0]).toContain('100%25:');
    expect(lines[0]).toContain('%0A::error::');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for.
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });

  it('gives no columns for a place of several lines, and calls an info a notice', () => {
    const [line] = toGithub(report([{ ...diagnostic, severity: 'info', endLine: 5 }])).split('\n');
    expect(line).toMatch(/^::notice file=[^,]+%[^,]+,line=2,endLine=5,title=/);
  });
});

describe('pretty', () => {
  const plain = (diagnostics: Diagnostic[], width = 80): string =>
    toPretty(report(diagnostics), { color: false, width });

  it('colours only where it may', () => {
    const colored = toPretty(report([diagnostic]), { color: true, width: 80 });
    expect(colored).toContain(pc.createColors(true).red('^^^^').slice(0, 5));
    expect(plain([diagnostic])).not.toContain('\u001b');
  });

  it('stays within the width, and keeps the place in sight', () => {
    const source = `${'é'.repeat(500)}HERE${'x'.repeat(500)}`;
    const one = {
      ...diagnostic,
      message: 'word '.repeat(60),
      column: 501,
      endColumn: 505,
      line: 1,
      endLine: 1,
      suggestion: null,
      related: [],
    };
    const text = toPretty(
      { ...report([one]), sourceOf: () => source },
      { color: false, width: 80 },
    );
    const lines = text.split('\n');
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(80);
    const code = lines.find((line) => line.includes('HERE'))!;
    const marks = lines[lines.indexOf(code) + 1]!;
    expect(marks.indexOf('^')).toBe(code.indexOf('HERE'));
    expect(marks.trim()).toMatch(/\^{4}$/);
  });

  it('tells the same finding once and lists its other places', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...diagnostic,
      line: index + 1,
      endLine: index + 1,
    }));
    const text = plain(many);
    expect(text.split('\n').length).toBeLessThan(30);
    expect(text).toContain('and in 191 more places');
    expect(text).toContain('200 errors');
  });

  it('does without the source of a file that cannot be read, and without a place in it', () => {
    const text = toPretty(
      { ...report([diagnostic]), sourceOf: () => null },
      { color: false, width: 80 },
    );
    expect(text).toContain(':2:3');
    expect(() =>
      plain([{ ...diagnostic, line: 999, column: 50, endLine: 999, endColumn: 60 }]),
    ).not.toThrow();
  });

  it('says so when there is nothing', () => {
    expect(plain([])).toBe('2 documents checked: nothing found.');
  });
});
