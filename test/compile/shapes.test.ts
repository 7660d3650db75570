/** What documents wrap their work in: tabs, folds, notes, conditions, tables; and when it must not run unasked. */
import { describe, expect, it } from 'vitest';
import { actionsOf, flowOf, procedureOf, sketch } from './support.ts';

const run = (command: string): string => `\`\`\`bash\n${command}\n\`\`\``;
const indented = (text: string): string => text.replace(/^/gm, '    ');
const inStep = (text: string): string => `# Job\n\n## Procedure\n\n### Step 1: Work\n\n${text}\n`;

/** `echo a: ask` for each block of the main flow; a listing by its reason. */
async function blocks(text: string): Promise<string[]> {
  const { flows } = await procedureOf(text);
  return flows.flatMap(actionsOf).flatMap((action) => {
    if (action.kind === 'run') return [`${action.code}: ${action.expects.run}`];
    return action.kind === 'listing' ? [`${action.code}: ${action.because}`] : [];
  });
}

describe('one of several tabs', () => {
  it.each([
    ['MkDocs', `=== "A"\n\n${indented(run('echo a'))}\n\n=== "B"\n\n${indented(run('echo b'))}`],
    [
      'Docusaurus',
      `<Tabs>\n<TabItem value="a">\n\n${run('echo a')}\n\n</TabItem>\n<TabItem value="b">\n\n${run('echo b')}\n\n</TabItem>\n</Tabs>`,
    ],
    [
      'Hugo',
      `{{< tabs >}}\n{{< tab "A" >}}\n\n${run('echo a')}\n\n{{< /tab >}}\n{{< tab "B" >}}\n\n${run('echo b')}\n\n{{< /tab >}}\n{{< /tabs >}}`,
    ],
  ])('%s: waits to be asked for, and what follows does not', async (_name, tabs) => {
    expect(await blocks(inStep(`${tabs}\n\n${run('echo after')}`))).toEqual([
      'echo a: ask',
      'echo b: ask',
      'echo after: auto',
    ]);
  });

  it('keeps the places of the file, also in a tab inside a note, with CRLF', async () => {
    const text = inStep(
      `!!! warning "Mind"\n\n    Choose:\n\n    === "A"\n\n${indented(indented(run('echo deep')))}`,
    ).replaceAll('\n', '\r\n');
    const [action] = actionsOf(flowOf(await procedureOf(text), 'main'));
    expect(action).toMatchObject({
      kind: 'run',
      code: 'echo deep',
      span: { line: 13, column: 9 },
      codeSpan: { line: 14, column: 9, endLine: 14, endColumn: 18 },
      commands: [{ span: { line: 14, column: 9, endLine: 14, endColumn: 18 } }],
    });
  });

  it('is no marker inside a sentence, and indented code without a marker stays code', async () => {
    const text = inStep(`Compare a === "b" first.\n\n${indented(run('echo shown'))}`);
    expect(await blocks(text)).toEqual(['```bash\necho shown\n```: not-shell']);
  });
});

describe('folded parts', () => {
  it('run like the rest, unless their summary says otherwise', async () => {
    const fold = (summary: string, command: string): string =>
      `<details>\n<summary>${summary}</summary>\n\n${run(command)}\n\n</details>`;
    const text = inStep(
      [
        fold('The command', 'echo run'),
        fold('If this fails', 'echo repair'),
        fold('Example', 'echo sample'),
        run('echo last'),
      ].join('\n\n'),
    );
    expect(await blocks(text)).toEqual([
      'echo run: auto',
      'echo repair: after-failure',
      'echo sample: example',
      'echo last: auto',
    ]);
  });

  it('survives closing tags without opening ones, and comments that look like folds', async () => {
    const text = inStep(
      `</details>\n\n<!-- <details><summary>Example</summary> -->\n\n${run('ls')}`,
    );
    expect(await blocks(text)).toEqual(['ls: auto']);
  });
});

