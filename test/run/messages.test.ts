/** Messages and documents of a run: what is filled in, what stays open, what is posted. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Place, verdicts } from './cli.ts';

const incident = `---
id: PROCED-RED-001
version: 2.1.0
---
# PROCED-RED-001: Reiniciar el balanceador

## Procedimiento

### ETAPA 1: Parada (2 minutos)

#### Paso 1.1: Detener el balanceador

\`\`\`bash
echo parado > estado
\`\`\`

#### Paso 1.2: Avisar

Comunicar en canal #redes:

\`\`\`
REINICIO EN CURSO (R&D)
Hora: [HH:MM]
Motivo: [descripcion breve]
Version: {{procedure_version}}
Ejecutado por: [nombre]
\`\`\`

### ETAPA 2: Informe

#### Paso 2.1: Informe del incidente

Crear documento: \`informes/REINICIO-YYYY-MM-DD.md\`

**Contenido minimo:**

\`\`\`markdown
# Reinicio - YYYY-MM-DD HH:MM

- Hora inicio: HH:MM
- Duracion total: XX minutos
- Aprobado por: [nombre]
- Ejecutado por: [nombre]
- Motivo: [descripcion breve]
- Severidad: CRITICO|ALTO|MEDIO
- Protocolo: TCP/IP
- Etiqueta: red-YYYYMMDD

## Cronologia

- HH:MM - Balanceador detenido
- HH:MM - Clientes avisados por correo
\`\`\`
`;

interface Received {
  readonly text: string;
}

async function hook(
  answers: readonly number[],
): Promise<{ server: Server; url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push(JSON.parse(body) as Received);
      response.writeHead(answers[received.length - 1] ?? answers.at(-1)!).end('ok');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/services/T0/secret-path-9`, received };
}

function withHook(url: string, files: Readonly<Record<string, string>> = {}): Place {
  return new Place({
    'red.md': incident,
    'procs.config.yaml': `channels:\n  "#redes": { webhook: "${url}" }\n`,
    ...files,
  });
}

/** A child process, because the server of this test has to answer while it runs. */
async function run(
  place: Place,
  args: readonly string[],
): Promise<{ status: number; out: string }> {
  const child = place.start(args);
  let out = '';
  child.stdout!.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr!.on('data', (chunk) => {
    out += chunk;
  });
  const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)));
  return { status, out };
}

/** The stage with the message, with nobody there and no field left open. */
function runWhole(place: Place): ReturnType<typeof run> {
  return run(place, [
    ...['run', 'PROCED-RED-001', '--lang', 'en', '--yes'],
    ...['--only', '1', '--field', 'Motivo=x'],
  ]);
}

it('fills in what the run knows and leaves open what it does not', () => {
  const place = new Place({ 'red.md': incident });
  const { out } = place.procs(['run', 'PROCED-RED-001', '--lang', 'en', '--yes']);
  expect(out).toContain('Ejecutado por: Ada');
  const day = new Date().toLocaleDateString('sv');
  const report = place.read(`informes/REINICIO-${day}.md`);
  expect(report).toMatch(new RegExp(`^# Reinicio - ${day} \\d\\d:\\d\\d$`, 'm'));
  expect(report).toMatch(/^- Hora inicio: \d\d:\d\d$/m);
  expect(report).toContain('- Duracion total: 0 minutos');
  expect(report).toContain('- Ejecutado por: Ada');
  expect(report).toMatch(/^- \d\d:\d\d - Balanceador detenido$/m);
  // Nobody approved, nobody said why, and no step tells of an e-mail.
  expect(report).toContain('- Aprobado por: [nombre]');
  expect(report).toContain('- Motivo: [descripcion breve]');
  expect(report).toContain('- Severidad: CRITICO|ALTO|MEDIO');
  expect(report).toContain('- HH:MM - Clientes avisados por correo');
  // A tag is the name of something else, and TCP/IP is no choice.
  expect(report).toContain('- Etiqueta: red-YYYYMMDD');
  expect(report).toContain('- Protocolo: TCP/IP');
  expect(verdicts(out)).toContain('2.1 unverified');
  expect(out).toContain('Severidad (CRITICO, ALTO, MEDIO)');
  expect(out).not.toContain('TCP/IP)');
});

it('asks the operator once for what is open, and remembers the answer for the next message', () => {
  const place = new Place({ 'red.md': incident });
  const { out } = place.procs(
    ['run', 'PROCED-RED-001', '--lang', 'en'],
    // Start; fill in; why; sent; fill in; approved by; severity (wrong, then right); tag; entry; write; complete.
    [
      'y',
      'y',
      'Memoria agotada',
      'y',
      'y',
      'Grace',
      'BAJO',
      'alto',
      'red-7',
      '',
      'y',
      'y',
      '',
    ].join('\n'),
  );
  const day = new Date().toLocaleDateString('sv');
  const report = place.read(`informes/REINICIO-${day}.md`);
  expect(report).toContain('- Motivo: Memoria agotada');
  expect(report).toContain('- Aprobado por: Grace');
  expect(report).toContain('- Severidad: ALTO');
  expect(report).toContain('- Etiqueta: red-red-7');
  expect(out).toContain('one of CRITICO, ALTO, MEDIO');
  const filled = place.journal().filter(({ event }) => event === 'filled');
  expect(filled.flatMap(({ fields }) => fields)).toContainEqual({
    label: 'Motivo',
    name: 'descripcion breve',
    value: 'Memoria agotada',
    source: 'earlier answer',
  });
});

