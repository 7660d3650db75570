/** Runs every rule over every document, and joins to each finding what a report needs. */
import {
  type Cache,
  type Config,
  cacheKey,
  compareDiagnostics,
  type Diagnostic,
  type Finding,
  noCache,
  type RuleLevel,
  type Severity,
  type Span,
} from '../model/index.ts';
import type { CompiledDocument, Workspace } from '../workspace/workspace.ts';
import { type Diagrams, isSettled, openDiagrams } from './diagrams.ts';
import { once } from './once.ts';
import { linesOf } from './places.ts';
import type { DocumentContext, Rule, WorkspaceContext } from './rule.ts';
import { findRule, rules } from './rules/index.ts';
import { type Levels, levelsOf } from './settings.ts';
import { withoutSuppressed } from './suppressions.ts';

export interface CheckOptions {
  /** Whether a file or folder lies at an absolute path: links point at more than documents. */
  readonly fileExists: (path: string) => boolean;
  /** Which documents to report on, by their path in the workspace; default: all. */
  readonly includes?: (path: string) => boolean;
  /** `2026-11-21`; default: the machine's date. */
  readonly today?: string;
  /**
   * Which of them to look at whole, by their path; the others are only asked what depends on other
   * documents, on files and on the date. Default: all.
   */
  readonly isWhole?: (path: string) => boolean;
  /** Who judges diagrams, for a caller that checks again and again and closes it; default: one of its own. */
  readonly diagrams?: Pick<Diagrams, 'errorOf'>;
  /** Where answers about texts that were seen before are found. */
  readonly cache?: Cache;
}

/** The options with what stands in for those that were left out. */
export type Scope = CheckOptions & Required<Pick<CheckOptions, 'cache' | 'today' | 'includes'>>;

/** Everything that is wrong in a workspace, in the order of files and lines; the same for the same input. */
export async function check(workspace: Workspace, options: CheckOptions): Promise<Diagnostic[]> {
  const { cache = noCache, today = dateOf(new Date()), includes = () => true } = options;
  const scope = { ...options, cache, today, includes };
  // Only a caller that leaves the rest to us asks twice for the same.
  const isKept = cache !== noCache && options.isWhole === undefined;
  if (!isKept) return checkAnew(workspace, scope);
  return once(workspace, scope, (fileExists) => checkAnew(workspace, { ...scope, fileExists }));
}

async function checkAnew(workspace: Workspace, options: Scope): Promise<Diagnostic[]> {
  const { fileExists, includes, today, cache, isWhole = () => true } = options;
  const found: Diagnostic[] = [];
  const levels = levelsOf(workspace.config);
  const opened = options.diagrams === undefined ? openDiagrams(cache) : null;
  const diagrams = options.diagrams ?? opened!;
  try {
    for (const { path, reason } of workspace.unreadable) {
      if (includes(path)) found.push(...atLevels([unreadable(reason)], path, levels(path)));
    }
    const asked = workspace.documents.filter(({ path }) => includes(path));
    const { config } = workspace;
    const speaking = speakingIn(levels, config);
    // One document after the other first, so that what was just worked out of it is at hand. Who judges
    // diagrams needs seconds to start: the other documents do not wait for it.
    const own = new Map<CompiledDocument, Promise<readonly Finding[]>>();
    for (const document of asked) {
      if (!isWhole(document.path)) continue;
      const context: DocumentContext = {
        document,
        get procedure() {
          return document.procedure;
        },
        config,
        diagramError: diagrams.errorOf,
      };
      const findings = ofDocument(context, speaking(document), cache);
      // What it throws is thrown below, where it is waited for.
      findings.catch(() => {});
      own.set(document, findings);
      await nextTurn();
    }
    for (const document of asked) {
      const context: WorkspaceContext = {
        workspace,
        document,
        get index() {
          return document.index;
        },
        config,
        fileExists,
        today,
      };
      const { ofDocument, ofWorkspace } = speaking(document);
      const findings = [...((await own.get(document)) ?? [])];
      for (const rule of ofWorkspace) {
        const answer = rule.check(context);
        findings.push(...(answer instanceof Promise ? await answer : answer));
      }
      const whole = isWhole(document.path);
      const isOn = (rule: Rule): boolean =>
        (ofWorkspace as readonly Rule[]).includes(rule) ||
        (whole && (ofDocument as readonly Rule[]).includes(rule));
      const left = withoutSuppressed(document, findings, isOn).map((finding) => ({
        ...finding,
        span: within(document, finding.span),
      }));
      found.push(...atLevels(left, document.path, levels(document.path)));
    }
  } finally {
    await opened?.close();
  }
  return withoutRepetition(found.sort(compareDiagnostics));
}

type DocumentRule = Extract<Rule, { scope: 'document' }>;
type WorkspaceRule = Extract<Rule, { scope: 'workspace' }>;

