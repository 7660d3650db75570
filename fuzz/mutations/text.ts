/** Cuts, repeats and shuffles what is there, and strews in what means something to one of the parsers. */
import type { Random } from '../random.ts';
import { insert, type Mutation } from './mutation.ts';

const pieces = [
  '---\n',
  '```bash\n',
  '```\n',
  '````md\n',
  '~~~\n',
  '```bash check\n',
  '```bash {run=',
  '# ',
  '## Paso 1: x\n',
  '### ETAPA 2: y (5 minutos)\n',
  '#### Step 1.1: z\n',
  '- [ ] ',
  '1. ',
  '99999999999. ',
  '> ',
  '    ',
  '\t',
  '**ID:** x\n',
  'id: [',
  '  - a: b\n',
  '| a |\n|---|\n',
  '|',
  '[x](y#z)',
  '[x]: <y\n',
  '![',
  '](',
  '<!--',
  '-->',
  '<a id="b">',
  '<details>\n',
  '</',
  '&#x202e;',
  '&Tab;',
  '\\',
  '`',
  '``',
  '*',
  '**',
  '_',
  '~~',
  '[^1]',
  '[^1]: ',
  'PROC-A-001',
  'Paso 9.9',
  'seccion 3',
  '**Criterio de Exito:** ',
  'Expected: stdout matches /(a+)+$/',
  '$(',
  '${',
  '$((',
  '"',
  "'",
  '<x>',
  '<<EOF\n',
  '<<-"E"\n',
  '&&',
  '|&',
  ';;',
  'esac',
  '((',
  '[[',
  '\r\n',
  '\r',
  '\t',
  '😀',
  '{{',
  '}}',
  '%0A::error::x',
  'https://a.b/',
  'a@b.c',
  'www.x.y',
  '<!-- procs-disable-next-line x: y -->\n',
  '(si necesario)',
  '(Opcional)',
  'vX.Y.Z',
  '# Ejemplo: ',
  'http 200 http://[::1',
  'file /tmp/x exists',
  'exit 300',
  'stdout contains "',
  '{timeout=1e999s}',
  'Ejecutar PROCED-BACK-003',
  '```mermaid\n',
  '<!-- expected_similarity=0.3 -->\n',
];

export const textMutations: readonly Mutation[] = [
  { name: 'cut', apply: (text, random) => cut(text, random, 200) },
  { name: 'cut-end', apply: (text, random) => text.slice(0, random.below(text.length + 1)) },
  {
    name: 'repeat',
    apply: (text, random) => {
      const from = random.below(text.length + 1);
      const part = text.slice(from, from + random.below(120));
      return insert(text, from, part.repeat(1 + random.below(20)));
    },
  },
  {
    name: 'swap-lines',
    apply: (text, random) => {
      const lines = text.split('\n');
      for (let times = 0; times < 6; times += 1) {
        const a = random.below(lines.length);
        const b = random.below(lines.length);
        [lines[a], lines[b]] = [lines[b]!, lines[a]!];
      }
      return lines.join('\n');
    },
  },
  {
    name: 'pieces',
    apply: (text, random) => {
      let changed = text;
      for (let times = 1 + random.below(6); times > 0; times -= 1) {
        const at = random.below(changed.length + 1);
        changed = insert(
          random.chance(0.3) ? cut(changed, random, 20) : changed,
          at,
          random.pick(pieces),
        );
      }
      return changed;
    },
  },
  {
    name: 'indent',
    apply: (text, random) => {
      const by = random.pick(['  ', '    ', '\t', '> ', '- ', '1. ', ' \u00a0']);
      const lines = text.split('\n');
      const from = random.below(lines.length);
      const to = from + random.below(40);
      return lines.map((line, at) => (at >= from && at < to ? by + line : line)).join('\n');
    },
  },
  {
    name: 'digits',
    apply: (text, random) =>
      text.replace(/\d+/g, (digits) =>
        random.chance(0.2)
          ? random.pick(['0', '-1', '9'.repeat(400), '1e308', '0x10', '1.', '۳'])
          : digits,
      ),
  },
];

function cut(text: string, random: Random, most: number): string {
  const from = random.below(text.length + 1);
  return text.slice(0, from) + text.slice(from + random.below(most));
}
