/** Every way of writing stages and steps, in Spanish and English. */
import { describe, expect, it } from 'vitest';
import { actionsOf, flowOf, procedureOf, sketch } from './support.ts';

const run = (command: string): string => `\`\`\`bash\n${command}\n\`\`\``;

describe('staged', () => {
  it.each([
    ['es', 'ETAPA', 'Paso', 'minutos'],
    ['es', 'FASE', 'Paso', 'min'],
    ['en', 'Stage', 'Step', 'minutes'],
    ['en', 'Phase', 'Step', 'min'],
  ])('%s: %s and %s', async (_language, stage, step, unit) => {
    const procedure = await procedureOf(`# Cache flush

## 5. ${stage === 'ETAPA' || stage === 'FASE' ? 'PROCEDIMIENTO DETALLADO' : 'Detailed procedure'}

### ${stage} 1: Prepare (5 ${unit})

#### ${step} 1.1: Look
${run('uptime')}

#### ${step} 1.2 — Announce
- [ ] Told the team

### ${stage} 2 - Flush (1-2 ${unit})

#### ${step} 2.1: Flush it
${run('sync')}
`);
    const main = flowOf(procedure, 'main');
    expect(main.stages.map(({ number, title, minutes }) => [number, title, minutes])).toEqual([
      [1, 'Prepare', 5],
      [2, 'Flush', 2],
    ]);
    expect(sketch(main)).toEqual(['1.1 Look: run', '1.2 Announce: checklist', '2.1 Flush it: run']);
  });

  it('reads steps without stages as one stage', async () => {
    const procedure = await procedureOf(`# Warm up

## Step 1 — Start
${run('true')}

## Step 2 — Check
${run('uptime')}
`);
    expect(sketch(flowOf(procedure, 'main'))).toEqual(['1.1 Start: run', '1.2 Check: run']);
  });

  it('marks conditional and optional parts, and leaves their titles as written', async () => {
    const procedure = await procedureOf(`# Node drain

## Procedimiento

### ETAPA 1: Vaciar (10 minutos)

#### Paso 1.1: Avisar (Opcional)
${run('echo aviso')}

#### Paso 1.2: Forzar (si necesario)
${run('echo forzar')}

### ETAPA 2: Volver (si aplica)

#### Paso 2.1: Volver
${run('echo volver')}
`);
    const [first, second] = flowOf(procedure, 'main').stages;
    expect(first!.steps.map(({ optional, conditional }) => [optional, conditional])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(second!.conditional).toBe(true);
  });
});

describe('phased process', () => {
  it('keeps exit criteria, inputs and outputs of each phase, and moves a rollback out of the main flow', async () => {
    const procedure = await procedureOf(`# Schema change

## Phase 1: Migrate

### Objective

Change the schema.

### Input artifacts

- Reviewed migration

### Apply the migration

${run('echo migrate')}

### Rollback of the migration

${run('echo undo')}

### Exit criteria

- [ ] Migration applied
- [ ] No locks left

## Phase 2: Rollback (if needed)

### Put the old schema back

${run('echo old')}
`);
    const main = flowOf(procedure, 'main');
    expect(sketch(main)).toEqual([
      '1.1 Apply the migration: run',
      '2.1 Put the old schema back: run',
    ]);
    expect(main.stages[0]!.criteria.map(({ text }) => text)).toEqual([
      'Migration applied',
      'No locks left',
    ]);
    expect(main.stages[0]!.inputs.map(({ text }) => text)).toEqual(['Reviewed migration']);
    expect(main.stages[1]!.conditional).toBe(true);
    expect(sketch(flowOf(procedure, 'rollback'))).toEqual(['1.1 Rollback of the migration: run']);
  });

  it('never runs a stage that reverts the work unasked, whatever its heading forgot to say', async () => {
    const procedure = await procedureOf(`# Despliegue

## FASE 1: Subir
${run('echo subir')}

## FASE 2: Rollback
${run('echo bajar')}
`);
    expect(flowOf(procedure, 'main').stages.map(({ conditional }) => conditional)).toEqual([
      false,
      true,
    ]);
  });
});

describe('numbered headings', () => {
  it('takes a numbered heading without sub-headings as stage and step in one', async () => {
    const procedure = await procedureOf(`# Release

## Procedure for releases

### 1. Prepare

#### 1.1 Branch
${run('git branch next')}

#### 1.2 Review
- [ ] Reviewed

### 2. Publish
${run('git tag v1')}

## Hotfix

${run('git cherry-pick abc')}

## Rollback

${run('git revert HEAD')}

## Appendix A

${run('git log')}
`);
    expect(sketch(flowOf(procedure, 'main'))).toEqual([
      '1.1 Branch: run',
      '1.2 Review: checklist',
      '2.1 Publish: run',
    ]);
    expect(procedure.flows.map(({ id }) => id)).toEqual(['main', 'rollback', 'hotfix']);
    expect(procedure.listings.map(({ kind }) => kind)).toEqual(['run']);
  });
});

describe('outline', () => {
  it('separates outer and inner numbers that interleave', async () => {
    const procedure = await procedureOf(`Resumen

1. Antes

- Revisar alertas

2. Despliegue

1. Etiquetar

${run('git tag x')}

2. Publicar

${run('git push')}

3. Migraciones

1. Copia

${run('echo copia')}

2. Verificar los datos.

4. Rollback

1. Volver

${run('git checkout y')}
`);
    const main = flowOf(procedure, 'main');
    expect(main.stages.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '1 Antes',
      '2 Despliegue',
      '3 Migraciones',
    ]);
    expect(sketch(main)).toEqual([
      '1.1 Antes: instruction',
      '2.1 Etiquetar: run',
      '2.2 Publicar: run',
      '3.1 Copia: run',
      '3.2 Verificar los datos.: instruction',
    ]);
    expect(sketch(flowOf(procedure, 'rollback'))).toEqual(['4.1 Volver: run']);
  });
});

