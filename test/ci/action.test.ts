/** action.yml: run as a runner would run it, with inputs that mean harm. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sarifValidator } from '../report/schemas.ts';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default: string }>>;
  readonly outputs: Readonly<Record<string, { value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const repository = path.resolve(import.meta.dirname, '../..');
const action = parse(readFileSync(path.join(repository, 'action.yml'), 'utf8')) as Action;
const { steps } = action.runs;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-action-'));
  for (const name of ['work/docs', 'temp', 'bin']) {
    mkdirSync(path.join(folder, name), { recursive: true });
  }
  writeFileSync(
    path.join(folder, 'work/docs/one.md'),
    '---\nid: PROC-A-001\nversion: first\n---\n\n# PROC-A-001: Restart\n',
  );
  writeFileSync(
    path.join(folder, 'work/docs/two.md'),
    '---\nid: PROC-A-002\n---\n\n# PROC-A-002: Stop\n',
  );
  // The registry is not there for a test: what npm is told is what counts.
  const npm = path.join(folder, 'bin/npm');
  writeFileSync(npm, `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/npm.args'\n`);
  chmodSync(npm, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the step as a runner does: expressions are replaced in `env`, and the script is left as it is. */
function runStep(id: string, inputs: Readonly<Record<string, string>>, outputs: object = {}) {
  const step = steps.find((one) => one.id === id)!;
  const values = Object.fromEntries(
    Object.entries(action.inputs).map(([name, one]) => [name, inputs[name] ?? one.default]),
  );
  const env = Object.entries(step.env ?? {}).map(([name, expression]) => {
    const [, kind, key] = /^\$\{\{ (inputs|steps\.\w+\.outputs)\.([\w-]+) \}\}$/.exec(expression)!;
    const from: object = kind === 'inputs' ? values : outputs;
    return [name, (from as Record<string, string>)[key!] ?? ''];
  });
  const output = path.join(folder, `${id}.output`);
  writeFileSync(output, '');
  const script = path.join(folder, 'script.sh');
  writeFileSync(script, step.run!);
  // What GitHub's runner starts for "shell: bash".
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', script],
    {
      cwd: path.join(folder, 'work'),
      encoding: 'utf8',
      env: {
        PATH: `${path.join(folder, 'bin')}:${path.dirname(process.execPath)}:${process.env.PATH}`,
        HOME: folder,
        GITHUB_OUTPUT: output,
        GITHUB_ACTION_PATH: path.join(folder, 'temp'),
        RUNNER_TEMP: path.join(folder, 'temp'),
        ...Object.fromEntries(env),
      },
    },
  );
  return { status, out: stdout, err: stderr, output: readFileSync(output, 'utf8') };
}
const check = (inputs: Record<string, string>) =>
  runStep('check', inputs, { bin: path.join(repository, 'bin/procs.js') });

