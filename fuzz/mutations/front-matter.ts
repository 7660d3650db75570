/** Front matter that explodes, lies about its types, names what every object has, or wants to be a program. */
import type { Random } from '../random.ts';
import type { Mutation } from './mutation.ts';

/** Writes to this would be an execution; the fuzzer looks for it after every case. */
export const CANARY = 'procs_fuzz_canary';

export const headers: Readonly<Record<string, (size: number) => string>> = {
  'aliases that explode': (size) =>
    [
      'a0: &a0 [x, x]',
      ...Array.from(
        { length: Math.min(size, 40) },
        (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}]`,
      ),
      'id: *a5',
      'relacionados: *a9',
    ].join('\n'),
  'an alias of itself': () => 'a: &a\n  b: *a\nid: *a\nparametros: &p\n  X: *p',
  'merge keys': () => 'base: &b {id: PROC-A-001, titulo: x}\n<<: *b\n<<: [*b, *b]',
  'keys of every object': () =>
    '__proto__:\n  polluted: yes\nconstructor:\n  prototype:\n    polluted: yes\nprototype: x\ntoString: y\nhasOwnProperty: z\nvalueOf: [1]\nid: __proto__',
  'parameters of every object': () =>
    'parametros:\n  __proto__: {default: x}\n  constructor: y\n  toString: {tipo: enum, options: [a]}\n  hasOwnProperty: null',
  'flow in flow': (size) => `id: ${'['.repeat(size)}${']'.repeat(size)}`,
  'open flow': (size) => `id: ${'['.repeat(size)}`,
  'maps in flow': (size) => `id: ${'{a: '.repeat(size)}x${'}'.repeat(size)}`,
  'open maps': (size) => `id: ${'{a: '.repeat(size)}`,
  'block in block': (size) =>
    Array.from({ length: Math.min(size, 500) }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
  'lists in a line': (size) => `id: \n  ${'- '.repeat(size)}x`,
  'complex keys': (size) => `${'? '.repeat(size)}x`,
  'huge numbers': (size) =>
    `id: PROC-A-001\nversion: ${'9'.repeat(size)}\nfecha: 1e999999\nrevision: -0x${'f'.repeat(size)}`,
  'many keys': (size) => Array.from({ length: size }, (_, at) => `k${at}: v`).join('\n'),
  'one key many times': (size) => 'id: PROC-A-001\n'.repeat(Math.min(size, 2000)),
  'many related': (size) => `id: PROC-A-001\nrelacionados: [${'PROC-B-002, '.repeat(size)}]`,
  tags: () =>
    'id: !!js/function "function () { throw 1 }"\na: !!binary aGk=\nb: !!set {x}\nc: !<tag:yaml.org,2002:python/object/apply:os.system> [touch x]\nd: !local {a: b}\ne: !!timestamp 2001-01-01',
  'directives and documents': () =>
    'id: PROC-A-001\n...\n%YAML 9.9\n%TAG ! tag:x,2000:\nid: PROC-B-002',
  'long scalar': (size) => `id: PROC-A-001\ntitulo: ${'x'.repeat(size * 10)}`,
  'folded and literal': (size) =>
    `id: |+9\n  x\ntitulo: >-\n${'  y\n\n'.repeat(Math.min(size, 1000))}`,
  'open quote': (size) => `id: "PROC-A-001\n${'x: y\n'.repeat(size)}`,
  escapes: () =>
    'id: "PROC-A-001\\u0000\\u202e\\x1b[31m"\ntitulo: "\\uD800"\nestado: "\\r\\n::error::x"\n"a\\nb": c',
  'wrong types': () =>
    'id: [1, {a: b}]\ntitulo: {x: y}\nversion: [2]\nestado: {activo: 1}\nfecha: 2025-02-30\nrelacionados: {a: {b: c}}\nparametros: 7\nresponsable: [[[]]]',
  'a pattern that goes back': () =>
    'parametros:\n  X:\n    pattern: "(a+)+$"\n    default: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n  Y: {pattern: "[", default: x}',
  tabs: () => 'id:\tPROC-A-001\n\ttitulo: x',
  'null everywhere': () =>
    'id:\ntitulo: ~\nversion: null\nrelacionados:\n  -\n  - ~\nparametros:\n  -\n  X:',
};

const engines = [
  'js',
  'javascript',
  'JS',
  'coffee',
  'json',
  'toml',
  'node',
  '.js',
  ' js',
  'yaml',
  '__proto__',
  'constructor',
];

export const frontMatterMutations: readonly Mutation[] = [
  {
    name: 'header',
    apply: (text, random) => {
      const size = random.chance(0.1) ? 3_000 : 10 + random.below(100);
      return `---\n${headers[random.pick(Object.keys(headers))]!(size)}\n---\n${body(text)}`;
    },
  },
  {
    name: 'header-line',
    apply: (text, random) => {
      const lines = headers[random.pick(Object.keys(headers))]!(5).split('\n');
      return text.replace(/^---\n/, `---\n${random.pick(lines)}\n`);
    },
  },
  {
    name: 'engine',
    apply: (text, random) =>
      `---${random.pick(engines)}\n${program(random)}\n---\n${random.chance(0.5) ? body(text) : text}`,
  },
  {
    name: 'values',
    apply: (text, random) =>
      text.replace(/^([\w-]+):( .*)?$/gm, (line, key: string) =>
        random.chance(0.2)
          ? `${key}: ${random.pick(['[', '{', '"', '*x', '&x', '!x', '|', '>', '- a', '%', '@', '`', '# a', 'a: b', '\\', ''])}`
          : line,
      ),
  },
  {
    name: 'twice',
    apply: (text) => `${/^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? '---\n---\n'}${text}`,
  },
  { name: 'without-end', apply: (text) => text.replace(/\n---\n/, '\n') },
];

function program(random: Random): string {
  return random.pick([
    `globalThis.${CANARY} = true`,
    `{ toJSON: (globalThis.${CANARY} = true) }`,
    `require('fs').writeFileSync('${CANARY}', '')`,
    `process.getBuiltinModule('fs').writeFileSync('${CANARY}', '')`,
    '{"__proto__": {"polluted": true}}',
  ]);
}

function body(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, '');
}
