/** A whole run in Spanish says nothing in English, and one in English nothing in Spanish. */
import { existsSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Place, until } from './cli.ts';

const spanish = `---
id: PROC-ES-001
---
# PROC-ES-001: Mudanza

## Prerrequisitos

- Aprobacion de Jefatura para la mudanza
- El equipo lo sabe

## Procedimiento

### Etapa 1: Preparar (10 min)

> **CRITICO**: borra lo anterior

#### Paso 1.1: Vaciar

\`\`\`bash
rm -rf "$PWD/viejo"
psql() { :; }
psql -c 'DROP TABLE antigua'
\`\`\`

Verificación: los lectores están contentos

#### Paso 1.2: Copiar

\`\`\`bash
cat falta.txt
\`\`\`

Esperado: \`falta.txt\` existe

#### Paso 1.3: Anotar (opcional)

\`\`\`bash
echo anotado
\`\`\`

#### Criterios de salida

- [ ] Todo está en su sitio

## Rollback

### Paso R.1: Volver

\`\`\`bash
echo vuelta
\`\`\`
`;

const english = `---
id: PROC-EN-001
---
# PROC-EN-001: Move

## Prerequisites

- Approval from Management for the move
- The team knows

## Procedure

### Stage 1: Prepare (10 min)

> **CRITICAL**: deletes what was there

#### Step 1.1: Empty

\`\`\`bash
rm -rf "$PWD/old"
psql() { :; }
psql -c 'DROP TABLE old'
\`\`\`

Expected: the readers are happy

#### Step 1.2: Copy

\`\`\`bash
cat missing.txt
\`\`\`

Expected: \`missing.txt\` exists

#### Step 1.3: Note (optional)

\`\`\`bash
echo noted
\`\`\`

#### Exit criteria

- [ ] Everything is in its place

## Rollback

### Step R.1: Return

\`\`\`bash
echo back
\`\`\`
`;

/** Words that belong to one language only, and to no command, path or option. */
const WORDS = {
  en: /\b(?:the|of|and|is|was|has|have|been|it|its|this|that|what|who|with|without|from|by|at|after|before|passed|failed|skipped|unverified|stopped|resumed|ended|started|given|step|steps|stage|block|blocks|line|lines|estimate|next|approved|attested|asked|nothing|nobody|yes|removes|drops|files|version|decision|deviation|signature|signatures|signed|records|document|process|command|status|reason|took|found|there|here|on|which)\b/gi,
  es: /\b(?:el|la|los|las|del|una|que|se|lo|con|sin|por|para|desde|hasta|correcto|fallido|omitido|verificar|parado|parada|paso|pasos|etapa|bloque|bloques|línea|líneas|estimado|aprobado|confirmado|nada|nadie|sí|borra|elimina|ficheros|versión|decisión|desviación|firma|firmas|firmado|registros|documento|proceso|orden|código|motivo|ejecución|aquí|sobre)\b/gi,
};

interface Language {
  readonly text: string;
  /** A second procedure, which waits, fails and goes back. */
  readonly failing: string;
  readonly missing: string;
  readonly yes: string;
}

