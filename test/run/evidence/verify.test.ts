/** A journal of a real run, changed in every way that one could think of: each is found, or said not to be known. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Audit, auditJournal } from '../../../src/run/journal/audit.ts';
import { publicKeyOf } from '../../../src/run/journal/keys.ts';
import { Place, procedure } from '../cli.ts';

const steps = procedure(
  ['echo one', '**Criterion**: The service is up.\n'],
  'rm -rf ./scratch',
  'echo three',
);

interface Sample {
  readonly content: Buffer;
  readonly keys: { key: ReturnType<typeof publicKeyOf>; name: string }[];
}

/** A run with gates, an attestation and an end. */
function sampleRun(): Sample {
  const place = new Place({ 'a.md': steps });
  const { out } = place.procs(['run', 'PROC-T-001'], 'y\ny\ny\ny\ny\ny\n');
  expect(out).toContain('1.3');
  const content = readFileSync(path.join(place.runs(), place.runIds()[0]!, 'journal.jsonl'));
  const key = publicKeyOf(place.read('.config/procs/key'), 'own');
  return { content, keys: [{ key, name: 'own' }] };
}

let made: Sample | null = null;
/** Made once, by the test that needs it first. */
/** What speaks for the signature besides our own code. */
const hasOpenssl = ['python3', 'openssl'].every(
  (name) => spawnSync(name, ['--help']).error === undefined,
);

const sampled = (): Sample => {
  made ??= sampleRun();
  return made;
};
const audit = (content: Buffer, expected: string | null = null): Audit =>
  auditJournal(content, { keys: sampled().keys, expect: expected });
