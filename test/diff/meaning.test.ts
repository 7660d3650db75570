/** What `procs diff` tells of a change, and what it does not. */
import { describe, expect, it } from 'vitest';
import { changesOf, diffFiles, kindsOf } from './support.ts';

const fence = (code: string, attributes = '') => `\`\`\`bash${attributes}\n${code}\n\`\`\``;
const block = (code: string, attributes = '') => `${fence(code, attributes)}\n\nExpected: exit 0`;

const backup = ['Back up the database', block('pg_dump -f /backups/shop.sql shop')] as const;
const stop = ['Stop the workers', block('systemctl stop workers')] as const;
const drop = ['Drop the old database', block('dropdb shop_old')] as const;
const verify = [
  'Verify the service',
  `${fence('curl -f http://localhost/health')}\n\n**Success criterion:** HTTP 200`,
] as const;

type Part = readonly [title: string, body: string];

/** A document with one stage of these steps. */
function doc(parts: readonly Part[], head = '', tail = ''): string {
  const steps = parts.map(
    ([title, body], index) => `### Step 1.${index + 1}: ${title}\n\n${body}\n`,
  );
  return `---\nid: PROC-SHOP-001\ntitle: Shop\nversion: 1.0.0\n${head}---\n\n# PROC-SHOP-001: Shop\n\n## Stage 1: Work\n\n${steps.join('\n')}\n${tail}`;
}

const all = [backup, stop, drop, verify];
const base = doc(all);

describe('what says nothing new', () => {
  it('the same document', async () => {
    expect(await diffFiles({ 'a.md': base }, { 'a.md': base })).toEqual({
      procedures: [],
      reworded: [],
      unreadable: [],
    });
  });

  it.each([
    ['prose', base.replace('## Stage 1', 'A word on why.\n\n## Stage 1')],
    ['empty lines', base.replaceAll('\n\n', '\n\n\n')],
    ['comments in a block', base.replace('dropdb', '# It is not used any more.\ndropdb')],
    ['emphasis', base.replace('HTTP 200', '**HTTP 200**')],
  ])('%s: only the wording changed', async (_what, after) => {
    const diff = await diffFiles({ 'a.md': base }, { 'a.md': after });
    expect(diff).toMatchObject({ procedures: [], reworded: ['a.md'] });
  });

  it('line ends of another system', async () => {
    const diff = await diffFiles({ 'a.md': base }, { 'a.md': base.replaceAll('\n', '\r\n') });
    expect(diff).toMatchObject({ procedures: [], reworded: [] });
  });
});

describe('steps', () => {
  it('a new one in front renumbers the others and rewrites none', async () => {
    expect(await kindsOf(doc([stop, verify]), doc([backup, stop, verify]))).toEqual([
      'notice step-added',
      'minor steps-renumbered',
    ]);
  });

  it('a removed one is named by what it was', async () => {
    const found = await changesOf(base, doc([backup, drop, verify]));
    expect(found[0]).toMatchObject({
      kind: 'step-removed',
      severity: 'notice',
      place: { step: '1.2 Stop the workers' },
      line: null,
    });
    expect(found[0]!.lineBefore).toBeGreaterThan(1);
  });

  it('a removed verification is dangerous', async () => {
    expect(await kindsOf(base, doc([backup, stop, drop]))).toEqual(['danger step-removed']);
  });

  it('a removed gate is dangerous', async () => {
    const gate: Part = ['Go or no go', '- [ ] The team agrees'];
    const found = await changesOf(doc([stop, gate, verify]), doc([stop, verify]));
    expect(found[0]).toMatchObject({
      kind: 'step-removed',
      severity: 'danger',
      what: 'a checklist',
    });
  });

  it('one with another name is the same by its commands', async () => {
    const renamed: Part = ['Halt all background jobs', stop[1]];
    expect(await kindsOf(base, doc([backup, renamed, drop, verify]))).toEqual([
      'minor step-renamed',
    ]);
  });

  it('one with another name and another command is another one', async () => {
    const other: Part = ['Warm the caches', block('curl -f http://localhost/warm')];
    expect(await kindsOf(doc([stop, drop]), doc([other, drop]))).toEqual([
      'notice step-removed',
      'notice step-added',
    ]);
  });

  it('two of the same title stay in their order', async () => {
    const wait: Part = ['Wait', block('sleep 5')];
    expect(await kindsOf(doc([wait, stop, wait]), doc([stop, wait]))).toEqual([
      'notice step-removed',
      'minor steps-renumbered',
    ]);
  });

  it('one moved behind others is one change', async () => {
    const kinds = await kindsOf(doc([stop, verify, backup]), doc([verify, backup, stop]));
    expect(kinds.filter((kind) => kind.includes('reordered'))).toEqual(['notice step-reordered']);
    expect(kinds.filter((kind) => /added|removed/.test(kind))).toEqual([]);
  });

  it('one moved into another stage', async () => {
    const two = (first: readonly Part[], second: readonly Part[]) =>
      doc(
        first,
        '',
        `## Stage 2: Finish\n\n${second.map(([title, body], index) => `### Step 2.${index + 1}: ${title}\n\n${body}\n`).join('\n')}`,
      );
    const found = await changesOf(two([backup, stop], [verify]), two([backup], [stop, verify]));
    expect(found[0]).toMatchObject({
      kind: 'step-moved',
      what: 'stage',
      before: '1 Work',
      after: '2 Finish',
    });
    expect(found.map(({ kind }) => kind)).not.toContain('step-removed');
  });

  it('one that is made optional is not run any more unless asked for', async () => {
    const optional: Part = [`${verify[0]} (optional)`, verify[1]];
    expect(await kindsOf(base, doc([backup, stop, drop, optional]))).toContain(
      'danger made-optional',
    );
  });
});

