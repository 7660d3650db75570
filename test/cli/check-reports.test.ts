/** `procs check`: in which formats its report comes out, where, and how it ends. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = path.resolve(import.meta.dirname, '../../bin/procs.js');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procs-reports-'));
  mkdirSync(path.join(folder, 'docs'));
  writeFileSync(
    path.join(folder, 'docs/broken.md'),
    '---\nid: PROC-A-001\nversion: first\n---\n\n# PROC-A-001: Restart\n\n## Steps\n\n### Step 1: Go\n\n```bash\ntrue\n```\n\nExpected: exit 0\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function check(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'check', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, out: stdout, err: stderr };
}
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

describe('procs check', () => {
  it('prints each format', () => {
    expect(JSON.parse(check('--format', 'gitlab').out)[0].location.path).toBe('docs/broken.md');
    expect(check('--format', 'junit').out).toMatch(/^<\?xml .*<testcase name="docs\/broken.md"/s);
    expect(check('--format', 'github').out).toMatch(/^::error file=docs\/broken.md/);
    expect(check().out).toContain('docs/broken.md:3:10');
  });

  it('writes one to a file, and prints nothing', () => {
    const { status, out } = check('--format', 'sarif', '--output', 'out.sarif');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(JSON.parse(read('out.sarif')).version).toBe('2.1.0');
    expect(readdirSync(folder).sort()).toEqual(['docs', 'out.sarif']);
  });

  it('writes several at once while it prints another', () => {
    const args = ['--format', 'github', '--format', 'sarif=a=b.sarif', '--format', 'junit=j.xml'];
    const { status, out } = check(...args);
    expect(status).toBe(1);
    expect(out).toMatch(/^::error/);
    expect(JSON.parse(read('a=b.sarif')).version).toBe('2.1.0');
    expect(read('j.xml')).toContain('failures="1"');
  });

  it('colours what a terminal shows, never what goes to a file', () => {
    const env = { ...process.env, NO_COLOR: '', FORCE_COLOR: '1' };
    const args = [bin, 'check', '--format', 'pretty=p.txt', '--format', 'pretty'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
    expect(stdout).toContain('\u001b[');
    expect(read('p.txt')).not.toContain('\u001b');
  });

  it('replaces a report as a whole, writes through a link and never replaces a device', () => {
    writeFileSync(path.join(folder, 'real.json'), 'old');
    symlinkSync('real.json', path.join(folder, 'link.json'));
    expect(check('--format', 'json', '--output', 'link.json').status).toBe(1);
    expect(JSON.parse(read('real.json')).summary.errors).toBe(1);
    const command = `"${process.execPath}" "${bin}" check --format json --output /dev/stdout | cat`;
    const { stdout } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toContain('"summary"');
    expect(check('--format', 'json', '--output', '/dev/null').status).toBe(1);
    expect(existsSync('/dev/null')).toBe(true);
  });

  it.each([
    [['--format', 'sarf'], 'Allowed choices are pretty, json'],
    [['--format', 'json='], 'There is no file name behind the "="'],
    [['--format', 'json', '--format', 'sarif'], 'json and sarif are wanted'],
    [['--format', 'json=a.json', '--output', 'b.json'], '--output has nothing to write'],
    [['--output', 'no/such/out.txt'], 'its folder does not exist'],
    [['--output', 'docs'], 'it is a folder'],
    [['--output', 'docs/broken.md/x'], 'its folder is a file'],
    [['--fail-on', 'errors'], 'Allowed choices are error, warning, info, never'],
  ])('%j ends with 2 and says why', (args, message) => {
    const { status, err } = check(...args);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder)).toEqual(['docs']);
  });

  it('gives a finding the same fingerprint when the document grows above it or is moved', () => {
    const prints = (): unknown[] => {
      const issues: { fingerprint: string }[] = JSON.parse(check('--format', 'gitlab').out);
      const log = JSON.parse(check('--format', 'sarif').out);
      expect(
        log.runs[0].results.map(
          (one: { partialFingerprints: Record<string, string> }) =>
            one.partialFingerprints['procsFinding/v1'],
        ),
      ).toEqual(issues.map((one) => one.fingerprint));
      return issues.map((one) => one.fingerprint);
    };
    const text = read('docs/broken.md').replace('Step 1: Go\n', 'Step 1: Go\n\nSee PROC-A-9.\n');
    writeFileSync(path.join(folder, 'docs/broken.md'), text);
    const before = prints();
    expect(new Set(before).size).toBe(2);
    const grown = text.replace('## Steps', 'A word on it.\n\n## Steps').replaceAll('\n', '\r\n');
    writeFileSync(path.join(folder, 'docs/broken.md'), grown);
    expect(prints()).toEqual(before);
    rmSync(path.join(folder, 'docs/broken.md'));
    writeFileSync(path.join(folder, 'docs/renamed.md'), text);
    expect(prints()).toEqual(before);
    writeFileSync(path.join(folder, 'docs/renamed.md'), text.replace('PROC-A-9', 'PROC-A-8'));
    expect(prints()).not.toEqual(before);
  });

  it('fails from the severity on that it is told', () => {
    expect(check('--fail-on', 'never').status).toBe(0);
    expect(check('--fail-on', 'error').status).toBe(1);
    const text = read('docs/broken.md').replace('first', '1.0\nstatus: obsolteo');
    writeFileSync(path.join(folder, 'docs/broken.md'), text);
    const severities = JSON.parse(check('--format', 'json').out).diagnostics.map(
      (one: { severity: string }) => one.severity,
    );
    expect(severities).toEqual(['warning']);
    expect(check().status).toBe(0);
    expect(check('--fail-on', 'warning').status).toBe(1);
  });
});
