/** A shell fence as an action: run, script, or shown only. */
import type {
  Finding,
  ListingAction,
  ListingBecause,
  Parameter,
  RunAction,
  ScriptAction,
  Span,
  VariableUse,
} from '../model/index.ts';
import type { Fence } from '../parse/fence.ts';
import type { Lines } from '../parse/position.ts';
import type { ShellAnalysis, ShellVariable } from '../shell/analysis.ts';
import { analyzeShell } from '../shell/analyze.ts';
import { codePlaces } from './code-places.ts';
import { findExamples } from './examples.ts';
import { attributeFindings, readExpectation } from './expectations.ts';
import { hasShebang, scriptPath } from './files.ts';
import { listingOf } from './listings.ts';
import { normalize } from './normalize.ts';
import { fillForParsing, holesOfBlock } from './placeholders.ts';
import { readPrompts } from './prompts.ts';

export interface CompiledBlock {
  readonly action: RunAction | ScriptAction | ListingAction;
  /** `null` for a listing. */
  readonly analysis: ShellAnalysis | null;
  /** What the fence itself shows as output of its commands. */
  readonly output: string | null;
  readonly parameters: readonly Parameter[];
  readonly findings: readonly Finding[];
}

const shells: Readonly<Record<string, 'bash' | 'sh' | 'zsh'>> = {
  bash: 'bash',
  shell: 'bash',
  sh: 'sh',
  zsh: 'zsh',
  console: 'bash',
  'shell-session': 'bash',
  'sh-session': 'bash',
  'bash-session': 'bash',
  'console-session': 'bash',
  shellsession: 'bash',
  terminal: 'bash',
  // Azure's executable documents mark their blocks so.
  azurecli: 'bash',
  'azurecli-interactive': 'bash',
};
const sessions = new Set([
  'console',
  'shell-session',
  'sh-session',
  'bash-session',
  'console-session',
  'shellsession',
  'terminal',
]);

export function isShell(language: string | null): boolean {
  return language !== null && Object.hasOwn(shells, language);
}

/** Why the text around a fence makes it one that is only shown; `null`: nothing does. */
export type ShownBecause = ListingBecause | null;

/** Compiles a fence for which {@link isShell} holds. */
export function compileBlock(
  fence: Fence,
  lead: string | null,
  shown: ShownBecause,
  lines: Lines,
): CompiledBlock {
  const findings = attributeFindings(fence);
  const listing = (because: ListingBecause): CompiledBlock => ({
    action: listingOf(fence, lead, because),
    analysis: null,
    output: null,
    parameters: [],
    findings,
  });
  const expects = readExpectation(fence);
  if (expects.run === 'never') return listing('marked-never');
  if (shown !== null && !fence.attributes.has('run')) return listing(shown);

  const prompts = readPrompts(fence.code);
  if (prompts === null && sessions.has(fence.language!)) {
    return listing('no-prompts');
  }
  const code = prompts?.code ?? fence.code;
  if (isOnlyComments(code)) return listing('only-comments');

  const holes = holesOfBlock(code);
  const analysis = analyzeShell(fillForParsing(code, holes));
  const examples = findExamples(code, analysis).filter(
    (example) => !holes.some((hole) => hole.start < example.end && example.start < hole.end),
  );
  const place = codePlaces(code, fence.codeSpan, lines);
  if (examples.length === 0 && isForAdapting(code)) {
    if (!fence.attributes.has('run')) expects.run = 'ask';
  }
  const variable = (use: ShellVariable): VariableUse => ({
    name: use.name,
    exported: use.exported,
    guarded: use.guarded,
    within: [...use.within],
    span: place(use),
  });
  const path = scriptPath(code) ?? fence.file;
  const shared = {
    span: fence.span,
    lead,
    shell: shells[fence.language!]!,
    code,
    codeSpan: fence.codeSpan,
    host: null,
    hostAfter: null,
    commands: analysis.commands.map((command) => ({
      name: command.name,
      text: command.text,
      via: [...command.via],
      guarded: command.guarded,
      span: place(command),
    })),
    reads: analysis.reads.map(variable),
    writes: analysis.writes.map(variable),
    unsets: analysis.unsets.map(variable),
    foreign: analysis.foreign.map((variable) => ({
      name: variable.name,
      use: variable.use,
      within: [...variable.within],
      span: place(variable),
    })),
    hazards: analysis.hazards.map((hazard) => ({
      kind: hazard.kind,
      command: hazard.command,
      reason: hazard.reason,
      span: place(hazard),
    })),
    holes: [...holes, ...examples]
      .sort((a, b) => a.start - b.start)
      .map(({ parameter, start, end, kind, quoting }) => ({
        parameter,
        start,
        end,
        kind,
        quoting,
      })),
    syntaxError:
      analysis.syntaxError === null
        ? null
        : { text: analysis.syntaxError.message, span: place(analysis.syntaxError) },
    expects,
  };
  const parameters = [
    ...holes.map((hole) =>
      foundParameter(hole.parameter, 'placeholder', hole.text, null, place(hole)),
    ),
    ...examples.map((hole) =>
      foundParameter(
        hole.parameter,
        'example',
        hole.text,
        hole.description.replace(/^#\s*/, ''),
        place(hole),
      ),
    ),
  ];
  const isScript = path !== null || hasShebang(code);
  return {
    action: isScript
      ? { kind: 'script', ...shared, path, because: path === null ? 'shebang' : 'file-comment' }
      : { kind: 'run', ...shared, because: prompts === null ? 'shell-fence' : 'prompts' },
    analysis,
    output: prompts?.output ?? null,
    parameters,
    findings,
  };
}

/** Whether a block holds nothing that a shell would do. */
export function isOnlyComments(code: string): boolean {
  return !/^[^\S\n]*[^\s#]/m.test(code);
}

/** Behind three lines of comments at most. */
function foundParameter(
  name: string,
  origin: 'placeholder' | 'example',
  example: string,
  description: string | null,
  span: Span,
): Parameter {
  return {
    name,
    type: 'string',
    default: null,
    description,
    secret: /passw|secret|token|api[-_]?key|contrase/i.test(name),
    pattern: null,
    options: [],
    origin,
    example,
    span,
  };
}

/** Whether a comment says that the block is an example. */
function isForAdapting(code: string): boolean {
  if (!/ejemplo|example|placeholder|adapt/i.test(code)) return false;
  return code
    .split('\n')
    .some((line) =>
      /^\s*#.*\b(ejemplo|example|placeholder|adaptar\w*|adapt)\b/.test(normalize(line)),
    );
}