describe('conditions above a block', () => {
  it.each([
    'If the disk is full:',
    'Si son copias antiguas, borrarlas:',
    'Otherwise:',
    'Opcionalmente, avisar:',
    'Look at the load. If it is high, restart it:',
    'En caso de que siga lleno, ampliar el volumen:',
  ])('%s', async (lead) => {
    expect(await blocks(inStep(`${lead}\n\n${run('echo maybe')}`))).toEqual(['echo maybe: ask']);
  });

  it.each([
    'When the copy is done, start the service:',
    'Cuando termine la copia, arrancar:',
    'Run the following to see whether it is up:',
    'Now:',
  ])('is none: %s', async (lead) => {
    expect(await blocks(inStep(`${lead}\n\n${run('echo surely')}`))).toEqual(['echo surely: auto']);
  });

  it('end with the next sentence', async () => {
    const text = inStep(`If it is red:\n\n${run('echo a')}\n\nThen go on:\n\n${run('echo b')}`);
    expect(await blocks(text)).toEqual(['echo a: ask', 'echo b: auto']);
  });

  it('give way to the author who says how the block runs', async () => {
    const text = inStep('If it is red:\n\n```bash {run=auto}\necho a\n```');
    expect(await blocks(text)).toEqual(['echo a: auto']);
  });

  it('hold for all below a heading that states one, and not for the next heading', async () => {
    const procedure = await procedureOf(`# Node

## Resolution

### If the kubelet is stopped

${run('systemctl start kubelet')}

### Uncordon

${run('kubectl uncordon a')}
`);
    const steps = flowOf(procedure, 'main').stages.flatMap((stage) => stage.steps);
    expect(steps.map(({ conditional }) => conditional)).toEqual([true, false]);
  });

  it('hold for the parts of a conditional part', async () => {
    const procedure = await procedureOf(`# Node

## Phase 1: Work

### Certificates (if they expired)

#### Renew

${run('renew')}

#### Install

${run('install')}
`);
    const [stage] = flowOf(procedure, 'main').stages;
    expect(stage!.steps.map(({ conditional }) => conditional)).toEqual([true, true]);
  });
});

describe('what to do after a failure', () => {
  it('is shown below a heading that says so, and runs where it is the work', async () => {
    const text = `# Import

## Procedure

### Step 1: Load

${run('load')}

### What to do if the load fails

${run('unlock')}

## Rollback

### If the load fails

${run('restore')}
`;
    const procedure = await procedureOf(text);
    expect(sketch(flowOf(procedure, 'main'))).toEqual(['1.1 Load: run']);
    expect(sketch(flowOf(procedure, 'rollback'))).toEqual(['1.1 If the load fails: run']);
    expect(flowOf(procedure, 'rollback').stages[0]!.steps[0]!.conditional).toBe(false);
    expect(procedure.listings).toMatchObject([{ code: 'unlock', because: 'after-failure' }]);
  });

  it('is the work of a runbook that holds nothing else', async () => {
    expect(await blocks(`# VPN\n\n## Troubleshooting\n\n${run('ipsec status')}\n`)).toEqual([
      'ipsec status: auto',
    ]);
  });

  it('ends with the heading that it stands below', async () => {
    const text = inStep(
      `#### Load\n\n${run('a')}\n\nIf this fails:\n\n${run('b')}\n\n#### Confirm\n\n${run('c')}`,
    );
    expect(await blocks(text)).toEqual(['a: auto', 'b: after-failure', 'c: auto']);
  });
});

describe('notes', () => {
  it('show what is no part of the work; warnings may ask for it', async () => {
    const text = inStep(
      `> [!TIP]\n> See more:\n>\n> ${run('echo tip').replaceAll('\n', '\n> ')}\n\n> [!IMPORTANT]\n> First:\n>\n> ${run('echo first').replaceAll('\n', '\n> ')}`,
    );
    expect(await blocks(text)).toEqual(['echo tip: ask', 'echo first: auto']);
  });

  it('in directives keep their words and their blocks apart', async () => {
    const procedure = await procedureOf(
      inStep(
        `:::warning\nOne at a time.\n:::\n\n:::danger Do not run\n\n${run('rm -r /')}\n\n:::\n\n${run('ls')}`,
      ),
    );
    const [step] = flowOf(procedure, 'main').stages[0]!.steps;
    expect(step!.notices).toMatchObject([
      { level: 'warning', text: 'One at a time.' },
      { level: 'critical', text: 'Do not run' },
    ]);
    expect(step!.actions).toMatchObject([{ because: 'forbidden' }, { kind: 'run', code: 'ls' }]);
  });
});

