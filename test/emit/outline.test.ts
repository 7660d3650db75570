/** The outline: what was understood, what is only shown, and from where each thing came. */
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type OutlineLine, outline, outlineToPretty } from '../../src/index.ts';
import { workspaceOf } from '../compile/support.ts';

async function outlineOf(text: string): Promise<OutlineLine[]> {
  const { documents } = await workspaceOf({ 'document.md': text });
  return outline(documents[0]!.procedure, documents[0]!.text);
}

async function whyOf(text: string): Promise<string> {
  return outlineToPretty(await outlineOf(text), { color: false, width: null, why: true });
}

const runbook = `---
id: PROCED-PAGOS-001
parameters:
  REGION:
    default: eu
---

# PROCED-PAGOS-001: Reinicio de pagos

## Procedimiento

### ETAPA 1: Reinicio (10 minutos)

#### Paso 1.1: Reiniciar

\`\`\`bash
ssh pagos-1
systemctl restart <servicio>
\`\`\`

**Criterio de éxito:** El panel está en verde

**Si falla:**

\`\`\`bash
systemctl status pagos
\`\`\`

#### Paso 1.2: Revisar (opcional)

- [ ] El panel está en verde

\`\`\`yaml
replicas: 2
\`\`\`

\`\`\`bash {run=never}
rm -rf /srv/pagos
\`\`\`

#### Paso 1.3: Mirar

\`\`\`console
$ uptime
up 3 days
\`\`\`

\`\`\`bash
# scripts/mirar.sh
echo mirar
\`\`\`

Ejecutar PROCED-PAGOS-002

#### Criterios de salida

- Pagos responde

## Rollback

\`\`\`bash
systemctl start pagos-anterior
\`\`\`

## Anexo A: Otros comandos

\`\`\`bash
pagos --ayuda
\`\`\`
`;

describe('the outline', () => {
  it('says what is run and where, what is only shown and why, and who decides', async () => {
    const text = outlineToPretty(await outlineOf(runbook), {
      color: false,
      width: null,
      why: false,
    });
    expect(text).toContain(
      '3 blocks to run, 1 script, 4 only shown; criteria: 1 of 3 can be checked by a machine (33 %)',
    );
    expect(text).toContain('main: Procedimiento (1 stage, 3 steps, 10 min)');
    expect(text).toContain('run :16  ssh pagos-1  (+1 line)  [fills servicio]\n');
    expect(text).toContain('      run :43 on pagos-1  uptime\n');
    expect(text).toContain('listing :25  bash, what to do after a failure');
    expect(text).toContain('listing :37  bash, marked run=never');
    expect(text).toContain('1.2  Revisar (opcional) (optional)  :29');
    expect(text).toContain('exit: Pagos responde [attested by the operator]');
    expect(text).toContain(
      'Only shown, in no flow\n  block :67  pagos --ayuda  under "Anexo A: Otros comandos" (annex)',
    );
    expect(text).not.toContain('←');
  });

  it('says what of a block somebody should know before it runs', async () => {
    const blocks = [
      '```bash {run=ask background}\nworker\n```',
      '```bash\nrm -rf /srv/data\ndropdb orders\n```',
      '```bash {interactive}\nvim x\n```',
      '```bash\nif true\n```',
    ];
    const text = await whyOf(`# T\n\n## Steps\n\n### Step 1: Do\n\n${blocks.join('\n\n')}\n`);
    expect(text).toContain('worker  [asked first; in the background]');
    expect(text).toMatch(/rm -rf \/srv\/data {2}\(\+1 line\) {2}\[[^\]]*drops a database\]/);
    expect(text).toContain('vim x  [with the terminal]');
    expect(text).toContain('if true  [no valid shell: line 21]');
  });

  it('says of each thing from which line it came, and by which rule', async () => {
    const text = await whyOf(runbook);
    for (const why of [
      '← line 4 "REGION:" (declared in the front matter)',
      '← line 18 "systemctl restart <servicio>" (placeholder)',
      '← line 10 "## Procedimiento" (role of the heading)',
      '← line 12 "### ETAPA 1: Reinicio (10 minutos)" (heading with a word for a stage and a number)',
      '← line 14 "#### Paso 1.1: Reiniciar" (heading with a word for a step and a number)',
      '← line 16 "```bash" (fence of a shell)',
      '← line 21 "**Criterio de éxito:** El panel está en verde" (label of a criterion)',
      '← line 25 "```bash" (stands after words for what to do after a failure)',
      '← line 31 "- [ ] El panel está en verde" (list of tasks)',
      '← line 33 "```yaml" (fence of no shell\'s language)',
      '← line 37 "```bash {run=never}" (marked never to be run)',
      '← line 43 "```console" (the lines of a fence that start with "$ ")',
      '(output between the "$ " lines of the fence)',
      '(fence of a shell whose first comment names a file)',
      '← line 53 "Ejecutar PROCED-PAGOS-002" (sentence that asks to run another procedure)',
      '← line 57 "- Pagos responde" (below a heading of criteria)',
      '← line 59 "## Rollback" (role of the heading)',
      '← line 67 "```bash" (fence of a shell)',
    ])
      expect(text).toContain(why);
  });

  it.each([
    ['# T\n\n## FASE 1: A\n\n```sh\nls\n```\n', 'stages or steps at the top'],
    ['# T\n\n## Diagnosis\n\n```sh\nls\n```\n', 'heading with something to do below it)'],
    [
      '# T\n\n## Procedure\n\n```sh\nls\n```\n\n## Hotfix\n\n```sh\nls\n```\n',
      'something to do below it, beside the procedure',
    ],
    [
      '# T\n\n## FASE 1: A\n\n```sh\nls\n```\n\n### Rollback de A\n\n```sh\nls\n```\n',
      'inside another flow whose words say that it undoes something',
    ],
    ['1. A\n2. B\n\n   ```sh\n   ls\n   ```\n', 'under no heading of its own'],
    ['# T\n\n## Steps\n\n```sh\nls\n```\n', 'the flow names no stages, so it is one'],
    ['# T\n\n## Steps\n\n1. A\n\n   ```sh\n   ls\n   ```\n\n2. B\n', '(numbered item)'],
    ['# T\n\n## Steps\n\n```sh\n#!/bin/sh\nls\n```\n', 'shell that starts with #!'],
    ['# T\n\n## Steps\n\n```sh\nls\n# Debe listar a\n```\n', 'comment of the block that says'],
    ['# T\n\n## Steps\n\n```sh\nls\n```\n\n```sh check\ntrue\n```\n', 'fence marked check'],
    ['# T\n\n## Steps\n\n### 1. A\n\nRestart it.\n', 'prose that asks for work'],
  ])('%j: %s', async (document, rule) => {
    expect(await whyOf(document)).toContain(rule);
  });
});

describe('for a terminal', () => {
  it('wraps what does not fit, and puts short reasons beside the thing', async () => {
    const lines = await outlineOf(runbook);
    for (const width of [40, 80, 200]) {
      const text = outlineToPretty(lines, { color: false, width, why: true });
      for (const line of text.split('\n'))
        expect(stringWidth(line), line).toBeLessThanOrEqual(Math.max(width, 40));
    }
    expect(outlineToPretty(lines, { color: false, width: 200, why: true })).toContain(
      'checklist :31  1 item  ← line 31',
    );
  });

  it('lets nothing of the document act on it', async () => {
    const text = await whyOf('# T \u001b[2J\n\n## Steps \u202e\n\n```sh\nls \u001b[31m\n```\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });
});
