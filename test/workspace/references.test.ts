/** Names in documents, and names on the command line. */
import { describe, expect, it } from 'vitest';
import { lookup, type Workspace } from '../../src/index.ts';
import { workspaceOf } from '../compile/support.ts';

const one = `---
id: PROC-A-001
related: [PROCED-B-002, PROC-GONE-001]
---
# PROC-A-001: One

See PROCED-B-002, [the steps](sub/two.md#procedure), [no heading](sub/two.md#proceduer), [no file](sub/three.md),
[outside](https://example.org/x), [script](javascript:alert(1)), Step 1.2 of PROCED-B-002 and Step 9.9 of PROCED-B-002.

## Procedure

### Step 1.1: Look

\`\`\`bash
# as in PROCED-B-003, see Step 1.1
echo PROC-NOT-A-REFERENCE
\`\`\`
`;
const two = `---
id: PROCED-B-002
---
# PROCED-B-002: Two

## Procedure

### Step 1.1: First

\`\`\`bash
true
\`\`\`

### Step 1.2: Second

\`\`\`bash
true
\`\`\`
`;

describe('references', () => {
  it('are found where they stand, each with what it names', async () => {
    const workspace = await workspaceOf({ 'one.md': one, 'sub/two.md': two });
    const found = workspace.documents[0]!.procedure.references.map(
      ({ span, where, kind, target }) => `${span.line}:${span.column} ${where} ${kind} ${target}`,
    );
    expect(found).toEqual([
      '3:11 front-matter id PROCED-B-002',
      '3:25 front-matter id PROC-GONE-001',
      '7:5 prose id PROCED-B-002',
      '7:19 link link sub/two.md#procedure',
      '7:54 link link sub/two.md#proceduer',
      '7:90 link link sub/three.md',
      '8:1 link link https://example.org/x',
      '8:35 link link javascript:alert(1)',
      '8:78 prose id PROCED-B-002',
      '8:107 prose id PROCED-B-002',
      '8:66 prose step PROCED-B-002#1.2',
      '8:95 prose step PROCED-B-002#9.9',
      '15:9 code id PROCED-B-003',
      '15:27 code step 1.1',
    ]);
  });
});

describe('lookup', () => {
  const find = (workspace: Workspace, name: string): string => {
    const found = lookup(workspace, name);
    if (found.found === 'one') return found.document.path;
    return found.found === 'several' ? 'several' : `none, ${found.suggestion}`;
  };

  it('finds by ID, file name and path, and guesses nothing', async () => {
    const workspace = await workspaceOf({
      'one.md': one,
      'sub/two.md': two,
      'sub/plain.md': '# Plain\n',
    });
    expect(find(workspace, 'PROCED-B-002')).toBe('sub/two.md');
    expect(find(workspace, 'proced-b-002')).toBe('sub/two.md');
    expect(find(workspace, 'plain')).toBe('sub/plain.md');
    expect(find(workspace, 'sub/plain.md')).toBe('sub/plain.md');
    expect(find(workspace, 'B-002')).toBe('none, PROCED-B-002');
    expect(find(workspace, 'PROC-B-002')).toBe('none, PROCED-B-002');
    expect(find(workspace, 'nothing-like-it')).toBe('none, null');
  });

  it('takes no side where an ID is doubled', async () => {
    const workspace = await workspaceOf({ 'a.md': two, 'b.md': two });
    expect(find(workspace, 'PROCED-B-002')).toBe('several');
  });
});
