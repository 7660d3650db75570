/** What docs/ci.md, docs/configuration.md and docs/front-matter.md tell people to copy: it is run as it stands there. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formats, jsonSchema, load, rules } from '../../src/index.ts';
import { checkFiles } from '../check/workspace.ts';
import { gitlabValidator } from '../report/schemas.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const blocks = (page: string, language: string): string[] =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    (match) => match[1]!,
  );
const named = (name: string): string =>
  blocks('docs/ci.md', 'yaml').find((block) => block.startsWith(`# ${name}\n`))!;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-ci-'));
  for (const name of ['docs', 'bin']) mkdirSync(path.join(folder, name));
  writeFileSync(
    path.join(folder, 'docs/one.md'),
    '---\nid: PROC-A-001\nversion: first\n---\n\n# PROC-A-001: Restart\n',
  );
  // npx starts the procs of this repository, and npm has nothing to install.
  const scripts = { npm: '', npx: `shift; exec node '${path.join(root, 'bin/procs.js')}' "$@"\n` };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, 'bin', name), `#!/bin/sh\n${script}`);
    chmodSync(path.join(folder, 'bin', name), 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sh = (script: string, env: Record<string, string> = {}) =>
  spawnSync('sh', ['-e', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${folder}/bin:${path.dirname(process.execPath)}:${process.env.PATH}`, ...env },
  });

describe('docs/ci.md', () => {
  it('names every format', () => {
    const rows = [...read('docs/ci.md').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(rows.sort()).toEqual([...formats].sort());
  });

  it('gives the action inputs that it has', () => {
    const { inputs } = parse(read('action.yml')) as { inputs: object };
    const { steps } = parse(named('.github/workflows/procedures.yml')).jobs.check;
    const use = steps.find(({ uses }: { uses: string }) => uses.includes('/procs@'));
    expect(Object.keys(use.with).length).toBeGreaterThan(0);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(use.with)));
    for (const name of Object.keys(inputs)) expect(read('docs/ci.md')).toContain(name);
  });

  it('has a GitLab job that reports and fails', () => {
    const job = parse(named('.gitlab-ci.yml')).procedures;
    const { status, stdout } = sh(job.script.join('\n'));
    expect(status).toBe(1);
    expect(stdout).toContain('docs/one.md:3:10');
    const { codequality, junit } = job.artifacts.reports;
    const issues: unknown = JSON.parse(readFileSync(path.join(folder, codequality), 'utf8'));
    expect(gitlabValidator()(issues)).toBe(true);
    expect(readFileSync(path.join(folder, junit), 'utf8')).toContain('failures="1"');
  });

  it('has a GitLab job that asks only about the change in a merge request', () => {
    const job = parse(named('.gitlab-ci.yml')).procedures;
    const commit = 'git -c user.name=x -c user.email=x@example.com commit -qm one';
    const sha = sh(`git init -q; git add docs; ${commit}; git rev-parse HEAD`).stdout.trim();
    const env = { CI_MERGE_REQUEST_DIFF_BASE_SHA: sha };
    expect(sh(job.script.join('\n'), env).status).toBe(0);
    const { codequality } = job.artifacts.reports;
    expect(JSON.parse(readFileSync(path.join(folder, codequality), 'utf8'))).toEqual([]);
  });

  it('has commands for any other place that work', () => {
    for (const block of blocks('docs/ci.md', 'sh').filter((one) => !one.startsWith('#!'))) {
      expect(sh(block).status).toBe(1);
    }
    expect(readdirSync(folder)).toContain('procs-junit.xml');
  });

  it('uses the hook that there is, which reports and fails', () => {
    // pre-commit takes everything that `npm pack` prints for the name of a file, also what scripts say.
    expect(read('.npmrc')).toMatch(/^foreground-scripts=false$/m);
    const [hook] = parse(read('.pre-commit-hooks.yaml'));
    const [repository] = parse(named('.pre-commit-config.yaml')).repos;
    expect(repository.hooks.map(({ id }: { id: string }) => id)).toEqual([hook.id]);
    expect(hook).toMatchObject({ id: 'procs-check', language: 'node', pass_filenames: false });
    const files = new RegExp(hook.files);
    expect(['a.md', 'docs/b.md'].every((name) => files.test(name))).toBe(true);
    expect(['a.mdx', 'md', 'amd'].some((name) => files.test(name))).toBe(false);
    expect(parse(read('package.json')).bin).toHaveProperty(hook.entry.split(' ')[0]);
    const { status, stdout } = sh(`npx ${hook.entry}`);
    expect(status).toBe(1);
    expect(stdout).toContain('docs/one.md:3:10');
  });
});

describe('docs/configuration.md', () => {
  it('shows a configuration that is valid, and every key', async () => {
    const [block] = blocks('docs/configuration.md', 'yaml');
    const validate = new Ajv({ allowUnionTypes: true }).compile(jsonSchema('config', rules));
    validate(parse(block!));
    expect(validate.errors).toBeNull();
    mkdirSync(path.join(folder, 'runbooks'));
    writeFileSync(path.join(folder, 'procs.config.yaml'), block!);
    const page = read('docs/configuration.md');
    writeFileSync(
      path.join(folder, 'runbooks/RB-A-001.md'),
      '---\nid: RB-A-001\n---\n\n# RB-A-001: Go\n',
    );
    const { config, documents } = await load({ root: folder });
    expect(documents.map(({ procedure }) => procedure.id)).toEqual(['RB-A-001']);
    for (const key of Object.keys(config)) expect(page).toContain(`| \`${key}\` |`);
    expect(page).toContain('| `vocabulary.criterion` |');
  });
});

describe('docs/front-matter.md', () => {
  it('shows front matter that is valid, with a line for editors that harms nobody', async () => {
    const [block] = blocks('docs/front-matter.md', 'yaml');
    const text = `${block}\n# PROCED-LOGS-001: Rotate and compress logs\n`;
    const values: unknown = parse(block!.replaceAll(/^---$/gm, ''));
    const validate = new Ajv({ allowUnionTypes: true }).compile(jsonSchema('front-matter', []));
    validate(values);
    expect(validate.errors).toBeNull();
    const found = await checkFiles({
      'one.md': text,
      'two.md': '---\nid: PROCED-DISCO-001\n---\n\n# PROCED-DISCO-001: Disk\n',
    });
    expect(found.filter((one) => one.severity === 'error')).toEqual([]);
    writeFileSync(path.join(folder, 'docs/one.md'), text);
    const [document] = (await load({ root: path.join(folder, 'docs') })).documents;
    expect(document!.procedure).toMatchObject({ id: 'PROCED-LOGS-001', version: '1.1.0' });
    const line = /\$schema=(\S+)/.exec(block!)![1]!;
    expect(read(line.split('node_modules/procs/')[1]!)).toContain('json-schema.org');
  });
});
