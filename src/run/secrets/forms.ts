/** The ways in which a value is commonly written: what a masked value must not be recognisable by. */

/** Encodings of values shorter than this would match by chance. */
export const SHORTEST = 6;

/** Longest line of base64 or hexadecimal that tools write before they wrap. */
const WRAPS = [60, 64, 76] as const;

/** Each form that is looked for, the value itself first. Empty for an empty value. */
export function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.trim().length >= SHORTEST);
  const plain = [secret, secret.trim(), ...(lines.length > 1 ? lines.flatMap(written) : [])];
  if (secret.length < SHORTEST) return unique(plain);
  const bytes = Buffer.from(secret, 'utf8');
  return unique([
    ...plain,
    ...written(secret),
    ...base64Forms(bytes),
    // As a file or `echo` gives it, with a newline behind it: only its last letters differ.
    ...base64Forms(Buffer.from(secret, 'utf16le')),
    ...base64Forms(Buffer.from(bytes.toString('base64'))),
    ...hexForms(bytes),
    base32(bytes),
    [...secret].reverse().join(''),
  ]);
}

/** As programs write text that other programs read. */
function written(secret: string): string[] {
  const percent = encodeURIComponent(secret);
  const strict = percent.replace(/[!'()*~]/g, (each) => `%${hexOf(each)}`);
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[^\x20-\x7e]/g, escaped);
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = html.replaceAll('"', '&quot;');
  const ansi = secret
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r');
  return [
    percent,
    percent.replaceAll('%20', '+'),
    strict,
    strict.replaceAll('%20', '+'),
    percent.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase()),
    strict.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase()),
    // Every byte, as some do for passwords; and what was encoded twice.
    [...Buffer.from(secret)]
      .map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
      .join(''),
    percent.replaceAll('%', '%25'),
    json,
    ascii,
    json.replaceAll('/', '\\/'),
    ascii.replaceAll('/', '\\/'),
    // JSON in JSON.
    JSON.stringify(json).slice(1, -1),
    html,
    quoted,
    quoted.replaceAll("'", '&#39;'),
    quoted.replaceAll("'", '&#x27;'),
    quoted.replaceAll("'", '&apos;'),
    secret.replaceAll("'", "'\\''"),
    secret.replaceAll("'", "'\"'\"'"),
    secret.replaceAll("'", "''"),
    secret.replaceAll('"', '""'),
    ansi,
    // Within double quotes, for sed, as an expression, by printf %q.
    secret.replace(/["$`\\]/g, '\\$&'),
    secret.replaceAll('/', '\\/'),
    secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    secret.replace(/[^\w@%+=:,./-]/g, '\\$&'),
    secret.replace(/[^\w@%+=:,./\u0080-\uffff-]/g, '\\$&'),
    octal(ansi),
    secret.replaceAll('\\', '\\\\'),
  ];
}

/** In base64 a value looks different after one or two other bytes; its borders mix with its neighbours. */
function base64Forms(bytes: Buffer): string[] {
  const forms: string[] = [];
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const start = before === 0 ? 0 : before + 1;
    const end = (bytes.length + before) % 3 === 0 ? encoded.length : encoded.length - 1;
    const core = encoded.slice(start, end);
    if (core.length < SHORTEST) continue;
    for (const each of [core, ...(before === 0 ? wrapped(core) : [])])
      forms.push(each, each.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

function hexForms(bytes: Buffer): string[] {
  const plain = bytes.toString('hex');
  const pairs = plain.match(/../g) ?? [];
  const separated = [' ', ':', '\\x', ', 0x', '-'].flatMap((between) => [
    pairs.join(between),
    // hexdump and od write 16 bytes a line.
    ...(pairs.length > 16 ? chunks(pairs, 16).map((each) => each.join(between)) : []),
  ]);
  const words = plain.match(/.{1,4}/g) ?? [];
  const all = [
    plain,
    ...wrapped(plain),
    ...separated,
    ...chunks(words, 8).map((each) => each.join(' ')),
  ].filter((each) => each.length >= 2 * SHORTEST);
  const octal = [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  return [
    ...all,
    ...all.map((each) => each.toUpperCase().replaceAll('\\X', '\\x').replaceAll('0X', '0x')),
    octal,
  ];
}

/** Lines of a long encoding, as tools wrap it: each but a short last one. */
function wrapped(text: string): string[] {
  return WRAPS.filter((width) => text.length > width).flatMap((width) =>
    (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).filter((line) => line.length >= 16),
  );
}

function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  // The last letter mixes with what follows.
  return (bits.match(/.{5}/g) ?? [])
    .map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(each, 2)])
    .join('');
}

function escaped(each: string): string {
  return [...Array(each.length).keys()]
    .map((at) => `\\u${each.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}

/** Bytes beyond ASCII as bash writes them within $'…' where its locale does not know them. */
function octal(text: string): string {
  return text.replace(/[\u0080-\uffff]+/g, (each) =>
    [...Buffer.from(each)].map((byte) => `\\${byte.toString(8)}`).join(''),
  );
}

function hexOf(each: string): string {
  return each.charCodeAt(0).toString(16).toUpperCase();
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}

function unique(forms: readonly string[]): string[] {
  return [...new Set(forms)].filter((form) => form !== '');
}
