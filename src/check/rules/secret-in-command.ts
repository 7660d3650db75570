/** No password or token is written into a command. */
import { type Finding, finding } from '../../model/index.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { shellBlocks } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Check\n\n';
const block = (code: string): string => `## Step 1: Look\n\n\`\`\`bash\n${code}\n\`\`\`\n`;

export const secretInCommand = defineRule({
  id: 'secret-in-command',
  code: 'PROCS040',
  family: 'safety',
  scope: 'document',
  title: 'No password or token is written into a command',
  severity: 'warning',
  why: 'It lies in the repository and its history for everyone who can read them, and shows in the process list while the command runs.',
  examples: [
    {
      failing: `${head}${block('psql "postgres://app:h7Kq-29xw@db1/app" -c "select 1"')}`,
      mended: `${head.replace('---\n\n#', 'parameters:\n  PGPASSWORD:\n    secret: true\n---\n\n#')}${block('export PGPASSWORD\npsql "postgres://app@db1/app" -c "select 1"')}`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const found of shellBlocks(procedure, HINT)) {
      const { block } = found;
      const told = new Set<number>();
      for (const { pattern, what } of patterns) {
        for (const match of block.code.matchAll(pattern)) {
          const value = match[1] ?? '';
          const start = match.index + match[0].lastIndexOf(value);
          const end = start + value.length;
          if (told.has(start) || isStandIn(value)) continue;
          if (block.holes.some((hole) => hole.start < end && start < hole.end)) continue;
          if (found.analysis.comments.some((one) => one.start <= start && start < one.end))
            continue;
          told.add(start);
          yield finding(
            'secret-in-command',
            spanInBlock(document, block, { start, end }),
            `This block has ${what} in it.`,
            {
              help: 'Change it, since it has been read, and take it from a variable, a file or a store of secrets. A parameter with "secret: true" is asked for and kept out of the journal.',
            },
          );
        }
      }
    }
  },
});

const HINT = /:\/\/\S*@|pass|token|secret|key|authorization|\bcurl\s|\b(?:mysql|mariadb)/i;
const name =
  '(?:pass(?:word|wd)?|passphrase|token|secret|api[-_]?key|access[-_]?key|secret[-_]?key)';

/** Each takes the secret as its first group. */
const patterns: readonly { pattern: RegExp; what: string }[] = [
  {
    pattern: /\b[a-z][a-z0-9+]*:\/\/[^\s/:@"'$<>{}[\]]+:([^\s/@"'$<>{}[\]]+)@/gi,
    what: 'a password in a URL',
  },
  {
    pattern: new RegExp(
      String.raw`\s--(?:[a-z]+-)*${name}[= ]["']?([^\s"'$<>{}[\]-][^\s"'$<>{}[\]]*)`,
      'gi',
    ),
    what: 'a password or token as an option',
  },
  {
    pattern:
      /(?:^|[\s;])(?:export\s+)?[A-Z][A-Z0-9_]*?(?:PASS(?:WORD|WD)?|TOKEN|SECRET|API_?KEY)=["']?([^\s"'$<>{}[\]()]+)/g,
    what: 'a password or token in an assignment',
  },
  {
    pattern: /\bauthorization:\s*(?:bearer|basic|token)\s+([^\s"'$<>{}[\]]+)/gi,
    what: 'a token in a header',
  },
  {
    pattern:
      /\bcurl\b[^\n]{0,500}\s(?:-[a-zA-Z]{0,8}u|--user)[= ]?["']?[^\s:"'$<>]{1,100}:([^\s"'$<>{}[\]]{1,200})/gi,
    what: 'a password',
  },
  {
    pattern: /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n]{0,500}\s-p([^\s"'$<>{}[\]]+)/g,
    what: 'a password',
  },
  { pattern: /\bsshpass\s+-p\s*["']?([^\s"'$<>{}[\]]+)/g, what: 'a password' },
  {
    pattern: new RegExp(String.raw`["']${name}["']\s*:\s*["']([^"'$<>{}[\]\\]+)["']`, 'gi'),
    what: 'a password or token in what it sends',
  },
];

/** What an author writes in place of a secret, or for a test. */
function isStandIn(value: string): boolean {
  return (
    value.length < 4 ||
    /^(?:x+|\*+|\.+|-+|_+|#+)$/i.test(value) ||
    /^(?:test|demo|dummy|example|ejemplo|change|cambi|your|tu[-_]|my[-_]?|mi[-_]|insert|replace|placeholder|redacted|pass(?:word|wd)?$|secret[o]?$|token$|user|usuario|contras|clave|prompt|stdin|file|env|none|null|true|false|fake|foo|bar|abc|123|xxx|\/|\.\/|~)/i.test(
      value,
    )
  );
}