/** All that an operator is shown of a run with gates, a failure, a stop, a take-over and its end, and of one that fails alone. */
async function everything({ text, failing, missing, yes }: Language): Promise<string[]> {
  const id = /id: (\S+)/.exec(text)![1]!;
  const other = /id: (\S+)/.exec(failing)![1]!;
  const place = new Place({ 'a.md': text, 'b.md': failing });
  const shown: string[] = [];
  const say = (wanted: number, args: readonly string[], answers?: string[], operator = 'Ada') => {
    const input = answers === undefined ? undefined : `${answers.join('\n')}\n`;
    const { status, out } = place.procs(args, input, { PROCS_OPERATOR: operator });
    shown.push(`== procs ${args.join(' ')}\n${out}`);
    expect(status, shown.at(-1)).toBe(wanted);
  };
  say(0, ['plan', id]);
  say(2, ['run', id, '--yes', '--only', '9.9']);
  say(2, ['run', id, '--approve', 'Tecnica=Lin']);
  const gates = [yes, 'y', 'Grace', yes, '1.1', yes];
  say(4, ['run', id, '--timeout', '60s'], [...gates, '?', 's']);
  const run = place.runIds()[0]!;
  say(2, ['run', '--resume'], [], 'Bob');
  place.write('a.md', text.replace(`cat ${missing}`, `cat -- ${missing}`));
  place.write(missing, '');
  say(0, ['run', '--resume'], [yes, 'X', yes, 'Grace', yes, 'r', yes, yes, yes], 'Bob');
  say(2, ['run', '--resume', run]);

  const alone = place.start(['run', other, '--yes', '--rollback-on-failure']);
  let told = '';
  for (const stream of [alone.stdout!, alone.stderr!]) stream.on('data', (more) => (told += more));
  await until(() => existsSync(`${place.root}/begun.txt`));
  say(75, ['run', other, '--yes']);
  place.write('go.txt', '');
  await until(() => alone.exitCode !== null);
  shown.push(`== alone\n${told}`);

  say(0, ['runs']);
  say(0, ['runs', 'show', run]);
  say(0, ['runs', 'verify', run]);
  const journal = `${place.runs()}/${run}/journal.jsonl`;
  writeFileSync(journal, place.read(`.procs/runs/${run}/journal.jsonl`).replace('Grace', 'Grave'));
  say(1, ['runs', 'verify', run]);
  say(0, ['report', place.runIds()[1]!]);
  return shown;
}

/** What procs says, without what the document and its author say, and without commands, paths and IDs. */
function saidByProcs(shown: string, text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^[#>\-\s[\]]+|\*\*|`/g, '').trim())
    .filter((line) => line.length > 3);
  let said = shown;
  for (const line of lines.sort((a, b) => b.length - a.length)) said = said.replaceAll(line, '…');
  return said
    .replace(/^== .*$|^\s*(?:[$│┃] |\d*[+-] ).*$/gm, '')
    .replace(
      /"?procs [a-z -]+[^\s",]*"?|--[a-z-]+(?: [A-Z]+)?|\S*\/\S*|`[^`]*`|flow "main"|MaxSessions/g,
      '',
    );
}

const waits = (
  lang: 'es' | 'en',
  id: string,
  [title, head, step]: readonly string[],
): string => `---
id: ${id}
lang: ${lang}
---
# ${id}: ${title}

## ${head}

### ${step} 1.1: ${title}

\`\`\`bash
touch begun.txt; until test -e go.txt; do sleep 0.1; done
false
\`\`\`

## Rollback

### ${step} R.1: ${title}

\`\`\`bash
echo ok
\`\`\`
`;

const languages: Record<'es' | 'en', Language> = {
  es: {
    text: spanish,
    failing: waits('es', 'PROC-ES-002', ['Esperar', 'Procedimiento', 'Paso']),
    missing: 'falta.txt',
    yes: 's',
  },
  en: {
    text: english,
    failing: waits('en', 'PROC-EN-002', ['Wait', 'Procedure', 'Step']),
    missing: 'missing.txt',
    yes: 'y',
  },
};

it.each(['es', 'en'] as const)(
  'a run in the language %s',
  async (own) => {
    const language = languages[own];
    const foreign = WORDS[own === 'es' ? 'en' : 'es'];
    const shown = await everything(language);
    let count = 0;
    for (const each of shown) {
      const said = saidByProcs(each, `${language.text}\n${language.failing}`);
      const found = [...said.matchAll(foreign)].map(([word]) => word);
      expect.soft(found, said).toEqual([]);
      count += said.match(WORDS[own])?.length ?? 0;
    }
    // It says a good deal in its own: so it could fail.
    expect(count).toBeGreaterThan(100);
  },
  600_000,
);
