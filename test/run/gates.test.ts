/** Where a run stops for a person: prerequisites, approvals, notices, what destroys; and what it looks up before it starts. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure } from './cli.ts';

/** Puts sections in front of the procedure. */
function headed(text: string, ...sections: readonly string[]): string {
  return text.replace('## Procedure', `${sections.join('\n\n')}\n\n## Procedure`);
}

const needs = (...items: readonly string[]): string =>
  `## Prerequisites\n\n${items.map((item) => `- ${item}`).join('\n')}`;

const raci =
  '## Roles\n\n| Activity | Tech Lead | QA |\n| --- | --- | --- |\n| Deploy the release | A | R |';

describe('a gate', () => {
  const critical = procedure('DIR="$PWD/data"\nmkdir -p "$DIR"', [
    'rm -rf "$DIR"',
    '**CRITICAL:** Nothing brings it back.',
  ]);

  it('before what destroys under a critical notice wants the step typed, not a yes', () => {
    const place = new Place({ 'a.md': critical });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\ny\n1.2\n');
    expect(status).toBe(0);
    expect(out).toContain('Type 1.2 to run this block');
    expect(out).toContain('That is not 1.2.');
    expect(out).toContain(`DIR="${place.root}/data"`);
    expect(existsSync(path.join(place.root, 'data'))).toBe(false);
    expect(place.journal()).toContainEqual(
      expect.objectContaining({ event: 'decision', choice: 'block:allowed', by: 'Ada' }),
    );
  });

  it('says that no backup was made, and which one was', () => {
    const backed = procedure('echo x > data.txt\ncp data.txt data.txt.bak', 'rm -rf "$PWD/data"');
    const bare = procedure('ls > /dev/null', 'rm -rf "$PWD/data"');
    expect(new Place({ 'a.md': bare }).procs(['run', 'PROC-T-001'], 'y\ny\n').out).toContain(
      'none was made in this run',
    );
    expect(new Place({ 'a.md': backed }).procs(['run', 'PROC-T-001'], 'y\ny\n').out).toContain(
      'step 1.1 "Part 1" passed in this run',
    );
  });

  it('stops for a warning that stands over nothing destructive', () => {
    const text = procedure(['touch ran', '**WARNING:** Tell the users first.']);
    const place = new Place({ 'a.md': text });
    expect(place.procs(['run', 'PROC-T-001'], 'y\nn\ns\n').status).toBe(4);
    expect(existsSync(path.join(place.root, 'ran'))).toBe(false);
    expect(place.procs(['run', '--resume'], 'y\n').status).toBe(0);
  });

  it('refuses to start where nobody is there and nobody allowed it', () => {
    const text = procedure(['touch ran', '**WARNING:** Tell the users first.']);
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001']);
    expect(status).toBe(2);
    expect(out).toContain('Tell the users first');
    expect(out).toContain('--yes');
    expect(existsSync(path.join(place.root, 'ran'))).toBe(false);
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
    expect(place.journal()).toContainEqual(
      expect.objectContaining({ choice: 'notice:allowed', by: 'Ada (in advance, --yes)' }),
    );
  });
});

