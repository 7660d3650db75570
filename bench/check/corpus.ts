/** Writes a corpus for the benchmark: documents of about 17 KB with 48 shell blocks, which refer to each other. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Random, seeded } from '../../fuzz/random.ts';
import { block, prose, services, teams } from './words.ts';

const STAGES = 6;
const STEPS = 4;
const BLOCKS = 2;
/** One document in so many holds a diagram of its own. */
const DIAGRAMS = 50;
/** Documents in one folder. */
const FOLDER = 100;

export interface Corpus {
  readonly files: number;
  readonly bytes: number;
}

/** The same folder for the same count and seed. */
export function writeCorpus(folder: string, count: number, seed: number): Corpus {
  let bytes = 0;
  for (let number = 1; number <= count; number += 1) {
    const file = path.join(folder, pathOf(number));
    mkdirSync(path.dirname(file), { recursive: true });
    const text = documentText(number, count, seed);
    bytes += Buffer.byteLength(text);
    writeFileSync(file, text);
  }
  return { files: count, bytes };
}

/** Where a document lies in the corpus, with `/`. */
export function pathOf(number: number): string {
  return `part-${String(Math.ceil(number / FOLDER)).padStart(3, '0')}/${idOf(number)}.md`;
}

function idOf(number: number): string {
  return `PROCED-${services[number % services.length]!.toUpperCase()}-${String(number).padStart(5, '0')}`;
}

function documentText(number: number, count: number, seed: number): string {
  const random = seeded(seed * 1_000_003 + number);
  const spanish = number % 2 === 0;
  const service = services[number % services.length]!;
  const id = idOf(number);
  const others = Array.from({ length: 4 }, () => 1 + random.below(count)).filter(
    (other, at, all) => other !== number && all.indexOf(other) === at,
  );
  const title = spanish ? `Mantenimiento de ${service}` : `Maintenance of ${service}`;
  const say = (es: string, en: string): string => (spanish ? es : en);
  const parts = [
    '---',
    `id: ${id}`,
    say('tipo: procedimiento', 'type: procedure'),
    `${say('titulo', 'title')}: ${title}`,
    say('categoria: operacion', 'category: operations'),
    `version: 1.${random.below(20)}.${random.below(9)}`,
    say('fecha_creacion: 2026-01-10', 'created: 2026-01-10'),
    say('fecha_actualizacion: 2026-09-03', 'updated: 2026-09-03'),
    say('proxima_revision: 2027-06-01', 'review_due: 2027-06-01'),
    say('estado: activo', 'status: active'),
    `${say('propietario', 'owner')}: ${random.pick(teams)}`,
    `${say('relacionados', 'related')}: [${others.map(idOf).join(', ')}]`,
    '---',
    '',
    `# ${id}: ${title}`,
    '',
    `## ${say('Objetivo', 'Purpose')}`,
    '',
    random.pick(spanish ? prose.es : prose.en),
    '',
    `## ${say('Prerequisitos', 'Prerequisites')}`,
    '',
    `- [ ] ${say('Acceso a los servidores', 'Access to the servers')}`,
    `- [ ] ${say('Alguien mas mira', 'Somebody else is watching')} (${random.pick(teams)})`,
    '',
    `## ${say('Roles y responsabilidades', 'Roles and responsibilities')}`,
    '',
    `| ${say('Rol', 'Role')} | ${say('Responsabilidad', 'Responsibility')} |`,
    '|-----|-----------------|',
    ...teams.map(
      (team) =>
        `| **${team}** | ${say('Responde de', 'Answers for')} \`${random.pick(services)}\` |`,
    ),
    '',
    ...(number % DIAGRAMS === 0 ? diagram(random, service) : []),
    `## ${say('Procedimiento', 'Procedure')}`,
    '',
    ...stages(random, service, spanish),
    `## ${say('Riesgos', 'Risks')}`,
    '',
    `| ${say('Riesgo', 'Risk')} | ${say('Que hacer', 'What to do')} |`,
    '|---|---|',
    ...Array.from(
      { length: 16 },
      (_, at) => `| ${service} ${at + 1} | ${random.pick(spanish ? prose.es : prose.en)} |`,
    ),
    '',
    `## ${say('Referencias', 'References')}`,
    '',
    ...others.map(
      (other) =>
        `- [${idOf(other)}](../${pathOf(other)}), ${say('ver tambien', 'see also')} ${idOf(other)}`,
    ),
    '',
  ];
  return parts.join('\n');
}

function stages(random: Random, service: string, spanish: boolean): string[] {
  const lines: string[] = [];
  let number = 0;
  for (let stage = 1; stage <= STAGES; stage += 1) {
    const minutes = 5 * (1 + random.below(4));
    const name = spanish
      ? `ETAPA ${stage}: Parte ${stage} (${minutes} minutos)`
      : `Stage ${stage}: Part ${stage} (${minutes} minutes)`;
    lines.push(`### ${name}`, '');
    for (let step = 1; step <= STEPS; step += 1) {
      const ref = `${stage}.${step}`;
      lines.push(
        `#### ${spanish ? 'Paso' : 'Step'} ${ref}: ${spanish ? 'Revisar' : 'Look at'} ${service} ${ref}`,
        '',
      );
      if (random.chance(0.95)) lines.push(random.pick(spanish ? prose.es : prose.en), '');
      for (let at = 0; at < BLOCKS; at += 1) {
        number += 1;
        const { es, en, code, goodEs, goodEn } = block(random, service, number);
        lines.push('```bash', `# ${spanish ? es : en}`, code, '```', '');
        if (at === BLOCKS - 1)
          lines.push(
            spanish ? `**Criterio de Exito:** ${goodEs}` : `**Success criterion:** ${goodEn}`,
            '',
          );
      }
    }
  }
  return lines;
}

function diagram(random: Random, service: string): string[] {
  return [
    '```mermaid',
    'graph TD',
    `  A[${service}] --> B{ok?}`,
    `  B -->|no| C[${random.pick(teams)} ${random.below(1_000_000)}]`,
    `  B -->|yes| D[${random.pick(services)}]`,
    '```',
    '',
  ];
}
