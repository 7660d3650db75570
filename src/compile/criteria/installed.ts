/** 'Dependencias instaladas' beside `pip install -r …`: that command ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

const managers: Readonly<Record<string, RegExp>> = {
  pip: /^install\b/,
  pip3: /^install\b/,
  pipx: /^install\b/,
  uv: /^(sync|pip install)\b/,
  poetry: /^install\b/,
  npm: /^(ci|i|install)\b/,
  pnpm: /^(i|install)\b/,
  yarn: /^(install\b|$|--frozen-lockfile|--immutable)/,
  bundle: /^install\b/,
  composer: /^install\b/,
  gem: /^install\b/,
  go: /^mod download\b/,
  cargo: /^(fetch|install)\b/,
  apt: /^(-\S+ )*install\b/,
  'apt-get': /^(-\S+ )*install\b/,
  dnf: /^(-\S+ )*install\b/,
  yum: /^(-\S+ )*install\b/,
  apk: /^add\b/,
  rpm: /^-q \S+$/,
  python: /^-m pip install\b/,
  python3: /^-m pip install\b/,
};

export const installed: InferenceRule = {
  id: 'installed',
  sentence:
    'says that dependencies or packages, or those that the command names, are installed, and nothing else',
  block:
    'holds an installation whose failure nothing hides (pip, npm, yarn, pnpm, poetry, bundle, composer, go, cargo, apt, dnf, apk, and `rpm -q`)',
  concludes: 'that command ends with 0',
  silent:
    'the sentence says in which version or state, or "without errors" (the output may hold warnings that a person would call so), or the command only simulates.',
  examples: {
    es: {
      fires: ['pip install -r requirements.txt', 'Dependencias instaladas'],
      silent: [
        'pip install -r requirements.txt',
        'Dependencias correctas instaladas en el servidor',
      ],
    },
    en: {
      fires: ['npm ci', 'All dependencies are installed'],
      silent: ['apt-get install --dry-run nginx', 'Package nginx is installed'],
    },
  },
  infer(evidence) {
    return proveClaim(evidence, {
      subject:
        'dependencias?|dependenc(y|ies)|paquetes?|packages?|librerias|libraries|modulos|modules',
      state: 'instalad[oa]s?|installed',
      also: 'todos|todas|all|required|necesari[oa]s|requerid[oa]s|project|proyecto',
      named: true,
      shows: isInstall,
    });
  },
};

function isInstall({ name, args }: ShellCommand): boolean {
  return (
    Object.hasOwn(managers, name) &&
    managers[name]!.test(args.join(' ')) &&
    // `--help` ends with 0 too; `-s` and `--download-only` of apt install nothing.
    !args.some((arg) =>
      /^(-s|-d|--download-only|--no-act|--just-print|--lockfile-only|--package-lock-only)$/.test(
        arg,
      ),
    )
  );
}
