/** Ways of writing a secret: none is left in what a run shows or keeps. What is known to pass is listed at the end. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createRedactor, MASK } from '../../../src/run/redact.ts';
import { environmentSecrets, isSecretName } from '../../../src/run/secrets/environment.ts';

/** Secrets of every shape that people have. */
const SECRETS: Readonly<Record<string, string>> = {
  'a plain password': 'Tr0ub4dor3xyz',
  'with punctuation': "p@ss w0rd/'x+y",
  'with letters beyond ASCII': 'contraseña-Ünïcødé-€7',
  'with quotes and a dollar': 'a"b$c`d\\e!f&g<h>1',
  'a long key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY+and/more+of/it0123456789',
  'of several lines': 'first-line-Xy1\nsecond-line-Zw2\n',
};

const hex = (secret: string): string => Buffer.from(secret).toString('hex');
const pairs = (secret: string): string[] => hex(secret).match(/../g) ?? [];
const base64 = (secret: string): string => Buffer.from(secret).toString('base64');
const bash = (script: string, secret: string): string =>
  execFileSync('bash', ['-c', script, 'bash', secret], { encoding: 'utf8' });

/** Independent of the code: by the standard library, by bash, by coreutils. */
const WRITTEN: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'in a sentence': (secret) => `the password is ${secret}, as agreed`,
  'in double quotes': (secret) => `"${secret}"`,
  'for a URL': encodeURIComponent,
  'for a form': (secret) => new URLSearchParams({ a: secret }).toString(),
  'for a URL in small letters': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (each) => each.toLowerCase()),
  'for a URL twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'for a URL, every byte': (secret) =>
    pairs(secret)
      .map((each) => `%${each.toUpperCase()}`)
      .join(''),
  'in JSON': (secret) => JSON.stringify({ password: secret }),
  'in JSON, as ASCII': (secret) =>
    JSON.stringify([secret]).replace(
      /[^ -~]/g,
      (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'in JSON with slashes escaped': (secret) => JSON.stringify(secret).replaceAll('/', '\\/'),
  'in JSON in JSON': (secret) => JSON.stringify({ body: JSON.stringify({ s: secret }) }),
  'in base64': base64,
  'in base64 with a newline behind it': (secret) => base64(`${secret}\n`),
  'in base64 behind one byte': (secret) => base64(`:${secret}`),
  'in base64 behind two bytes': (secret) => base64(`u:${secret}`),
  'in base64 of user and password': (secret) => base64(`admin:${secret}`),
  'in base64 in the middle of text': (secret) =>
    base64(`{"user":"ada","secret":"${secret}","x":1}`),
  'in base64url': (secret) => Buffer.from(`:${secret}`).toString('base64url'),
  'in base64 twice': (secret) => base64(base64(secret)),
  'in base64 of UTF-16': (secret) => Buffer.from(secret, 'utf16le').toString('base64'),
  'in base64, wrapped by base64(1)': (secret) => bash('printf %s "$1" | base64', secret),
  'in base64, wrapped at 64': (secret) => bash('printf %s "$1" | base64 -w 64', secret),
  'in base32': (secret) => bash('printf %s "$1" | base32 -w 0', secret),
  'in hexadecimal': hex,
  'in hexadecimal, in capitals': (secret) => hex(secret).toUpperCase(),
  'in hexadecimal with colons': (secret) => pairs(secret).join(':'),
  'in hexadecimal with \\x': (secret) =>
    pairs(secret)
      .map((each) => `\\x${each}`)
      .join(''),
  'in hexadecimal as in C': (secret) =>
    pairs(secret)
      .map((each) => `0x${each}`)
      .join(', '),
  'by od -tx1': (secret) => bash('printf %s "$1" | od -An -tx1', secret),
  'quoted by printf %q': (secret) => bash('printf %q "$1"', secret),
  'quoted by ${x@Q}': (secret) => bash('printf %s "${1@Q}"', secret),
  'quoted by printf %q in a locale without its letters': (secret) =>
    bash('LC_ALL=C; printf %q "$1"', secret),
  'quoted by printf %q in UTF-8': (secret) => bash('LC_ALL=C.UTF-8; printf %q "$1"', secret),
  'told by declare -p': (secret) => bash('x=$1; declare -p x', secret),
  'told by set -x': (secret) => bash('exec 2>&1; set -x; : "$1"', secret),
  'told by set -x in an assignment': (secret) => bash('exec 2>&1; set -x; x="$1" true', secret),
  'in single quotes for a shell': (secret) => `'${secret.replaceAll("'", "'\\''")}'`,
  'in single quotes for SQL': (secret) => `'${secret.replaceAll("'", "''")}'`,
  'in double quotes for a shell': (secret) => `"${secret.replace(/["$`\\]/g, '\\$&')}"`,
  'in CSV': (secret) => `"${secret.replaceAll('"', '""')}"`,
  'in HTML': (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  'for sed': (secret) => secret.replaceAll('/', '\\/'),
  'as an expression': (secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  backwards: (secret) => [...secret].reverse().join(''),
};

/** What would still tell the secret: a long enough part of how it is written there. */
function tells(masked: string, secret: string, written: string): boolean {
  const parts = [
    ...secret.split('\n').filter((line) => line.length >= 6),
    ...written
      .split(/[\n"'{}:,= ]/)
      .filter((part) => part.length >= 12 && !'the password is as agreed declare'.includes(part)),
  ];
  return parts.some((part) => masked.includes(part));
}

const cells = Object.entries(SECRETS).flatMap(([kind, secret]) =>
  Object.entries(WRITTEN).map(([how, write]) => [kind, how, secret, write] as const),
);

describe(`${cells.length} ways of writing a secret that is known`, () => {
  it.each(cells)('%s, %s', (_kind, _how, secret, write) => {
    const written = write(secret);
    const text = `before ${written} after\n`;
    const redactor = createRedactor([secret]);
    const masked = redactor.text(text);
    expect(masked).toContain(MASK);
    expect(masked).toMatch(/^before/);
    expect(masked).toContain('after');
    expect(tells(masked, secret, written), masked).toBe(false);
    // In pieces, as output comes: split at every letter, and in two at each place.
    for (const size of [1, 7]) {
      const stream = redactor.stream();
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(pieces.map((piece) => stream.push(piece)).join('') + stream.end()).toBe(masked);
    }
    for (let at = 1; at < text.length; at += 3) {
      const stream = redactor.stream();
      expect(stream.push(text.slice(0, at)) + stream.push(text.slice(at)) + stream.end()).toBe(
        masked,
      );
    }
  });
});

/** What looks like a credential: nobody said that it is one. The second part must not be seen. */
const a = (length: number): string =>
  'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzA'.repeat(8).slice(0, length);
const LIKE: readonly (readonly [string, string, string])[] = [
  ['an AWS key ID', `key ${'AKIA'}IOSFODNN7EXAMPLE used`, 'IOSFODNN7EXAMPLE'],
  ['an AWS temporary key ID', `${'ASIA'}IOSFODNN7EXAMPL2`, 'IOSFODNN7'],
  ['an AWS secret key in a profile', `aws_secret_access_key = ${a(40)}`, a(40)],
  ['an AWS secret key in JSON', `{"SecretAccessKey": "${a(40)}"}`, a(40)],
  ['a GitHub token', `ghp_${a(36)}`, a(36)],
  ['a GitHub fine-grained token', `github_pat_${a(60)}`, a(60)],
  ['a GitHub app token', `x=ghs_${a(36)}.`, a(36)],
  ['a GitLab token', `glpat-${a(20)}`, a(20)],
  ['a GitLab runner token', `glrt-${a(20)}`, a(20)],
  ['a Slack bot token', `xoxb-123456789012-${a(24)}`, a(24)],
  ['a Slack webhook', `https://hooks.slack.com/services/T0000/B0000/${a(24)}`, a(24)],
  ['a Google key', `AIza${a(35)}`, a(35)],
  ['a Stripe key', `sk_live_${a(24)}`, a(24)],
  ['an npm token', `//registry/:_authToken=npm_${a(36)}`, a(36)],
  ['a PyPI token', `pypi-AgE${a(50)}`, a(50)],
  ['a SendGrid key', `SG.${a(22)}.${a(43)}`, a(43)],
  ['a Vault token', `hvs.${a(30)}`, a(30)],
  ['a Docker token', `dckr_pat_${a(27)}`, a(27)],
  ['a model key', `sk-proj-${a(40)}`, a(40)],
  [
    'an age key',
    `AGE-SECRET-KEY-1${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KH'}`,
    'QPZRY9X8GF2TVDW0',
  ],
  ['a JWT', `token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${a(43)} ok`, a(43)],
  [
    'a JWT in JSON',
    `{"t":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${a(43)}"}`,
    'eyJzdWIiOiIxMjM0In0',
  ],
  ['a bearer header', `Authorization: Bearer ${a(30)}`, a(30)],
  ['a bearer header in small letters', `authorization: bearer ${a(30)}`, a(30)],
  ['a basic header', 'Authorization: Basic YWRhOmxvdmVsYWNl', 'YWRhOmxvdmVsYWNl'],
  ['a header without a scheme', `Authorization: ${a(30)}`, a(30)],
  ['a header in a command', `curl -H "Authorization: Bearer ${a(30)}" https://x`, a(30)],
  ['a header in JSON', `{"Authorization": "Bearer ${a(30)}"}`, a(30)],
  ['a header of an API', `X-Api-Key: ${a(20)}`, a(20)],
  ['a header of GitLab', `PRIVATE-TOKEN: ${a(20)}`, a(20)],
  ['a cookie', `Cookie: session=${a(20)}; theme=dark`, a(20)],
  ['a cookie being set', `Set-Cookie: sid=${a(20)}; HttpOnly`, a(20)],
  ['a URL with a password', 'postgres://app:hunter22@db.internal:5432/shop', 'hunter22'],
  ['a URL with a password that has an @', 'amqp://app:hun@ter22@mq/vhost', 'ter22'],
  ['a URL without a user', 'redis://:hunter22@cache:6379/0', 'hunter22'],
  ['a URL with a token as user', `https://${a(32)}@git.internal/x.git`, a(32)],
  ['a URL in JSON', '{"url":"mongodb+srv://u:hunter22@c.internal/db"}', 'hunter22'],
  ['a JDBC URL', 'jdbc:postgresql://h/db?user=app&password=hunter22&ssl=true', 'hunter22'],
  ['an assignment', 'PGPASSWORD=hunter22 psql -c "select 1"', 'hunter22'],
  ['an assignment in quotes', "export DB_PASSWORD='hun ter 22'", 'hun ter 22'],
  ['an assignment told by set -x', '+ MYSQL_PASSWORD=hunter22', 'hunter22'],
  ['a line of env', 'API_TOKEN=abc;def&ghi(22', 'def&ghi(22'],
  ['a line of an .env file', 'SECRET_KEY=hunter22+more/of=it', 'more/of'],
  ['a name with a number', 'DB_PASSWORD2=hunter22', 'hunter22'],
  ['a name with an environment', 'DB_PASSWORD_PROD=hunter22', 'hunter22'],
  ['a setting in YAML', '  password: hunter22!', 'hunter22'],
  ['a setting in YAML in quotes', '  secret: "correct horse"', 'correct horse'],
  ['a setting in JSON', '{"db_password": "hunter22", "port": 5432}', 'hunter22'],
  ['a setting in JSON in JSON', '"{\\"password\\":\\"hunter22\\"}"', 'hunter22'],
  ['a setting in an ini file', 'password = hunter22', 'hunter22'],
  ['a setting in a hash', "'password' => 'hunter22'", 'hunter22'],
  ['a setting in XML properties', 'spring.datasource.password=hunter22', 'hunter22'],
  ['a connection string', 'Server=db;User Id=sa;Password=hunter22;Encrypt=true', 'hunter22'],
  ['a libpq string', 'host=db user=app password=hunter22 dbname=shop', 'hunter22'],
  ['an Azure key', `AccountName=x;AccountKey=${a(86)}==;`, a(86)],
  ['in Spanish', 'contraseña=hunter22', 'hunter22'],
  ['an option', 'tool --password hunter22 --verbose', 'hunter22'],
  ['an option with =', 'tool --password=hunter22', 'hunter22'],
  ['an option for a token', `gh auth --with-token ${a(20)}`, a(20)],
  ['an option of curl', 'curl -u ada:hunter22 https://x', 'hunter22'],
  ['an option of mysql', 'mysql -u root -phunter22 shop', 'hunter22'],
  ['an option of sshpass', "sshpass -p 'hunter22' ssh host", 'hunter22'],
  ['an option of redis-cli', 'redis-cli -h cache -a hunter22 ping', 'hunter22'],
  ['an option of docker login', 'docker login -u ada -p hunter22 hub', 'hunter22'],
  ['an option of openssl', 'openssl enc -pass pass:hunter22', 'hunter22'],
  ['SQL', "ALTER USER app WITH PASSWORD 'hunter22';", 'hunter22'],
  ['SQL of MySQL', "CREATE USER app IDENTIFIED BY 'hunter22';", 'hunter22'],
  ['a line of .pgpass', 'db.internal:5432:shop:app:hunter22', 'hunter22'],
  ['a line of .pgpass with stars', '*:*:*:postgres:hunter22', 'hunter22'],
  ['a line of .netrc', 'machine git.internal login ada password hunter22', 'hunter22'],
  ['a line of /etc/shadow', `root:$6$saltsalt$${a(60)}:19000:0:99999:7:::`, a(60)],
  ['a hash of bcrypt', `$2b$12$${a(53)}`, a(53)],
  [
    'the configuration of docker',
    '{"auths":{"hub":{"auth":"YWRhOmh1bnRlcjIy"}}}',
    'YWRhOmh1bnRlcjIy',
  ],
  ['a kubeconfig', `client-key-data: LS0tLS1CRUdJTiBSU0Eg${a(60)}`, a(60)],
];

describe('what looks like a credential', () => {
  it.each(LIKE)('%s', (_name, text, secret) => {
    const redactor = createRedactor([]);
    const masked = redactor.text(`first line\n${text}\nlast line\n`);
    expect(masked).toContain(MASK);
    expect(masked).not.toContain(secret);
    expect(masked).toMatch(/^first line\n/);
    expect(masked).toMatch(/\nlast line\n$/);
    expect(redactor.text(masked)).toBe(masked);
    const stream = redactor.stream();
    const pieces = [...`first line\n${text}\nlast line\n`].map((each) => stream.push(each));
    expect(pieces.join('') + stream.end()).toBe(masked);
  });

  const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${`${a(70)}\n`.repeat(5)}-----END OPENSSH PRIVATE KEY-----`;
  it.each([
    ['as a file has it', key],
    ['in one line', key.replaceAll('\n', '\\n')],
    ['in YAML', key.replace(/^/gm, '    ')],
    [
      'with numbers before its lines',
      key
        .split('\n')
        .map((line, n) => `${String(n + 1).padStart(6)}\t${line}`)
        .join('\n'),
    ],
    [
      'with headers',
      key.replace('KEY-----\n', 'KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n'),
    ],
    ['cut off before its end', key.slice(0, 200)],
  ])('a private key, %s', (_name, text) => {
    const redactor = createRedactor([]);
    const masked = redactor.text(`before\n${text}\nafter it all comes this\n`);
    expect(masked).not.toContain(a(20));
    expect(masked).toContain('after it all comes this');
    for (const size of [1, 50]) {
      const stream = redactor.stream();
      const pieces =
        `before\n${text}\nafter it all comes this\n`.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      const streamed = pieces.map((piece) => stream.push(piece)).join('') + stream.end();
      expect(streamed).not.toContain(a(20));
      expect(streamed).toContain('after it all comes this');
    }
  });

  it.each([
    'Password:',
    'Enter password for ada:',
    'password: required',
    'Token: expired',
    'token=$TOKEN',
    'PGPASSWORD="$DB_PASSWORD" psql',
    'export PASSWORD=${PASSWORD:?}',
    '--password <PASSWORD>',
    'password={{ vault.password }}',
    'password=*****',
    'PWD=/home/ada/work',
    'tests: pass=12 fail=0',
    'max_tokens: 4096',
    'tokens=1200',
    'password_encryption=scram-sha-256',
    'host all all 10.0.0.0/8 md5',
    'https://example.org/a:b@c',
    'ssh://git@github.example/x.git',
    'git@host:team/repo.git',
    'postgres://app@db/shop',
    'postgres://app:$PW@db/shop',
    'src/main.c:123:45: error: expected ;',
    '2026-11-21T15:00:00Z INFO started in 14ms',
    '00:00:00:00 ok',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'commit 4532def0d0e01b378eda68e964fb14f64f031608',
    'key: value',
    'key: "node-role.kubernetes.io/control-plane"',
    'others may read /home/ada/.config/procs/key: "chmod 600"',
    'sort_key=created_at2',
    'the secret: keep it simple',
    'secret/db-credentials created',
    'primary key=id',
    'keyboard=es',
    '-----BEGIN CERTIFICATE-----',
    'grep -q "BEGIN PRIVATE KEY" file',
    'SSH_AUTH_SOCK=/tmp/ssh-x/agent.1',
    'PASSWORD_FILE=/run/secrets/db',
    'bearer of good news',
    'curl -u "$USER:$PASS" https://x',
    'Authorization: Bearer $TOKEN',
    'active (running) since Mon 2026-11-16 10:00:00 UTC; 5 days ago',
  ])('is not %s', (text) => {
    expect(createRedactor([]).text(`${text}\n`)).toBe(`${text}\n`);
  });

  it('is found in a line without end as well, and takes no memory for it', () => {
    const stream = createRedactor([]).stream();
    let longest = 0;
    let out = '';
    for (let round = 0; round < 200; round++) {
      const piece = stream.push(`${'x'.repeat(1000)} PGPASSWORD=hunter22 `);
      out += piece;
      longest = Math.max(longest, (round + 1) * 1021 - out.length);
    }
    out += stream.end();
    expect(out).not.toContain('hunter22');
    expect(longest).toBeLessThan(40_000);
  });

  it('hostile output does not hold it up', () => {
    const redactor = createRedactor(['S3cr3t-value-1']);
    for (const text of [
      'a'.repeat(200_000),
      'password'.repeat(20_000),
      ':'.repeat(100_000),
      'https://'.repeat(20_000),
      `curl ${' -u'.repeat(50_000)}`,
      '-'.repeat(100_000),
      'eyJ'.repeat(50_000),
      '-----BEGIN PRIVATE KEY-----\n'.repeat(5_000),
      '+ '.repeat(50_000),
      '$6$'.repeat(50_000),
      'mysql '.repeat(30_000),
      'login a password '.repeat(10_000),
    ]) {
      const started = process.cpuUsage();
      redactor.text(text);
      const { user } = process.cpuUsage(started);
      // Not a measurement: a quadratic expression would take minutes.
      expect(user / 1e6).toBeLessThan(20);
    }
  });
});

describe('the environment', () => {
  it.each([
    'DB_PASSWORD',
    'GITHUB_TOKEN',
    'API_KEY',
    'githubToken',
    'AWS_SECRET_ACCESS_KEY',
    'MYSQL_PASS',
    'PGPASSWORD',
    'SECRET',
    'JWT_SECRET_2',
    'DOCKER_CREDENTIALS',
  ])('%s names a secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });
  it.each([
    'PWD',
    'OLDPWD',
    'KEYBOARD',
    'SSH_KEY_PATH',
    'MONKEY',
    'TOKENIZERS',
    'SECRET_NAME',
    'AWS_ACCESS_KEY_ID',
    'PASSWORD_FILE',
    'COMPASS',
    'BYPASS_CACHE',
    'SSH_AUTH_SOCK',
  ])('%s names none', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('gives values that can be told from ordinary text, and no others', () => {
    expect(
      environmentSecrets({
        A_TOKEN: 'k3yV4lu3-9Zq',
        B_TOKEN: 'short',
        C_KEY: '/etc/ssl/private/server.key',
        D_SECRET: 'production-server',
        E_KEY: '12345678',
        F_PASSWORD: 'aaaaaaaaaaaa',
        DATABASE_URL: 'postgres://app:Hunt3r-22x@db/shop',
        HOME: '/home/k3yV4lu3',
      }),
    ).toEqual(['k3yV4lu3-9Zq', 'Hunt3r-22x']);
  });
});

describe('what masking is known not to catch', () => {
  const secret = 'Tr0ub4dor3xyz';
  it.each([
    ['with something between its letters', [...secret].join(' ')],
    ['in two parts', `${secret.slice(0, 6)}\n${secret.slice(6)}`],
    ['in other letters', secret.toUpperCase()],
    ['shifted', secret.replace(/[a-z]/gi, (each) => String.fromCharCode(each.charCodeAt(0) + 1))],
    ['compressed', execFileSync('gzip', ['-c'], { input: secret }).toString('base64')],
    ['hashed', execFileSync('sha256sum', [], { input: secret, encoding: 'utf8' })],
  ])('%s', (_name, text) => {
    expect(createRedactor([secret]).text(text)).not.toContain(MASK);
  });
});