describe('plain runbooks', () => {
  it('takes the headings that hold work, and leaves the ones that explain', async () => {
    const procedure = await procedureOf(`# HighMemoryUsage

## Meaning

The node is short of memory.

## Impact

Pods are evicted.

## Diagnosis

Look at the node:

\`\`\`console
$ free -m
              total
$ uptime
\`\`\`

## Mitigation

- Drain the node.
- Restart the kubelet.
`);
    const main = flowOf(procedure, 'main');
    expect(sketch(main)).toEqual(['1.1 Diagnosis: run', '2.1 Mitigation: instruction']);
    const [block] = actionsOf(main);
    expect(block).toMatchObject({ kind: 'run', code: 'free -m\n\nuptime' });
    expect(main.stages[0]!.steps[0]!.criteria[0]!.check).toEqual({
      kind: 'expected-output',
      expected: '              total',
    });
  });

  it('splits a numbered list with a block under each item into steps', async () => {
    const procedure = await procedureOf(`# Disk full

## Resolution

1. Find what is large:

   ${run('du -sh /var/log').replaceAll('\n', '\n   ')}

2. Remove old logs:

   ${run('rm -rf /var/log/old').replaceAll('\n', '\n   ')}

3. Tell the owner of the service.
`);
    const main = flowOf(procedure, 'main');
    expect(sketch(main)).toEqual([
      '1.1 Find what is large: run',
      '1.2 Remove old logs: run',
      '1.3 Tell the owner of the service.: instruction',
    ]);
    const blocks = actionsOf(main).filter((action) => action.kind === 'run');
    expect(blocks.map(({ codeSpan }) => [codeSpan.line, codeSpan.column])).toEqual([
      [8, 4],
      [14, 4],
    ]);
  });

  it('finds blocks inside quotes and details', async () => {
    const procedure = await procedureOf(`# Restart

## Steps

### Restart the worker

> ${run('echo quoted').replaceAll('\n', '\n> ')}

<details>
<summary>More</summary>

${run('echo folded')}

</details>
`);
    expect(
      actionsOf(flowOf(procedure, 'main')).map((action) => action.kind === 'run' && action.code),
    ).toEqual(['echo quoted', 'echo folded']);
  });
});

describe('what is only shown', () => {
  it.each([
    ['after a failure', `**Si falla:**\n\n${run('echo plan-b')}`, 'what to do after a failure'],
    [
      'after a failure, in English',
      `If this fails:\n\n${run('echo plan-b')}`,
      'what to do after a failure',
    ],
    ['as an example', `**Example:**\n\n${run('echo sample')}`, 'marked as an example'],
    ['as a warning example', `**Do not run:**\n\n${run('rm -rf /')}`, 'marked as not to be run'],
    ['as a warning example, in Spanish', `**No ejecutar:**\n\n${run('rm -rf /')}`, 'not to be run'],
    ['by its attribute', '```bash {run=never}\necho no\n```', 'marked run=never'],
    ['comments only', run('# nothing here'), 'comments only'],
    [
      'console without a prompt',
      '```console\nNAME READY\nweb 1/1\n```',
      'a console fence without a "$ " prompt',
    ],
  ])('%s', async (_name, text, reason) => {
    const procedure = await procedureOf(
      `# Job\n\n## Procedure\n\n### Step 1.1: Do it\n\n${run('echo work')}\n\n${text}\n`,
    );
    const actions = actionsOf(flowOf(procedure, 'main'));
    expect(actions.map(({ kind }) => kind)).toEqual(['run', 'listing']);
    expect(actions[1]).toMatchObject({ reason: expect.stringContaining(reason) });
  });

  it('does not take the instruction with it that stands before it', async () => {
    const procedure = await procedureOf(
      '# Disk\n\n## Mitigation\n\n### Ask for a larger disk\n\n- Open a request.\n\n**If this fails:** call the owner.\n',
    );
    expect(actionsOf(flowOf(procedure, 'main'))).toMatchObject([
      { kind: 'instruction', text: 'Open a request.' },
    ]);
  });

  it('is every block of a role that describes', async () => {
    const procedure = await procedureOf(`# Job

## Prerequisites

${run('rm -rf /tmp/prerequisite')}

## Best practices

${run('rm -rf /tmp/practice')}

## Procedure

### Step 1: Work

${run('echo work')}
`);
    expect(
      procedure.flows.flatMap(actionsOf).map((action) => action.kind === 'run' && action.code),
    ).toEqual(['echo work']);
    expect(procedure.listings).toHaveLength(2);
  });
});

