/** A gate: stops before what cannot be undone, and shows what a person needs to decide. */
import { hostname } from 'node:os';
import type { Notice, RunAction, Stage, Step } from '../../model/index.ts';
import type { ShellAnalysis, ShellHazard } from '../../shell/analysis.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { giverKey } from '../given.ts';
import { StopRun } from '../operator/operator.ts';
import { makesBackup } from '../plan/backups.ts';
import { gateOf, notices } from '../plan/gates.ts';
import { mapped } from '../plan/host-map.ts';
import type { Words } from '../words/words.ts';
import type { Frame, RunContext } from './context.ts';
import { probeOf } from './probe.ts';

/** At the notices of a stage. @throws {StopRun} where nobody goes on */
export async function passStage(ctx: RunContext, frame: Frame, stage: Stage): Promise<void> {
  const reasons = notices(stage);
  if (reasons.length === 0) return;
  const { goOn, stageNotGoneOn } = ctx.words.gates.gate;
  const allowed = await ctx.operator.confirm(goOn);
  decide(ctx, frame, `stage ${stage.number}`, 'notice', allowed, inWords(reasons));
  if (!allowed) throw new StopRun(4, stageNotGoneOn(stage.number));
}

/** Whether to go on at the notices of a step; its first block may ask anyway. @throws {StopRun} where nobody is there */
export async function passStep(ctx: RunContext, frame: Frame, step: Step): Promise<boolean> {
  const reasons = notices(step);
  if (reasons.length === 0 || asksByItself(step, ctx.words)) return true;
  const { goOn, notGoneOn } = ctx.words.gates.gate;
  const allowed = await ctx.operator.confirm(goOn);
  decide(ctx, frame, step.ref, 'notice', allowed, inWords(reasons));
  if (!allowed && !ctx.operator.attended) throw new StopRun(4, notGoneOn(step.ref));
  return allowed;
}

/**
 * Whether a block may run. `code`: as it will run, values filled in.
 * @throws {StopRun} where nobody is there who could decide what follows
 */
export async function passBlock(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  action: RunAction,
  code: string,
): Promise<boolean> {
  const analysis = analyzeShell(code);
  const destructive = analysis.hazards.filter(({ kind }) => kind === 'destructive');
  if (destructive.length === 0 && gateOf(action, ctx.words) === null) return true;
  const say = ctx.words.gates.gate;
  const { screen } = ctx;
  const stage = stageOf(frame, step);
  const reasons = [...(stage === undefined ? [] : notices(stage)), ...notices(step)];
  for (const { label, text } of reasons) screen.warn(`${label}: ${text}`);
  if (destructive.length === 0) screen.warn(say.asked);
  for (const { command, reason } of destructive)
    screen.warn(say.destroys(command, ctx.words.hazard(reason)));
  const first = destructive[0];
  const host = first === undefined ? action.host : hostAt(action, analysis, first);
  screen.note(say.runsOn(placeName(ctx, host)));
  for (const line of await valuesIn(ctx, frame, host, analysis, destructive)) screen.note(line);
  if (destructive.length > 0) {
    screen.note(lastBackup(ctx));
    screen.note(wayBack(ctx, frame));
  }
  const isCritical = destructive.length > 0 && reasons.some(isCriticalNotice);
  const word = host ?? step.ref;
  const allowed =
    isCritical && ctx.operator.attended
      ? await askForWord(ctx, word)
      : await ctx.operator.confirm(say.run);
  const why = [
    ...destructive.map(({ command, reason }) => `\`${command}\` ${ctx.words.hazard(reason)}`),
    ...(destructive.length === 0 ? [say.asked] : []),
    ...reasons.map(({ label, text }) => `${label}: ${text}`),
  ];
  decide(ctx, frame, step.ref, 'block', allowed, why.join('; '));
  if (!allowed && !ctx.operator.attended) throw new StopRun(4, say.notAllowed(step.ref));
  return allowed;
}

function decide(
  ctx: RunContext,
  frame: Frame,
  ref: string,
  what: 'notice' | 'block',
  allowed: boolean,
  reason: string,
): void {
  const { operatorName, yes, givenBy } = ctx.settings;
  const giver = givenBy.get(giverKey('yes')) ?? operatorName;
  const by = ctx.operator.attended || !yes ? operatorName : ctx.words.gates.gate.byYes(giver);
  const choice = `${what}:${allowed ? 'allowed' : 'not allowed'}`;
  ctx.journal.append({ event: 'decision', frame: frame.id, ref, choice, reason, by });
}

