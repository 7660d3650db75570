/** Broken and hostile documents: compiled without a crash, with places inside the file, and true to the schema. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileDocument } from '../../src/compile/compile.ts';
import { Procedure, type Span } from '../../src/index.ts';

const seed = `---
id: PROCED-NET-001
titulo: Cambio de ruta
parametros:
  - nombre: ruta
relacionados: [PROC-NET-002]
---
# PROCED-NET-001: Cambio de ruta

## Prerequisitos

- [ ] Acceso

## Procedimiento

### ETAPA 1: Preparar (5 minutos)

#### Paso 1.1: Mirar <pod-name>
\\\`\\\`\\\`bash {timeout=5s name=mirar}
# Ejemplo: eth0
IFACE="eth0"
ip route show <ruta> | grep -v default > /tmp/rutas.txt
cat <<EOF
$IFACE
EOF
\`\`\`

**CRITICO:** No seguir sin copia

**Criterio de Exito:** Archivo creado con tamano > 0 bytes

\`\`\`bash check
test -s /tmp/rutas.txt
\`\`\`

- [ ] Visto
  \`\`\`console
  $ uptime
  up 1 day
  \`\`\`

> [!WARNING]
> Cuidado

**Comunicar en canal #red:**
\`\`\`
Hora: [HH:MM]
\`\`\`

## Rollback

1. Volver

   \`\`\`sh
   ip route del default
   \`\`\`

2. Ver Paso 1.1 y [otro](otro.md#x)
`;

const options = { families: ['PROC', 'PROCED'], vocabulary: {} };

function check(text: string): void {
  const { procedure, findings } = compileDocument({ path: 'a.md', text, hash: '0' }, options);
  expect(() => Procedure.parse(procedure)).not.toThrow();
  const lines = text.split('\n').length;
  const spans: Span[] = findings.map(({ span }) => span);
  JSON.stringify(procedure, (key, value: unknown) => {
    if (/span$/i.test(key) && value !== null) spans.push(value as Span);
    return value;
  });
  for (const span of spans) {
    expect(span.line).toBeGreaterThanOrEqual(1);
    expect(span.endLine).toBeGreaterThanOrEqual(span.line);
    expect(span.endLine).toBeLessThanOrEqual(lines + 1);
  }
  const flows = procedure.flows.map(({ stages }) =>
    stages.flatMap(({ steps }) => steps.map(({ ref }) => ref)),
  );
  for (const refs of flows) expect(new Set(refs).size).toBe(refs.length);
}

describe('any change of a document', () => {
  const edit = fc.tuple(
    fc.nat(seed.length),
    fc.nat(40),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const markup = fc.constantFrom(
    '```',
    '````',
    '\n---\n',
    '- [ ] ',
    '> ',
    '#',
    '\n\n',
    '`',
    '**',
    '<',
    '{{',
    '|',
    '$(',
    "'",
    '"',
    '\r',
    '\t',
    '\u0000',
    '\u202e',
    '<<EOF\n',
    '1. ',
    '    ',
  );
  const insertion = fc.tuple(fc.nat(seed.length), fc.constant(0), markup);

  it('compiles', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(edit, insertion), { minLength: 1, maxLength: 8 }), (edits) => {
        check(
          edits.reduce(
            (text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length),
            seed,
          ),
        );
      }),
      { numRuns: 400, seed: 20261120 },
    );
  });

  it('cut off anywhere, compiles', () => {
    for (let length = 0; length < seed.length; length += 7) check(seed.slice(0, length));
  });

  it('in any line order, compiles', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(seed.split('\n'), { minLength: 1 }), (order) =>
        check(order.join('\n')),
      ),
      { numRuns: 200, seed: 20261120 },
    );
  });
});

describe('extremes', () => {
  it.each([
    ['quotes within quotes', '>'.repeat(500)],
    [
      'lists within lists',
      Array.from({ length: 100 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n'),
    ],
    ['a very long line', 'x '.repeat(50_000)],
    ['thousands of headings', '# a\n'.repeat(3_000)],
    [
      'thousands of numbered lines',
      Array.from({ length: 3_000 }, (_, at) => `${(at % 7) + 1}. x\n`).join('\n'),
    ],
    ['a heading of brackets', `## ${'('.repeat(2_000)}`],
    ['substitutions within substitutions', `\`\`\`bash\n${'$('.repeat(300)}\n\`\`\``],
  ])('%s', (_name, text) => check(text));
});