describe('prerequisites', () => {
  const text = headed(procedure('git --version'), needs('git is installed', 'The team knows'));

  it('that nobody confirmed leave an unattended run unverified, unless somebody vouches for them', () => {
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(3);
    expect(out).toContain('looked up: git is');
    expect(out).toContain('1 prerequisite was confirmed by nobody');
    expect(
      place
        .journal()
        .filter(({ event }) => event === 'prerequisite')
        .map(({ verdict }) => verdict),
    ).toEqual(['passed', 'unverified']);
    expect(place.procs(['run', 'PROC-T-001', '--yes', '--prerequisites-met', 'Grace']).status).toBe(
      0,
    );
    expect(place.journal()).toContainEqual(
      expect.objectContaining({
        text: 'The team knows',
        by: 'Grace (in advance, --prerequisites-met)',
      }),
    );
  });

  it('that a machine can look up leave nothing open', () => {
    const looked = headed(procedure('git --version'), needs('git is installed', 'a.md exists'));
    expect(new Place({ 'a.md': looked }).procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
  });

  it.each([
    'no-such-tool is installed',
    'git 99 or newer is installed',
    'NO_SUCH_THING is set',
    'no/such.txt exists',
  ])('"%s" is not passed by a machine', (item) => {
    const place = new Place({ 'a.md': headed(procedure('git --version'), needs(item)) });
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(3);
  });

  it('are confirmed on one screen, before any block', () => {
    const place = new Place({ 'a.md': text });
    const { status } = place.procs(['run', 'PROC-T-001'], 'y\ny\n');
    expect(status).toBe(0);
    const events = place.journal().map(({ event }) => event);
    expect(events.lastIndexOf('prerequisite')).toBeLessThan(events.indexOf('block-started'));
  });

  it('that are not met stop the run, which asks again when it is resumed', () => {
    const place = new Place({ 'a.md': text });
    expect(place.procs(['run', 'PROC-T-001'], 'y\nn\n2\ns\n').status).toBe(4);
    expect(place.journal().some(({ event }) => event === 'block-started')).toBe(false);
    expect(place.procs(['run', '--resume'], 'y\n').status).toBe(0);
  });

  it('that are not met can be gone on without, with a reason, and the run is unverified at best', () => {
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\nn\n9\n2\ng\nit burns\n');
    expect(out).toContain('Give some of these numbers: 2.');
    expect(out).toContain('gone on without 1 prerequisite');
    expect(status).toBe(3);
    expect(place.journalText()).toContain('it burns');
  });

  it('of the work are not asked for on the way back', () => {
    const back = `${text}\n## Rollback\n\n### Step 9.1: Back\n\n\`\`\`bash\necho back\n\`\`\`\n`;
    const place = new Place({ 'a.md': back });
    expect(place.procs(['run', 'PROC-T-001', '--flow', 'rollback', '--yes']).status).toBe(0);
  });
});

describe('an approval', () => {
  const asked = (role: string): string =>
    headed(procedure('echo hi'), raci, needs(`Approval from ${role} for the release`));

  it('is asked for by role and name, and the matrix says who answers for it', () => {
    const place = new Place({ 'a.md': asked('Tech Lead') });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'y\nGrace\n');
    expect(status).toBe(0);
    expect(out).toContain('Tech Lead answers (A) for "Deploy the release"');
    expect(place.journal()).toContainEqual(
      expect.objectContaining({
        event: 'approval',
        role: 'Tech Lead',
        person: 'Grace',
        by: 'Ada',
        independent: true,
      }),
    );
  });

  it('by the operator is told to be no other pair of eyes', () => {
    const place = new Place({ 'a.md': asked('Tech Lead') });
    const { out } = place.procs(['run', 'PROC-T-001'], 'y\nada\n');
    expect(out).toContain('four-eyes rule');
    expect(place.journal()).toContainEqual(
      expect.objectContaining({ event: 'approval', independent: false }),
    );
  });

  it('of a role that the matrix does not have is told so', () => {
    const place = new Place({ 'a.md': asked('Tech Leed') });
    expect(place.procs(['run', 'PROC-T-001'], 'y\nGrace\n').out).toContain(
      'no role Tech Leed; did you mean Tech Lead?',
    );
  });

  it('that nobody gave stops the run', () => {
    const place = new Place({ 'a.md': asked('Tech Lead') });
    expect(place.procs(['run', 'PROC-T-001'], 'y\n\ns\n').status).toBe(4);
  });

  it('can be given in advance, by role', () => {
    const place = new Place({ 'a.md': asked('Tech Lead') });
    const run = (...more: readonly string[]) =>
      place.procs(['run', 'PROC-T-001', '--yes', ...more]);
    expect(run().status).toBe(3);
    expect(run('--approve', 'tech lead=Grace').status).toBe(0);
    const slip = run('--approve', 'Tech Leda=Grace');
    expect(slip.status).toBe(2);
    expect(slip.out).toContain('Did you mean Tech Lead?');
  });

  it('stands in a checklist as well', () => {
    const text = headed(procedure('echo hi'), raci).concat(
      '\n### Step 1.2: Gate\n\n- [ ] Aprobacion de Tech Lead para continuar\n',
    );
    const place = new Place({ 'a.md': text });
    expect(place.procs(['run', 'PROC-T-001', '--lang', 'en'], 'y\nGrace\n').status).toBe(0);
    expect(place.journalText()).toContain('approved by Grace as Tech Lead');
  });
});