it('takes fields from the command, and posts what is whole', async () => {
  const { url, received } = await hook([200]);
  const place = withHook(url);
  const { out } = await run(place, [
    'run',
    'PROCED-RED-001',
    '--lang',
    'en',
    '--yes',
    '--only',
    '1',
    '--field',
    'Motivo=<!channel> & más',
  ]);
  expect(received).toHaveLength(1);
  const { text } = received[0]!;
  expect(text).toContain('Motivo: &lt;!channel&gt; &amp; más');
  expect(text).toContain('REINICIO EN CURSO (R&amp;D)');
  expect(text).toContain('Version: 2.1.0');
  expect(text).toContain('(procs: PROCED-RED-001, steps so far: ');
  expect(verdicts(out)).toContain('1.2 passed');
  expect(out).toContain('posted to #redes: HTTP 200');
  expect(out + place.journalText()).not.toContain('secret-path-9');
});

it('does not post what has a gap, where nobody is there to fill it', async () => {
  const { url, received } = await hook([200]);
  const place = withHook(url);
  const { status, out } = await run(place, [
    'run',
    'PROCED-RED-001',
    '--lang',
    'en',
    '--yes',
    '--only',
    '1',
  ]);
  expect(received).toEqual([]);
  expect(status).toBe(3);
  expect(verdicts(out)).toContain('1.2 unverified');
});

it('tries again beside the run, which goes on, and does not call it delivered before it is', async () => {
  const { url, received } = await hook([503, 200]);
  const place = withHook(url);
  const { status, out } = await runWhole(place);
  expect(status).toBe(3);
  expect(verdicts(out)).toContain('1.2 unverified');
  expect(received).toHaveLength(2);
  const journal = place.journal();
  expect(journal.filter(({ event }) => event === 'delivery')).toMatchObject([
    { attempt: 1, delivered: false, evidence: 'HTTP 503' },
    { attempt: 2, delivered: true, evidence: 'HTTP 200' },
  ]);
  const order = journal.map(({ event }) => event);
  expect(order.lastIndexOf('delivery')).toBeLessThan(order.indexOf('run-ended'));
});

it.each([
  ['a redirection', 302],
  ['a refusal', 403],
])('takes %s for no delivery, and does not try again', async (_what, status) => {
  const { url, received } = await hook([status]);
  const place = withHook(url);
  const { out } = await runWhole(place);
  expect(received).toHaveLength(1);
  expect(verdicts(out)).toContain('1.2 unverified');
  expect(out).toContain(`HTTP ${status}`);
});

it.each([
  ['$NO_SUCH_VARIABLE', 'the variable NO_SUCH_VARIABLE is not set'],
  ['http://chat.invalid/x', 'unencrypted'],
  ['not a url', 'it is not a URL'],
])('says that the webhook %s cannot be used, and asks a person', (webhook, why) => {
  const place = withHook(webhook);
  const { out } = place.procs(
    ['run', 'PROCED-RED-001', '--lang', 'en', '--only', '1', '--field', 'Motivo=x'],
    'y\ny\n',
  );
  expect(out).toContain(why);
  expect(out).toContain('attested by Ada');
});

it('keeps a secret value out of what is posted and written', async () => {
  const { url, received } = await hook([200]);
  const place = withHook(url, {
    'red.md': incident
      .replace('version: 2.1.0', 'version: 2.1.0\nparameters:\n  CLAVE: { secret: true }')
      .replace('echo parado', 'echo "$CLAVE" >/dev/null; echo parado'),
  });
  await run(place, [
    'run',
    'PROCED-RED-001',
    '--lang',
    'en',
    '--yes',
    '--only',
    '1',
    '--set',
    'CLAVE=sup3r-s3creta',
    '--field',
    'Motivo=la clave es sup3r-s3creta',
  ]);
  expect(received[0]!.text).toContain('Motivo: la clave es •••••');
  expect(place.journalText()).not.toContain('sup3r-s3creta');
});

it('speaks Spanish where the document does', async () => {
  const { url, received } = await hook([200]);
  const place = withHook(url);
  const { out } = await run(place, [
    'run',
    'PROCED-RED-001',
    '--yes',
    '--only',
    '1',
    '--field',
    'motivo=x',
  ]);
  expect(received[0]!.text).toContain('pasos hasta ahora: 1 ');
  expect(out).toContain('publicado en #redes: HTTP 200');
});