describe('commands', () => {
  it('that changed, line by line', async () => {
    const [found] = await changesOf(base, base.replace('stop workers', 'stop workers beat'));
    expect(found).toMatchObject({
      kind: 'commands-changed',
      severity: 'notice',
      before: 'systemctl stop workers',
      after: 'systemctl stop workers beat',
    });
  });

  it('a new one that destroys', async () => {
    const found = await changesOf(
      base,
      base.replace('stop workers', 'stop workers\nrm -rf /srv/shop'),
    );
    expect(found[0]).toMatchObject({
      kind: 'destructive-command-added',
      severity: 'danger',
      subject: 'rm -rf /srv/shop',
    });
  });

  it('one that destroys something else', async () => {
    expect(await kindsOf(base, base.replace('dropdb shop_old', 'dropdb shop'))).toEqual([
      'danger destructive-command-added',
      'notice commands-changed',
    ]);
  });

  it('one that destroys and only moved is not new', async () => {
    const kinds = await kindsOf(base, doc([backup, drop, stop, verify]));
    expect(kinds).toEqual(['notice step-reordered', 'minor steps-renumbered']);
  });

  it('a second time counts as new', async () => {
    const twice = base.replace('dropdb shop_old', 'dropdb shop_old\ndropdb shop_old');
    expect(await kindsOf(base, twice)).toContain('danger destructive-command-added');
  });

  it('two blocks of a step that changed places, and the criterion that followed neither', async () => {
    const [one, two] = [fence('systemctl stop web'), fence('systemctl reload proxy')];
    expect(
      await kindsOf(doc([['Do', `${one}\n\n${two}`]]), doc([['Do', `${two}\n\n${one}`]])),
    ).toEqual(['notice action-reordered']);
    const judged = (first: string, second: string) =>
      doc([['Do', `${first}\n\n**Success criterion:** stdout contains "ok"\n\n${second}`]]);
    expect(await kindsOf(judged(one, two), judged(two, one))).toContain('notice criterion-moved');
  });

  it('a comment in a heredoc is content', async () => {
    const here = (comment: string) => doc([['Write', block(`cat > /tmp/x <<E\n# ${comment}\nE`)]]);
    expect(await kindsOf(here('one'), here('two'))).toEqual(['notice commands-changed']);
  });

  it('one that newly asks for the rights of another user', async () => {
    expect(await kindsOf(base, base.replace('systemctl stop', 'sudo systemctl stop'))).toContain(
      'notice hazard-added',
    );
  });

  it('one more with rights that the block had already', async () => {
    const sudo = base.replace('systemctl stop workers', 'sudo systemctl stop workers');
    const more = sudo.replace('stop workers', 'stop workers\nsudo systemctl stop beat');
    expect(await kindsOf(sudo, more)).toEqual(['notice commands-changed']);
  });

  it('that are only shown now, and the other way round', async () => {
    const shown = base.replace('```bash\nsystemctl', '```bash {run=never}\nsystemctl');
    expect(await kindsOf(base, shown)).toContain('notice no-longer-run');
    expect(await kindsOf(shown, base)).toContain('notice now-run');
  });

  it('on another host', async () => {
    const on = (host: string) => doc([['Restart', block(`ssh ${host} 'systemctl restart web'`)]]);
    const found = await changesOf(on('web1'), on('web2'));
    expect(found[0]).toMatchObject({ kind: 'host-changed', severity: 'danger' });
    expect(found[0]!.after).toContain('web2');
  });

  it('of a session that goes to another host: told once', async () => {
    const at = (host: string) =>
      doc([['Enter', fence(`ssh ${host}`)], stop, drop, ['Leave', fence('exit')]]);
    const kinds = await kindsOf(at('web1'), at('web2'));
    expect(kinds.filter((kind) => kind === 'danger host-changed').length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => kind === 'danger host-changed').length).toBeLessThan(4);
  });
});

