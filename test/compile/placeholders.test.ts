/** Gaps that an author leaves, and what only looks like one. */
import { describe, expect, it } from 'vitest';
import { actionsOf, flowOf, procedureOf } from './support.ts';

async function blockOf(code: string) {
  const procedure = await procedureOf(
    `# T\n\n## Procedure\n\n### Step 1: Do\n\n\`\`\`bash\n${code}\n\`\`\`\n`,
  );
  const [action] = actionsOf(flowOf(procedure, 'main'));
  if (action?.kind !== 'run') throw new Error(`not a block that runs: ${action?.kind}`);
  return { action, parameters: procedure.parameters };
}

describe('a placeholder', () => {
  it.each([
    ['kubectl logs <pod-name> -n <namespace>', ['pod-name', 'namespace']],
    ['oc get pod <value of namespace label from alert>', ['value-of-namespace-label-from-alert']],
    ['git checkout staging-[TAG-ANTERIOR]', ['tag-anterior']],
    ['psql db < /backups/pre_[TIMESTAMP].sql', ['timestamp']],
    ['ssh [user]@[servidor]', ['user', 'servidor']],
    ['deploy {{version}} now', ['version']],
    ['curl https://{dominio}/health', ['dominio']],
    ['git tag -a vX.Y.Z -m "Release vX.Y.Z"', ['version', 'version']],
    ['git checkout vX.Y.(Z-1)', ['previous-version']],
    ['cp a.sql backup-YYYY-MM-DD-HHMM.sql', ['timestamp']],
    ['export TOKEN=YOUR_API_TOKEN', ['your-api-token']],
    ['echo "hello <name>"', ['name']],
  ])('%s', async (code, names) => {
    const { action } = await blockOf(code);
    expect(action.holes.map(({ parameter }) => parameter)).toEqual(names);
    expect(action.syntaxError).toBeNull();
    for (const { start, end } of action.holes) expect(code.slice(start, end)).toMatch(/^[<[{vY]/);
  });

  it.each([
    '[ -f x ] && echo yes',
    '[[ $a == b ]]',
    'echo "${list[index]}"',
    'grep "[ERROR]" log',
    'echo "[OK] done"',
    'kubectl get pods -o go-template="{{.metadata.name}}"',
    "awk '{print $1}' file",
    'sort <input.txt >output.txt',
    'cat <<EOF\nplain\nEOF',
    'diff <(ls a) <(ls b)',
    'date +%Y-%m-%d',
    'echo "${environment?}"',
    'ls file[abc].txt',
    'echo {one,two}',
    'find . -exec echo {} +',
    '# <not-code>\ntrue',
    "grep '[a-z]' f",
    "cat <<'EOF' > page.html\n<name>\nEOF",
    'echo "<b>bold</b>"',
  ])('is not %s', async (code) => {
    const { action, parameters } = await blockOf(code);
    expect(action.holes).toEqual([]);
    expect(parameters).toEqual([]);
  });

  it('knows how bash reads the place', async () => {
    const { action } = await blockOf('a <one> "b <two>" \'c <three>\'\ncat <<EOF\n<four>\nEOF');
    expect(action.holes.map(({ quoting }) => quoting)).toEqual([
      'bare',
      'double',
      'single',
      'heredoc',
    ]);
  });
});

describe('an example', () => {
  it.each([
    '# Ejemplo: release-20240101\nTARGET="release-20240101"',
    '# Example: main\nTARGET=main',
    'TARGET=main # e.g. main',
    '# Identificar la version estable\nTARGET="v1"',
    "# Replace with your own\nTARGET='v1'",
  ])('%s', async (code) => {
    const { action, parameters } = await blockOf(`${code}\necho "$TARGET"`);
    expect(parameters.map(({ name, origin, default: value }) => [name, origin, value])).toEqual([
      ['TARGET', 'example', null],
    ]);
    expect(action.holes.map(({ kind }) => kind)).toEqual(['example']);
  });

  it('is no plain assignment, and none that computes its value', async () => {
    const { parameters } = await blockOf('DIR=/srv/app\n# Example:\nNOW=$(date)\necho "$DIR $NOW"');
    expect(parameters).toEqual([]);
  });
});
