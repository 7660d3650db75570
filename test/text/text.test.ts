import { describe, expect, it } from 'vitest';
import {
  escapeHtml,
  escapeMarkdown,
  escapeTerminal,
  escapeTerminalLine,
} from '../../src/text/escape.ts';
import { nearest, suggestId } from '../../src/text/suggest.ts';

describe('escape', () => {
  it('makes control characters visible in a terminal', () => {
    expect(escapeTerminal('a\u001b[31mred\u0007\r\u009b2J\u007f')).toBe('a␛[31mred␇␍<U+009B>2J␡');
    expect(escapeTerminal('user\u202etxt.exe \u2066x\u2069 \u200f')).toBe(
      'user<U+202E>txt.exe <U+2066>x<U+2069> <U+200F>',
    );
    expect(escapeTerminal('línea\n\ttab 😀')).toBe('línea\n\ttab 😀');
    expect(escapeTerminalLine('a\nb\tc')).toBe('a␊b␉c');
  });

  it('leaves no character that opens HTML', () => {
    expect(escapeHtml(`<img src=x onerror='a("&")'>`)).toBe(
      '&lt;img src=x onerror=&#39;a(&quot;&amp;&quot;)&#39;&gt;',
    );
  });

  it('leaves no markup in Markdown', () => {
    const escaped = escapeMarkdown('[x](javascript:a) **b** | `c`\n# d <script>');
    expect(escaped).not.toMatch(/(?<!\\)[[\]()*`|#]/);
    expect(escaped).not.toContain('<');
    expect(escaped).not.toContain('\n');
  });
});

describe('nearest', () => {
  it('finds a misspelt name, whatever its case and accents', () => {
    expect(nearest('timeuot', ['timeout', 'retry'])).toBe('timeout');
    expect(nearest('categoría', ['categoria'])).toBe('categoria');
  });

  it('offers nothing rather than anything', () => {
    expect(nearest('timeout', ['retry', 'run', 'every'])).toBeNull();
    expect(nearest('run', [])).toBeNull();
    expect(nearest('a', ['bcd'])).toBeNull();
  });

  const ids = ['PROC-BACK-005', 'PROCED-BACK-002', 'PROCED-BACK-003', 'PROC-RELEASE'];
  it.each([
    ['PROCED-BACK-005', 'PROC-BACK-005'],
    ['PROCED-BAKC-003', 'PROCED-BACK-003'],
    ['PROC-BACK-05', 'PROC-BACK-005'],
    ['PROC-REALEASE', 'PROC-RELEASE'],
    ['proc-back-005', 'PROC-BACK-005'],
    ['PROCED-BACK-001', null],
    ['PROCED-BACK-004', null],
    ['PROC-BACK-003', 'PROCED-BACK-003'],
    ['PROCED-FRONT-002', null],
    ['PROC-QA', null],
    ['PROC-B-003', null],
    ['PORC-BACK-005', 'PROC-BACK-005'],
    ['PROC-CAMBIOS', null],
  ])('%s → %s', (id, expected) => {
    expect(suggestId(id, ids)).toBe(expected);
  });
});
