/** `procs runs verify`, `head`, `sign`, `attest` and `key`: what a journal proves, and to whom. */
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import {
  type AuditLine,
  attestRun,
  auditInWords,
  escapeTerminalLine,
  headOfRun,
  InputError,
  paletteOf,
  paperOn,
  publicKeyPem,
  type RunWords,
  runWordsOf,
  saveFile,
  signRun,
  verifyRuns,
  wordsOfJournal,
} from '../../index.ts';
import { wantsColor } from '../color.ts';
import type { Io } from '../io.ts';
import { collect, operatorOf } from '../run-options.ts';
import { type RunsFlags, runsFolder } from './runs-folder.ts';

interface VerifyFlags extends RunsFlags {
  readonly key?: string[];
  readonly signature?: string[];
  readonly expect?: string;
}

interface OutputFlags extends RunsFlags {
  readonly output?: string;
}

export function registerEvidence(runs: Command, io: Io): void {
  runs
    .command('verify')
    .description('say whether journals are as they were written, and what nobody can know')
    .argument('[run...]', 'IDs of runs, or their beginnings; without one, all')
    .option('--key <file>', 'public key of whoever is trusted; default: your own', collect)
    .option('--signature <file>', 'a signature over the journal that was kept elsewhere', collect)
    .option('--expect <head>', 'head that was kept elsewhere, as "runs head" prints it')
    .addHelpText(
      'after',
      `
Exit status: 0 each is intact and signed to its end, 1 one is not as it was written,
3 nothing speaks against them, and not everything is proven.`,
    )
    .action((ids: string[], _flags: VerifyFlags, command: Command) =>
      verify(ids, command.optsWithGlobals(), io),
    );
  runs
    .command('head')
    .description('print count and hash of a journal, to be kept where its operator cannot write')
    .argument('<run>', 'ID of the run, or its beginning')
    .action((id: string, _flags: RunsFlags, command: Command) => {
      const { count, head } = headOfRun(runsFolder(command.optsWithGlobals(), io), id);
      io.stdout.write(`${count}:${head}\n`);
    });
  runs
    .command('sign')
    .description('sign a journal as it is now with your own key, as its approver')
    .argument('<run>', 'ID of the run, or its beginning')
    .option('--output <file>', 'write the signature there, not beside the journal')
    .action((id: string, _flags: OutputFlags, command: Command) =>
      sign(id, command.optsWithGlobals(), io),
    );
  runs
    .command('attest')
    .description('print what came of a run as a signed in-toto statement')
    .argument('<run>', 'ID of the run, or its beginning')
    .option('--output <file>', 'write it there')
    .action((id: string, _flags: OutputFlags, command: Command) =>
      attest(id, command.optsWithGlobals(), io),
    );
  runs
    .command('key')
    .description('print your public key, for those who verify what you signed')
    .action(() => {
      const { id, pem } = publicKeyPem(io.env);
      io.stdout.write(pem);
      io.stderr.write(`key ${id}\n`);
    });
}

function verify(ids: string[], flags: VerifyFlags, io: Io): void {
  const folder = runsFolder(flags, io);
  const isJson = flags.json === true || flags.format === 'json';
  const spoken = (id: string): RunWords => wordsOfJournal(folder, id, flags.lang ?? null);
  const found = verifyRuns(folder, {
    ids,
    keyFiles: flags.key ?? [],
    signatureFiles: flags.signature ?? [],
    expect: flags.expect ?? null,
    env: io.env,
    // A program reads one language.
    words: (id) => (isJson ? runWordsOf(flags.lang ?? 'en') : spoken(id)),
  });
  if (isJson) {
    const rows = found.map(({ id, audit }) => ({ id, ...audit }));
    io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } else if (found.length === 0) io.stderr.write(`${runWordsOf(flags.lang ?? 'en').runs.none}\n`);
  else for (const { id, audit } of found) print(auditInWords(id, audit, spoken(id)), io);
  const verdicts = found.map(({ audit }) => audit.verdict);
  io.exit(verdicts.includes('damaged') ? 1 : verdicts.includes('unproven') ? 3 : 0);
}

function print(lines: readonly AuditLine[], io: Io): void {
  const { good, bad, notice } = paletteOf(createColors(wantsColor(io)));
  const paint = { good, bad, doubt: notice, plain: (text: string) => text };
  const sign = { good: '✓', bad: '✗', doubt: '?', plain: ' ' };
  for (const { tone, depth, text } of lines) {
    const indent = '  '.repeat(depth);
    const line = paint[tone](`${sign[tone]} ${escapeTerminalLine(text)}`);
    paperOn(io.stdout).line(line, indent, `${indent}  `);
  }
}

function sign(id: string, flags: OutputFlags, io: Io): void {
  const { run, count, head, file, key } = signRun(runsFolder(flags, io), id, {
    env: io.env,
    by: operatorOf(io),
    output: flags.output ?? null,
  });
  io.stdout.write(
    `${escapeTerminalLine(`${run}: signed ${count} records (head ${head}) with key ${key.slice(0, 16)}, in ${file}`)}\n`,
  );
}

function attest(id: string, flags: OutputFlags, io: Io): void {
  const envelope = attestRun(runsFolder(flags, io), id, io.env);
  const text = `${JSON.stringify(envelope, null, 2)}\n`;
  if (flags.output === undefined) {
    io.stdout.write(text);
    return;
  }
  const reason = saveFile(flags.output, text);
  if (reason !== null) throw new InputError(`${flags.output} cannot be written: ${reason}.`);
}
