/** Words of a team's own, from the configuration: for roles, stages, steps and labels. */
import { describe, expect, it } from 'vitest';
import { load, type Procedure } from '../../src/index.ts';
import { flowOf, sketch, workspaceOf } from './support.ts';

async function compiled(text: string, vocabulary: unknown): Promise<Procedure> {
  const files: Record<string, string> = { 'document.md': text };
  if (vocabulary !== null) files['procs.config.json'] = JSON.stringify({ vocabulary });
  return (await workspaceOf(files)).documents[0]!.procedure;
}

const spanish = `# Cambio de discos

## Bloque 1: Preparación (20 minutos)

### Tarea 1.1: Parar el servicio

\`\`\`bash
sudo systemctl stop almacen
\`\`\`

**Señal de éxito:** El panel muestra el nodo en gris

**Ojo:** El nodo no avisa

**Si algo va mal:**

\`\`\`bash
sudo systemctl start almacen
\`\`\`

### Tarea 1.2: Avisar

**Dar parte a guardia #almacen:**

\`\`\`text
El nodo está parado.
\`\`\`

## Deshacer el cambio de discos

\`\`\`bash
sudo systemctl start almacen
\`\`\`

## Glosario

\`\`\`bash
lsblk
\`\`\`
`;

const spanishWords = {
  roles: { rollback: ['DESHACER EL CAMBIO'], annex: ['glosario'] },
  stage: ['Bloque'],
  step: ['Tarea'],
  criterion: ['Señal de éxito'],
  failure: ['Si algo va mal'],
  critical: ['Ojo'],
  message: ['Dar parte a guardia #almacen'],
};

const english = `# Swap the disks

## Chapter 1: Drain

### Task 1.1: Stop the writers

\`\`\`bash
sudo systemctl stop writer
\`\`\`

**Green light:** The dashboard shows no writers

**Looks like:**

\`\`\`
stopped
\`\`\`

### Task 1.2: One way

**Other way:**

\`\`\`bash
sudo systemctl kill writer
\`\`\`

**Hands off:**

\`\`\`bash
sudo rm -rf /srv/data
\`\`\`

## Bail-out plan

\`\`\`bash
sudo systemctl start writer
\`\`\`

## Moves

Ask the storage desk for the new disk.
`;

const englishWords = {
  roles: { rollback: ['Bail-out plan'] },
  work: ['Moves'],
  stage: ['Chapter'],
  step: ['Task'],
  criterion: ['Green light:'],
  expectedOutput: ['Looks like'],
  alternative: ['Other way'],
  forbidden: ['Hands off'],
};

describe('words of the configuration', () => {
  it('are read in Spanish, whatever their case and accents', async () => {
    const procedure = await compiled(spanish, spanishWords);
    const main = flowOf(procedure, 'main');
    expect(main.stages.map(({ number, title, minutes }) => [number, title, minutes])).toEqual([
      [1, 'Preparación', 20],
    ]);
    expect(sketch(main)).toEqual(['1.1 Parar el servicio: run, listing', '1.2 Avisar: message']);
    const [stop] = main.stages[0]!.steps;
    expect(stop!.criteria.map(({ text }) => text)).toEqual(['El panel muestra el nodo en gris']);
    expect(stop!.notices).toMatchObject([{ level: 'critical', label: 'Ojo' }]);
    expect(sketch(flowOf(procedure, 'rollback'))).toHaveLength(1);
    expect(procedure.flows).toHaveLength(2);
    expect(procedure.sections.find(({ title }) => title === 'Glosario')?.role).toBe('annex');
  });

  it('are read in English', async () => {
    const procedure = await compiled(english, englishWords);
    const main = flowOf(procedure, 'main');
    expect(main.stages[0]).toMatchObject({ number: 1, title: 'Drain' });
    expect(main.stages[0]!.steps.map(({ ref }) => ref)).toEqual(['1.1', '1.2']);
    const [stop, way] = main.stages[0]!.steps;
    expect(stop!.criteria.map(({ text, check }) => [text, check?.kind ?? null])).toEqual([
      ['The dashboard shows no writers', null],
      ['Output: stopped', 'expected-output'],
    ]);
    expect(way!.actions).toMatchObject([
      { kind: 'run', expects: { run: 'ask' } },
      { kind: 'listing', reason: 'marked as not to be run' },
    ]);
    expect(flowOf(procedure, 'rollback').stages).toHaveLength(1);
    expect(procedure.flows.flatMap(({ stages }) => stages.map(({ title }) => title))).toContain(
      'Moves',
    );
  });

  it('change nothing where there are none', async () => {
    const without = await compiled(spanish, null);
    expect(await compiled(spanish, {})).toEqual(without);
    expect(without.flows.some(({ id }) => id === 'rollback')).toBe(true);
    const titles = without.flows.flatMap(({ stages }) => stages.map(({ title }) => title));
    expect(titles).not.toContain('Preparación');
  });

  it('do not take the built-in words away', async () => {
    const procedure = await compiled(
      '# T\n\n## Stage 1: A\n\n### Step 1.1: B\n\n```bash\ntrue\n```\n\n**Expected:** It is up\n',
      { stage: ['Bloque'], step: ['Tarea'], criterion: ['Señal'] },
    );
    const [stage] = flowOf(procedure, 'main').stages;
    expect([stage!.title, stage!.steps[0]!.title]).toEqual(['A', 'B']);
    expect(stage!.steps[0]!.criteria).toHaveLength(1);
  });

  it('are words, not patterns', async () => {
    const procedure = await compiled('# T\n\n## Plan (a+b) 1: A\n\n```bash\ntrue\n```\n', {
      stage: ['Plan (a+b)', 'x(((', 'x|Plan'],
      roles: { annex: ['.*a', 'pla'] },
    });
    expect(flowOf(procedure, 'main').stages[0]!.title).toBe('A');
    expect(procedure.sections.map(({ role }) => role)).not.toContain('annex');
  });

  it('find a heading that is written with decomposed accents', async () => {
    const text = '# T\n\n## Sección 2: Parada\n\n```bash\ntrue\n```\n';
    for (const form of ['NFC', 'NFD'] as const) {
      const procedure = await compiled(text.normalize(form), { stage: ['SECCION'] });
      expect(flowOf(procedure, 'main').stages[0]).toMatchObject({ number: 2, title: 'Parada' });
    }
  });

  it.each([
    [{ roles: { rolback: ['x'] } }, /rolback|Invalid key/],
    [{ steps: ['Tarea'] }, /steps/],
    [{ step: 'Tarea' }, /step/],
    [{ step: ['…'] }, /at least one letter/],
  ])('that cannot be used are an error: %j', async (vocabulary, message) => {
    const { root } = await workspaceOf({
      'document.md': '# T\n',
      'other/procs.config.json': JSON.stringify({ vocabulary }),
    });
    await expect(load({ root: `${root}/other` })).rejects.toThrow(message);
  });
});
