/** Depth and masses: what makes a parser recurse, go back, or look again at all that it has read. */
import type { Random } from '../random.ts';
import { type Mutation, plant } from './mutation.ts';

/** Kinds of nesting and flood, each to a given size. The fixed hostile set uses them at 10,000 and more. */
export const monsters: Readonly<Record<string, (size: number) => string>> = {
  'nested quotes': (size) => `${'>'.repeat(size)} x`,
  'nested quotes with spaces': (size) => `${'> '.repeat(size)}x`,
  'nested lists on a line': (size) => `${'- '.repeat(size)}x`,
  'nested ordered lists on a line': (size) => `${'1. '.repeat(size)}x`,
  'nested lists on lines': (size) =>
    stairs(Math.min(size, 700), (at) => `${' '.repeat(at * 2)}- x`),
  'nested tasks on lines': (size) =>
    stairs(Math.min(size, 400), (at) => `${' '.repeat(at * 2)}- [ ] x`),
  'open brackets': (size) => '['.repeat(size),
  'balanced brackets': (size) => `${'['.repeat(size)}x${']'.repeat(size)}`,
  'open images': (size) => '!['.repeat(size),
  'links that never close': (size) => '[a]('.repeat(size),
  'links with open titles': (size) => '[a](b "'.repeat(size),
  'emphasis both ways': (size) => `${'*a '.repeat(size)}${'b* '.repeat(size)}`,
  'emphasis that never closes': (size) => '*a _b '.repeat(size),
  'strong that never closes': (size) => '**a '.repeat(size),
  'nested emphasis': (size) => `${'*_'.repeat(size)}x${'_*'.repeat(size)}`,
  stars: (size) => '*'.repeat(size),
  underlines: (size) => '_'.repeat(size),
  'tildes in a line': (size) => `a${'~'.repeat(size)}b`,
  'strikes that never close': (size) => '~~a ~b '.repeat(size),
  backticks: (size) => `a ${'`'.repeat(size)}`,
  'backticks of every length': (size) =>
    stairs(Math.min(size, 1500), (at) => `a${'`'.repeat(at)}`, ' '),
  'fences of every length': (size) =>
    stairs(Math.min(size, 700), (at) => `${'`'.repeat(at + 3)}bash`),
  'fences that never close': (size) => '```bash\nls\n````md\n'.repeat(size),
  'fences in lists': (size) => '- ```bash\n  ls\n'.repeat(size),
  headings: (size) => '# a\n'.repeat(size),
  'headings of every level': (size) =>
    stairs(size, (at) => `${'#'.repeat((at % 6) + 1)} Paso ${at}: x`),
  'steps without end': (size) =>
    stairs(
      Math.min(size, 2_000),
      (at) => `### Paso ${at}.${at}: x\n\n\`\`\`bash\nls ${at}\n\`\`\``,
    ),
  'one number for many steps': (size) => 'Step 1. Look\n\n'.repeat(Math.min(size, 2_000)),
  'one number for many rows': (size) =>
    `## Procedure\n\n| Step | Action |\n|---|---|\n${'| 1 | Look |\n'.repeat(size)}`,
  admonitions: (size) =>
    '!!! note "a"\n\n    ```bash\n    ls\n    ```\n\n'.repeat(Math.min(size, 2_000)),
  'tabs in tabs': (size) => stairs(Math.min(size, 300), (at) => `${' '.repeat(at * 4)}=== "a"\n`),
  'directives that never close': (size) => ':::tip\na\n\n'.repeat(size),
  'folds that never close': (size) => '<details>\n<summary>Example</summary>\n\n'.repeat(size),
  'bold numbers': (size) => '**1. Look**\n\n'.repeat(Math.min(size, 2_000)),
  'setext headings': (size) => 'a\n=\n'.repeat(size),
  hashes: (size) => '#'.repeat(size),
  'a heading of closing hashes': (size) => `# a${' #'.repeat(size)}`,
  'table rows': (size) => `| a | b |\n|---|---|\n${'| c | d |\n'.repeat(size)}`,
  'table columns': (size) => `${'|a'.repeat(size)}|\n${'|-'.repeat(size)}|\n${'|b'.repeat(size)}|`,
  'short rows under a wide table': (size) =>
    `${'|a'.repeat(size / 10)}|\n${'|-'.repeat(size / 10)}|\n${'|b|\n'.repeat(size / 10)}`,
  'tables that are none': (size) => '| a | b\n'.repeat(size),
  definitions: (size) => stairs(size, (at) => `[r${at}]: /u${at} 'x'`),
  'uses of one definition': (size) => `[r]: /u\n\n${'[r] '.repeat(size)}`,
  'uses without definition': (size) => '[r][] '.repeat(size),
  'definitions that never close': (size) => '[a]: <b\n'.repeat(size),
  footnotes: (size) => stairs(size, (at) => `a[^${at}]\n\n[^${at}]: b`),
  'nested footnotes': (size) => `${'[^a]: '.repeat(size)}x`,
  'open tags': (size) => '<a '.repeat(size),
  'nested details': (size) => `${'<details>\n\n'.repeat(size)}x`,
  'open comments': (size) => 'a <!-- b\n\n'.repeat(size),
  'less than': (size) => '<'.repeat(size),
  'declarations and instructions': (size) => 'a <?x <!X <![CDATA['.repeat(size),
  'character references': (size) => '&amp;&#0;&#xFFFFFF;&x;'.repeat(size),
  ampersands: (size) => '&'.repeat(size),
  backslashes: (size) => '\\'.repeat(size),
  'a long line': (size) => 'word '.repeat(size * 10),
  'a long word': (size) => 'a'.repeat(size * 10),
  'blank lines': (size) => '\n'.repeat(size * 10),
  spaces: (size) => `a${' '.repeat(size * 10)}b`,
  'lines of spaces': (size) => '          \n'.repeat(size),
  tabs: (size) => `- ${'\t'.repeat(size)}x`,
  'hard breaks': (size) => 'a  \n'.repeat(size),
  addresses: (size) => 'www.a.b/(( http://a_b.c '.repeat(size),
  'addresses of mail': (size) => 'a@'.repeat(size),
  dots: (size) => `www.${'a.'.repeat(size)}`,
  IDs: (size) => 'PROC-A-001 '.repeat(size),
  'an ID without end': (size) => `PROC${'-A1'.repeat(size)}`,
  'references to steps': (size) => 'ver Paso 4.1, '.repeat(size),
  placeholders: (size) => `\`\`\`bash\n${'echo <a-b> [C-D] {{e}}\n'.repeat(size)}\`\`\``,
  'an open placeholder': (size) => `\`\`\`bash\necho ${'<a'.repeat(size)}\n\`\`\``,
  'substitutions in substitutions': (size) => `\`\`\`bash\n${'$('.repeat(size)}\n\`\`\``,
  'parentheses in a block': (size) => `\`\`\`bash\n${'('.repeat(size)}\n\`\`\``,
  'arithmetic in a block': (size) => `\`\`\`bash\necho $((${'('.repeat(size)}\n\`\`\``,
  'braces in a block': (size) => `\`\`\`bash\n${'{ '.repeat(size)}\n\`\`\``,
  'brace expansions': (size) => `\`\`\`bash\necho ${'{a,b}'.repeat(size)}\n\`\`\``,
  'expansions in expansions': (size) => `\`\`\`bash\necho ${'${a:-'.repeat(size)}\n\`\`\``,
  'quotes in a block': (size) => `\`\`\`bash\necho ${`"'`.repeat(size)}\n\`\`\``,
  'conditions in conditions': (size) => `\`\`\`bash\n${'if '.repeat(size)}\n\`\`\``,
  'conditions that end': (size) =>
    `\`\`\`bash\n${'if x; then '.repeat(size)}ls; ${'fi; '.repeat(size)}\n\`\`\``,
  heredocs: (size) => `\`\`\`bash\n${'cat <<E\n'.repeat(size)}\`\`\``,
  'shells in shells': (size) =>
    `\`\`\`bash\n${'bash -c "sudo env x=1 xargs '.repeat(size)}\n\`\`\``,
  prefixes: (size) => `\`\`\`bash\n${'sudo env nice '.repeat(size)}rm -rf /x\n\`\`\``,
  pipes: (size) => `\`\`\`bash\nls${' | cat'.repeat(size)}\n\`\`\``,
  'comments in a block': (size) => `\`\`\`bash\n${'# Ejemplo: x\n'.repeat(size)}\`\`\``,
  'commands in a block': (size) => `\`\`\`bash\n${'rm -rf "$A" && cd /x\n'.repeat(size)}\`\`\``,
  'words in a command': (size) => `\`\`\`bash\nls ${'a '.repeat(size)}\n\`\`\``,
  'continued lines': (size) => `\`\`\`bash\nls ${'\\\n a'.repeat(size)}\n\`\`\``,
  prompts: (size) => `\`\`\`console\n${'$ ls\nout\n'.repeat(size)}\`\`\``,
  attributes: (size) => `\`\`\`bash {${'a=b '.repeat(size)}}\nls\n\`\`\``,
  'an open attribute': (size) => `\`\`\`bash {name="${'a '.repeat(size)}\nls\n\`\`\``,
  'blank lines in a block': (size) => `\`\`\`bash\n${' \n'.repeat(size)}ls\n\`\`\``,
  'one tool many times in a line': (size) =>
    `\`\`\`bash\n${'curl mysql -h sshpass '.repeat(size)}\n\`\`\``,
  'addresses in a block': (size) => `\`\`\`bash\n${'a://b:'.repeat(size)}\n\`\`\``,
  'variables in a block': (size) =>
    `\`\`\`bash\n${stairs(Math.min(size, 3_000), (at) => `V${at}="$V${at - 1}"`)}\n\`\`\``,
  'options of secrets': (size) => `\`\`\`bash\nx ${'--a-'.repeat(size)}token TOKEN_TOKEN_\n\`\`\``,
  'redirections in a block': (size) => `\`\`\`bash\nls ${'> a < b '.repeat(size)}\n\`\`\``,
  'functions in a block': (size) => `\`\`\`bash\n${'f() { f; }\n'.repeat(size)}\`\`\``,
  'labels that never end': (size) => `**${'Criterio de Exito '.repeat(size)}`,
  'labels in a paragraph': (size) => '**Criterio de Exito:** HTTP 200\n'.repeat(size),
  'words of every role': (size) => `## ${'rollback de la validacion '.repeat(size)}`,
  'numbers of a heading': (size) => `## ${'1.'.repeat(size)} x`,
  'conditions of a heading': (size) => `## x ${'(si '.repeat(size)}`,
  'minutes of a heading': (size) => `## x ${'(~5 - '.repeat(size)}`,
  suppressions: (size) => '<!-- procs-disable-next-line x: y -->\n\n'.repeat(Math.min(size, 3_000)),
  'open suppressions': (size) => '<!-- procs-disable-next-line '.repeat(size),
  'rows of responsibilities': (size) =>
    `## RACI\n\n| a | R | A | C | I |\n|---|---|---|---|---|\n${'| x | R/A | A | R | I |\n'.repeat(size / 10)}`,
  'rows of changes': (size) =>
    `## Historial de cambios\n\n| Version | Fecha |\n|---|---|\n${'| 1.0 | 2025-01-01 |\n'.repeat(size / 10)}`,
  'rows of times': (size) =>
    `## Anexo\n\n| Etapa | Tiempo |\n|---|---|\n${'| 1 | 5 min |\n'.repeat(size / 10)}`,
  'sections of one name': (size) => '## Rollback\n\nx\n\n'.repeat(size / 10),
  'links to sections': (size) => '[a](#a) '.repeat(size / 4),
  anchors: (size) => '<a id="a"></a> '.repeat(size),
  'code in a paragraph': (size) => '`a.md` '.repeat(size / 4),
  criteria: (size) =>
    `### Paso 1: x\n\n\`\`\`bash\nls\n\`\`\`\n\n${'**Criterio de Exito:** HTTP 200\n\n'.repeat(size)}`,
  tasks: (size) => `### Paso 1: x\n\n${'- [ ] a\n'.repeat(size)}`,
  numbers: (size) => stairs(size, (at) => `${(at % 7) + 1}. x\n`),
};

function stairs(size: number, line: (at: number) => string, between = '\n'): string {
  return Array.from({ length: Math.floor(size) }, (_, at) => line(at)).join(between);
}

const fences = ['```', '````', '~~~', '~~~~'];

export const structureMutations: readonly Mutation[] = [
  {
    name: 'monster',
    apply: (text, random) =>
      plant(text, monsters[random.pick(Object.keys(monsters))]!(size(random)), random),
  },
  {
    name: 'two-monsters',
    apply: (text, random) => {
      const names = Object.keys(monsters);
      const inner = monsters[random.pick(names)]!(10 + random.below(40));
      const fence = random.pick(fences);
      const outer = random.pick([
        `- ${inner}`,
        `> ${inner}`,
        `${fence}bash\n${inner}\n${fence}`,
        `| ${inner} |\n|---|\n| x |`,
        `# ${inner}`,
        `<details>\n${inner}\n</details>`,
        `[^1]: ${inner}`,
      ]);
      return plant(text, outer, random);
    },
  },
  {
    name: 'fences',
    apply: (text, random) =>
      text.replace(/^( *)(`{3,}|~{3,})/gm, (fence, indent: string) =>
        random.chance(0.3)
          ? random.pick(['', `${indent}   ${random.pick(fences)}`, indent + random.pick(fences)])
          : fence,
      ),
  },
  {
    name: 'levels',
    apply: (text, random) =>
      text.replace(/^#{1,6} /gm, (marks) =>
        random.chance(0.3) ? `${'#'.repeat(1 + random.below(7))} ` : marks,
      ),
  },
];

/** Mostly small, so that a campaign gets through many; now and then large. */
function size(random: Random): number {
  return random.chance(0.05) ? 10_000 : 10 + random.below(190);
}
