/** Files that the document says it leaves behind are written by something in it. */
import { type Action, type Finding, type Flow, finding } from '../../model/index.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { linesOf } from '../places.ts';
import { defineRule } from '../rule.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Copia\n\n';
const stage = (path: string): string =>
  `## Etapa 1: Copiar\n\n### Paso 1.1: Volcar\n\n\`\`\`bash\npg_dump app > ${path}\n\`\`\`\n\n`;
const table =
  '## Artefactos generados\n\n| Archivo | Ubicación |\n|---|---|\n| Copia | /backups/app_YYYYMMDD.sql |\n';

export const artifactNotProduced = defineRule({
  id: 'artifact-not-produced',
  code: 'PROCS060',
  family: 'consistency',
  scope: 'document',
  title: 'Artifacts that are declared are produced',
  severity: 'info',
  why: 'After a failure people look for the evidence that the document promises, in a place where nothing ever put it.',
  examples: [
    {
      failing: `${head}${stage('/var/copias/base.sql')}${table}`,
      mended: `${head}${stage('/backups/app_$(date +%Y%m%d).sql')}${table}`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    const listed = procedure.artifacts.filter(({ path }) => isPath(path ?? ''));
    // A list of hundreds is an inventory.
    if (listed.length === 0 || listed.length > 200) return;
    // Scripts of one's own and procedures that are called write what nobody sees here.
    if (actionsOf(procedure.flows.filter(({ id }) => id === 'main')).some(isOpaque)) return;
    const text = textBeside(document);
    for (const { name, path, span } of listed) {
      const place = path ?? '';
      if (isMentioned(place, text)) continue;
      const what = name === place ? place : `"${name}", ${place},`;
      yield finding(
        'artifact-not-produced',
        span,
        `${what} is listed here, and nothing else in the document writes it or names it.`,
        {
          help: 'Write it in the step that it comes from, correct the path, or take it out of the list.',
        },
      );
    }
  },
});

function actionsOf(flows: readonly Flow[]): Action[] {
  return flows.flatMap(({ stages }) =>
    stages.flatMap(({ steps }) => steps.flatMap(({ actions }) => actions)),
  );
}

function isOpaque(action: Action): boolean {
  if (action.kind === 'call') return true;
  return (
    (action.kind === 'run' || action.kind === 'script') &&
    action.commands.some(
      ({ name, text }) =>
        /[/$]/.test(name) ||
        /\.(?:sh|py|rb|pl|js|ts)\b/.test(name) ||
        /^(?:ba|z)?sh\s+\S+\.sh|^make\b/.test(text),
    )
  );
}

/** The document without its lists of artifacts: where it is written may be said anywhere. */
function textBeside(document: CompiledDocument): string {
  const lists = document.procedure.sections.filter(({ role }) => role === 'artifacts');
  return linesOf(document)
    .filter((_, at) => !lists.some(({ span }) => span.line <= at + 1 && at + 1 <= span.endLine))
    .join('\n');
}

/** With a folder in front: a bare name or a description says too little to look for. */
function isPath(text: string): boolean {
  return /^[\w.~/$-][^\s|]*\/[^\s|/]+$/.test(text) && !/^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

/** What changes from one run to the next: dates, `*`, `<…>`, `[…]`, `{…}`, variables. */
const VARIABLE =
  /(?:Y{2,}|A{4})[\w-]*|\*|<[^>]*>|\[[^\]]*\]|\$?\{[^}]*\}|\$\w+|\bX{2,}\b|(?:19|20)\d{2}[\d_-]*/;

/** By its path up to what varies, or by its name followed by something that varies. */
function isMentioned(path: string, text: string): boolean {
  const fixed = path.split(VARIABLE, 1)[0]!;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  const start = name.split(VARIABLE, 1)[0]!;
  if (fixed.length > folder.length && text.includes(fixed)) return true;
  if (start === name) return text.includes(name);
  if (start === '') return text.includes(folder);
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + 1)) {
    // Not a part of another name: `REDIS-` of PROC-REDIS-004.
    if (/[\w-]/.test(text[at - 1] ?? ' ')) continue;
    if (/^(?:[$*<[{\d]|Y{2,}|A{4}|X{2,})/.test(text.slice(at + start.length))) return true;
  }
  return false;
}
