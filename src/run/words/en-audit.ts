/** What is said of a journal and its signatures, in English. */
export const enAudit = {
  intact: (id: string, count: number) => `${id}: intact, ${count} records`,
  damaged: (id: string) => `${id}: not as it was written`,
  unproven: (id: string, count: number) =>
    `${id}: nothing speaks against its ${count} records, and not everything is proven`,
  proofless: 'nothing here proves that it is as it was written',
  evident: (vouched: number, keys: number, head: string) =>
    `tamper-evident up to record ${vouched}, for as long as nobody else has had the key${keys > 1 ? 's' : ''}: who has it can sign anew, unless the head ${head} was kept elsewhere`,
  inLine: (line: number, text: string) => `line ${line}: ${text}`,
  signatures: (
    times: number,
    name: string | null,
    key: string,
    by: string | null,
    count: number,
    where: string,
  ) =>
    `${times === 1 ? '1 signature' : `${times} signatures`} of ${name ?? 'a key that is not known here'} (${key})${by === null ? '' : `, as ${by}`}, the last over ${count} records (${where})`,
  line: (line: number) => `line ${line}`,
  unchained: (count: number) =>
    `the first ${count} records were written by an earlier procs, without a chain: only what was signed after them holds them`,
  torn: (bytes: number) =>
    `the last line is not whole (${bytes} bytes): a crash in the middle of writing leaves that, and so does cutting the file`,
  noEnd:
    'the journal does not tell of a final end: the run goes on, was stopped or was cut off by a crash, or the end of the file was taken away with every signature on it. Only a head that was kept elsewhere can tell ("procs runs head", --expect)',
  noRecord: 'it is no record that procs writes in this place',
  namesNone: 'it does not name the line before it',
  namesNothing:
    'it names a line before it, and there is none: the beginning was taken away or changed',
  namesOther: (line: number) =>
    `it names another line before it than line ${line}: that one was changed, or lines were taken out, put in or swapped here`,
  noSignature:
    'it says that it is signed, and the line behind it is not its signature: that was taken out or changed',
  strangeKey: (key: string) =>
    `it is signed with the key ${key}, which no process of this run has named`,
  badSignature: (count: number) =>
    `the signature of the ${count} records before it does not hold: they are not what was signed, or it was changed itself`,
  unknownSigner: (file: string, key: string) =>
    `${file} is signed with the key ${key}, which is not known here: it proves nothing`,
  badFile: (file: string) => `the signature in ${file} does not hold: it was changed`,
  cosigned: (name: string, count: number, at: string, file: string, left: number | null) =>
    `${name} signed ${count} records on ${at} (${file}), and ${left === null ? 'they are other ones now' : `only ${left} are there`}`,
  noHead: (head: string) =>
    `no record of it has the head that was kept elsewhere (${head}): records were changed or taken away since`,
  unsignedSince: (line: number, count: number) =>
    `unsigned since record ${line} of ${count}: a crash leaves that, and whoever may write the file could have added it`,
  otherKeys: (keys: readonly string[]) =>
    `it is signed with ${keys.length === 1 ? 'the key' : 'the keys'} ${keys.join(', ')}, none of which is known here: whoever may write the file could have made it anew with a key of their own. Give the operator's public key with --key`,
  unsigned: (reason: string | null) =>
    `it is not signed${reason === null ? '' : ` (${reason})`}: whoever may write the file could have made it anew`,
};