describe('action.yml', () => {
  it('never puts an input into a script, and uses each one', () => {
    expect(action.runs.using).toBe('composite');
    for (const step of steps.filter((one) => one.run !== undefined)) {
      expect(step.run, step.name).not.toContain('${{');
      expect(step.shell).toBe('bash');
      for (const name of Object.keys(step.env ?? {})) expect(step.run).toContain(`$${name}`);
    }
    const given = steps.flatMap((one) => Object.values(one.env ?? {})).join('\n');
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(given).toContain(`inputs.${name} }}`);
      expect(description).not.toBe('');
    }
    for (const { uses } of steps) expect(uses ?? 'actions/x@v1').toMatch(/^actions\/[\w-]+@v\d+$/);
  });

  it('reports on the whole, with annotations at their lines, and fails', () => {
    const { status, out, output } = check({});
    expect(status).toBe(1);
    expect(out).toMatch(/^::error file=docs\/one\.md,line=3,/m);
    expect(output).toBe('');
  });

  it('reports on the paths that are given, and succeeds where they are well', () => {
    expect(check({ path: 'docs/two.md' }).status).toBe(0);
    const both = check({ path: 'docs/two.md\n\ndocs/one.md\n' });
    expect(both.status).toBe(1);
    expect(both.out).toContain('procs: 2 documents');
    expect(check({ root: 'docs', 'fail-on': 'never' }).status).toBe(0);
  });

  it('writes SARIF and says where, also when it fails', () => {
    const { status, output } = check({ sarif: 'out put.sarif' });
    expect(status).toBe(1);
    expect(output.split('\n')[1]).toBe('out put.sarif');
    const log: unknown = JSON.parse(readFileSync(path.join(folder, 'work/out put.sarif'), 'utf8'));
    expect(sarifValidator()(log)).toBe(true);
    expect(action.outputs.sarif!.value).toBe('${{ steps.check.outputs.sarif }}');
  });

  it('reports only what a change brought, also in documents that it did not touch', () => {
    const work = path.join(folder, 'work');
    const git = (...args: string[]): string => {
      const name = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
      const { stdout } = spawnSync('git', [...name, ...args], { cwd: work, encoding: 'utf8' });
      return stdout.trim();
    };
    const see = '---\nid: PROC-A-003\n---\n\n# PROC-A-003: Swap\n\nSee PROC-A-002.\n';
    writeFileSync(path.join(work, 'docs/three.md'), see);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'one');
    const since = git('rev-parse', 'HEAD');
    expect(check({ since }).status).toBe(0);
    for (const value of ['--output=pwned', '$(touch pwned)', '-h', 'HEAD; touch pwned']) {
      expect(check({ since: value }).status, value).toBe(2);
    }
    expect(existsSync(path.join(work, 'pwned'))).toBe(false);
    rmSync(path.join(work, 'docs/two.md'));
    git('add', '-A');
    git('commit', '-qm', 'two');
    const { status, out } = check({ since });
    expect(status).toBe(1);
    expect(out.match(/^::error file=[^,]+/gm)).toEqual(['::error file=docs/three.md']);
  });

  it('fails with what is wrong where it could not check', () => {
    for (const inputs of [{ path: 'nowhere.md' }, { root: 'nowhere' }, { 'fail-on': 'errors' }]) {
      const { status, err, output } = check({ ...inputs, sarif: 'out.sarif' });
      expect(status).toBe(2);
      expect(err).not.toBe('');
      expect(output).toBe('');
    }
  });

  const harm = [
    '$(touch pwned)',
    '`touch pwned`',
    '"; touch pwned; "',
    "'; touch pwned; '",
    'x\ntouch pwned',
    '--output=pwned',
    '-h',
    '*',
    '${PATH}',
    '&& touch pwned',
    'x) touch pwned; (',
  ];
  it.each(harm)('does nothing with %j but take it as a value', (value) => {
    for (const inputs of [
      { path: value, sarif: value },
      { root: value, 'fail-on': value },
    ]) {
      expect(check(inputs).status).toBeGreaterThan(0);
    }
    const { status, out } = runStep('install', { version: value });
    expect(status).toBe(2);
    expect(out).toContain('is no version of procs');
    expect(existsSync(path.join(folder, 'npm.args'))).toBe(false);
    const left = readdirSync(path.join(folder, 'work'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name === 'pwned' || name.endsWith('/pwned'))).toEqual([]);
  });

  it('cannot be made to give another output by the name of a file', () => {
    const { output } = check({ sarif: 'a\nsarif2=b' });
    expect(output.split('\n')).toEqual([
      'sarif<<end-of-the-name-of-the-file',
      'a',
      'sarif2=b',
      'end-of-the-name-of-the-file',
      '',
    ]);
  });
});

describe('installing', () => {
  const told = (): string[] =>
    readFileSync(path.join(folder, 'npm.args'), 'utf8').trimEnd().split('\n');

  it('takes the version that came with the action', () => {
    const { status, output } = runStep('install', {});
    expect(status).toBe(0);
    expect(told().slice(0, 3)).toEqual(['ci', '--prefix', path.join(folder, 'temp')]);
    expect(output).toBe(`bin=${path.join(folder, 'temp/bin/procs.js')}\n`);
    expect(existsSync(path.join(repository, 'bin/procs.js'))).toBe(true);
  });

  it.each(['1.2.0', '^1.2.0', '~0.1', '2.0.0-rc.1+5', 'latest'])('takes version %s', (version) => {
    const { status, output } = runStep('install', { version });
    expect(status).toBe(0);
    expect(told().slice(-2)).toEqual(['--', `procs@${version}`]);
    expect(output).toContain('/temp/procs/node_modules/procs/bin/procs.js');
  });

  it('finds a Node.js that is new enough, and sets one up otherwise', () => {
    expect(runStep('node', {}).output).toBe('found=true\n');
    const node = path.join(folder, 'bin/node');
    writeFileSync(node, '#!/bin/sh\nexit 1\n');
    chmodSync(node, 0o755);
    expect(runStep('node', {}).output).toBe('found=false\n');
    const setup = steps.find((one) => one.uses !== undefined)!;
    expect(setup.if).toBe("steps.node.outputs.found != 'true'");
  });
});
