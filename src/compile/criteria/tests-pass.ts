/** 'todos los smoke tests pasan' beside a test runner: that runner ended with 0. */
import { type InferenceRule, isNegative, proven } from './rule.ts';

const pass =
  /\b(tests?|pruebas?|suite|specs?)\b.*\b(pasan?|pasando|pass(es|ing|ed)?|verdes?|green|ok|exitos\w+|succeed\w*)\b/;
const runners = new Set([
  'pytest',
  'vitest',
  'jest',
  'mocha',
  'tox',
  'rspec',
  'phpunit',
  'ctest',
  'bats',
]);
const subcommands: Readonly<Record<string, RegExp>> = {
  npm: /^(test|t|run test\S*)$/,
  yarn: /^test/,
  pnpm: /^(test|run test\S*)/,
  go: /^test/,
  cargo: /^(test|nextest)/,
  make: /^(test|check)/,
  mvn: /\b(test|verify)\b/,
  gradle: /\btest\b/,
  './gradlew': /\btest\b/,
  python: /^(-m pytest|-m unittest|manage\.py test)/,
  python3: /^(-m pytest|-m unittest|manage\.py test)/,
  node: /^--test/,
};

export const testsPass: InferenceRule = {
  id: 'tests-pass',
  says: 'The sentence says that tests pass; the block calls a known test runner where nothing hides its failure; so that runner must end with 0.',
  silent:
    'the runner is unknown, its failure is hidden by || or a pipe, or the sentence is about something not tested by it.',
  infer({ sentence, analysis, lineOf }) {
    if (isNegative(sentence) || !pass.test(sentence)) return null;
    const last = proven(analysis)
      .filter(
        ({ name, args }) => runners.has(name) || (subcommands[name]?.test(args.join(' ')) ?? false),
      )
      .at(-1);
    return last === undefined
      ? null
      : { check: { kind: 'command', command: last.text, line: lineOf(last.start) } };
  },
};