/** The rules that are not off in a document, by what they look at. */
interface Speaking {
  readonly ofDocument: readonly DocumentRule[];
  readonly ofWorkspace: readonly WorkspaceRule[];
  /** A key of the rules about one document, and of the configuration that they read. */
  readonly by: string;
}

/** Of a document that was not read, no rule can say what is missing in it. */
const silent: Speaking = { ofDocument: [], ofWorkspace: [], by: 'none' };

function speakingIn(levels: Levels, config: Config): (document: CompiledDocument) => Speaking {
  const settings = JSON.stringify(config);
  const known = new Map<ReturnType<Levels>, Speaking>();
  return ({ path, findings }) => {
    if (findings.some((one) => one.rule === 'too-complex-document')) return silent;
    const levelOf = levels(path);
    let speaking = known.get(levelOf);
    if (speaking === undefined) {
      const on = rules.filter((rule) => levelOf(rule) !== 'off');
      const ofDocument = on.filter((rule) => rule.scope === 'document');
      speaking = {
        ofDocument,
        ofWorkspace: on.filter((rule) => rule.scope === 'workspace'),
        by: cacheKey('rules', settings, ...ofDocument.map(({ id }) => id)),
      };
      known.set(levelOf, speaking);
    }
    return speaking;
  };
}

/** Signals, and answers about diagrams, are heard between two documents. */
function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

/** As a calendar on the wall shows it here. */
export function dateOf(time: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** What compiling and the rules about one document alone found: the same as long as it is the same. */
async function ofDocument(
  context: DocumentContext,
  { ofDocument: speaking, by }: Speaking,
  cache: Cache,
): Promise<readonly Finding[]> {
  const { document } = context;
  const known = cache === noCache ? null : (cache.get(document.key, 'rules') as Kept | null);
  if (known?.by === by) return known.found;
  // All are asked before any is waited for.
  const answers = speaking.map((rule) => {
    const answer = rule.check?.(context) ?? [];
    return answer instanceof Promise ? answer : [...answer];
  });
  const found = withoutConsequences(document.findings);
  for (const answer of await Promise.all(answers)) found.push(...answer);
  if (cache !== noCache && isSettled(found)) {
    cache.set(document.key, { by, found } satisfies Kept, 'rules');
  }
  return found;
}

interface Kept {
  /** Of which rules, and under which configuration. */
  readonly by: string;
  readonly found: readonly Finding[];
}

/** Behind a fence that was closed too early, the last one is always open: one mend closes both. */
function withoutConsequences(findings: readonly Finding[]): Finding[] {
  const nested = findings.some((one) => one.rule === 'nested-fence');
  return findings.filter((one) => !nested || one.rule !== 'unclosed-fence');
}

function unreadable(reason: string): Finding {
  return {
    rule: 'unreadable-document',
    message: `This file cannot be read as a document: ${reason}.`,
    span: { line: 1, column: 1, endLine: 1, endColumn: 1 },
    help: 'Mend the file, or leave it out with "exclude" in the configuration.',
    fix: null,
    suggestion: null,
    related: [],
  };
}

/** Parsers place what is missing behind the end of a line or of the file: a report needs a place that is there. */
function within(document: CompiledDocument, span: Span): Span {
  const lines = linesOf(document);
  const clamp = (line: number, column: number): [number, number] => {
    const last = Math.min(line, lines.length);
    const end = (lines[last - 1] ?? '').length + 1;
    return [last, line > lines.length ? end : Math.min(column, end)];
  };
  const [line, column] = clamp(span.line, span.column);
  const [endLine, endColumn] = clamp(span.endLine, span.endColumn);
  return { line, column, endLine, endColumn };
}

function* atLevels(
  findings: readonly Finding[],
  file: string,
  levelOf: (rule: Rule) => RuleLevel,
): Generator<Diagnostic> {
  for (const finding of findings) {
    const rule = findRule(finding.rule);
    if (rule === undefined) throw new Error(`no rule has the ID "${finding.rule}"`);
    const severity = levelOf(rule);
    if (severity !== 'off') yield toDiagnostic(finding, rule, severity, file);
  }
}

function toDiagnostic(finding: Finding, rule: Rule, severity: Severity, file: string): Diagnostic {
  const { span, message, help, fix, suggestion, related } = finding;
  return {
    code: rule.code,
    rule: rule.id,
    severity,
    message,
    file,
    ...span,
    help,
    fix,
    suggestion,
    related,
  };
}

function withoutRepetition(sorted: readonly Diagnostic[]): Diagnostic[] {
  return sorted.filter((diagnostic, index) => {
    const previous = sorted[index - 1];
    return (
      previous === undefined ||
      compareDiagnostics(previous, diagnostic) !== 0 ||
      previous.help !== diagnostic.help
    );
  });
}
