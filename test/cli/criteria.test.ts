/** procs criteria: every criterion, its place, who decides it, and the share that a machine can check. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');
let folder: string;

const web = `---
id: PROCED-WEB-001
title: "Restart \\e[31mthe web"
---

# PROCED-WEB-001

## Stage 1: Restart

### Step 1.1: Test

\`\`\`bash
sudo nginx -t
\`\`\`

**Success criterion:** Configuration valid

### Step 1.2: Reload

\`\`\`bash
sudo systemctl reload nginx
\`\`\`

**Success criterion:** The home page looks as before\u202e

### Exit criteria

- [ ] file /run/nginx.pid exists

## Rollback

\`\`\`bash
sudo systemctl start nginx-old
\`\`\`

Expected: nobody complains

## Success criteria

- The site is fast
`;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-criteria-'));
  writeFileSync(path.join(folder, 'web.md'), web);
  writeFileSync(
    path.join(folder, 'db.md'),
    '---\nid: PROCED-DB-001\n---\n\n# PROCED-DB-001\n\n## Pasos\n\n### Paso 1: Ver\n\n```bash\npg_isready\n```\n\n**Criterio de éxito:** La base de datos acepta conexiones\n',
  );
  writeFileSync(path.join(folder, 'note.md'), '# A note\n\nNothing to do.\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function procs(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, out: stdout, err: stderr };
}

describe('procs criteria', () => {
  it('lists those of one procedure, escaped, with place, line and decision', () => {
    const { status, out } = procs('criteria', 'PROCED-WEB-001');
    expect(status).toBe(0);
    expect(out).toBe(
      [
        'PROCED-WEB-001  Restart ␛[31mthe web',
        'web.md',
        '  1.1  :16  Configuration valid',
        '      inferred by config-valid: line 13 ends with 0: sudo nginx -t',
        '  1.2  :24  The home page looks as before<U+202E>',
        '      attested: a person says whether it holds',
        '  stage 1  :28  file /run/nginx.pid exists',
        '      declared: file /run/nginx.pid exists',
        '  rollback 1.1  :36  nobody complains',
        '      attested: a person says whether it holds',
        '  whole procedure  :40  The site is fast',
        '      attested: a person says whether it holds',
        '  2 of 5 can be checked by a machine (40 %): 1 declared, 1 inferred; 3 attested',
        '',
      ].join('\n'),
    );
  });

  it('lists all of the workspace, and counts each document and all', () => {
    const { out } = procs('criteria');
    expect(out).toContain('PROCED-DB-001');
    expect(out).not.toContain('A note');
    expect(out).toContain('1 of 1 can be checked by a machine (100 %)');
    expect(out).toContain('In all, 2 documents: 3 of 6 can be checked by a machine (50 %)');
  });

  it('prints JSON with checks, rules and counts', () => {
    const { documents, count } = JSON.parse(procs('criteria', '--json').out);
    expect(count).toEqual({
      total: 6,
      declared: 1,
      inferred: 2,
      attested: 3,
      checkable: 0.5,
    });
    expect(documents.map((one: { id: string }) => one.id)).toEqual([
      'PROCED-DB-001',
      'PROCED-WEB-001',
    ]);
    expect(documents[1].criteria[0]).toMatchObject({
      flow: 'main',
      stage: 1,
      step: '1.1',
      text: 'Configuration valid',
      origin: 'inferred',
      rule: 'config-valid',
      because: 'label',
      check: { kind: 'command', line: 13 },
      span: { line: 16 },
    });
  });

  it('lists only what a person decides, where that is asked for', () => {
    const { out } = procs('criteria', 'web', '--origin', 'attested');
    expect(out).not.toContain('config-valid');
    expect(out).toContain('nobody complains');
    // What is listed changes nothing of the share.
    expect(out).toContain('2 of 5 can be checked by a machine (40 %)');
    expect(procs('criteria', '--origin', 'guessed').status).toBe(2);
  });

  it('says that there are none', () => {
    expect(procs('criteria', 'note').out).toBe('note  A note\nnote.md\n  no criteria\n');
  });

  it('ends with 2 and a suggestion for a name that nothing bears', () => {
    const { status, out, err } = procs('criteria', 'PROCED-WEB-01');
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain('Did you mean PROCED-WEB-001?');
  });

  it('has its rules explained', () => {
    const { status, out } = procs('explain', 'Config-Valid');
    expect(status).toBe(0);
    expect(out).toContain('config-valid (inference rule of criteria)');
    expect(out).toContain('Example, left to a person:');
    expect(procs('explain').out).toContain('\nconfig-valid: that test ends with 0.\n');
    expect(procs('explain', 'config-vald').err).toContain('Did you mean config-valid?');
  });
});
