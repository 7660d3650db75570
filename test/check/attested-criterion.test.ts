/** What is suggested for a criterion that is left to a person, and where nothing is. */
import { describe, expect, it } from 'vitest';
import { checkFiles } from './workspace.ts';

const document = (code: string, sentence: string): string =>
  `---\nid: PROC-A-001\n---\n\n# PROC-A-001: A\n\n## Stage 1: A\n\n### Step 1.1: A\n\n\`\`\`bash\n${code}\n\`\`\`\n\n**Success criterion:** ${sentence}\n`;

async function suggested(code: string, sentence: string): Promise<string[]> {
  const found = await checkFiles({ 'a.md': document(code, sentence) });
  return found
    .filter(({ rule }) => rule === 'attested-criterion')
    .map(({ help }) => /colon: "(.*?)"\. For more/.exec(help!)![1]!);
}

describe('the check that is suggested', () => {
  it.each([
    [
      'sudo systemctl start celery\nsudo systemctl status celery',
      'Celery workers activos',
      'service celery active',
    ],
    ['sudo systemctl stop orders', 'Orders stopped, queue drained', 'service orders inactive'],
    [
      'curl -sS http://localhost/health',
      'HTTP 200 and the version',
      'http 200 http://localhost/health',
    ],
    ['pg_dump a > /backups/a.sql', 'Backup creado y verificado', 'file /backups/a.sql nonempty'],
    ['pg_dump a > "$DIR/a.sql"', 'Backup saved, and smaller than 2 GB', 'file $DIR/a.sql nonempty'],
    ['kubectl get pod web', 'The STATUS column shows `Running`', 'stdout matches /\\bRunning\\b/'],
    ['./replica.sh', 'La última línea dice "al día: sí"', 'stdout contains "al día: sí"'],
  ])('%s: %s', async (code, sentence, predicate) => {
    expect(await suggested(code, sentence)).toEqual([predicate]);
    // What is suggested is read as a check, and then nothing is left to suggest.
    expect(await suggested(code, `${sentence}: ${predicate}`)).toEqual([]);
  });
});

describe('nothing is suggested', () => {
  it.each([
    [
      'where the sentence names nothing that could be looked at',
      'sudo systemctl restart nginx',
      'The page looks as before',
    ],
    ['where a machine checks it already', 'sudo nginx -t', 'Configuration valid'],
    ['for another unit', 'sudo systemctl restart nginx', 'Orders is running without errors'],
    ['of two units', 'systemctl restart nginx orders', 'Nginx and orders are running, no errors'],
    [
      'for a unit of the user',
      'systemctl --user restart orders',
      'Orders is running without errors',
    ],
    [
      'for a unit that is stopped on the way',
      'systemctl stop orders\nsystemctl start orders',
      'Orders is running without errors',
    ],
    [
      'of a request that is no plain GET',
      'curl -X POST http://localhost/orders',
      'HTTP 201 and an ID',
    ],
    ['of two requests', 'curl http://a/\ncurl http://b/', 'HTTP 200 in two seconds'],
    ['of two statuses', 'curl http://a/', 'HTTP 200 or HTTP 204'],
    ['for what must not be', 'curl http://a/', 'No HTTP 500 in the answer'],
    [
      'for a file that a command names',
      'pg_dump a > /backups/$(date +%F).sql',
      'Backup created and verified',
    ],
    [
      'for a file that is a placeholder',
      'pg_dump a > /backups/<name>.sql',
      'Backup created and verified',
    ],
    ['for two files', 'pg_dump a > a.sql\npg_dump b > b.sql', 'Backups created and verified'],
    ['for a name that the block holds', 'kubectl get pod web', 'The output shows `web`'],
    ['for a command', './status.sh', 'Run `journalctl -u web` again'],
    ['for a path', './status.sh', 'The output shows `/srv/web`'],
    ['for a gap', './status.sh', 'The output shows `<version>`'],
    ['for what shows something', './install.sh', '`gpu-smi` lists one device'],
    ['for what stands in a log', './restart.sh', 'The worker logs `ready`'],
    ['for two words', './status.sh', 'It shows `on` or `idle`'],
    ['for a word that must not be', './status.sh', 'The output does not show `failed`'],
    ['for output that goes elsewhere', './status.sh > log', 'The output shows `ready`'],
    ['for a block that does not parse', 'if true', 'The output shows `ready`'],
  ])('%s', async (_where, code, sentence) => {
    expect(await suggested(code, sentence)).toEqual([]);
  });

  it('where a sentence beside it is checked in that way', async () => {
    const text = `${document('sudo systemctl restart web', 'service web active')}\n**Success criterion:** web is running without errors\n`;
    const found = await checkFiles({ 'a.md': text });
    expect(found.filter(({ rule }) => rule === 'attested-criterion')).toEqual([]);
  });
});