const linesOf = (content: Buffer): string[] => content.toString('utf8').trimEnd().split('\n');
const join = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`);
const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

describe('the journal of a real run', () => {
  it('is intact, and signed to its end', () => {
    expect(audit(sampled().content)).toMatchObject({ verdict: 'intact', damage: [], unknown: [] });
    expect(
      linesOf(sampled().content).filter((line) => line.includes('"signature"')).length,
    ).toBeGreaterThan(3);
  });

  it('with any byte changed is never intact', () => {
    let seed = 20261121;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const { content } = sampled();
    const lastLine = content.lastIndexOf(0x0a, -2) + 1;
    const places = [
      ...Array.from({ length: 1500 }, () => random(content.length)),
      // Nothing stands behind the last line: each of its bytes.
      ...Array.from({ length: content.length - lastLine }, (_, at) => lastLine + at),
    ];
    for (const at of places) {
      for (const flip of [1 << random(8), 0x20]) {
        const changed = Buffer.from(content);
        changed[at] = changed[at]! ^ flip;
        const found = audit(changed);
        expect(found.verdict, `byte ${at} ^ ${flip}`).not.toBe('intact');
        // Only what makes its last line look torn can be an accident.
        if (found.verdict === 'unproven') expect(at).toBe(content.length - 1);
      }
    }
  });

  it('with any line taken out, doubled or swapped with its neighbour is damaged', () => {
    const lines = linesOf(sampled().content);
    for (let at = 0; at < lines.length; at++) {
      const without = lines.filter((_, n) => n !== at);
      // The last line taken away is a cut tail.
      expect(audit(join(without)).verdict).toBe(at === lines.length - 1 ? 'unproven' : 'damaged');
      expect(audit(join([...lines.slice(0, at + 1), ...lines.slice(at)])).verdict).toBe('damaged');
      if (at === 0) continue;
      const swapped = lines.map((line, n) =>
        n === at ? lines[at - 1]! : n === at - 1 ? lines[at]! : line,
      );
      expect(audit(join(swapped)).verdict).toBe('damaged');
    }
  });

  it('cut off anywhere is never intact: it says since which record nothing is signed', () => {
    const { content } = sampled();
    const lines = linesOf(content);
    for (let length = 0; length < content.length; length += 7) {
      const found = audit(content.subarray(0, length));
      expect(found.verdict).toBe('unproven');
    }
    for (let count = 1; count < lines.length; count++) {
      const found = audit(join(lines.slice(0, count)));
      expect(found.verdict).toBe('unproven');
      const text = found.unknown.map((each) => each.text).join('\n');
      if (!lines[count - 1]!.includes('"event":"run-ended"'))
        expect(text).toContain('Only a head that was kept elsewhere');
      const isSigned = lines[count - 1]!.includes('"event":"signature"');
      if (!isSigned) expect(text).toMatch(/unsigned since record|not signed/);
    }
  });

  it('cut off is damaged for whoever kept its head elsewhere', () => {
    const lines = linesOf(sampled().content);
    const head = `${lines.length}:${sha256(lines.at(-1)!)}`;
    expect(audit(sampled().content, head).verdict).toBe('intact');
    for (let count = 1; count < lines.length; count++) {
      expect(audit(join(lines.slice(0, count)), head).verdict).toBe('damaged');
    }
  });

  /** Every record from `from` on is made to follow the one before it again. */
  function chainedAnew(lines: readonly string[], from: number): string[] {
    const made: string[] = [];
    for (const [n, line] of lines.entries()) {
      const record = JSON.parse(line) as Record<string, unknown>;
      const prev = n === 0 ? sha256('') : sha256(made[n - 1]!);
      made.push(n < from ? line : JSON.stringify({ ...record, n, prev }));
    }
    return made;
  }

  it('with a history that was chained anew is damaged, wherever that began', () => {
    const lines = linesOf(sampled().content);
    for (let at = 0; at < lines.length; at++) {
      if (lines[at]!.includes('"event":"signature"')) continue;
      const edited = lines.map((line, n) => (n === at ? line.replace(/"at":"2/, '"at":"1') : line));
      const found = audit(join(chainedAnew(edited, at)));
      expect(found.verdict).toBe('damaged');
    }
  });

  it('with a history chained anew and without its signatures is not intact', () => {
    const lines = linesOf(sampled().content).filter(
      (line) => !line.includes('"event":"signature"'),
    );
    expect(audit(join(chainedAnew(lines, 0))).verdict).toBe('damaged');
    const unsigned = lines.map((line) =>
      line.replace(
        /"signing":\{[^}]*\}/,
        '"signing":{"key":null,"publicKey":null,"reason":"no home"}',
      ),
    );
    const found = audit(join(chainedAnew(unsigned, 0)));
    expect(found.verdict).toBe('unproven');
    expect(found.unknown.map(({ text }) => text).join()).toContain('not signed (no home)');
  });

  it('signed anew with another key is not intact for whoever knows the right one', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const der = publicKey.export({ type: 'spki', format: 'der' });
    const id = sha256(der);
    const made: string[] = [];
    for (const line of linesOf(sampled().content)) {
      const record = JSON.parse(
        line.replace('"verdict":"passed"', '"verdict":"skipped"'),
      ) as Record<string, unknown>;
      const n = made.length;
      const prev = n === 0 ? sha256('') : sha256(made[n - 1]!);
      if (record.event === 'process')
        record.signing = { key: id, publicKey: der.toString('base64'), reason: null };
      if (record.event === 'signature') {
        const payload = JSON.stringify({ count: n, head: prev, at: record.at, by: null });
        const type = 'application/vnd.procs.journal-head+json';
        const signature = sign(
          null,
          Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} ${payload}`),
          privateKey,
        ).toString('base64');
        Object.assign(record, { count: n, head: prev, key: id, signature });
      }
      made.push(JSON.stringify({ ...record, n, prev }));
    }
    const found = audit(join(made));
    expect(found.verdict).toBe('unproven');
    expect(found.unknown.map(({ text }) => text).join()).toContain('none of which is known here');
    // The forger's own key proves the forger's own journal, and nothing more.
    expect(auditJournal(join(made), { keys: [{ key: publicKey, name: 'forger' }] }).verdict).toBe(
      'intact',
    );
  });

  it('has signatures that another program verifies', () => {
    const record = JSON.parse(
      linesOf(sampled().content).findLast((line) => line.includes('"event":"signature"'))!,
    ) as {
      count: number;
      head: string;
      at: string;
      signature: string;
    };
    const payload = JSON.stringify({
      count: record.count,
      head: record.head,
      at: record.at,
      by: null,
    });
    const type = 'application/vnd.procs.journal-head+json';
    const text = Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} ${payload}`);
    expect(
      verify(null, text, sampled().keys[0]!.key, Buffer.from(record.signature, 'base64')),
    ).toBe(true);
  });
});

describe('procs runs', () => {
  let place: Place;
  let id: string;
  let file: string;
  const made = (): void => {
    place = new Place({ 'a.md': procedure('echo one', 'echo two') });
    expect(place.procs(['run', 'PROC-T-001', '--yes']).status).toBe(0);
    id = place.runIds()[0]!;
    file = path.join(place.runs(), id, 'journal.jsonl');
  };

  const stopped = (): void => {
    place = new Place({ 'a.md': procedure('echo one', 'test -f go') });
    expect(place.procs(['run', 'PROC-T-001'], 'y\ns\n').status).toBe(4);
    place.write('go', '');
    id = place.runIds()[0]!;
    file = path.join(place.runs(), id, 'journal.jsonl');
  };

  it('verify says that a run is intact, and how far that goes', () => {
    made();
    const { status, out } = place.procs(['runs', 'verify']);
    expect(out).toContain('intact');
    expect(out).toContain('your own key');
    expect(out).toContain('tamper-evident up to record');
    expect(out).not.toContain('tamper-proof');
    expect(status).toBe(0);
  });

  it('verify exits with 1 for one that was changed, and says where', () => {
    made();
    writeFileSync(file, readFileSync(file, 'utf8').replace('every command', 'any command'));
    const { status, out } = place.procs(['runs', 'verify', id]);
    expect(out).toMatch(/line \d+: it names another line before it than line \d+/);
    expect(status).toBe(1);
    expect(place.procs(['run', '--resume', id, '--yes']).status).toBe(2);
  });

  it('verify knows nothing of a key that it was not given', () => {
    made();
    const elsewhere = new Place({}, {});
    const other = elsewhere.procs(['runs', 'key']);
    elsewhere.write('other.pub', other.out.replace(/\nkey .*/s, '\n'));
    const { status, out } = place.procs([
      'runs',
      'verify',
      id,
      '--key',
      path.join(elsewhere.root, 'other.pub'),
    ]);
    expect(out).toContain('none of which is known here');
    expect(status).toBe(3);
    const own = place.procs(['runs', 'key']).out;
    place.write('own.pub', own.replace(/\nkey .*/s, '\n'));
    expect(place.procs(['runs', 'verify', id, '--key', 'own.pub']).status).toBe(0);
  });

  it('verify reads the public key of OpenSSH', () => {
    made();
    const raw = createPublicKey(place.read('.config/procs/key')).export({ format: 'jwk' }).x!;
    const part = (bytes: Buffer): Buffer =>
      Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
    const blob = Buffer.concat([
      part(Buffer.from('ssh-ed25519')),
      part(Buffer.from(raw, 'base64url')),
    ]);
    place.write('own.pub', `ssh-ed25519 ${blob.toString('base64')} ada@example\n`);
    expect(place.procs(['runs', 'verify', id, '--key', 'own.pub']).status).toBe(0);
  });

  it.each([
    'no key',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n',
    'ssh-ed25519 AAAA',
  ])('verify refuses what is no key: %j', (text) => {
    made();
    place.write('bad.pub', text);
    const { status, out } = place.procs(['runs', 'verify', '--key', 'bad.pub']);
    expect(out).toContain('bad.pub');
    expect(out).not.toContain('    at ');
    expect(status).toBe(2);
  });

  it('verify holds a journal against a head that was kept elsewhere', () => {
    made();
    const head = place.procs(['runs', 'head', id]).out.trim();
    expect(head).toMatch(/^\d+:[0-9a-f]{64}$/);
    expect(place.procs(['runs', 'verify', id, '--expect', head]).status).toBe(0);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeFileSync(file, `${lines.slice(0, -2).join('\n')}\n`);
    const { status, out } = place.procs(['runs', 'verify', id, '--expect', head]);
    expect(out).toContain('no record of it has the head that was kept elsewhere');
    expect(status).toBe(1);
    expect(place.procs(['runs', 'verify', id, '--expect', 'abc']).status).toBe(2);
  });

  it('sign puts the signature of an approver beside the journal, which stays as it is', () => {
    made();
    const before = readFileSync(file);
    const approver = new Place({});
    const env = {
      PROCS_KEY: path.join(approver.root, '.config/procs/key'),
      PROCS_OPERATOR: 'Grace',
    };
    approver.write('grace.pub', approver.procs(['runs', 'key']).out.replace(/\nkey .*/s, '\n'));
    const grace = path.join(approver.root, 'grace.pub');
    const signed = place.procs(['runs', 'sign', id], undefined, env);
    expect(signed.status).toBe(0);
    expect(readFileSync(file).equals(before)).toBe(true);
    const { status, out } = place.procs(['runs', 'verify', id, '--key', grace]);
    expect(out).toContain('as Grace');
    expect(status).toBe(0);
    // The operator, who has the other key, makes it anew: the approver's signature speaks of the one before.
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeFileSync(file, `${lines.slice(0, -1).join('\n')}\n`);
    const cut = place.procs(['runs', 'verify', id, '--key', grace]);
    expect(cut.out).toContain(`signed ${lines.length} records`);
    expect(cut.status).toBe(1);
  });

  it('sign with --output leaves the signature to be kept elsewhere', () => {
    made();
    expect(place.procs(['runs', 'sign', id, '--output', 'kept.json']).status).toBe(0);
    expect(existsSync(path.join(place.runs(), id, 'signatures'))).toBe(false);
    expect(place.procs(['runs', 'verify', id, '--signature', 'kept.json']).status).toBe(0);
    place.write('kept.json', place.read('kept.json').replace(/"payload": "./, '"payload": "A'));
    const spoilt = place.procs(['runs', 'verify', id, '--signature', 'kept.json']);
    expect(spoilt.out).toMatch(/does not hold|holds no signature/);
    expect(spoilt.out).not.toContain('    at ');
  });

  it('tells a run that was cut off by a crash from one that was tampered with', () => {
    stopped();
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const ended = lines.findLastIndex((line) => line.includes('"event":"block-ended"'));
    writeFileSync(file, `${lines.slice(0, ended).join('\n')}\n{"at":"20`);
    const { status, out } = place.procs(['runs', 'verify', id]);
    expect(out).toContain('a crash in the middle of writing leaves that');
    expect(out).toContain('unsigned since record');
    expect(out).toContain('does not tell of a final end');
    expect(status).toBe(3);
    const resumed = place.procs(['run', '--resume', id, '--yes', '--again']);
    expect(resumed.status).toBe(0);
    expect(place.procs(['runs', 'show', id]).out).toContain('half written was cut off');
    expect(place.procs(['runs', 'verify', id]).status).toBe(0);
  });

  it('reads and goes on with a journal of version 1, and says how far it is held', () => {
    stopped();
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const old = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => event !== 'signature' && event !== 'document');
    const ended = old.findLastIndex(({ event }) => event === 'block-started');
    const text = old
      .slice(0, ended)
      .map(({ prev: _prev, signing: _signing, version, ...record }, n) =>
        JSON.stringify({ ...record, n, ...(version === undefined ? {} : { version: 1 }) }),
      );
    writeFileSync(file, `${text.join('\n')}\n`);
    expect(place.procs(['runs']).out).toContain('can be resumed');
    const before = place.procs(['runs', 'verify', id]);
    expect(before.out).toContain('without a chain');
    expect(before.status).toBe(3);
    expect(place.procs(['run', '--resume', id, '--yes', '--again']).status).toBe(0);
    const after = place.procs(['runs', 'verify', id]);
    expect(after.out).toContain('intact');
    expect(after.status).toBe(0);
    // What stood there before the chain began is held by its first link.
    writeFileSync(file, readFileSync(file, 'utf8').replace('echo one', 'echo two'));
    expect(place.procs(['runs', 'verify', id]).status).toBe(1);
  });

  it('says that a journal of a later version needs a newer procs', () => {
    made();
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version":2', '"version":9'));
    const { out } = place.procs(['runs', 'show', id]);
    expect(out).toContain('newer procs (version 9');
    expect(out).not.toContain('    at ');
  });

  it.skipIf(!hasOpenssl)(
    'attest prints an in-toto statement that an independent program verifies',
    () => {
      made();
      const { status } = place.procs(['runs', 'attest', id, '--output', 'run.intoto.json']);
      expect(status).toBe(0);
      const envelope = JSON.parse(place.read('run.intoto.json')) as {
        payloadType: string;
        payload: string;
        signatures: { keyid: string; sig: string }[];
      };
      expect(envelope.payloadType).toBe('application/vnd.in-toto+json');
      const body = Buffer.from(envelope.payload, 'base64');
      place.write('own.pem', place.procs(['runs', 'key']).out.replace(/\nkey .*/s, '\n'));
      // The encoding by python, the signature by OpenSSL.
      const python = `import json,base64,sys
e=json.load(open('run.intoto.json'))
b=base64.b64decode(e['payload']); t=e['payloadType'].encode()
open('pae','wb').write(b'DSSEv1 %d %b %d %b' % (len(t), t, len(b), b))
open('sig','wb').write(base64.b64decode(e['signatures'][0]['sig']))`;
      execFileSync('python3', ['-c', python], { cwd: place.root });
      const said = execFileSync(
        'openssl',
        [
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          'own.pem',
          '-rawin',
          '-in',
          'pae',
          '-sigfile',
          'sig',
        ],
        { cwd: place.root, encoding: 'utf8' },
      );
      expect(said).toContain('Signature Verified Successfully');
      const statement = JSON.parse(body.toString('utf8')) as {
        _type: string;
        predicateType: string;
        subject: { name: string; digest: { sha256: string } }[];
        predicate: {
          verdict: string;
          steps: object[];
          materials: {
            name: string;
            digest: { sha256: string };
            annotations: { records: number; head: string };
          }[];
        };
      };
      expect(statement).toMatchObject({
        _type: 'https://in-toto.io/Statement/v1',
        predicateType: 'urn:x-procs:run:v1',
        subject: [
          { name: 'a.md', digest: { sha256: sha256(readFileSync(path.join(place.root, 'a.md'))) } },
        ],
      });
      expect(statement.predicate).toMatchObject({
        run: id,
        verdict: 'passed',
        state: 'ended',
        exitStatus: 0,
      });
      expect(statement.predicate.steps).toHaveLength(2);
      const journal = statement.predicate.materials.find(({ name }) => name === 'journal.jsonl')!;
      expect(journal.digest.sha256).toBe(sha256(readFileSync(file)));
      expect(`${journal.annotations.records}:${journal.annotations.head}`).toBe(
        place.procs(['runs', 'head', id]).out.trim(),
      );
    },
  );
});

