import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/index.ts';
import { checkFolder } from './workspace.ts';

const root = '/work/shared/reference';

describe.skipIf(!existsSync(root))('the reference documents', () => {
  let found: Diagnostic[] = [];
  beforeAll(async () => {
    const all = await checkFolder(root);
    // What the documents say of themselves is held in reference-consistency.test.ts.
    found = all.filter(({ code }) => code < 'PROCS050' || code > 'PROCS069');
  });
  const of = (rule: string) => found.filter((one) => one.rule === rule);

  it('have every use of an ID that nothing defines reported where it stands', () => {
    const undefinedIds =
      'PROCED-DEVOPS-003 PROCED-BACK-005 PROCED-FRONT-002 PROCED-DEVOPS-001 PROCED-BACK-001 PROCED-BACK-004 PROC-BACK-001 PROC-BACK-003 PROC-BACK-004 PROC-CAMBIOS PROC-QA'.split(
        ' ',
      );
    // Counted by hand over the text, not by the compiler.
    const uses: string[] = [];
    for (const file of new Set(found.map((one) => one.file))) {
      readFileSync(`${root}/${file}`, 'utf8')
        .split('\n')
        .forEach((line, index) => {
          for (const match of line.matchAll(/PROC(?:ED)?(?:-[A-Z0-9]+)+/g)) {
            if (undefinedIds.includes(match[0])) {
              uses.push(`${file}:${index + 1}:${match.index + 1} ${match[0]}`);
            }
          }
        });
    }
    expect(uses).toHaveLength(16);
    expect(new Set(uses.map((use) => use.split(' ')[1])).size).toBe(11);
    const reported = of('unresolved-reference').map(
      (one) =>
        `${one.file}:${one.line}:${one.column} ${/[A-Z0-9-]+(?=\.$)/.exec(one.message)?.[0]}`,
    );
    expect(reported.sort()).toEqual(uses.sort());
  });

  it('have PROCED-BACK-005 answered with PROC-BACK-005 and its definition', () => {
    const answers = of('unresolved-reference').filter((one) =>
      one.message.includes('PROCED-BACK-005'),
    );
    expect(answers).toHaveLength(2);
    for (const one of answers) {
      expect(one.help).toBe('Did you mean PROC-BACK-005?');
      expect(one.related[0]).toMatchObject({
        file: 'PROC-BACK-005-deployment-proceso.md',
        span: { line: 2 },
      });
    }
  });

  it('have the three dangling links of PROC-RELEASE reported', () => {
    expect(of('dangling-link').map((one) => [one.file, one.line])).toEqual(
      [300, 301, 302].map((line) => ['PROC-RELEASE-procedimiento-release.md', line]),
    );
  });

  it('have the missing ID of deployment-runbook reported, with a fix', () => {
    expect(of('missing-id')).toHaveLength(1);
    expect(of('missing-id')[0]).toMatchObject({
      file: 'deployment-runbook.md',
      line: 1,
      fix: { edits: [{ text: 'id: PROC-DEPLOYMENT-RUNBOOK\n', span: { line: 2, column: 1 } }] },
    });
  });

  it('have both blocks that are no bash reported at their placeholders', () => {
    expect(of('shell-syntax').map((one) => [one.file, one.line])).toEqual([
      ['deployment-runbook.md', 126],
      ['deployment-runbook.md', 165],
    ]);
  });

  it('have the three commands that never end and two variables from nowhere reported for information', () => {
    const infos = found.filter(
      (one) => one.severity === 'info' && one.rule !== 'attested-criterion',
    );
    expect(infos.map((one) => [one.rule, one.file, one.line])).toEqual([
      // ${VERSION} of the image: only scripts, which are processes of their own, set one.
      ['undeclared-variable', 'PROC-BACK-005-deployment-proceso.md', 267],
      ...[922, 925, 928].map((line) => [
        'endless-command',
        'PROC-BACK-005-deployment-proceso.md',
        line,
      ]),
      ['undeclared-variable', 'deployment-runbook.md', 178],
    ]);
  });

  it('have a check suggested where a service is named that its block starts, and nowhere else', () => {
    expect(of('attested-criterion').map((one) => [one.file.slice(0, 15), one.line])).toEqual([
      ['PROCED-BACK-002', 328],
      ['PROCED-BACK-003', 349],
      ['PROCED-BACK-003', 363],
    ]);
  });

  it('have the variables reported that are set before "ssh staging-server" and used behind it', () => {
    expect(of('variable-lost').map((one) => [one.line, /\$\w+/.exec(one.message)?.[0]])).toEqual([
      [239, '$TARGET_TAG'],
      [310, '$BACKUP_FILE'],
    ]);
  });

  it('have the name of a tag reported that is built from the clock twice', () => {
    expect(of('two-clocks').map((one) => [one.file, one.line])).toEqual([
      ['PROCED-BACK-002-deployment-staging.md', 184],
    ]);
  });

  it('have the health check and the login reported that pass whatever the server answers', () => {
    expect(of('curl-without-fail').map((one) => [one.file, one.line])).toEqual(
      [148, 153].map((line) => ['PROC-RELEASE-procedimiento-release.md', line]),
    );
  });

  it('have "killall tail" reported, which also ends what others follow', () => {
    expect(of('wide-kill').map((one) => [one.file, one.line])).toEqual([
      ['PROCED-BACK-003-rollback-deployment.md', 422],
    ]);
  });

  it('have nothing else reported as an error or a warning', () => {
    const expected = [
      'unresolved-reference',
      'dangling-link',
      'missing-id',
      'shell-syntax',
      'variable-lost',
      'two-clocks',
      'curl-without-fail',
      'wide-kill',
    ];
    expect(found.filter((one) => !expected.includes(one.rule) && one.severity !== 'info')).toEqual(
      [],
    );
  });
});
