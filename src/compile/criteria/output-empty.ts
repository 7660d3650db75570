/** 'Sin salida', 'nothing is printed' beside `git status --porcelain`: standard output is empty. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { type InferenceRule, onlyCommand } from './rule.ts';

const empty =
  /^(sin salida|ninguna salida|no output|empty output|salida vacia|nothing is printed|prints nothing|no (imprime|muestra|devuelve|retorna) nada|(la |the )?(salida|output|lista|list|directorio|directory|carpeta|folder)( (del comando|of the command))? (esta|debe estar|should be|must be|is) (vaci[oa]|empty)|(el |the )?(arbol de trabajo|working (tree|directory|copy)) (esta |is )?(limpio|clean)|(hay )?(ningun|sin|no) (cambios sin confirmar|uncommitted changes|archivos modificados|modified files))$/;

export const outputEmpty: InferenceRule = {
  id: 'output-empty',
  sentence:
    'says that there is no output, that a list or folder is empty, or that the working tree is clean, and nothing else',
  block:
    'is one command that tells everything on standard output: `git status --porcelain`, `git diff`, `find`, `ls -A`, `comm`',
  concludes: 'standard output is empty',
  silent:
    'another command may say on standard error what is wrong and still end with 0; a redirection may hide it; a long `git status` always says something.',
  examples: {
    es: {
      fires: ['git status --porcelain', 'El árbol de trabajo está limpio'],
      silent: ['git status', 'El árbol de trabajo está limpio'],
    },
    en: {
      fires: ["find /var/spool/orders -name '*.json' -mmin +10", 'No output'],
      silent: ['kubectl get pods -n orders', 'No output'],
    },
  },
  infer({ sentence, analysis }) {
    if (!empty.test(sentence)) return null;
    const command = onlyCommand(analysis);
    if (command === null || command.redirects.length > 0 || !tellsAll(command, sentence))
      return null;
    return { check: { kind: 'output', stream: 'stdout', is: 'empty', value: null } };
  },
};

function tellsAll({ name, args }: ShellCommand, sentence: string): boolean {
  const speaksOfGit = /arbol|working|cambios|uncommitted|archivos modificados|modified/.test(
    sentence,
  );
  if (name === 'git')
    return args[0] === 'status'
      ? args.some((arg) => /^(-s|--short|--porcelain(=v[12])?)$/.test(arg)) &&
          args.every((arg) => /^(status|-s|--short|--porcelain(=v[12])?)$/.test(arg))
      : args[0] === 'diff' && !speaksOfGit && !args.some((arg) => /quiet|-s\b|output/.test(arg));
  if (speaksOfGit) return false;
  if (name === 'find') return !args.some((arg) => /^-(exec|ok|delete|fprint|fls|quit)/.test(arg));
  if (name === 'ls') return args.some((arg) => /^-[A1]*A[A1]*$|^--almost-all$/.test(arg));
  return name === 'comm';
}
