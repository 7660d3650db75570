/** A loop that waits gives up some time. */
import { type Finding, finding } from '../../model/index.ts';
import { spanInBlock } from '../places.ts';
import { defineRule } from '../rule.ts';
import { behindRedirections, isInert, shellBlocks, withoutComments } from '../shell-blocks.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Start\n\n## Step 1: Wait for it\n\n';
const ask = 'curl -sf http://localhost:8080/health > /dev/null';

export const waitWithoutEnd = defineRule({
  id: 'wait-without-end',
  code: 'PROCS045',
  family: 'shell',
  scope: 'document',
  title: 'A loop that waits gives up some time',
  severity: 'warning',
  why: 'When what it waits for never comes, the run stands still for ever, and nobody is told.',
  examples: [
    {
      failing: `${head}\`\`\`bash\nuntil ${ask}; do\n  sleep 2\ndone\n\`\`\`\n`,
      mended: `${head}\`\`\`bash\ntimeout 60 bash -c 'until ${ask}; do sleep 2; done'\n\`\`\`\n`,
    },
    {
      failing: `${head}\`\`\`bash\nuntil ${ask}; do\n  sleep 2\ndone\n\`\`\`\n`,
      mended: `${head}\`\`\`bash {timeout=60s}\nuntil ${ask}; do\n  sleep 2\ndone\n\`\`\`\n`,
    },
  ],
  *check({ procedure, document }): Iterable<Finding> {
    for (const { block, analysis } of shellBlocks(procedure, /\b(?:until|while)\b/, /\bsleep\b/)) {
      if (block.expects.timeout !== null || block.expects.background || block.expects.interactive)
        continue;
      const code = withoutComments(block.code, analysis);
      for (const match of code.matchAll(LOOP)) {
        const [text, before = '', word = '', condition = '', body = ''] = match;
        const start = match.index + before.length;
        if (isInert(analysis, start) || !/\bsleep\b/.test(body) || isBounded(condition, body))
          continue;
        const stop = start + text.length - before.length;
        if (
          /^[^\S\n]*&(?![&>])/.test(behindRedirections(code.slice(stop))) ||
          /\btimeout\b[^\n]*$/.test(code.slice(0, start))
        )
          continue;
        yield finding(
          'wait-without-end',
          spanInBlock(document, block, {
            start,
            end: start + word.length + condition.trimEnd().length,
          }),
          'This loop waits until it is so, and for ever where it never is.',
          {
            help: 'Count the attempts and fail after the last, put "timeout 60" around it, or give the block {timeout=60s}.',
          },
        );
      }
    }
  },
});

const LOOP =
  /((?:^|[\n;&|{(]|\bthen|\bdo)\s{0,80})(until|while)((?:(?!\bdo\b)[\s\S]){0,600}?)(?:;|\n)\s{0,80}do\b((?:(?!\bdone\b)[\s\S]){0,3000})\bdone\b/g;

/** Whether something counts, leaves the loop, or feeds it from what has an end. */
function isBounded(condition: string, body: string): boolean {
  return (
    /\bread\b|\bSECONDS\b|-(?:lt|le|gt|ge)\b|[<>]=?|\(\(|\bdate\b|\btimeout\b/.test(
      condition.replace(/\d?>&?\s*(?:\/dev\/null|\d)/g, ''),
    ) || /\b(?:break|exit|return)\b|-(?:lt|le|gt|ge)\b|\(\(/.test(body)
  );
}
