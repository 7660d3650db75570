/** The evidence of a run, in each format: what it says, and that nothing of a command's output can speak for itself in it. */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { Place } from './cli.ts';

const hostile = String.raw`\033]0;owned\007<script>document.title = "owned"</script> ](javascript:alert(1)) | a | b`;

const document = `---
id: PROCED-CACHE-001
version: 1.4.0
parameters:
  TOKEN: { secret: true, default: tok-3f9a1c77 }
  NODE: { default: cache-1 }
---
# PROCED-CACHE-001: Empty the cache

## Procedure

### Stage 1: Empty (2 minutes)

#### Step 1.1: Count the keys

\`\`\`bash
echo "keys of $NODE: 41"
printf '${hostile}\\n' >&2
test -n "$TOKEN"
\`\`\`

**Expected:** stdout contains "41"

#### Step 1.2: Long output

\`\`\`bash
seq 1 5000
\`\`\`

**Success criterion:** the list is in order

### Stage 2: Check (1 minute)

#### Step 2.1: Fail

\`\`\`bash
echo before; false
\`\`\`

#### Step 2.2: Never reached

\`\`\`bash
echo never
\`\`\`
`;

function ran(): Place {
  const place = new Place({ 'cache.md': document });
  const { status } = place.procs(['run', 'PROCED-CACHE-001', '--yes']);
  expect(status).toBe(1);
  return place;
}

it('tells each command as it ran, how it ended, and how each criterion was checked', () => {
  const place = ran();
  const { status, out } = place.procs(['report']);
  expect(status).toBe(0);
  expect(out).toContain('# PROCED-CACHE-001: evidence of a run');
  expect(out).toContain('**failed**');
  expect(out).toContain('version 1.4.0');
  expect(out).toContain('### 1. Empty');
  expect(out).toMatch(/\| 1\. Empty +\| [\d.]+ m?s +\| 2 min +\| \*\*unverified\*\*/);
  expect(out).toContain('echo "keys of $NODE: 41"');
  expect(out).toContain('keys of cache-1: 41');
  expect(out).toContain('exit status 1');
  expect(out).toContain('**unverified** the list is in order');
  // Of a long output the head and the tail, and how much lies between.
  expect(out).toMatch(/^1\n2\n3$/m);
  expect(out).toMatch(/^4999\n5000$/m);
  expect(out).toMatch(/\[\d{4,} bytes left out\]/);
  expect(out).not.toContain('echo never');
  expect(out).not.toContain('tok-3f9a1c77');
  expect(out).toMatch(/\| TOKEN +\| \(secret\)/);
});

it('lets no output escape from its block in Markdown', () => {
  const { out } = ran().procs(['report', '--format', 'markdown']);
  expect(out).not.toContain('\u001b');
  expect(out).not.toContain('\u0007');
  const fences = out.split('\n').filter((line) => /^`{3,}/.test(line));
  expect(fences.length % 2).toBe(0);
  const outside = out.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '');
  expect(outside).not.toMatch(/(?<!\\)<script/);
  expect(outside).not.toContain('owned');
});

it('writes one HTML file that runs nothing and asks for nothing', async () => {
  const place = ran();
  const { status, out } = place.procs(['report', '--format', 'html', '--output', 'evidence.html']);
  expect(status, out).toBe(0);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`file://${path.join(place.root, 'evidence.html')}`);
    expect(await page.title()).toContain('PROCED-CACHE-001');
    expect(await page.locator('script').count()).toBe(0);
    expect(await page.locator('main').textContent()).toContain('<script>document.title');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('.is-failed').first().textContent()).toBe('failed');
    expect(requests).toHaveLength(1);
  } finally {
    await browser.close();
  }
});

it('counts nothing as passed in JUnit that was not verified', () => {
  const { out } = ran().procs(['report', '--format', 'junit']);
  expect(out).toMatch(/^<\?xml/);
  expect(out).toMatch(/<testsuites [^>]*tests="4" failures="1"/);
  expect(out).toMatch(/name="1\.1 Count the keys" time="[\d.]+"\/>/);
  expect(out).toMatch(
    /name="1\.2 Long output"[^>]*><skipped message="unverified: the list is in order/,
  );
  expect(out).toMatch(/name="2\.1 Fail"[^>]*><failure/);
  expect(out).toMatch(/name="2\.2 Never reached"[^>]*><skipped message="skipped/);
});

it('gives all of it as JSON, and to a file that is there only whole', () => {
  const place = ran();
  place.procs(['report', '--format', 'json', '--output', 'e.json']);
  const evidence = JSON.parse(readFileSync(path.join(place.root, 'e.json'), 'utf8'));
  expect(evidence).toMatchObject({
    verdict: 'failed',
    procedure: { name: 'PROCED-CACHE-001', version: '1.4.0' },
    parameters: { TOKEN: null, NODE: 'cache-1' },
    flows: [{ frame: 'run', stages: [{ number: 1, minutes: 2 }, { number: 2 }] }],
  });
  expect(evidence.flows[0].stages[0].steps[0].events[0]).toMatchObject({
    kind: 'block',
    block: { line: 17, ending: 'exit status 0', verdict: 'passed' },
  });
});

it('writes no evidence out of a journal that was changed', () => {
  const place = ran();
  const file = path.join(place.runs(), place.runIds()[0]!, 'journal.jsonl');
  writeFileSync(file, place.journalText().replace('"verdict":"failed"', '"verdict":"passed"'));
  const { status, out } = place.procs(['report']);
  expect(status).toBe(2);
  expect(out).toMatch(/is damaged in line \d+: it was changed after it was written/);
  expect(out).not.toContain('evidence of a run');
});

it('says whose signature vouches for the journal, and that nobody knows a foreign one', () => {
  const place = ran();
  expect(place.procs(['report']).out).toMatch(/: intact, \d+ records/);
  const { publicKey } = generateKeyPairSync('ed25519');
  place.write('other.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString());
  const { out } = place.procs(['report', '--key', 'other.pem']);
  expect(out).not.toContain('intact');
  expect(out).toContain('a key that is not known here');
});

it('speaks the language that is asked for', () => {
  const { out } = ran().procs(['report', '--lang', 'es']);
  expect(out).toContain('evidencia de una ejecución');
  expect(out).toContain('Cronología');
});

it.each([
  [['report', 'nope'], 'There is no run nope'],
  [['report', '--format', 'pdf'], 'Allowed choices are markdown, html, json, junit'],
  [['report', '--output', 'no/such/folder/x.md'], 'no/such/folder'],
])('%j ends with 2 and says why', (args, why) => {
  const { status, out } = ran().procs(args);
  expect(status).toBe(2);
  expect(out).toContain(why);
  expect(out).not.toMatch(/\n {4}at /);
});

it('says that no run was made yet', () => {
  const place = new Place({ 'cache.md': document });
  const { status, out } = place.procs(['report']);
  expect(status).toBe(2);
  expect(out).toContain('There is no run in');
});
