/** What rules about a document's own words must not say, and what they say where it is less plain than in their examples. */
import { describe, expect, it } from 'vitest';
import { checkFiles } from './workspace.ts';

const document = (body: string, front = ''): string =>
  `---\nid: PROC-A-001\n${front}---\n\n# PROC-A-001: Migración de datos\n\n${body}\n`;
const block = (code: string, info = 'bash'): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;
const stages = (...minutes: (number | null)[]): string =>
  minutes
    .map(
      (one, at) =>
        `## Etapa ${at + 1}: Parte ${'abcdef'[at]}${one === null ? ' (si aplica)' : ` (${one} minutos)`}\n\n- [ ] hecho\n`,
    )
    .join('\n');
const step = (body: string, title = 'Uno'): string =>
  `## Etapa 1: Uno\n\n### Paso 1.1: ${title}\n\n${body}\n`;
const log = (...entries: string[]): string => `## Control de cambios\n\n${entries.join('\n')}\n`;

/** `rule: message` of what the rules about a document's own words say. */
async function said(
  text: string,
  beside: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const found = await checkFiles({ 'example.md': text, ...beside });
  return found
    .filter(({ code, file }) => code >= 'PROCS050' && code <= 'PROCS069' && file === 'example.md')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe('nothing is said about', () => {
  it.each<[string, string]>([
    [
      'a total within its range',
      document(`${stages(15, 23)}\n## Anexo\n\nTiempo total: 30-40 min\n`),
    ],
    [
      'a total that leaves out what is run only when it applies',
      document(`${stages(10, null, 5)}\n## Anexo\n\n**Duración total estimada:** 15 minutos\n`),
    ],
    [
      'a column that counts on, with a range or words between',
      document(
        `${stages(5, 10, 5)}\n## Anexo\n\n| Etapa | Tiempo | Acumulado |\n|---|---|---|\n| x | 5 min | 5 min |\n| y | 5-15 min | 20 min |\n| z | variable | - |\n| w | 5 min | 1 h |\n| v | variable | - |\n| u | 5 min | 55 min |\n`,
      ),
    ],
    ['a total in whole hours', document(`${stages(100, 75)}\n## Anexo\n\nTiempo total: 3 horas\n`)],
    [
      'a total of a part, or under a condition',
      document(
        `${stages(10, 5)}\n## Anexo\n\nTiempo total: 5 minutos (sin copia)\n\nTiempo estimado de rollback: 3 minutos\n`,
      ),
    ],
    [
      'the total of an older version',
      document(
        `${stages(10, 5)}\n${log('### Version 1.0.0 (2026-01-12)', '', '- Tiempo total estimado: 80 minutos')}`,
      ),
    ],
    [
      'a total where a stage gives no time',
      document(
        '## Etapa 1: A (5 minutos)\n\n- [ ] a\n\n## Etapa 2: B\n\n- [ ] b\n\n## Anexo\n\nTiempo total: 90 min\n',
      ),
    ],
    [
      'limits of something else',
      document(
        `## Alcance\n\n- Rollback completado en menos de 5 minutos\n- Downtime < 2 minutos\n- Health check responde en < 500ms\n- Copia terminada en 3 minutos\n\n${stages(15, 20)}`,
      ),
    ],
    [
      'a limit that is kept, and one that a step sets itself',
      document(
        `${stages(15, 20)}\nMigración completada en < 10 minutos\n\n## Criterios de éxito\n\n- [ ] Migración completada en < 1 hora\n`,
      ),
    ],
    [
      'versions that are announced',
      document(
        log(
          '### Versión 1.0.0 (2026-01-12)',
          '',
          '- Creación',
          '',
          '### Próximas versiones',
          '',
          '- v1.1.0: Más',
          '- v2.0.0: Todo',
        ),
        'version: 1.0.0\n',
      ),
    ],
    [
      'a version that is written shorter, and entries with a date alone',
      document(
        log('- 2026-01-12: Creación', '- 1.0: Versión para PostgreSQL 15.2'),
        'version: 1.0.0\n',
      ),
    ],
    [
      'a change log in either order, and two changes on one day',
      document(
        log('- 1.0.0 (2026-01-12): a', '- 1.1.0 (2026-01-12): b', '- 1.2.0 (2026-02-01): c'),
        'version: 1.2\nfecha_actualizacion: 2026-02-01\n',
      ),
    ],
    [
      'a change that is younger than the last review',
      document(log('- 1.0.0 (2026-03-01): a'), 'version: 1.0.0\nlast_reviewed_on: 2026-01-01\n'),
    ],
    [
      'what a change log says of other software',
      document(`${log('- Se adapta a la versión 9.1 del servidor')}`, 'version: 1.0.0\n'),
    ],
    [
      'tools of every machine, of a suite, of the procedure itself and of its own functions',
      document(
        `## Herramientas requeridas\n\n- Cliente de PostgreSQL\n- Python 3.12\n- systemd\n\n${step(
          block(
            'avisar() { echo "$1"; }\navisar hola\npg_dump app | gzip >app.gz\npip install yamllint\nyamllint .\njournalctl -u app -n 5\n./bin/limpiar.sh\n"$EDITOR" x',
          ),
        )}`,
      ),
    ],
    [
      'tools where the list is one of what the team uses',
      document(`## Herramientas\n\n- Grafana\n\n${step(block('curl -fs http://localhost'))}`),
    ],
    [
      'tools that the prerequisites ask for',
      document(
        `## Prerrequisitos\n\n- kubectl y jq instalados\n\n### Herramientas necesarias\n\n- VPN\n\n${step(block('kubectl get pods -o json | jq .'))}`,
      ),
    ],
    [
      'artifacts that a step, a template, a script or another procedure may write',
      document(
        `${step(`${block('pg_dump app > "/backups/app_$(date +%F).sql"')}\nAnotar en docs/actas/ACTA-2026-01-12.md lo que se ha hecho\n`)}\n## Artefactos\n\n- /backups/app_*.sql\n- docs/actas/ACTA-YYYY-MM-DD.md\n- Capturas de pantalla\n- https://example.org/x/y.log\n`,
      ),
    ],
    [
      'artifacts of a procedure that runs a script of its own',
      document(`${step(block('./scripts/volcar.sh'))}\n## Artefactos\n\n- /backups/app_*.sql\n`),
    ],
    [
      'a matrix without A, with A and R in one, and with rows that only group',
      document(
        '## Roles\n\n| Actividad | X | Y |\n|---|---|---|\n| Uno | R | C |\n\n### Otra\n\n| Actividad | X | Y |\n|---|---|---|\n| **Fase** | | |\n| Uno | A/R | I |\n| Dos | AR | C |\n',
      ),
    ],
    [
      'roles under a longer, shorter or abbreviated name, and ones without a profile',
      document(
        '## Roles\n\n| Actividad | DevOps | DBA | QA | Product Owner |\n|---|---|---|---|---|\n| Uno | R | C | I | A |\n\n**DevOps Engineer:**\n\n- Acceso\n\n**Database Administrator:**\n\n- Acceso\n',
      ),
    ],
    [
      'open approvals of a draft, and approvals without a date or with a mark',
      document(
        '## Aprobaciones\n\n| Rol | Nombre | Fecha |\n|---|---|---|\n| Autor | [Pendiente] | |\n',
        'estado: borrador\n',
      ),
    ],
    [
      'approvals that ask for no date',
      document(
        '## Aprobaciones\n\n| Rol | Nombre |\n|---|---|\n| Autor | M. Rivas |\n',
        'estado: activo\n',
      ),
    ],
    [
      'a review that was due, of what is retired',
      document('x', 'estado: obsoleto\nproxima_revision: 2020-01-01\n'),
    ],
    [
      'a review date that cannot be read',
      document('x', 'proxima_revision: trimestral\nreview_in: soon\n'),
    ],
    [
      'the Spanish word for everything, and reminders in code and names',
      document(
        `Respaldar TODO antes de empezar. TODO: es decir, todas las bases.\n\nBuscar \`TODO:\` y CVE-XXXX en el código; TODO-LIST y pendiente de definir en la reunión.\n\n${block('# TODO: nada\ntrue')}`.replace(
          'TODO: es',
          'TODO, es',
        ),
        'estado: activo\n',
      ),
    ],
    ['reminders in a draft', document('FIXME\n\n- Límite: por definir\n', 'estado: borrador\n')],
    [
      'contacts that are links or say where to look, and gaps in templates',
      document(
        `## Contactos\n\n- Guardia: [teléfono](tel:+34555)\n- DBA: ver la agenda\n- Lugar: [sala]\n\n${block('- Tech Lead: [teléfono]', 'markdown')}`,
        'estado: activo\n',
      ),
    ],
    [
      'a heading whose parts have the words, and one of no known meaning',
      document('## Rollback\n\n### Código\n\nVolver.\n\n## Notas\n\n## Extra\n\nx'),
    ],
    [
      'blocks without a language that hold output, paths or trees',
      document(
        step(
          `- [ ] hecho\n\n${block('docs/\n  a.md', '')}\n${block('NAME   READY\napp-1  1/1', '')}\n${block('test session starts\ntime 3.2 s\nfind the cause', '')}\n${block('git es lento', '')}`.replace(
            'git es lento',
            'Git es lento',
          ),
        ),
      ),
    ],
    [
      'a warning before the block, of what may follow, or about a harmless block',
      document(
        `${step(`**CRÍTICO:** Solo en pruebas.\n\n${block('dropdb x')}\n**CRÍTICO:** Mirar.\n`)}\n### Paso 1.2: Dos\n\n${block('dropdb y')}\n**CRÍTICO:** Si falla, restaurar.\n\n### Paso 1.3: Tres\n\n${block('ls')}\n**CRÍTICO:** No seguir sin copia.\n`,
      ),
    ],
    [
      'a link to a namesake from outside, from a table of contents and to the right one',
      document(
        '- [Pruebas](#pruebas)\n- [Otras](#pruebas-1)\n\n## Etapa 1: A\n\nVer [pruebas](#pruebas).\n\n### Pruebas\n\na\n\n## Etapa 2: B\n\nVer [pruebas](#pruebas-1).\n\n### Pruebas\n\nb',
      ),
    ],
  ])('%s', async (_, text) => {
    expect(await said(text)).toEqual([]);
  });

  it('what is obsolete where it is history, related reading or retired itself', async () => {
    const old = {
      'old.md': '---\nid: PROC-OLD-001\nestado: obsoleto\n---\n\n# PROC-OLD-001: Antes\n',
    };
    const quiet = [
      document('x', 'relacionados: [PROC-OLD-001]\nreemplaza: PROC-OLD-001\n'),
      document('Reemplaza a PROC-OLD-001.'),
      document('## Referencias\n\n- PROC-OLD-001'),
      document(log('- 1.0.0: Sale de PROC-OLD-001')),
      document('Seguir PROC-OLD-001.', 'estado: archivado\n'),
    ];
    for (const text of quiet) expect(await said(text, old), text).toEqual([]);
    expect(await said(document('Seguir PROC-OLD-001.'), old)).toEqual([
      'depends-on-obsolete: PROC-OLD-001 is marked "obsoleto", and this document still sends people to it.',
    ]);
    expect(await said(document('x', 'depende_de: [PROC-OLD-001]\n'), old)).toHaveLength(1);
  });

  it('an ID that another document still holds in force', async () => {
    const found = await said(document('Seguir PROC-B-001.'), {
      'old.md': '---\nid: PROC-B-001\nestado: obsoleto\n---\n\n# PROC-B-001: Antes\n',
      'new.md': '---\nid: PROC-B-001\nestado: activo\n---\n\n# PROC-B-001: Ahora\n',
    });
    expect(found).toEqual([]);
  });

  it('relations of which one document keeps no list, or which are named in the text', async () => {
    const other = (front: string, body = ''): Record<string, string> => ({
      'other.md': `---\nid: PROC-B-001\n${front}---\n\n# PROC-B-001: Otro\n\n${body}\n`,
      'procs.config.yaml': 'rules:\n  one-way-relation: on\n',
    });
    const naming = other('relacionados: [PROC-A-001]\n');
    expect(await said(document('x'), naming)).toEqual([]);
    expect(await said(document('Ver PROC-B-001.', 'relacionados: []\n'), naming)).toEqual([]);
    expect(await said(document('x', 'relacionados: []\n'), naming)).toHaveLength(1);
  });

  it('paths from the folder, from the root, by their end and with folders above the root', async () => {
    const beside = {
      'sub/other.md': '---\nid: PROC-B-001\n---\n\n# PROC-B-001: Otro\n',
      'plan.txt': '',
    };
    const front =
      'relacionados: [sub/other.md, other.md, ./sub/other.md, docs/x/sub/other.md]\nplantilla: nada.md\n';
    expect(await said(document('x', front), beside)).toEqual([]);
    expect(await said(document('x', 'relacionados: [sub/otro.md, nada.md]\n'), beside)).toEqual([
      'front-matter-path-missing: Nothing lies at "sub/otro.md".',
      'front-matter-path-missing: Nothing lies at "nada.md".',
    ]);
  });
});

describe('it is said', () => {
  it.each<[string, string, string[]]>([
    [
      'that a row differs from its stage, whatever the accents',
      document(
        '## ETAPA 1: DETENCIÓN DE SERVICIOS (2 minutos)\n\n- [ ] a\n\n## Anexo\n\n| Etapa | Tiempo (min) |\n|---|---|\n| Detencion servicios | 3 |\n',
      ),
      ['stage-times-sum: "Detencion servicios" is given 3 minutes here, and its stage 2 minutes.'],
    ],
    [
      'where a column that counts on goes wrong, once',
      document(
        `${stages(5, 10, 5)}\n## Annex\n\n| Stage | Time | Cumulative |\n|---|---|---|\n| Parte a | 5 min | 5 min |\n| Parte b | 10 min | 20 min |\n| Parte c | 5 min | 25 min |\n`,
      ),
      [
        'stage-times-sum: Up to "Parte b" the times of this table add up to 15 minutes, and the row says 20.',
      ],
    ],
    [
      'that a window or a maximum is too short',
      document(
        `## Scope\n\n- **Maintenance window:** 30 minutes\n- Tiempo máximo: 40 min\n- Total time ≤ 44 minutes\n- Duración máxima de la espera: 5 minutos\n\n${stages(20, 25)}`,
      ),
      [30, 40, 44].map(
        (limit) =>
          `total-time-limit: This promises at most ${limit} minutes, and the stages add up to 45 minutes.`,
      ),
    ],
    [
      'that a total in front matter is wrong',
      document(stages(20, 25), 'tiempo_estimado: 30 minutos\n'),
      ['stage-times-sum: The total is given as 30 minutes, and the stages add up to 45 minutes.'],
    ],
    [
      'that a table of versions was left behind',
      document(
        log(
          '| Versión | Fecha |',
          '|---|---|',
          '| 1.10.0 | 2026-02-03 |',
          '| 1.9.0 | 2026-01-12 |',
        ),
        'version: 1.9.0\nfecha_actualizacion: 2026-01-12\n',
      ),
      [
        'changelog-version: The change log has gone on to 1.10.0; this still says 1.9.0.',
        'changelog-version: The change log has an entry of 2026-02-03; this says that the last change was on 2026-01-12.',
      ],
    ],
    [
      'which of several open approvals lack what',
      document(
        '## Approvals\n\n| Role | Name | Date |\n|---|---|---|\n| Author | M. Rivas | 2026-01-12 |\n| Reviewer | TBD | |\n| Owner | J. Soto | YYYY-MM-DD |\n',
        'status: approved\n',
      ),
      [
        'approval-missing: This document is marked "approved", and 2 of its 3 approvals are open: Reviewer (no name, no date), Owner (no date).',
      ],
    ],
    [
      'that a role in the matrix is misspelt, though profiles need not be given for all',
      document(
        '## Roles\n\n| Actividad | Desarrolador | QA |\n|---|---|---|\n| Uno | R | A |\n\n**Desarrollador:**\n\n- Acceso\n',
      ),
      [
        'raci-unknown-role: "Desarrolador" has activities in this matrix and is none of the roles that the document describes.',
      ],
    ],
    [
      'that a mark of the author was left in a document in force',
      document('- [TODO] medir\n- Límite: por definir\n\nFIXME borrar\n', 'status: active\n'),
      ['TODO', 'por definir', 'FIXME'].map(
        (words) => `todo-left: "${words}" stands in a document that is marked "active".`,
      ),
    ],
    [
      'that commands after a prompt or over several lines name no language',
      document(
        step(`- [ ] a\n\n${block('$ docker compose up -d\n# luego\nkubectl \\\n  get pods', '')}`),
      ),
      [
        'unlabelled-fence: This block looks like commands and names no language, so a run only shows it.',
      ],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await said(text)).toEqual(expected);
  });

  it('when the review was due, with the day it is asked on', async () => {
    const { load } = await import('../../src/load.ts');
    const { check } = await import('../../src/check/check.ts');
    const { mkdtemp, rm, writeFile } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const root = await mkdtemp(`${tmpdir()}/procs-review-`);
    try {
      await writeFile(
        `${root}/a.md`,
        document('x', 'last_reviewed_on: 2026-01-31\nreview_in: 1 month\n'),
      );
      const on = async (today: string): Promise<string[]> =>
        (await check(await load({ root }), { fileExists: () => true, today })).map(
          ({ message }) => message,
        );
      expect(await on('2026-03-03')).toEqual([]);
      expect(await on('2026-03-04')).toEqual(['The review was due on 2026-03-03, a day ago.']);
      expect(await on('2026-12-01')).toEqual(['The review was due on 2026-03-03, 8 months ago.']);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