describe('output that is shown', () => {
  it('is a criterion where it must be so, a listing where it only looks like it', async () => {
    const procedure = await procedureOf(
      inStep(
        `${run('a')}\n\nYou should see the following output:\n\n\`\`\`text\nok\n\`\`\`\n\n${run('b')}\n\nThe output is similar to this:\n\n\`\`\`text\nmaybe\n\`\`\``,
      ),
    );
    const [step] = flowOf(procedure, 'main').stages[0]!.steps;
    expect(step!.criteria).toMatchObject([{ check: { kind: 'expected-output', expected: 'ok' } }]);
    expect(step!.actions.map(({ because }) => because)).toEqual([
      'shell-fence',
      'shell-fence',
      'example',
    ]);
  });

  it("compares with a session's output, not with its prompts", async () => {
    const procedure = await procedureOf(
      inStep(`${run('statusctl')}\n\nExpected output:\n\n\`\`\`console\n$ statusctl\nup\n\`\`\``),
    );
    const [step] = flowOf(procedure, 'main').stages[0]!.steps;
    expect(step!.criteria).toMatchObject([{ check: { kind: 'expected-output', expected: 'up' } }]);
    expect(step!.actions).toHaveLength(1);
  });
});

describe('criteria by stage', () => {
  it('reads a table wherever it stands, and keeps what it says of no stage', async () => {
    const procedure = await procedureOf(`# Move

## Entry and exit criteria

| Phase | Entry criteria | Exit criteria |
| --- | --- | --- |
| Phase 1 | Racks booked | Inventory signed |
| Close | - | Old site empty |
| Phase 9 | Nothing | Somebody knows |

## Phase 1: Inventory

### Export

${run('export')}

## Phase 2: Close

### Wipe

${run('wipe')}
`);
    const stages = flowOf(procedure, 'main').stages;
    expect(stages.map(({ criteria }) => criteria.map(({ text }) => text))).toEqual([
      ['Inventory signed'],
      ['Old site empty'],
    ]);
    expect(procedure.criteria.map(({ text }) => text)).toEqual(['Somebody knows']);
    expect(procedure.prerequisites).toMatchObject([{ group: 'Inventory', text: 'Racks booked' }]);
  });

  it('does not take any table with a column of exits for one', async () => {
    const procedure = await procedureOf(
      `# Doors\n\n## Phase 1: Look\n\n| Door | Exit road |\n| --- | --- |\n| A | North |\n\n${run('ls')}\n`,
    );
    expect(flowOf(procedure, 'main').stages[0]!.criteria).toEqual([]);
  });
});

describe('lines that stand for headings', () => {
  it('count when they are bold, or several', async () => {
    const procedure = await procedureOf(
      `# Pods\n\n## Response\n\nStep 1. Look\n\n${run('get')}\n\nStep 2. Contain\n\n${run('scale')}\n`,
    );
    expect(sketch(flowOf(procedure, 'main'))).toEqual(['1.1 Look: run', '1.2 Contain: run']);
  });

  it('do not when they are sentences', async () => {
    const procedure = await procedureOf(
      `# Pods\n\n## Response\n\nStep 1 must stay before step 2.\n\nStep 2: see above.\n\n${run('get')}\n`,
    );
    expect(sketch(flowOf(procedure, 'main'))).toEqual(['1.1 Response: run']);
  });
});

describe('prose of a stage', () => {
  it('is a step of its own where it asks for work, and none where it explains', async () => {
    const procedure = await procedureOf(`# Review

## Phase 1: Collect

Ask each lead for the list.

### Export

${run('export')}

## Phase 2: Act

After the list is complete, the officer decides. Follow these steps:

1. Disable:

   ${run('disable').replaceAll('\n', '\n   ')}

2. Archive the list.
`);
    expect(sketch(flowOf(procedure, 'main'))).toEqual([
      '1.0 Collect: instruction',
      '1.1 Export: run',
      '2.1 Disable: run',
      '2.2 Archive the list.: instruction',
    ]);
  });
});