describe('what undoes the work', () => {
  it.each([
    ['an explicit step', '### Step 2: Rollback\n\n'],
    ['an explicit step with a number', '### Step 1.2: Rollback if it fails\n\n'],
    ['a heading', '### Rollback plan\n\n'],
    ['a heading in Spanish', '### Plan de rollback\n\n'],
  ])('is no part of the main flow: %s', async (_name, heading) => {
    const procedure = await procedureOf(
      `# Deploy\n\n## Procedure\n\n### Step 1: Publish\n\n${run('echo publish')}\n\n${heading}${run('echo undo')}\n`,
    );
    const code = (id: string) =>
      actionsOf(flowOf(procedure, id)).map((action) => action.kind === 'run' && action.code);
    expect(code('main')).toEqual(['echo publish']);
    expect(code('rollback')).toEqual(['echo undo']);
  });

  it('is the main flow of a document about it', async () => {
    const procedure = await procedureOf(
      `# Rollback of a deployment\n\n## Procedure\n\n### Step 1: Revert the code\n\n${run('git checkout old')}\n`,
    );
    expect(sketch(flowOf(procedure, 'main'))).toEqual(['1.1 Revert the code: run']);
  });
});

describe('alternatives', () => {
  it('never run all, because nobody asked', async () => {
    const procedure = await procedureOf(
      `# Restart\n\n## Procedure\n\n### Step 1: Restart\n\n**Option A:**\n\n${run('systemctl restart x')}\n\n**Option B:**\n\n${run('reboot')}\n\n### Option C: By hand\n\n${run('kill 1')}\n`,
    );
    const main = flowOf(procedure, 'main');
    expect(actionsOf(main).map((action) => action.kind === 'run' && action.expects.run)).toEqual([
      'ask',
      'ask',
      'auto',
    ]);
    expect(main.stages[0]!.steps.map(({ optional }) => optional)).toEqual([false, true]);
  });
});

describe('documents of other tools', () => {
  it("Azure's executable documents: every block is a step, Results is what it must print", async () => {
    const procedure = await procedureOf(`# Create a VM

## Define environment variables

${run('export REGION=EastUS')}

## Create a resource group

${run('az group create --location $REGION')}

Results:

<!-- expected_similarity=0.3 -->
\`\`\`json
{ "location": "eastus" }
\`\`\`

## Next Steps

* [Learn](https://example.org)
`);
    const main = flowOf(procedure, 'main');
    expect(sketch(main)).toEqual([
      '1.1 Define environment variables: run',
      '2.1 Create a resource group: run',
    ]);
    expect(main.stages[1]!.steps[0]!.criteria).toMatchObject([
      {
        origin: 'declared',
        check: { kind: 'expected-output', expected: '{ "location": "eastus" }' },
      },
    ]);
  });

  it("Runme's: attributes are let be, and what it leaves out of a full run stays out", async () => {
    const procedure = await procedureOf(`# Local setup

\`\`\`sh {"id":"01HF","name":"install"}
npm install
\`\`\`

\`\`\`sh { name=serve background=true }
npm start
\`\`\`

## Cleanup

\`\`\`sh {"excludeFromRunAll":"true"}
rm -rf node_modules
\`\`\`
`);
    const main = flowOf(procedure, 'main');
    expect(sketch(main)).toEqual(['1.1 Local setup: run, run']);
    expect(actionsOf(main)[1]).toMatchObject({ expects: { name: 'serve', background: true } });
  });

  it('bold lines and letters that stand for headings and numbers', async () => {
    const procedure = await procedureOf(`# TDD

## Pasos

**Paso 1: RED**

${run('pytest -x')}

**Paso 2: GREEN**

${run('pytest')}

## Rollback

### Paso R1: Deshacer

${run('git restore .')}
`);
    expect(sketch(flowOf(procedure, 'main'))).toEqual(['1.1 RED: run', '1.2 GREEN: run']);
    expect(sketch(flowOf(procedure, 'rollback'))).toEqual(['R1 Deshacer: run']);
  });
});