/** A yes is typed by habit; a name is not. */
async function askForWord(ctx: RunContext, word: string): Promise<boolean> {
  const say = ctx.words.gates.gate;
  for (;;) {
    const answer = (await ctx.operator.ask(say.type(word), { secret: false })).trim();
    if (answer === word) return true;
    if (/^(?:n|no)$/i.test(answer)) return false;
    ctx.screen.warn(say.mistyped(word));
  }
}

function inWords(reasons: readonly Notice[]): string {
  return reasons.map(({ label, text }) => `${label}: ${text}`).join('; ');
}

/** 'IMPORTANT' is said of much that destroys nothing. */
function isCriticalNotice({ level, label }: Notice): boolean {
  return level === 'critical' && !/^(?:important|importante|cuidado)$/i.test(label);
}

function asksByItself({ actions }: Step, words: Words): boolean {
  const first = actions.find(({ kind }) => kind !== 'listing');
  return first?.kind === 'run' && gateOf(first, words) !== null;
}

function stageOf({ procedure, flow }: Frame, step: Step): Stage | undefined {
  return procedure.flows
    .find(({ id }) => id === flow)
    ?.stages.find(({ steps }) => steps.some(({ ref }) => ref === step.ref));
}

/** The host that a command of a block runs on: the block may go there on the way. */
function hostAt(
  action: RunAction,
  { moves }: ShellAnalysis,
  { start }: ShellHazard,
): string | null {
  const move = moves.findLast((each) => each.end <= start);
  return move === undefined ? action.host : move.host;
}

function placeName({ settings, words }: RunContext, host: string | null): string {
  const say = words.gates.gate;
  if (host === null) return say.thisMachine(hostname());
  return mapped(settings.hosts, host) === 'local' ? say.thisMachineAs(host, hostname()) : host;
}

/** What the variables of the commands that destroy hold now: `rm -rf $DIR/*` says nothing by itself. */
async function valuesIn(
  ctx: RunContext,
  frame: Frame,
  host: string | null,
  { reads, writes, moves }: ShellAnalysis,
  destructive: readonly ShellHazard[],
): Promise<string[]> {
  const isAway = host !== null && mapped(ctx.settings.hosts, host) !== 'local';
  // Of a host that the block itself goes to nothing is known before.
  if (isAway && (moves.length > 0 || ctx.session.states[host] === undefined)) return [];
  const names = destructive.flatMap((hazard) =>
    reads
      .filter(({ name, start, end }) => {
        const isIn = start >= hazard.start && end <= hazard.end;
        // What this block sets before is not known yet.
        const isSet = writes.some((write) => write.name === name && write.start < start);
        return isIn && !isSet && /^[A-Za-z_]\w*$/.test(name) && !isSecretName(name);
      })
      .map(({ name }) => name),
  );
  const asked = [...new Set(names)].slice(0, 20);
  if (asked.length === 0) return [];
  const { outcome, out } = await probeOf(
    ctx,
    frame,
    isAway ? host : null,
  )(asked.map((name) => `printf '%s\\0' "\${${name}+x}\${${name}-}"`).join('\n'), null);
  if (outcome.ending.kind !== 'exited' || outcome.ending.status !== 0) return [];
  const say = ctx.words.gates.gate;
  const values = out.split('\0');
  return asked.map((name, at) => {
    const value = values[at] ?? '';
    if (value === '') return say.unset(name);
    return value === 'x' ? say.empty(name) : say.where(name, JSON.stringify(value.slice(1)));
  });
}

function isSecretName(name: string): boolean {
  return /PASS|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|PWD$/i.test(name);
}

function lastBackup({ done, words }: RunContext): string {
  const say = words.gates.gate;
  const last = done.findLast(({ step, verdict }) => verdict === 'passed' && makesBackup(step));
  if (last === undefined) return say.noBackup;
  const time = new Date(last.at).toTimeString().slice(0, 5);
  return say.backup(last.step.ref, last.step.title, time);
}

function wayBack({ words }: RunContext, { procedure, flow }: Frame): string {
  const say = words.gates.gate;
  const back = procedure.flows.find(({ id }) => id === 'rollback');
  if (back === undefined || flow === 'rollback') return say.noWayBack;
  return say.wayBack(back.stages.map(({ title }) => title).join(', '));
}