describe('labels above a block', () => {
  it.each([
    ['**Rollback:**', 'undo'],
    ['**Vuelta atrás:**', 'undo'],
    ['To roll back the change:', 'undo'],
    ['Para revertir:', 'undo'],
    ['**Nunca:**', 'forbidden'],
    ['Avoid:', 'forbidden'],
    ['En lugar de:', 'forbidden'],
    ['Never restart it like this:', 'forbidden'],
    ['This is equivalent to:', 'example'],
    ['**Salida de ejemplo:**', 'example'],
    ['If the push fails:', 'after-failure'],
  ])('%s: only shown', async (label, because) => {
    expect(await blocks(inStep(`${label}\n\n${run('echo shown')}`))).toEqual([
      `echo shown: ${because}`,
    ]);
  });

  it.each([
    '**Rollback:** see section 7',
    'Never restart it: it holds locks.',
    'Do not forget to run:',
    'Instead of restarting everything, drain one node:',
    '**Verificación:**',
  ])('%s: says nothing against the next block', async (label) => {
    expect(await blocks(inStep(`${label}\n\n${run('echo surely')}`))).toEqual([
      'echo surely: auto',
    ]);
  });

  it('of undoing are the work of a document about it, and of the rollback', async () => {
    const text = `# Rollback of a release\n\n## Procedure\n\n### Step 1: Back\n\n**Rollback of the tag:**\n\n${run('git tag -d x')}\n`;
    expect(await blocks(text)).toEqual(['git tag -d x: auto']);
    const other = `# Release\n\n## Procedure\n\n### Step 1: Go\n\n${run('a')}\n\n## Rollback\n\nTo undo:\n\n${run('b')}\n`;
    expect(await blocks(other)).toEqual(['a: auto', 'b: auto']);
  });
});

describe('the content of a file', () => {
  it.each([
    ['Create the file `backup.sh` with the following content:', 'backup.sh'],
    ['El script `copia.sh` contiene:', 'copia.sh'],
    ['Save the following as `/etc/x.sh`:', '/etc/x.sh'],
    ['Crear archivo: `deploy.sh`', 'deploy.sh'],
  ])('%s: a script, no command', async (lead, path) => {
    const procedure = await procedureOf(
      inStep(`${lead}\n\n${run('tar czf /backup/home.tgz /home')}`),
    );
    expect(actionsOf(flowOf(procedure, 'main'))).toMatchObject([{ kind: 'script', path }]);
  });

  it.each([
    ['Create the file `x.conf` with this command:', "echo 'keep=7' > /etc/x.conf"],
    ['Create a file named `x.txt`:', 'cat > x.txt <<END\na\nEND'],
    ['Look at what the folder contains:', 'ls -l'],
    ['Save the state with a snapshot:', 'lvcreate -s x'],
  ])('%s: a command', async (lead, command) => {
    expect(await blocks(inStep(`${lead}\n\n${run(command)}`))).toEqual([`${command}: auto`]);
  });
});

describe('info strings of other tools', () => {
  it.each([
    ['{.bash .numberLines}', 'run'],
    ['{bash}', 'run'],
    ['bash:Terminal', 'run'],
    ['bash title="Terminal"', 'run'],
    ['bash:scripts/build.sh', 'script'],
    ['bash title="scripts/build.sh"', 'script'],
    ['{.python}', 'listing'],
    ['python:build.sh', 'listing'],
  ])('%s: %s', async (info, kind) => {
    const procedure = await procedureOf(
      inStep(`${run('true')}\n\n\`\`\`${info}\nmake book\n\`\`\``),
    );
    expect(actionsOf(flowOf(procedure, 'main'))[1]).toMatchObject({ kind });
  });

  it("takes Runme's word that a block is in the background, and no other's that it is not interactive", async () => {
    const procedure = await procedureOf(
      inStep(
        '```sh {"name":"serve","background":"true","interactive":"false"}\nserve\n```\n\n```sh { interactive=false }\nls\n```',
      ),
    );
    expect(actionsOf(flowOf(procedure, 'main'))).toMatchObject([
      { expects: { name: 'serve', background: true, interactive: false } },
      { expects: { background: false, interactive: false } },
    ]);
  });
});

describe('tables of steps', () => {
  it('are steps where there is nothing to run beside them, and no others are', async () => {
    const procedure = await procedureOf(`# Reception

## Procedure

| Step | Action | Who |
| --- | --- | --- |
| 1 | Count the boxes | Store |
| 2 | | Store |
| Step 3 | Sign | Lead |

## Rollback

| Risk | Action |
| --- | --- |
| Fire | Leave |
`);
    expect(sketch(flowOf(procedure, 'main'))).toEqual([
      '1.1 Count the boxes: instruction',
      '1.3 Sign: instruction',
    ]);
    expect(procedure.flows.map(({ id }) => id)).toEqual(['main']);
    const beside = await procedureOf(
      inStep(`| Step | Action |\n| --- | --- |\n| 1 | Look |\n\n${run('ls')}`),
    );
    expect(sketch(flowOf(beside, 'main'))).toEqual(['1.1 Work: run']);
  });
});
