/** Criteria: where they are found, what decides them, and when nothing but a person can. */
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/index.ts';
import { flowOf, procedureOf } from './support.ts';

async function criteriaOf(body: string): Promise<Criterion[]> {
  const procedure = await procedureOf(`# T\n\n## Procedure\n\n### Step 1.1: Do\n\n${body}\n`);
  return flowOf(procedure, 'main').stages.flatMap(({ steps }) =>
    steps.flatMap(({ criteria }) => criteria),
  );
}

const run = (code: string): string => `\`\`\`bash\n${code}\n\`\`\`\n\n`;

describe('is found', () => {
  it.each([
    '**Criterio de Exito:** It is up',
    '**Criterio de éxito**: It is up',
    '**Success criterion:** It is up',
    '**Resultado esperado:** It is up',
    '**Output esperado**: It is up',
    '**Salida Esperada:** It is up',
    '**Evidencia Esperada:** It is up',
    'Expected: It is up',
    'Success criterion: It is up',
    '**Criterios de salida:**\n\n- [ ] It is up',
    '**Success criteria:**\n\n- It is up',
  ])('%s', async (text) => {
    const found = await criteriaOf(run('uptime') + text);
    expect(found.map(({ text: sentence, origin, action }) => [sentence, origin, action])).toEqual([
      ['It is up', 'attested', 0],
    ]);
  });

  it('in a comment of the block, where the step has no sentence of its own', async () => {
    expect(
      (await criteriaOf(run('curl -f localhost\n# Esperado: HTTP 200 OK'))).map(
        ({ text, rule }) => [text, rule],
      ),
    ).toEqual([['Esperado: HTTP 200 OK', 'http-ok']]);
    expect(
      await criteriaOf(`${run('curl -f localhost\n# Esperado: HTTP 200 OK')}Expected: It answers`),
    ).toHaveLength(1);
  });

  it('in a fence of expected output, similarity scores left aside', async () => {
    const [found] = await criteriaOf(
      `${run('az group list')}Results:\n\n<!-- expected_similarity=0.3 -->\n\n\`\`\`json\n{"name": "x"}\n\`\`\``,
    );
    expect(found).toMatchObject({
      origin: 'declared',
      action: 0,
      check: { kind: 'expected-output', expected: '{"name": "x"}' },
    });
  });

  it('belongs to the block before it', async () => {
    const found = await criteriaOf(`${run('one')}Expected: first\n\n${run('two')}Expected: second`);
    expect(found.map(({ text, action }) => [text, action])).toEqual([
      ['first', 0],
      ['second', 1],
    ]);
  });
});

describe('is declared', () => {
  it.each([
    [
      'The file is there: file /tmp/x nonempty',
      { kind: 'file', path: '/tmp/x', is: 'nonempty', fresh: false },
    ],
    [
      '`stdout contains "ready"`',
      { kind: 'output', stream: 'stdout', is: 'contains', value: 'ready' },
    ],
    [
      'It says so — stdout matches /v[0-9]+/',
      { kind: 'output', stream: 'stdout', is: 'matches', value: 'v[0-9]+' },
    ],
    [
      'Nothing goes wrong (stderr empty)',
      { kind: 'output', stream: 'stderr', is: 'empty', value: null },
    ],
    [
      'It answers: http 204 http://localhost:8080/ready',
      { kind: 'http', status: 204, url: 'http://localhost:8080/ready' },
    ],
    ['service nginx active', { kind: 'service', name: 'nginx', is: 'active' }],
    ['process worker absent', { kind: 'process', name: 'worker', is: 'absent' }],
    ['Differences found: exit 1', { kind: 'exit', codes: [1] }],
  ])('%s', async (sentence, check) => {
    const [found] = await criteriaOf(`${run('true')}**Success criterion:** ${sentence}`);
    expect(found).toMatchObject({ origin: 'declared', check });
  });

  it('by a check fence right after it', async () => {
    const [found, ...more] = await criteriaOf(
      `${run('true')}Expected: it is small\n\n\`\`\`bash check\ntest 1 -lt 2\n\`\`\``,
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      origin: 'declared',
      check: { kind: 'script', code: 'test 1 -lt 2', line: 14 },
    });
  });

  it('by a check fence and a predicate both, where it has both', async () => {
    const found = await criteriaOf(
      `${run('true')}Expected: it says ok: stdout contains "ok"\n\n\`\`\`bash check\ntest 1 -lt 2\n\`\`\``,
    );
    expect(found.map(({ check }) => check?.kind)).toEqual(['output', 'script']);
  });

  it('not by words that only resemble a predicate', async () => {
    const [found] = await criteriaOf(
      `${run('true')}Expected: the script should exit 0 or so when all is well`,
    );
    expect(found).toMatchObject({ origin: 'attested', check: null });
  });
});

