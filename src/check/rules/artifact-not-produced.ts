/** Files that the document says it leaves behind are written by something in it. */
import { type Action, type Finding, type Flow, finding } from '../../model/index.ts';
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
  *check({ procedure }): Iterable<Finding> {
    // Scripts of one's own and procedures that are called write what nobody sees here.
    if (actionsOf(procedure.flows.filter(({ id }) => id === 'main')).some(isOpaque)) return;
    const texts = actionsOf(procedure.flows).map(textOf);
    if (texts.length === 0) return;
    for (const { name, path, span } of procedure.artifacts) {
      const place = path ?? '';
      if (!isPath(place) || isMentioned(place, texts)) continue;
      const what = name === place ? '' : `"${name}" `;
      yield finding(
        'artifact-not-produced',
        span,
        `${what === '' ? 'It' : what.trim()} is said to be at ${place}, and nothing in the steps writes it or names it.`,
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

function textOf(action: Action): string {
  const lead = action.lead ?? '';
  switch (action.kind) {
    case 'run':
    case 'script':
    case 'listing':
      return `${lead}\n${action.code}`;
    case 'message':
      return `${lead}\n${action.template}`;
    case 'document':
      return `${lead}\n${action.path ?? ''}\n${action.template}`;
    case 'checklist':
      return `${lead}\n${action.items.map(({ text }) => text).join('\n')}`;
    case 'instruction':
      return `${lead}\n${action.text}`;
    case 'call':
      return lead;
  }
}

/** With a folder in front: a bare name or a description says too little to look for. */
function isPath(text: string): boolean {
  return /^[\w.~/$-][^\s|]*\/[^\s|/]+$/.test(text) && !/^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

/** What changes from one run to the next: dates, `*`, `<…>`, `[…]`, `{…}`, variables. */
const VARIABLE =
  /Y{2,}[\w-]*|\*|<[^>]*>|\[[^\]]*\]|\$?\{[^}]*\}|\$\w+|\bX{2,}\b|(?:19|20)\d{2}[\d_-]*/;

/** By its path up to what varies, or by its name followed by something that varies. */
function isMentioned(path: string, texts: readonly string[]): boolean {
  const fixed = path.split(VARIABLE, 1)[0]!;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  const start = name.split(VARIABLE, 1)[0]!;
  const varies = start !== name;
  return texts.some((text) => {
    if (fixed.length > folder.length && text.includes(fixed)) return true;
    if (!varies) return text.includes(name);
    for (
      let at = text.indexOf(start);
      start !== '' && at !== -1;
      at = text.indexOf(start, at + 1)
    ) {
      if (/^(?:[$*<[{\d]|Y{2,}|X{2,})/.test(text.slice(at + start.length))) return true;
    }
    return start === '' && text.includes(folder);
  });
}