describe('what keeps it safe', () => {
  it('a backup that is gone, with its step or out of its block', async () => {
    expect(await kindsOf(base, doc([stop, drop, verify]))).toEqual(
      expect.arrayContaining(['danger backup-removed', 'danger protection-lost']),
    );
    const other = base.replace('pg_dump -f /backups/shop.sql shop', 'true');
    expect(await kindsOf(base, other)).toContain('danger backup-removed');
  });

  it('a backup that is only made in another way is not gone', async () => {
    const kinds = await kindsOf(base, base.replace('pg_dump -f', 'pg_dump --no-owner -f'));
    expect(kinds).toEqual(['notice commands-changed']);
  });

  it('a backup that comes after what it saves', async () => {
    expect(await kindsOf(doc([backup, drop]), doc([drop, backup]))).toContain(
      'danger protection-lost',
    );
  });

  it('words about a backup are none', async () => {
    const echo = base.replace('systemctl stop', 'echo backup\nsystemctl stop');
    expect(await kindsOf(echo, base)).toEqual(['notice commands-changed']);
  });

  const warned = base
    .replace('dropdb', 'dropdb')
    .replace('### Step 1.3', '> **CRITICO:** Nobody may work on it now.\n\n### Step 1.3');

  it('a notice that is gone, or says something else', async () => {
    const inStep = (notice: string) => doc([[drop[0], `${notice}\n\n${drop[1]}`]]);
    const critical = '**CRITICO:** Nobody may work on it now.';
    expect(await kindsOf(inStep(critical), inStep(''))).toContain('danger notice-removed');
    expect(
      await kindsOf(inStep(critical), inStep(critical.replace('Nobody may', 'Only the boss may'))),
    ).toEqual(['notice notice-changed']);
    expect(await kindsOf(inStep(critical), inStep(critical.replace('CRITICO', 'NOTA')))).toContain(
      'danger notice-lowered',
    );
    expect(await kindsOf(warned, warned)).toEqual([]);
  });

  it('a question to a person that is not asked any more', async () => {
    const ask = base.replace('```bash\ndropdb', '```bash {run=ask}\ndropdb');
    expect(await kindsOf(ask, base)).toEqual(['danger confirmation-removed']);
    expect(await kindsOf(base, ask)).toEqual(['minor setting-changed']);
  });

  it('exit statuses that newly count as success, and limits', async () => {
    const set = (attributes: string) =>
      base.replace('```bash\nsystemctl', `\`\`\`bash {${attributes}}\nsystemctl`);
    const silent = (attributes: string) => doc([['Search', fence('grep -c x /tmp/x', attributes)]]);
    expect(await kindsOf(silent(''), silent(' {exit=0,1}'))).toContain('danger exit-loosened');
    const [found] = await changesOf(set('timeout=30s'), set('timeout=10m'));
    expect(found).toMatchObject({
      kind: 'setting-changed',
      what: 'timeout',
      before: '30 s',
      after: '600 s',
    });
    expect(await kindsOf(set('retry=3'), base)).toEqual(['notice setting-changed']);
  });

  it('a rollback that is gone', async () => {
    const rollback = `## Rollback\n\n### Step R1: Restore\n\n${block('pg_restore -d shop /backups/shop.sql')}\n`;
    expect(await kindsOf(doc(all, '', rollback), base)).toEqual(['danger flow-removed']);
    expect(await kindsOf(base, doc(all, '', rollback))).toContain('notice flow-added');
  });
});

