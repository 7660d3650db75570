/** The case of a seed and a number: always the same document, whatever ran before it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { characterMutations, spoilBytes } from './mutations/characters.ts';
import { frontMatterMutations } from './mutations/front-matter.ts';
import type { Mutation } from './mutations/mutation.ts';
import { shellMutations } from './mutations/shell.ts';
import { structureMutations } from './mutations/structure.ts';
import { textMutations } from './mutations/text.ts';
import { type Random, seeded } from './random.ts';

export interface Case {
  /** Of the document in its folder. */
  readonly file: string;
  readonly bytes: Buffer;
  /** The names of what was done to it. */
  readonly mutations: readonly string[];
}

const root = path.resolve(import.meta.dirname, '..');
const kinds: readonly (readonly Mutation[])[] = [
  textMutations,
  textMutations,
  structureMutations,
  frontMatterMutations,
  shellMutations,
  characterMutations,
];
/** A document is cut to this, so that a campaign gets through many. */
const LENGTH = 5_000;

const names = [
  '--help.md',
  '-.md',
  'a\nb.md',
  'a\u001b[31mb.md',
  'a\u202eb.md',
  'a\u0007.md',
  'a b;touch x.md',
  '$(touch procs_fuzz_canary).md',
  '%0A::error::x.md',
  '::set-output name=x::y.md',
  'e\u0301.md',
  '[a](b).md',
  '<b>&.md',
  'procs.config.md',
  '__proto__.md',
  'constructor.md',
  `${'x'.repeat(240)}.md`,
  '😀.md',
];

export function makeCase(seed: number, number: number): Case {
  const random = seeded(Math.imul(seed, 0x9e3779b1) + number);
  let text = portion(random.pick(documents()), random);
  const mutations: string[] = [];
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const mutation = random.pick(random.pick(kinds));
    text = mutation.apply(text, random);
    mutations.push(mutation.name);
  }
  let bytes = Buffer.from(text.toWellFormed());
  if (random.chance(0.03)) {
    bytes = Buffer.from(spoilBytes(bytes, random));
    mutations.push('bytes');
  }
  return { file: random.chance(0.05) ? random.pick(names) : 'case.md', bytes, mutations };
}

/** The front matter, and what follows it from some line on. */
function portion(text: string, random: Random): string {
  if (text.length <= LENGTH) return text;
  const header = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? '';
  const at = random.chance(0.5) ? header.length : text.indexOf('\n', random.below(text.length));
  return header + text.slice(Math.max(at, header.length), Math.max(at, header.length) + LENGTH);
}

let known: readonly string[] | undefined;

/** Real documents: ours, the fixtures of the tests, and the reference set where it is there. */
function documents(): readonly string[] {
  known ??= [
    path.join(root, 'procedures'),
    path.join(root, 'test/fixtures'),
    '/work/shared/reference',
  ]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .sort()
        .map((name) => readFileSync(path.join(folder, name), 'utf8')),
    );
  return known;
}
