/** What documents and commands say, shown on a real terminal (tmux): it is as it was before, and shows what was said. */
import { describe, expect, it } from 'vitest';
import { Place, until } from './cli.ts';
import { payloads } from './payloads.ts';
import { hasTmux, Terminal } from './tmux.ts';

const all = Object.values(payloads);
const E = '\u001b';
/** So many that none of them is folded away. */
const PART = 14;

/** One document that holds them where it may, and prints them all, on both streams. */
function hostile(): Record<string, string> {
  const files: Record<string, string> = {};
  const steps: string[] = [];
  for (let at = 0; at < all.length; at += PART) {
    const name = `part-${at}.bin`;
    files[name] = all
      .slice(at, at + PART)
      .map((payload, index) => `before ${at + index} ${payload} behind\n`)
      .join('');
    steps.push(`### Step 1.${steps.length + 1}: Show${E}]2;root@prod${E}\\\n
\`\`\`bash
cat ${name}
cat ${name} >&2
\`\`\`
`);
  }
  files['a.md'] = `---
id: PROC-T-001
---
# PROC-T-001: Hostile ${E}]52;c;ZXZpbA==${E}\\ title

> **NOTE**: ${E}[?1049h${E}[2J gone

## Procedure

${steps.join('\n')}
Expected: the readers ${E}]0;are\u0007${E}[?25l happy
`;
  return files;
}

describe.skipIf(!hasTmux)('a real terminal', () => {
  it('is changed by these where nobody stands between', async () => {
    const raw = `${E}]2;root@prod${E}\\${E}]52;c;ZXZpbA==${E}\\${E}[?1003h${E}[?25l${E}[?1h${E}[?1049h`;
    const place = new Place({ 'raw.bin': raw });
    const terminal = new Terminal(place, '', 100, 'cat raw.bin');
    await until(() => terminal.state.alternate_on === '1');
    await until(() => terminal.state.clipboard === 'evil');
    expect(terminal.state).toMatchObject({
      pane_title: 'root@prod',
      cursor_flag: '0',
      keypad_cursor_flag: '1',
      mouse_any_flag: '1',
    });
  });

  it('is after a run that showed them all as it was before', async () => {
    const place = new Place(hostile());
    const terminal = new Terminal(place, 'run PROC-T-001');
    await terminal.shows('Start this run');
    const before = terminal.state;
    expect(before).toMatchObject({ alternate_on: '0', cursor_flag: '1', clipboard: '' });
    terminal.type('y', 'Enter');
    await terminal.shows('Does this hold: the readers');
    // What a terminal answers by itself would stand in this answer.
    terminal.type('y', 'Enter');
    await terminal.shows('ended with 0');
    expect(terminal.state).toEqual(before);
    const { history } = terminal;
    // A line that redraws itself is shown as it ends.
    for (const [at, payload] of all.entries())
      if (!payload.includes('\r')) expect(history).toContain(`before ${at} `);
    expect(history).not.toContain('Please answer');
    expect(history).toContain(']52;c;ZXZpbA==');
  });
});
