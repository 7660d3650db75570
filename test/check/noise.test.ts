/** What is right must not be reported: each case is a document, or a part of one, that a person would call good. */
import { describe, expect, it } from 'vitest';
import { checkFiles } from './workspace.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Título\n\n';
const block = (code: string, info = 'bash'): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;

describe('nothing is reported about', () => {
  it.each<[string, string]>([
    [
      'its own ID in prose and tables',
      `${head}PROC-A-001 | x\n\n| PROC-A-001 |\n|---|\n| PROC-A-001 |\n`,
    ],
    [
      "another tool's keys",
      '---\nid: PROC-A-001\nrunme:\n  id: x\ncwd: ..\nshell: zsh\nsidebar: { a: 1 }\n---\n\n# A\n',
    ],
    [
      'empty keys of a template',
      '---\nid: PROC-A-001\nversion:\nfecha_actualizacion: ""\nproxima_revision: null\n---\n\n# A\n',
    ],
    [
      'a version as a number, and a date with a time',
      '---\nid: PROC-A-001\nversion: 0.1\ncreated: 2025-11-18T10:00:00Z\n---\n\n# A\n',
    ],
    ["a team's own state", '---\nid: PROC-A-001\nestado: en cuarentena\n---\n\n# A\n'],
    [
      'a head with more to say than the front matter',
      '---\nid: PROC-A-001\nversion: 1.0.0\n---\n\n# A\n\n**Version:** v1.0.0 (borrador)\n**ID:** `PROC-A-001`\n',
    ],
    [
      'a foot that says the same in other words, and fields of something else',
      '---\nid: PROC-A-001\nversion: 1.0.0\nestado: activo\nfecha_creacion: 2025-11-18\nproxima_revision: 2998-02-18\n---\n\n# A\n\n## Plantilla\n\n---\n\n**Version:** 9.9.9\n\n## Fin\n\nx\n\n---\n\n**Procedimiento creado:** 2025-11-18\n**Próxima revisión programada:** 2998-02-18 (3 meses)\n**Proximo review:** Trimestral\n**Estado:** ACTIVO\n**Version:** v1.0.0\n**Fecha:** 2001-01-01\n',
    ],
    ['an ID field inside an example', `${head}## Plantilla\n\n**ID:** PROC-OTRA-001\n`],
    [
      'a heading that is about another procedure',
      `---\nid: PROC-A-001\n---\n\n# Rollback of PROC-A-001\n`,
    ],
    [
      'links to other sites, addresses and files beside it',
      `${head}[a](https://x.example/y.md#z) [b](mailto:a@b.example) [c](example.md) [d](#proc-a-001-título) [e](/root.md)\n`,
    ],
    [
      'anchors with accents, capitals and HTML',
      `${head}<a id="aquí"></a>\n\n[a](#AQUÍ) [b](#qu%C3%A9-es) [c](#x-1)\n\n## ¿Qué es?\n\n## X\n\n## X\n`,
    ],
    [
      'phases, steps and sections of something else',
      `${head}## Etapa 1: Uno\n\n### Paso 1.1: A\n\n- [ ] Phase 2 trials ended, section 7 of RFC 9110, seccion 4 de la guia\n`,
    ],
    [
      'numbers that go on in the next part',
      `${head}## Parte A\n\n### Paso 1: a\n\n- [ ] a\n\n### Paso 2: b\n\n- [ ] b\n\n## Parte B\n\n### Paso 3: c\n\n- [ ] c\n`,
    ],
    [
      'numbers that start again in the next part',
      `${head}## Parte A\n\n### Paso 1: a\n\n- [ ] a\n\n## Parte B\n\n### Paso 1: c\n\n- [ ] c\n`,
    ],
    [
      'versions, dates and years in headings',
      `${head}## Changelog\n\n### 1.1.0 - 2025-11-18\n\n- x\n\n### 1.0.0 - 2025-10-01\n\n- y\n\n## 2025 review\n\nNone.\n`,
    ],
    [
      'bash at its most peculiar',
      `${head}## Paso 1: Uno\n\n${block(`cat <<'EOF' | sed 's/x/y/' >"$(mktemp)"\n<pod-name> $(nope\nEOF\nfor ((i=0; i<3; i++)); do :; done\n[[ a =~ ^(a|b)$ ]] && echo \${x:-"}"} \${a[@]/#/-} <(ls) 2>&1\ncase x in (a) ;; *) ;; esac`)}`,
    ],
    [
      'output and Go templates that only look like gaps',
      `${head}## Paso 1: Uno\n\n${block("docker ps --format '{{.Names}} {{.Status}}'\nkubectl get pods -o jsonpath='{.items[*].metadata.name}'\necho '<none>' \"[OK]\"\nsort <in.txt >out.txt")}`,
    ],
    [
      'what is shown and never run',
      `${head}## Paso 1: Uno\n\n${block('if [ then', 'bash {run=never}')}\n${block('def f(:', 'python')}`,
    ],
    [
      'a console with its output',
      `${head}## Paso 1: Uno\n\n${block('$ echo "(hello"\n(hello', 'console')}`,
    ],
    [
      'diagrams of many kinds',
      `${head}## Flujo\n\n${['graph TD\n  A["á <b>"] --> B', 'sequenceDiagram\n  A->>B: x', 'gantt\n  title T\n  section S\n  a :a1, 2025-01-01, 3d', 'stateDiagram-v2\n  [*] --> A', 'pie\n  "a" : 1', 'gitGraph\n  commit', 'mindmap\n  root'].map((one) => block(one, 'mermaid')).join('\n')}`,
    ],
    [
      'a longer fence around another, and one of tildes',
      `${head}## Plantilla\n\n\`\`\`\`markdown\n${block('ls')}\`\`\`\`\n\n~~~markdown\n${block('ls')}~~~\n`,
    ],
    [
      'steps without criteria where none has one',
      `${head}## Paso 1: Uno\n\n${block('true')}\n## Paso 2: Dos\n\n${block('true')}`,
    ],
    [
      'a destructive command behind a gate, a backup or for its own temporary files',
      `${head}## Etapa 1: Uno\n\n### Paso 1.1: Limpiar\n\n${block('rm -rf /tmp/build build/out')}\n### Paso 1.2: Borrar\n\n**CRITICO:** confirmar con el DBA\n\n${block('dropdb x')}`,
    ],
    [
      'something endless with a limit',
      `${head}## Paso 1: Uno\n\n${block('tail -f x', 'bash {timeout=5s}')}\n${block('timeout 5 tail -f x')}`,
    ],
    [
      'Windows line ends and a byte order mark',
      `\ufeff${head}## Paso 1: Uno\n\n${block('if true; then\n  ls\nfi')}`.replaceAll('\n', '\r\n'),
    ],
    ['a percent sign in a link', `${head}[a](example.md?x=100%)\n`],
  ])('%s', async (_, text) => {
    expect(await checkFiles({ 'example.md': text })).toEqual([]);
  });

  it('links between documents in folders, encoded, with anchors and to folders', async () => {
    const other = '---\nid: PROC-B-002\n---\n\n# PROC-B-002: Otro\n\n## Paso 1: Uno\n\n- [ ] uno\n';
    const found = await checkFiles({
      'a/uno.md': `${head}[b](../b/el%20otro.md#paso-1-uno) [c](../b/) [d](./dos.txt) ![e][f] ver Paso 1 de PROC-B-002\n\n[f]: ../b/x.png "t"\n`,
      'a/dos.txt': 'x',
      'b/el otro.md': other,
      'b/x.png': '',
    });
    expect(found).toEqual([]);
  });
});

describe('a list excuses', () => {
  it('no number that it does not have', async () => {
    const found = await checkFiles({
      'example.md': `${head}## Stage 1: Uno\n\n### Step 1.1: A\n\n1. a\n2. b\n3. c: see Step 1.2, Step 3 and Step 4\n`,
    });
    expect(found.map((one) => [one.rule, one.message])).toEqual([
      ['unresolved-step', 'This document has no step 1.2.'],
      ['unresolved-step', 'This document has no step 4.'],
    ]);
  });
});

describe('any document', () => {
  it('is checked without a crash and in the same order each time', async () => {
    const hostile = [
      '---\nid: [a, b]\n---\n# x',
      '---\nid:\n  a: b\nrelacionados: [[1], {a: b}, null]\n---\n',
      '---\n__proto__: x\nconstructor: y\nid: PROC-A-001\n---\n',
      '---\nversion: [1]\nfecha: {a: 1}\n---\n# PROC-A-001',
      '---\n- a\n- b\n---\n',
      '---\n---\n',
      '',
      '\n\n\n',
      '---\r1. a: b\n---\n\n# x',
      'Mail:a_b@example.com, c@d.example and /www.example.com',
      '# \n\n## \n\n[](#) [](<>) ![]()',
      '```mermaid\n```\n\n```mermaid',
      '```bash\n\0\n```',
      `${'> '.repeat(500)}x`,
      '[a](\\\\server\\x) [b](C:\\x) [c](javascript:alert(1)) [d](file%00.md)',
      '1. a\n\n   ```bash\n   if\n   ```\n1. b\n\n\t```sh\n\tcat <<E\n\t```',
    ];
    const files = Object.fromEntries(hostile.map((text, index) => [`${index}.md`, text]));
    const first = await checkFiles(files);
    expect(first.length).toBeGreaterThan(10);
    expect(await checkFiles(files)).toEqual(first);
    for (const one of first) {
      expect(one.endLine > one.line || one.endColumn >= one.column, JSON.stringify(one)).toBe(true);
    }
  });
});