describe('the preflight', () => {
  it('lists all that is missing at once, and starts nothing', () => {
    const place = new Place({
      'a.md': procedure('touch ran', 'echo "$NO_SUCH_VALUE"').replace(
        'touch ran',
        'no-such-tool --now',
      ),
    });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(status).toBe(2);
    expect(out).toContain('no-such-tool');
    expect(out).toContain('NO_SUCH_VALUE');
    expect(existsSync(path.join(place.root, '.procs'))).toBe(false);
    expect(place.procs(['run', 'PROC-T-001', '--yes', '--accept-missing']).status).toBe(1);
  });

  it('looks into the procedures that are called, with what their callers hand on', () => {
    const head = (id: string, more = '') =>
      `---\nid: ${id}\n${more}---\n# ${id}: Test\n\n## Procedure\n\n`;
    const step = (number: number, code: string) =>
      `### Step 1.${number}: Part\n\n\`\`\`bash\n${code}\n\`\`\`\n\n`;
    const parameters = 'parameters:\n  HANDED_ON: {}\n  NOT_GIVEN: {}\n';
    const place = new Place({
      'a.md': `${head('PROC-T-001')}${step(1, 'HANDED_ON=1\nSET_HERE=2')}### Step 1.2: Call\n\nEjecutar PROC-T-002\n`,
      'b.md': `${head('PROC-T-002', parameters)}${step(1, 'echo "$HANDED_ON $NOT_GIVEN $SET_HERE $NO_SUCH_VALUE"')}### Step 1.2: Call\n\nEjecutar PROC-T-003\n`,
      'c.md': `${head('PROC-T-003')}${step(1, 'no-such-tool --now')}### Step 1.2: Back\n\nEjecutar PROC-T-001\n`,
    });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    const told = out.replace(/\s+/g, ' ');
    expect(status, out).toBe(2);
    expect(told).toContain('in PROC-T-002, which is called: value of NOT_GIVEN');
    expect(told).toContain(
      'in PROC-T-002, which is called: variable NO_SUCH_VALUE, which step 1.1',
    );
    expect(told).not.toMatch(/HANDED_ON|SET_HERE/);
    expect(existsSync(path.join(place.root, '.procs'))).toBe(false);
    const dry = place.procs(['run', 'PROC-T-001', '--yes', '--dry-run']).out.replace(/\s+/g, ' ');
    expect(dry).toContain('in PROC-T-003, which is called: tool no-such-tool');
  });

  it('lets an operator look again, and not start', () => {
    const place = new Place({ 'a.md': procedure('no-such-tool --now') });
    const { status, out } = place.procs(['run', 'PROC-T-001'], 'r\ns\n');
    expect(status).toBe(2);
    expect(out.match(/no-such-tool/g)!.length).toBeGreaterThan(1);
    expect(existsSync(path.join(place.root, '.procs'))).toBe(false);
  });

  it.each([
    [
      'a tool that an earlier block may bring',
      'mkdir -p bin\nPATH="$PWD/bin:$PATH"',
      'command -v ls\nlater-tool || true',
    ],
    ['a tool in a condition', 'if command -v no-such-tool; then no-such-tool; fi', 'echo'],
    ['a guarded variable', 'echo "${NO_SUCH_VALUE:-none}"', 'echo'],
    ['a variable that an earlier step sets', 'HERE=1', 'echo "$HERE"'],
    ['a function', 'greet() { echo hi; }', 'greet'],
  ])('does not hold up %s', (_name, ...blocks) => {
    const place = new Place({ 'a.md': procedure(...blocks) });
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
  });

  it('sees that a variable is set by a step that is left out', () => {
    const place = new Place({ 'a.md': procedure('HERE=1', 'echo "$HERE"') });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes', '--from', '1.2']);
    expect(status).toBe(2);
    expect(out).toContain('set by step 1.1, which this run leaves out');
  });
});

describe('a dry run', () => {
  const text = headed(
    procedure(
      ['echo ran > ran.txt', '```bash check\ntouch checked.txt\n```'],
      'rm -rf <target>',
    ).replace(
      'id: PROC-T-001',
      'id: PROC-T-001\nparameters:\n  TOKEN:\n    secret: true\n    default: s3cr3t-value',
    ),
    needs('a.md exists'),
  );

  it('shows what would run with its values, and touches nothing', () => {
    const place = new Place({ 'a.md': text });
    const spied = path.join(place.root, 'bin');
    mkdirSync(spied);
    // Asking bash whether it accepts a block (-n) executes nothing of it.
    const spy = `#!/bin/sh\ncase " $* " in *" -n "*) ;; *) echo "$@" >> '${place.root}/spied' ;; esac\nexec /bin/bash "$@"\n`;
    writeFileSync(path.join(spied, 'bash'), spy, { mode: 0o755 });
    const before = readdirSync(place.root, { recursive: true }).sort();
    const path_ = process.env.PATH;
    process.env.PATH = `${spied}:${path_}`;
    try {
      const { status, out } = place.procs([
        'run',
        'PROC-T-001',
        '--dry-run',
        '--yes',
        '--set',
        'target=/srv/old data',
      ]);
      expect(status).toBe(0);
      expect(out).toContain("rm -rf '/srv/old data'");
      expect(out).toContain('confirmed first');
      expect(out).not.toContain('s3cr3t-value');
    } finally {
      process.env.PATH = path_;
    }
    expect(readdirSync(place.root, { recursive: true }).sort()).toEqual(before);
  });

  it('ends with 2 where the run could not start, and says why', () => {
    const place = new Place({ 'a.md': text });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--dry-run', '--yes']);
    expect(status).toBe(2);
    expect(out).toContain('target');
    expect(existsSync(path.join(place.root, '.procs'))).toBe(false);
  });

  it('is there as JSON', () => {
    const place = new Place({ 'a.md': text });
    const { out } = place.procs(['plan', 'PROC-T-001', '--format', 'json', '--set', 'target=/x']);
    const plan = JSON.parse(out);
    expect(plan.stages[0].steps[1].actions[0]).toMatchObject({ code: 'rm -rf /x', host: null });
    expect(plan.values.TOKEN).toBe('(secret)');
  });
});