describe('criteria', () => {
  const judged = (criterion: string) =>
    doc([['Verify', `${fence('systemctl status web')}\n\n**Success criterion:** ${criterion}`]]);

  it('one that is gone', async () => {
    expect(
      await kindsOf(
        judged('stdout contains "active"'),
        doc([['Verify', fence('systemctl status web')]]),
      ),
    ).toEqual(['danger criterion-removed']);
  });

  it('one that a machine decided and now a person does', async () => {
    const [found] = await changesOf(judged('stdout contains "active"'), judged('it looks good'));
    expect([found!.kind, found!.severity]).toEqual(
      expect.arrayContaining([expect.stringMatching(/criterion-(weakened|removed)/), 'danger']),
    );
  });

  it('one whose inference rule does not hold any more, though its words are the same', async () => {
    const before = doc([
      ['Save', `${fence('pg_dump shop > shop.sql')}\n\n**Success criterion:** size > 0 bytes`],
    ]);
    expect(await kindsOf(before, before.replace('> shop.sql', '| gzip'))).toEqual(
      expect.arrayContaining(['danger criterion-weakened', 'notice commands-changed']),
    );
  });

  it('one that asks for less, for more, for something else', async () => {
    const long = judged('stdout contains "active (running)"');
    const short = judged('stdout contains "active"');
    expect(await kindsOf(long, short)).toEqual(['danger criterion-weakened']);
    expect(await kindsOf(short, long)).toEqual(['minor criterion-strengthened']);
    expect(await kindsOf(short, judged('stdout contains "enabled"'))).toEqual([
      'notice criterion-changed',
    ]);
    expect(await kindsOf(short, judged('exit 0'))).toEqual(
      expect.arrayContaining([expect.stringContaining('danger criterion-')]),
    );
  });

  it('one that follows its changed command is not told twice', async () => {
    const before = doc([verify]);
    expect(await kindsOf(before, before.replace('/health', '/status'))).toEqual([
      'notice commands-changed',
    ]);
  });

  it('one that moved to another step is told, and not as gone', async () => {
    const [stopFence, verifyFence] = [fence('systemctl stop web'), fence('systemctl status web')];
    const criterion = '\n\n**Success criterion:** stdout contains "active"';
    const before = doc([
      ['Stop', stopFence],
      ['Verify', `${verifyFence}${criterion}`],
    ]);
    const after = doc([
      ['Stop', `${stopFence}${criterion}`],
      ['Verify', verifyFence],
    ]);
    expect(await changesOf(before, after)).toMatchObject([
      { kind: 'criterion-moved', severity: 'notice', before: '1.2 Verify', after: '1.1 Stop' },
    ]);
  });

  it('one whose words, and with them its inferred check, ask for something else', async () => {
    const before = doc([verify]);
    expect(await kindsOf(before, before.replace('HTTP 200', 'HTTP 404'))).toEqual([
      expect.stringMatching(/^(?:notice criterion-(?:changed|reworded)|danger criterion-\w+)$/),
    ]);
  });

  it('the words of one that only a person can judge', async () => {
    expect(await kindsOf(judged('the page is complete'), judged('the page is there'))).toEqual([
      'notice criterion-reworded',
    ]);
  });
});

describe('messages and documents', () => {
  it('that go to another place', async () => {
    const tell = (channel: string) =>
      doc([['Tell them', `Notify the team in channel ${channel}:\n\n\`\`\`\nIt is done.\n\`\`\``]]);
    expect(await changesOf(tell('#ops'), tell('#dev'))).toMatchObject([
      { kind: 'setting-changed', what: 'channel', before: '#ops', after: '#dev' },
    ]);
  });
});

