/** `procs report`: writes the evidence of a run. */
import path from 'node:path';
import { type Command, Option } from 'commander';
import {
  type EvidenceFormat,
  evidenceFormats,
  evidenceOf,
  findRun,
  InputError,
  latestRun,
  load,
  reportEvidence,
  runsDirectory,
  saveFile,
  verifyRuns,
  wordsOfRun,
} from '../../index.ts';
import type { Io } from '../io.ts';
import { collect } from '../run-options.ts';

interface Flags {
  readonly root?: string;
  readonly format: EvidenceFormat;
  readonly output?: string;
  readonly key?: string[];
  readonly lang?: 'es' | 'en';
}

export function registerReport(program: Command, io: Io): void {
  program
    .command('report')
    .description(
      'write the evidence of a run: what ran, how it ended, how each criterion was checked, who decided',
    )
    .argument('[run]', 'ID of the run, or its beginning; without it, the latest')
    .option('--root <dir>', 'folder of the procedures')
    .addOption(
      new Option('--format <format>', 'how to write it')
        .choices([...evidenceFormats])
        .default('markdown'),
    )
    .option('--output <file>', 'write it there')
    .option('--key <file>', 'public key to trust, else your own', collect)
    .addOption(
      new Option('--lang <language>', 'its language, else that of the run').choices(['es', 'en']),
    )
    .action(async (id: string | undefined, flags: Flags) => {
      const workspace = await load({ root: flags.root, cwd: io.cwd });
      const runs = runsDirectory(workspace.root, io.env);
      const run = id === undefined ? latestRun(runs) : findRun(runs, id, null);
      const followed = run.progress.start?.procedure.path;
      const document = workspace.documents.find((each) => each.path === followed);
      const words = wordsOfRun(run.records, flags.lang ?? null, document?.procedure.language);
      const { audit } = verifyRuns(runs, {
        words: () => words,
        ids: [run.id],
        keyFiles: flags.key ?? [],
        signatureFiles: [],
        expect: null,
        env: io.env,
      })[0]!;
      const evidence = evidenceOf(run, audit, words);
      const text = reportEvidence(evidence, flags.format, words.language);
      if (audit.verdict === 'damaged') {
        io.stderr.write(
          `The journal of ${run.id} is not as it was written: the report says where.\n`,
        );
        io.exit(1);
      }
      if (flags.output === undefined) {
        io.stdout.write(text);
        return;
      }
      const failure = saveFile(path.resolve(io.cwd, flags.output), text);
      if (failure !== null) throw new InputError(`${flags.output} cannot be written: ${failure}.`);
      io.stderr.write(`The evidence of ${run.id} is in ${flags.output}.\n`);
    });
}
