/** The page of one document, out of what the compiler made of it. */
import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type {
  CompiledDocument,
  Diagnostic,
  DocumentVersion,
  Procedure,
  Workspace,
} from '../../src/index.ts';
import { quoteWord } from '../../src/text/shell-quote.ts';
import { type Addresses, flowAnchor, stepAnchor } from '../address.ts';
import { type Neighbours, neighbourhood } from '../graph/neighbourhood.ts';
import type { Compiler } from '../source.mjs';
import { type Language, type Strings, strings } from '../strings.ts';
import { backlinks } from './backlinks.ts';
import { createBody } from './body.ts';
import { pageContext } from './context.ts';
import { type Fact, facts } from './facts.ts';
import { findingList } from './findings.ts';
import { forPaper } from './print.ts';
import { versionList } from './versions.ts';

export interface Heading {
  readonly depth: number;
  readonly slug: string;
  readonly text: string;
}

/** Everything that the page shows; every `html` is escaped and complete. */
export interface ProcedurePage {
  readonly slug: string;
  readonly language: Language;
  readonly words: Strings;
  readonly id: string | null;
  readonly name: string;
  readonly title: string;
  readonly status: string | null;
  /** It is followed when something is broken: how often, in the document's word. */
  readonly incident: string | null;
  readonly severity: string | null;
  readonly facts: readonly Fact[];
  /** One line under the title: what the procedure amounts to. */
  readonly summary: string;
  readonly destructive: string | null;
  readonly runCommand: string | null;
  /** It has steps, and so a bar of stages. */
  readonly hasCourse: boolean;
  readonly startAnchor: string | null;
  readonly rollbackAnchor: string | null;
  readonly printAddress: string;
  readonly findings: { readonly errors: number; readonly warnings: number };
  readonly headings: readonly Heading[];
  readonly html: string;
}

export interface PageInput {
  readonly document: CompiledDocument;
  readonly workspace: Workspace;
  readonly diagnostics: readonly Diagnostic[];
  readonly addresses: Addresses;
  readonly compiler: Compiler;
  /** What calls or names it, and what it calls or names. */
  readonly neighbours: Neighbours;
  /** Its last changes in git. */
  readonly versions: readonly DocumentVersion[];
  /** Its author is writing it: what is found stands beside the text. */
  readonly isDraft: boolean;
  /** Where it is read: on a screen, or on paper. */
  readonly medium: 'screen' | 'print';
  /** Today, `YYYY-MM-DD`: what a review date is compared with. */
  readonly today: string;
}

/** Builds the page. */
export function procedurePage(input: PageInput): ProcedurePage {
  const { document, addresses } = input;
  const { procedure } = document;
  const words = strings(procedure.language);
  const own = input.diagnostics.filter((diagnostic) => diagnostic.file === document.path);
  const context = pageContext({ ...input, diagnostics: own, words });
  const body = createBody(context);
  const main = procedure.flows.find((flow) => flow.id === 'main') ?? procedure.flows[0];
  const rollback = procedure.flows.find((flow) => flow.id === 'rollback');
  const steps = main?.stages.flatMap((stage) => stage.steps) ?? [];
  const first = steps[0];
  const minutes = main?.stages.reduce((sum, stage) => sum + (stage.minutes ?? 0), 0) ?? 0;
  const destructive = steps.filter((step) =>
    step.actions.some((a) => a.kind === 'run' && a.hazards.some((x) => x.kind === 'destructive')),
  ).length;
  const content: ElementContent[] = [
    ...doubled(input, words),
    ...body.content,
    ...backlinks(context),
    ...(input.medium === 'print'
      ? []
      : neighbourhood(document, input.neighbours, addresses, words)),
    ...versionList(context, input.versions),
    ...findingList(document, own, words),
  ];
  return {
    slug: addresses.slug(document),
    language: procedure.language,
    words,
    id: procedure.id,
    name: procedure.name,
    title: procedure.title,
    status: procedure.status,
    incident: /incident/i.test(procedure.frequency ?? '')
      ? (procedure.frequency?.replaceAll('_', ' ') ?? null)
      : null,
    severity: severityOf(procedure),
    facts: facts(procedure, words, input.today),
    summary: [
      main && steps.length > 0 ? words.stepsIn(steps.length, main.stages.length) : words.noSteps,
      total(procedure, minutes, words),
    ]
      .filter(Boolean)
      .join(' · '),
    destructive: destructive > 0 ? words.destructive(destructive) : null,
    runCommand: steps.length > 0 ? `procs run ${quoteWord(procedure.name)}` : null,
    hasCourse: procedure.flows.some(({ stages }) => stages.some((stage) => stage.steps.length > 0)),
    startAnchor: main && first ? stepAnchor(main, first, procedure.language) : null,
    rollbackAnchor: rollback ? flowAnchor(rollback, procedure.language) : null,
    printAddress: `${addresses.page(document)}print/`,
    findings: {
      errors: own.filter((d) => d.severity === 'error').length,
      warnings: own.filter((d) => d.severity === 'warning').length,
    },
    headings: body.headings,
    html: toHtml(input.medium === 'print' ? forPaper(content) : content, {
      allowDangerousHtml: false,
    }),
  };
}

/** What the stages add up to; else the time that the document states for the whole. */
function total({ estimates }: Procedure, minutes: number, words: Strings): string {
  if (minutes > 0) return words.minutes(String(minutes));
  const stated = estimates.find((estimate) => estimate.of === 'total');
  if (!stated) return '';
  const { min, max, rough } = stated;
  return `${rough ? '~' : ''}${words.minutes(min === max ? String(min) : `${min}–${max}`)}`;
}

function severityOf({ frontMatter }: Procedure): string | null {
  for (const name of ['severity', 'severidad', 'criticality', 'criticidad']) {
    const value = frontMatter[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return null;
}

function doubled({ document, workspace, addresses }: PageInput, words: Strings): ElementContent[] {
  const { id } = document.procedure;
  const others = (id ? (workspace.ids.get(id) ?? []) : []).filter((other) => other !== document);
  if (others.length === 0) return [];
  return [
    h('div', { className: ['notice', 'is-warning'] }, [
      h('p', `${words.doubled}: ${document.path}`),
      h(
        'ul',
        others.map((other) => h('li', h('a', { href: addresses.page(other) }, other.path))),
      ),
    ]),
  ];
}