describe('is inferred', () => {
  it.each([
    ['nothing-found', 'ps aux | grep nginx | grep -v grep', 'No hay procesos nginx activos'],
    ['nothing-found', 'ps aux | grep nginx', 'No nginx process is running'],
    ['nothing-found', 'tail -50 app.log | grep ERROR', 'Sin errores en el log'],
    ['nothing-found', 'cat app.log | grep FATAL', 'No FATAL errors in the log'],
    ['http-ok', 'curl -fsS http://localhost/health', 'The health check answers HTTP 200'],
    ['file-written', 'pg_dump db > /tmp/db.sql', 'Backup creado'],
    ['file-written', 'tar c . > out.tar', 'Archive file has size > 0 bytes'],
    ['service-active', 'sudo systemctl status nginx', 'nginx activo'],
    [
      'service-active',
      'systemctl is-active nginx\nsystemctl is-active redis',
      'Todos los servicios activos',
    ],
    ['tests-pass', 'pytest tests/smoke', 'Todos los smoke tests pasan'],
    ['tests-pass', 'npm test', 'All tests pass'],
    [
      'exit-zero',
      'python manage.py migrate\necho $?\n# Debe ser 0',
      'Migraciones aplicadas exitosamente',
    ],
  ])('%s: %s', async (rule, code, sentence) => {
    const [found] = await criteriaOf(`${run(code)}**Criterio de Exito:** ${sentence}`);
    expect(found).toMatchObject({ origin: 'inferred', rule });
    expect(found!.check).not.toBeNull();
  });

  it.each([
    ['curl without --fail ends with 0 on 500', 'curl -k https://localhost/health', 'HTTP 200'],
    ['the failure is hidden', 'curl -f http://localhost/health || echo down', 'HTTP 200'],
    ['one curl of two does not fail', 'curl -f http://a/\ncurl http://b/', 'HTTP 200'],
    [
      'the sentence promises more than the service',
      'systemctl status nginx',
      'nginx activo sin errores',
    ],
    ['the sentence names another service', 'systemctl status nginx', 'redis activo'],
    ['the status is hidden', 'systemctl status nginx || true', 'nginx activo'],
    ['the backup is also said to be verified', 'pg_dump db > x.sql', 'Backup creado y verificado'],
    ['two files are written', 'a > x.sql\nb > y.sql', 'Backup creado'],
    ['the search may find harmless errors', 'tail app.log | grep -i error', 'Sin errores criticos'],
    [
      'a log is shown that nothing searches',
      'tail a.log | grep error\ntail b.log',
      'Sin errores en logs',
    ],
    ['the search is turned round', 'ps aux | grep -v nginx', 'No nginx process is running'],
    [
      'the test runner is not in charge of the exit status',
      'pytest tests | tee log; true && pytest x || true',
      'unrelated',
    ],
    [
      'an echo tells nothing',
      'test -f x && echo "Backup OK" || echo "NOT FOUND"',
      'Backup identificado y verificado',
    ],
    ['the tests are behind a guard', 'pytest || true', 'All tests pass'],
  ])('never where %s', async (_why, code, sentence) => {
    const [found] = await criteriaOf(`${run(code)}**Criterio de Exito:** ${sentence}`);
    expect(found).toMatchObject({ origin: 'attested', check: null, rule: null });
  });

  it('knows a file by what was fixed of its name', async () => {
    const path = async (code: string) => {
      const [found] = await criteriaOf(`${run(code)}Expected: Backup created`);
      return found!.check?.kind === 'file' ? found!.check.path : null;
    };
    expect(await path('dump > /backups/db_$(date +%s).sql')).toBe('/backups/db_*.sql');
    expect(await path('dump > "/backups/my db_$(date +%s).sql"')).toBe('"/backups/my db_"*".sql"');
    expect(await path('dump > "$DIR/x.sql"')).toBe('"$DIR/x.sql"');
  });

  it('lets a search find nothing without failing the block even where a person judges', async () => {
    const procedure = await procedureOf(
      `# T\n\n## Procedure\n\n### Step 1.1: Do\n\n${run('tail a.log | grep error\ntail b.log')}Expected: No errors in the logs\n`,
    );
    const [action] = flowOf(procedure, 'main').stages[0]!.steps[0]!.actions;
    expect(action).toMatchObject({
      kind: 'run',
      expects: { searches: [{ line: 8, ownLine: false }] },
    });
  });
});