describe('head', () => {
  it('asks for a higher version where the meaning changed', async () => {
    const after = base.replace('stop workers', 'stop beat');
    const versionOf = async (text: string) =>
      (await diffFiles({ 'a.md': base }, { 'a.md': text })).procedures[0]!.changes.map(
        ({ kind }) => kind,
      ).filter((kind) => kind.startsWith('version'));
    expect(await versionOf(after)).toEqual(['version-not-raised']);
    expect(await versionOf(after.replace('1.0.0', '1.1.0'))).toEqual(['version-changed']);
    expect(await versionOf(after.replace('1.0.0', '0.9.0'))).toEqual(['version-lowered']);
    expect(await versionOf(base.replace('title: Shop', 'title: The shop'))).toEqual([]);
  });

  it('parameters: defaults, limits, and a secret that is none any more', async () => {
    const declare = (rest: string) =>
      doc(all, `parameters:\n  - name: TOKEN\n${rest ? `    ${rest}\n` : ''}`);
    expect(await kindsOf(declare('secret: true'), declare(''))).toEqual(['danger secret-revealed']);
    expect(await kindsOf(declare('default: a'), declare('default: b'))).toEqual([
      'notice parameter-changed',
    ]);
    expect(await kindsOf(declare(''), base)).toEqual(['notice entry-removed']);
    const hidden = await changesOf(
      declare('secret: true\n    default: hunter2'),
      declare('secret: true\n    default: hunter3'),
    );
    expect(JSON.stringify(hidden)).not.toContain('hunter');
    expect(hidden).toHaveLength(1);
  });

  it('state and owner', async () => {
    const head = (state: string) => doc(all, `status: ${state}\nowner: ops\n`);
    expect(await kindsOf(head('draft'), head('approved'))).toEqual(['notice status-changed']);
    expect(await kindsOf(head('draft'), head('draft').replace('ops', 'sre'))).toEqual([
      'minor field-changed',
    ]);
  });
});

describe('procedures', () => {
  it('new ones, with what they destroy', async () => {
    const { procedures } = await diffFiles({}, { 'a.md': base });
    expect(procedures).toMatchObject([{ status: 'added', path: 'a.md', pathBefore: null }]);
    expect(procedures[0]!.changes.map(({ kind }) => kind)).toEqual([
      'destructive-command-added',
      'procedure-added',
    ]);
  });

  it('removed ones, dangerous where others still name them', async () => {
    const other = doc([stop], '', 'See PROC-SHOP-001.\n').replaceAll('PROC-SHOP-001', 'PROC-X-002');
    const naming = other.replace('See PROC-X-002', 'See PROC-SHOP-001');
    const gone = async (rest: string) =>
      (await diffFiles({ 'a.md': base, 'b.md': rest }, { 'b.md': rest })).procedures[0]!.changes[0];
    expect(await gone(other)).toMatchObject({ kind: 'procedure-removed', severity: 'notice' });
    expect(await gone(naming)).toMatchObject({ severity: 'danger', after: 'b.md' });
  });

  it('one that moved and one that took its file name are told apart', async () => {
    const other = doc([['Something else', block('systemctl restart other')]]).replaceAll(
      'PROC-SHOP-001',
      'PROC-OTHER-002',
    );
    const { procedures } = await diffFiles({ 'a.md': base }, { 'b.md': base, 'a.md': other });
    expect(procedures.map(({ name, status, path }) => [name, status, path])).toEqual([
      ['PROC-OTHER-002', 'added', 'a.md'],
      ['PROC-SHOP-001', 'changed', 'b.md'],
    ]);
  });

  it('another ID is a change of the same procedure', async () => {
    const { procedures } = await diffFiles(
      { 'a.md': base },
      { 'a.md': base.replaceAll('PROC-SHOP-001', 'PROC-SHOP-010') },
    );
    expect(procedures[0]!.changes.map(({ kind }) => kind)).toEqual(['id-changed']);
  });

  it('nothing is claimed of what cannot be read', async () => {
    const bad = Buffer.from([0x23, 0xff]);
    const broken = await diffFiles({ 'a.md': base }, { 'a.md': bad });
    expect(broken.unreadable).toMatchObject([{ path: 'a.md', side: 'after' }]);
    expect(broken.procedures[0]!.changes[0]).toMatchObject({
      kind: 'procedure-removed',
      severity: 'danger',
      what: 'unreadable',
    });
    const mended = await diffFiles({ 'a.md': bad }, { 'a.md': base });
    expect(mended.unreadable).toMatchObject([{ path: 'a.md', side: 'before' }]);
    expect((await diffFiles({ 'a.md': bad }, { 'a.md': bad })).unreadable).toHaveLength(2);
  });

  it('empty documents, and thousands of steps', async () => {
    expect((await diffFiles({ 'a.md': '' }, { 'a.md': '---\n---\n' })).unreadable).toEqual([]);
    const many = (word: string) =>
      doc(
        Array.from(
          { length: 600 },
          (_, index): Part => [`${word} ${index}`, fence(`echo ${word} ${index}`)],
        ),
      );
    const { procedures } = await diffFiles({ 'a.md': many('one') }, { 'a.md': many('two') });
    expect(procedures[0]!.changes.length).toBeGreaterThan(600);
  });
});
