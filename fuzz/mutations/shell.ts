/** Spoils the shell blocks of a document, and plants commands that would leave a trace if anything ran them. */
import { CANARY } from './front-matter.ts';
import type { Mutation } from './mutation.ts';

const commands = [
  `touch ${CANARY}`,
  `echo $(touch ${CANARY})`,
  `: > ${CANARY}`,
  `\`touch ${CANARY}\``,
  `a[$(touch ${CANARY})]=1`,
  `echo "\${x:-$(touch ${CANARY})}"`,
  `ssh h "touch ${CANARY}"`,
  `bash -c 'touch ${CANARY}'`,
  `trap 'touch ${CANARY}' EXIT`,
  `eval touch ${CANARY}`,
  `PROMPT_COMMAND="touch ${CANARY}"`,
  `enable -f ./x.so x; exec 3<>${CANARY}`,
  `rm -rf "$\{DIR}"/*`,
  `cat <<EOF > ${CANARY}\n$(touch ${CANARY})\nEOF`,
  `cat <<'EOF'\nnever closed`,
  'function f() { f | f & }; f',
  'case x in (a|b) ;; *) ;;& esac',
  'for ((i=0;;)); do :; done',
  'select x in a; do break; done',
  'while read -r x; do done < <(tail -f /x)',
  '[[ a =~ (b ]] && (( 1 + ))',
  'coproc X { cat; }',
  'echo ${!x@} ${x//a/b} ${x^^} ${#x[@]} ${x:1:2} $\'\\x1b\' $"a"',
  'a=(1 2 [9]=3) b+=4 declare -A c=([x]=y)',
  '! time -p ls |& tee >(cat) 2>&1 >&- <&3 {fd}>x',
  '\\\n\\\n',
  '#!/bin/bash',
  '$ ls',
  'vagrant ssh',
  'exit',
  '\u0007\u001b[31mls',
  'ls \u202e/tmp',
  'echo ${',
  'echo $((',
  '))',
  'fi',
  '}',
  '<<<',
  '<<',
  '|',
  '&',
];

export const shellMutations: readonly Mutation[] = [
  {
    name: 'commands',
    apply: (text, random) =>
      inBlocks(text, (code) => {
        const lines = code.split('\n');
        lines.splice(random.below(lines.length + 1), random.below(2), random.pick(commands));
        return lines.join('\n');
      }),
  },
  {
    name: 'tokens',
    apply: (text, random) =>
      inBlocks(text, (code) => {
        const at = random.below(code.length + 1);
        const cut = random.below(5);
        return (
          code.slice(0, at) +
          random.pick([...`"'\`$(){}[]|&;<>#\\!*?~=%^,:\n\t 0a`]) +
          code.slice(at + cut)
        );
      }),
  },
  {
    name: 'join-blocks',
    apply: (text, random) =>
      inBlocks(text, (code) => (random.chance(0.5) ? code.replaceAll('\n', ' ') : code)),
  },
  {
    name: 'languages',
    apply: (text, random) =>
      text.replace(
        /^( *```)(\w+)/gm,
        (_, fence: string) =>
          fence +
          random.pick([
            'sh',
            'BASH',
            'console',
            'zsh',
            'shell',
            '',
            'mermaid-x',
            'bash {run=ask',
            'sh {"id":"1","name":"x"}',
            'bash # Drain',
            'bash check',
            'bash\u202e',
            'js',
            '__proto__',
            'bash {constructor=1 __proto__=2}',
            'console {exit=0,,99999999999999999999}',
          ]),
      ),
  },
];

function inBlocks(text: string, change: (code: string) => string): string {
  return text.replace(
    /^(```\w[^\n]*\n)([\s\S]*?)(^```)/gm,
    (_, open: string, code: string, close: string) => {
      const changed = change(code);
      return `${open}${changed}${changed.endsWith('\n') ? '' : '\n'}${close}`;
    },
  );
}