describe('the key', () => {
  it('is made once, only for its owner, and used from then on', () => {
    const place = new Place({ 'a.md': procedure('echo one') });
    place.procs(['run', 'PROC-T-001', '--yes']);
    const file = path.join(place.root, '.config/procs/key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    const text = readFileSync(file, 'utf8');
    place.procs(['run', 'PROC-T-001', '--yes']);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(path.dirname(file))).toEqual(['key']);
  });

  it('that others may read is not used, and the run says so and goes on', () => {
    const place = new Place({ 'a.md': procedure('echo one') });
    place.procs(['runs', 'key']);
    chmodSync(path.join(place.root, '.config/procs/key'), 0o644);
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes']);
    expect(out).toContain('The journal is not signed');
    expect(out).toContain('chmod 600');
    expect(status).toBe(0);
    const verified = place.procs(['runs', 'verify']);
    expect(verified.out).toContain('not signed (others may read');
    expect(verified.status).toBe(3);
  });

  it.each([
    ['missing', null, 'no such file'],
    ['no key', 'hello', 'holds no private key'],
  ])('that PROCS_KEY names and that is %s keeps the run from starting', (_name, text, reason) => {
    const place = new Place({ 'a.md': procedure('touch ran') });
    const file = path.join(place.root, 'named-key');
    if (text !== null) writeFileSync(file, text, { mode: 0o600 });
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes'], undefined, {
      PROCS_KEY: file,
    });
    expect(out).toContain(reason);
    expect(status).toBe(2);
    expect(existsSync(path.join(place.root, 'ran'))).toBe(false);
  });

  it('of a home that cannot be written is none, and the run goes on unsigned', () => {
    const place = new Place({ 'a.md': procedure('echo one') });
    mkdirSync(path.join(place.root, 'home'));
    appendFileSync(path.join(place.root, 'home/procs'), 'a file where the folder should be');
    const { status, out } = place.procs(['run', 'PROC-T-001', '--yes'], undefined, {
      XDG_CONFIG_HOME: path.join(place.root, 'home'),
    });
    expect(out).toContain('The journal is not signed');
    expect(status).toBe(0);
  });
});
