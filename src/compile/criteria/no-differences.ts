/** 'Sin diferencias' beside `diff`, 'no changes' beside `terraform plan -detailed-exitcode`: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { endsWithZero, type InferenceRule, onlyRehearses, proven } from './rule.ts';

const same =
  /^((hay |existen )?(sin|no hay|ninguna?|cero|no|without|there (are|is) no|zero) (diferencias?|cambios( pendientes)?|differences?|changes( pending)?|drift)|(los |las |the )?(archivos|ficheros|files|salidas|outputs|copias|copies|listas|lists|configuraciones) (son |are )?(identic[oa]s|iguales|identical|equal|the same))$/;

export const noDifferences: InferenceRule = {
  id: 'no-differences',
  sentence:
    'says that there are no differences or changes, or that files are identical, and nothing else',
  block:
    'holds exactly one comparison whose exit status tells, and nothing hides it: `diff`, `cmp`, `git diff --exit-code|--quiet`, `kubectl diff`, `terraform plan -detailed-exitcode`',
  concludes: 'that comparison ends with 0, which it does only where nothing differs',
  silent:
    '`git diff` and `terraform plan` end with 0 either way without those options; a comparison behind a pipe or `||` proves nothing.',
  examples: {
    es: {
      fires: ['diff -r /etc/pedidos /backups/etc-pedidos', 'Sin diferencias'],
      silent: ['diff -r /etc/pedidos /backups/etc-pedidos || true', 'Sin diferencias'],
    },
    en: {
      fires: ['terraform plan -detailed-exitcode', 'No changes'],
      silent: ['terraform plan', 'No changes'],
    },
  },
  infer(evidence) {
    if (!same.test(evidence.sentence)) return null;
    const all = evidence.analysis.commands.filter(compares);
    const [only, ...more] = proven(evidence.analysis).filter(compares);
    if (only === undefined || more.length > 0 || all.length > 1 || onlyRehearses(only)) return null;
    // `git diff` leaves out what is staged or new.
    if (only.name === 'git' && !/diferencia|difference/.test(evidence.sentence)) return null;
    return tells(only) ? { check: endsWithZero(only, evidence) } : null;
  },
};

function compares({ name, args }: ShellCommand): boolean {
  if (/^(diff|cmp|colordiff)$/.test(name)) return true;
  if (name === 'git') return args.includes('diff');
  if (name === 'kubectl') return args.includes('diff');
  return /^(terraform|tofu)$/.test(name) && args.includes('plan');
}

function tells({ name, args }: ShellCommand): boolean {
  if (name === 'git') return args.some((arg) => /^--(exit-code|quiet)$/.test(arg));
  if (/^(terraform|tofu)$/.test(name))
    return args.some((arg) => /^--?detailed-exitcode$/.test(arg));
  return true;
}
