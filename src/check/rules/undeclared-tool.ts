/** Tools that the blocks use are among those that the document says are required. */
import {
  type Finding,
  finding,
  type Procedure,
  type RunAction,
  type ScriptAction,
  type Span,
} from '../../model/index.ts';
import { brings, isBasic } from '../../shell/suites.ts';
import type { CompiledDocument } from '../../workspace/workspace.ts';
import { keyOf, linesOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';
import { inWords } from '../words.ts';

const head = '---\nid: PROC-A-001\n---\n\n# PROC-A-001: Restore\n\n';
const rest =
  '## Stage 1: Restore\n\n### Step 1.1: Fetch and load\n\n```bash\ncurl -fo dump.sql https://backup.example.org/dump.sql\npsql -f dump.sql\n```\n';

export const undeclaredTool = defineRule({
  id: 'undeclared-tool',
  code: 'PROCS059',
  family: 'consistency',
  scope: 'document',
  title: 'Tools that blocks use are listed as required',
  severity: 'info',
  why: 'Whoever prepares the machine installs what the list says, and learns in the middle of the work what it leaves out.',
  examples: [
    {
      failing: `${head}## Required tools\n\n- PostgreSQL client\n\n${rest}`,
      mended: `${head}## Required tools\n\n- PostgreSQL client\n- curl\n\n${rest}`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    const list = requiredTools(document, procedure);
    if (list === null) return;
    const given = [...list.tools, ...procedure.prerequisites.map(({ text }) => text)];
    const missing = new Map<string, Span>();
    const seen = new Set<string>();
    const installed = installedIn(procedure);
    for (const block of blocksOf(procedure)) {
      for (const { name, span } of block.commands) {
        if (seen.has(name) || !isTool(name) || definesIt(block, name)) continue;
        seen.add(name);
        if (given.some((tool) => brings(tool, name)) || brings(installed, name)) continue;
        missing.set(name, span);
      }
    }
    if (missing.size === 0) return;
    const names = [...missing.keys()].sort();
    yield finding(
      'undeclared-tool',
      list.span,
      `The blocks use ${inWords(names, 8)}, which this list of required tools leaves out.`,
      {
        help: 'Add what has to be installed for them, or say in the prerequisites where it comes from.',
        related: [...missing].map(([name, span]) => ({
          file: document.path,
          span,
          message: `"${name}" is used here`,
        })),
      },
    );
  },
});

/** Only a list that says it is of what is required claims to be whole; one of 'tools we use' does not. */
function requiredTools(
  document: CompiledDocument,
  { sections, tools }: Procedure,
): { tools: readonly string[]; span: Span } | null {
  const key = keyOf(document, ['herramientas_requeridas', 'required_tools']);
  const listed = key === null ? null : document.frontMatter.values[key];
  if (key !== null && Array.isArray(listed)) {
    return { tools: listed.map(String), span: valuePlace(document, key) };
  }
  const section = sections.find(
    ({ role, title }) =>
      role === 'tools' && /requerid|necesari|obligatori|required|needed|necessary/i.test(title),
  );
  if (section === undefined) return null;
  const inside = tools.filter(
    ({ span }) => section.span.line <= span.line && span.line <= section.span.endLine,
  );
  if (inside.length === 0) return null;
  const { line, column } = section.span;
  const length = (linesOf(document)[line - 1] ?? '').trimEnd().length;
  return {
    tools: inside.map(({ text }) => text),
    span: { line, column, endLine: line, endColumn: length + 1 },
  };
}

/** A plain name that is no part of every machine. Paths and variables name no tool. */
function isTool(name: string): boolean {
  return /^[a-zA-Z][\w.+-]*$/.test(name) && !/\.(?:sh|py|rb|pl|js)$/.test(name) && !isBasic(name);
}

function definesIt({ code }: RunAction | ScriptAction, name: string): boolean {
  const literal = name.replace(/[.+]/g, '\\$&');
  return new RegExp(`(?:^|[;\\s])(?:function\\s+${literal}\\b|${literal}\\s*\\(\\))`, 'm').test(
    code,
  );
}

/** What the procedure installs by itself need not be there before. */
function installedIn(procedure: Procedure): string {
  return blocksOf(procedure)
    .flatMap(({ commands }) => commands)
    .filter(({ text }) => /\b(?:install|add)\b/.test(text))
    .map(({ name, text }) => text.slice(text.indexOf(name) + name.length))
    .join(' ');
}

function blocksOf({ flows }: Procedure): (RunAction | ScriptAction)[] {
  return flows.flatMap(({ stages }) =>
    stages.flatMap(({ steps }) =>
      steps.flatMap(({ actions }) =>
        actions.filter((action) => action.kind === 'run' || action.kind === 'script'),
      ),
    ),
  );
}
