/** 'Versión 1.27.3' beside `tool --version`: the first version that it prints is that one. */
import { type InferenceRule, onlyCommand } from './rule.ts';

const harmless =
  /^(la|el|the|versions?|version|instalad[oa]|installed|es|is|debe|ser|should|must|be|esperada|expected|de|of|muestra|shows?|prints?|imprime|v)$/;
const full = /^v?(\d+\.\d+\.\d+)$/;

export const versionPrinted: InferenceRule = {
  id: 'version-printed',
  sentence:
    'names one full version (three numbers), with nothing but the name of the tool beside it',
  block: 'is one `TOOL --version` or `TOOL -V`',
  concludes: 'the first version on the first line of standard output is that one',
  silent:
    'the version has fewer than three numbers or is a bound ("or later"), the sentence names another tool, or the tool is one that prints its version on standard error (java, nginx).',
  examples: {
    es: {
      fires: ['terraform --version', 'La versión de terraform es 1.9.5'],
      silent: ['terraform --version', 'Versión 1.9 o superior'],
    },
    en: {
      fires: ['git --version', 'git version 2.43.0'],
      silent: ['git --version', 'git 2.43.0 or later'],
    },
  },
  infer({ sentence, analysis }) {
    const command = onlyCommand(analysis);
    if (command === null || command.redirects.length > 0) return null;
    const { name, args } = command;
    if (args.length !== 1 || !/^(--version|-V)$/.test(args[0]!)) return null;
    if (!/^[\w.-]+$/.test(name) || /^(java|javac|nginx|ssh|python2|echo|printf)$/.test(name))
      return null;
    const words = sentence.split(/[\s:,]+/).filter((word) => word !== '');
    const [version, ...others] = words.flatMap((word) => full.exec(word)?.[1] ?? []);
    const isSaid = words.every(
      (word) => full.test(word) || harmless.test(word) || word === name.toLowerCase(),
    );
    if (version === undefined || others.length > 0 || !isSaid) return null;
    const quoted = (text: string): string => text.replace(/[.+-]/g, '\\$&');
    const value = `\\A(?i:${quoted(name)})?[^0-9\\n]*${quoted(version)}(?:[^0-9A-Za-z.+~-]|$)`;
    return { check: { kind: 'output', stream: 'stdout', is: 'matches', value } };
  },
};
