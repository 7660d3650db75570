/** 'todos los smoke tests pasan' beside a test runner: that runner ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

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
  npm: /^(test|t|run test\S*)(\s|$)/,
  yarn: /^(run )?test\S*(\s|$)/,
  pnpm: /^(run )?test\S*(\s|$)/,
  go: /^test(\s|$)/,
  cargo: /^(test|nextest run)(\s|$)/,
  make: /^(test|check)(-\S+)?$/,
  mvn: /(^|\s)(test|verify)(\s|$)/,
  mvnw: /(^|\s)(test|verify)(\s|$)/,
  gradle: /(^|\s)(test|check)(\s|$)/,
  gradlew: /(^|\s)(test|check)(\s|$)/,
  python: /^(-m pytest|-m unittest|manage\.py test)(\s|$)/,
  python3: /^(-m pytest|-m unittest|manage\.py test)(\s|$)/,
  node: /^--test(\s|$)/,
};
/** Options with which a runner ends with 0 and has run nothing. */
const idle =
  /^(--(collect-only|co|list\S*|listTests|no-run|fixtures|markers|setup-plan|setup-only|showConfig|count|version)|-N|-list|-n|-h|-V|-D(skip\S*|maven\.test\.skip)(=.*)?|list|-x|--passWithNoTests|--pass-with-no-tests)$/;

export const testsPass: InferenceRule = {
  id: 'tests-pass',
  sentence:
    'says that tests pass, and of their kind nothing that the command does not say too (smoke, integration)',
  block: 'calls a known test runner where nothing hides its failure',
  concludes: 'that runner ends with 0',
  silent:
    'the runner is unknown or only lists what it would run, its failure is hidden by `||` or a pipe that may fail unseen, or the sentence says more (coverage, without warnings).',
  examples: {
    es: {
      fires: ['pytest tests/smoke -q', 'Todos los smoke tests pasan'],
      silent: ['pytest tests/unit -q', 'Todos los smoke tests pasan'],
    },
    en: {
      fires: ['npm ci\nnpm test', 'All tests pass'],
      silent: ['npm test || true', 'All tests pass'],
    },
  },
  infer(evidence) {
    return proveClaim(evidence, {
      among: ({ name, args }) => isKnown(name, args),
      subject: 'tests?|pruebas?|suites?|specs?',
      state:
        'pasan?|pasando|pasad[oa]s?|pass|passes|passing|passed|verdes?|green|exitos[oa]s?|successful|succeed(s|ed)?',
      also: 'todos|todas|all|automatizad[oa]s?|automated|deben|should|must',
      shows: isRunner,
    });
  },
};

function isRunner({ name, args }: ShellCommand): boolean {
  return isKnown(name, args) && !args.some((arg) => idle.test(arg));
}

function isKnown(name: string, args: readonly string[]): boolean {
  return runners.has(name) || (subcommands[name]?.test(args.join(' ')) ?? false);
}
