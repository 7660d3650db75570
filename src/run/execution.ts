/** Everything around a flow that has to be there before it and gone after it: operator, screen, lock, journal, session. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Parameter, Procedure, Verdict } from '../model/index.ts';
import { escapeTerminal } from '../text/escape.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openConnections } from './connect.ts';
import type { Frame, RunContext } from './flow/context.ts';
import { endBackgrounds } from './flow/end-background.ts';
import { resumeBackgrounds } from './flow/resume-background.ts';
import { type FlowResult, runFlow } from './flow/run-flow.ts';
import { changesSince } from './journal/changes.ts';
import { followDocument } from './journal/documents.ts';
import { publicKeyText } from './journal/envelope.ts';
import { heldBy, locksDirectory } from './journal/holder.ts';
import { Journal } from './journal/journal.ts';
import { type FoundSigner, userSigner } from './journal/keys.ts';
import { takeLock } from './journal/lock.ts';
import { ownMark, ownTerminal } from './journal/machine.ts';
import type { JournalRecord, Written } from './journal/record.ts';
import type { Progress } from './journal/resume.ts';
import { storageFailure } from './journal/storage.ts';
import type { StoredRun } from './journal/store.ts';
import { forget, maskOutput } from './journal/traces.ts';
import { settleLeftover } from './leftovers.ts';
import { Deliveries } from './messages/deliveries.ts';
import { EventStream } from './operator/event-stream.ts';
import { Interrupts } from './operator/interrupts.ts';
import { masked } from './operator/masked.ts';
import { type Operator, StopRun, unattended } from './operator/operator.ts';
import { duration, Screen } from './operator/screen.ts';
import { atTerminal } from './operator/terminal.ts';
import { planSettings, type RunOptions } from './options.ts';
import { checkValue, declaredValues, secretNames } from './plan/parameters.ts';
import type { Plan } from './plan/plan.ts';
import { viewPlan } from './plan/plan-view.ts';
import { targetsOf } from './plan/targets.ts';
import type { ToolElsewhere } from './plan/tools-elsewhere.ts';
import { RunRefused } from './refusal.ts';
import { isSecretName, secretsOf } from './secrets/environment.ts';
import { KnownSecrets } from './secrets/known-secrets.ts';
import type { StateSecrets } from './secrets/state-secrets.ts';
import { leaderOf } from './session/adopt.ts';
import { Connections } from './session/remote/connections.ts';
import { Session } from './session/session.ts';
import { settleChanges } from './settle-changes.ts';
import type { TakenOver } from './take-over.ts';
import type { Words } from './words/words.ts';

/** One flow to be performed, new or resumed. */
export interface Performance {
  readonly workspace: Workspace;
  readonly procedure: Procedure;
  readonly plan: Plan;
  readonly directory: string;
  readonly id: string;
  readonly runs: string;
  readonly open: (journal: Journal) => { progress: Progress; state: string | null };
  readonly resumed?: boolean;
  /** What was accepted before it goes on, for the journal. */
  readonly accepted?: readonly Written[];
  /** What the journal holds already. */
  readonly followed?: readonly JournalRecord[];
  /** From whom, where it is not the operator who carried it before. */
  readonly takenOver?: TakenOver | null;
  /** Hosts that are still needed; absent: all of the plan. */
  readonly outstanding?: Plan['hosts'];
  /** What blocks need on other hosts; absent: that was looked for when the run started. */
  readonly tools?: readonly ToolElsewhere[];
  /** What has to be settled before the flow may go on. */
  readonly before?: (session: Session) => Promise<void>;
}

/** Milliseconds that messages still on their way are waited for at the end of a run. */
const LAST_MESSAGES = 10_000;

/** Exit status of a run that came to its end. */
export const STATUS: Readonly<Record<Verdict, number>> = {
  passed: 0,
  failed: 1,
  unverified: 3,
  skipped: 3,
};

/** Everything around a flow that has to be there before it and gone after it. */
export class Execution {
  readonly operator: Operator;
  readonly screen: Screen;
  readonly #options: RunOptions;
  readonly #words: Words;
  readonly #interrupts: Interrupts;
  readonly #signer: FoundSigner;
  readonly #secrets: KnownSecrets;
  readonly #leave: (() => void)[] = [];
  /** Directories of blocks whose output is masked, with what was known then. */
  readonly #masked = new Map<string, number>();
  #connections: Connections | null = null;

  /** @throws {RunRefused} where the key that was asked for cannot be used */
  constructor(options: RunOptions, words: Words) {
    this.#options = options;
    this.#words = words;
    this.#signer = userSigner(options.env, words);
    this.#secrets = new KnownSecrets(options.env);
    const closers: (() => void)[] = [];
    this.#interrupts = new Interrupts(() => {
      // Nothing runs, so it is a question that is interrupted: without input it cannot be answered.
      for (const close of closers) close();
    });
    if (options.attended) {
      const terminal = atTerminal({
        input: options.input,
        output: options.output,
        isTerminal: options.input.isTTY === true,
        name: options.operator,
        yes: options.yes,
        words,
        env: options.env,
        onInterrupt: () => this.#interrupts.interrupt(),
      });
      closers.push(() => terminal.close());
      this.#leave.push(() => terminal.close());
      this.operator = masked(terminal, () => this.#secrets.redactor);
    } else this.operator = unattended({ yes: options.yes, attestAs: options.attestAs, words });
    this.screen = new Screen({
      write: (text) => options.output.write(text),
      colors: options.colors,
      columns: () => columnsOf(options.output),
      redactor: () => this.#secrets.redactor,
      words,
    });
    this.#leave.push(options.onInterrupt((final) => this.#interrupts.interrupt(final)));
  }

  get interrupts(): Interrupts {
    return this.#interrupts;
  }

  leave(): void {
    for (const each of this.#leave) each();
  }

  /** Values that are known and those that the operator gives; secrets are masked from here on. */
  async askFor(plan: Plan): Promise<Map<string, string>> {
    const values = new Map(plan.values);
    for (const parameter of plan.missing)
      values.set(parameter.name, await this.#askValue(parameter));
    this.know(plan.procedure, values);
    return values;
  }

  /** From here on what is secret of these values is masked, and where it can be had again is known. */
  know(procedure: Procedure, values: ReadonlyMap<string, string>): void {
    const secret = secretNames(procedure);
    for (const name of secret) this.#secrets.add(values.get(name) ?? '');
    this.#secrets.add(...secretsOf(procedure, values));
    for (const [name, value] of values) {
      if (secret.has(name) || this.isSecret(name, value, procedure))
        this.#secrets.name(`parameter ${name}`, value);
    }
  }

  async #askValue(parameter: Parameter): Promise<string> {
    const { run } = this.#words;
    const more = [
      parameter.description,
      parameter.example === null ? null : run.example(parameter.example),
    ].filter((part) => part !== null);
    for (;;) {
      const value = await this.operator.ask(run.value(parameter.name, more.join('; ')), {
        secret: parameter.secret,
      });
      const wrong = value === '' ? run.empty : checkValue(parameter, value, this.#words);
      if (wrong === null) return value;
      this.screen.warn(run.unusable(wrong), 0);
    }
  }

  /** Shows how the documents of a run were changed since, before anything of it runs. @throws {RunRefused} */
  async settleChanges(run: StoredRun, workspace: Workspace): Promise<Written[]> {
    const find = (name: string) =>
      workspace.documents.find(({ procedure }) => procedure.name === name) ?? null;
    const changes = changesSince(run, find, (text) => this.#secrets.redactor.text(text));
    if (changes.length === 0) return [];
    return settleChanges(changes, {
      operator: this.operator,
      screen: this.screen,
      words: this.#words,
      operatorName: this.#options.operator,
      acceptChanges: this.#options.acceptChanges,
    });
  }

  /** What no state file may hold. */
  get stateSecrets(): StateSecrets {
    return this.#secrets.forStates;
  }

  /** Whether it must not be written down as it is. */
  isSecret(name: string, value: string, procedure: Procedure): boolean {
    const { parameters } = procedure;
    if (secretNames(procedure).has(name)) return true;
    const isNamed =
      isSecretName(name) &&
      parameters.every((each) => each.name !== name || each.default !== value);
    return isNamed || this.#secrets.redactor.text(value) !== value;
  }

  showPlan(plan: Plan): void {
    const steps = plan.stages.flatMap((stage) => stage.steps).filter(({ mode }) => mode !== 'skip');
    const blocks = steps
      .flatMap(({ step }) => step.actions)
      .filter(({ kind }) => kind === 'run').length;
    this.screen.note(this.#words.run.size(steps.length, blocks, plan.procedure.name), 0);
    for (const line of viewPlan(plan, this.#words)) {
      if (line.kind === 'warning') this.screen.warn(line.text, 0);
    }
  }

  /** A block of the dead process may still be running: it must end, or be ended, before anything follows. */
  async settleLeftovers({ progress }: StoredRun, session: Session): Promise<void> {
    for (const { started, ended } of progress.open.values()) {
      if (ended !== null || this.#connections === null) continue;
      // One in the background is taken over as it runs.
      const isHere = (started.host ?? null) === null;
      if (started.background !== undefined && isHere && leaderOf(started.cookie) !== null) continue;
      await settleLeftover(
        {
          session,
          connections: this.#connections,
          operator: this.operator,
          words: this.#words,
          warn: (text) => this.screen.warn(text, 0),
        },
        started,
      );
    }
  }

  /** @throws {RunRefused} where it does not come to its first step */
  async perform(performance: Performance): Promise<number> {
    const { directory, resumed = false } = performance;
    try {
      return await this.#perform(performance);
    } catch (error) {
      const full = storageFailure(error);
      if (full === null) throw error;
      if (!resumed) rmSync(directory, { recursive: true, force: true });
      throw new RunRefused(2, this.#words.run.noRoomToStart(directory, full));
    }
  }

  async #perform(performance: Performance): Promise<number> {
    const { procedure, plan, directory, id, runs, workspace } = performance;
    const terminal = ownTerminal(this.#options.input.isTTY === true);
    const lockFor = (wanted: Procedure) =>
      takeLock(locksDirectory(runs), wanted.name, id, {
        targets: targetsOf(wanted, this.#options.hostMap, this.#options.target),
        operator: this.#options.operator,
        terminal,
      });
    const lock = lockFor(procedure);
    if (!lock.held) {
      if (performance.resumed !== true) rmSync(directory, { recursive: true, force: true });
      throw heldBy(runs, procedure.name, lock, this.#words);
    }
    const connections = this.#connectionsIn(directory);
    this.#connections = connections;
    const { signer, reason } = this.#signer;
    const redact = (text: string): string => this.#secrets.redactor.text(text);
    const { events } = this.#options;
    const stream = events === null ? null : new EventStream((text) => events.write(text));
    const onLines = (lines: string): void => stream?.journal(lines);
    const written = { redact, signer, onLines };
    let journal: Journal;
    try {
      const outstanding = performance.outstanding ?? plan.hosts;
      await openConnections(
        connections,
        outstanding,
        performance.tools ?? [],
        this.#options,
        this.operator,
        this.#words,
        (text) => this.screen.note(text, 0),
      );
      journal =
        performance.resumed === true
          ? Journal.open(directory, written).journal
          : Journal.create(directory, written);
    } catch (error) {
      await connections.close();
      lock.release();
      if (performance.resumed !== true) rmSync(directory, { recursive: true, force: true });
      throw error;
    }
    let session: Session | null = null;
    try {
      const { progress, state } = performance.open(journal);
      this.#secrets.watchOver(directory);
      const { pid, startTime, host } = ownMark();
      journal.append({
        event: 'process',
        pid,
        startTime,
        resumed: performance.resumed === true,
        operator: this.#options.operator,
        host,
        terminal,
        language: this.#words.language,
        signing: { key: signer?.id ?? null, publicKey: publicKeyText(signer), reason },
      });
      // Behind the record that names the key which signs them.
      for (const event of performance.accepted ?? []) journal.append(event);
      const follow = async ({ name }: Procedure): Promise<void> => {
        const document = workspace.documents.find(({ procedure: each }) => each.name === name);
        if (document === undefined || followed.get(name) === document.hash) return;
        followed.set(name, document.hash);
        this.#secrets.add(...secretsOf(document.procedure, new Map()));
        const git = await this.#options.documentState(document.file);
        followDocument(journal, document, git, redact);
      };
      const followed = new Map(
        (performance.followed ?? []).flatMap((each) =>
          each.event === 'document' ? [[each.procedure, each.hash] as const] : [],
        ),
      );
      await follow(procedure);
      const { takenOver = null } = performance;
      if (takenOver !== null)
        journal.append({ event: 'taken-over', by: this.#options.operator, ...takenOver });
      if (reason !== null) this.screen.warn(this.#words.runs.notSigned(reason), 0);
      session = await Session.open({
        directory: join(directory, 'blocks'),
        cwd: this.#options.cwd,
        env: this.#options.env,
        words: this.#words.session,
        ...(state === null ? {} : { state }),
        states: progress.states,
        placeOf: (host) => connections.place(host),
        secrets: this.#secrets.forStates,
      });
      if (state === null)
        await session.assign(declaredValues(procedure, plan.values), secretNames(procedure));
      const context: RunContext = {
        workspace,
        journal,
        session,
        connections,
        operator: this.operator,
        screen: this.screen,
        words: this.#words,
        interrupts: this.#interrupts,
        events: stream,
        progress,
        settled: new Set(progress.actions.keys()),
        doubtful: new Set(progress.open.keys()),
        backgrounds: new Map(),
        entered: new Set(),
        started: new Set([...progress.blocks.values()].map(({ ended }) => ended.frame)),
        attempts: new Map(progress.attempts),
        done: [],
        reopened: new Set(),
        deliveries: new Deliveries(),
        settings: {
          ...planSettings(this.#options, this.#words),
          operatorName: this.#options.operator,
          approvals: this.#options.approvals,
          prerequisitesMetBy: this.#options.prerequisitesMetBy,
          rollbackOnFailure: this.#options.rollbackOnFailure === true,
          givenBy: this.#options.givenBy ?? new Map(),
          again: this.#options.again,
          lock: (called) => {
            const taken = lockFor(called);
            return taken.held
              ? taken
              : heldBy(runs, called.name, taken, this.#words).message.replaceAll('\n', ' ');
          },
          compile: (path, text) => this.#options.compile(workspace, path, text),
          addSecret: (value) => this.#secrets.add(value),
          follow,
          // Where there is no room now, it is done at the end.
          maskOutput: () =>
            whileThereIsRoom(() => this.#maskOutput(directory, session?.takeEnded() ?? [])),
          redact,
          fields: this.#options.fields,
          env: this.#options.env,
        },
      };
      return await this.#follow(context, performance);
    } finally {
      await connections.close();
      session?.close();
      await whileThereIsRoom(async () => journal.close());
      lock.release();
      await this.#mask(directory);
    }
  }

  /** What cannot be masked now is masked by the next start, as far as that can tell it. */
  async #mask(directory: string): Promise<void> {
    try {
      await this.#maskOutput(directory, null);
      this.#secrets.forget();
    } catch (error) {
      const full = storageFailure(error);
      if (full === null) throw error;
      this.screen.warn(this.#words.run.notMasked(directory, full), 0);
    }
  }

  /** `ended`: directories of blocks; `null`: all, but for those that hold nothing which has come to be known since. */
  async #maskOutput(directory: string, ended: readonly string[] | null): Promise<void> {
    const { values, forStates } = this.#secrets;
    const { version } = forStates;
    const blocks = join(directory, 'blocks');
    const all =
      ended ??
      (existsSync(blocks) ? readdirSync(blocks, { withFileTypes: true }) : [])
        .filter((each) => each.isDirectory())
        .map(({ name }) => join(blocks, name));
    const due = all.filter((each) => this.#masked.get(each) !== version);
    if (due.length > 0) await maskOutput(directory, values, new Set(due));
    for (const each of due) this.#masked.set(each, version);
  }

  /** ssh may ask for what it needs where somebody sits at a terminal. */
  #connectionsIn(directory: string): Connections {
    const { env, attended, input, output, reconnect } = this.#options;
    return new Connections({
      env,
      directory,
      terminal:
        attended && input.isTTY === true
          ? { say: (text) => output.write(escapeTerminal(this.#secrets.redactor.text(text))) }
          : null,
      patience: reconnect ?? 60_000,
    });
  }

  async #follow(
    context: RunContext,
    { procedure, plan, directory, id, before }: Performance,
  ): Promise<number> {
    const { run } = this.#words;
    const started = performance.now();
    const frame: Frame = {
      id: 'run',
      procedure,
      flow: plan.flow.id,
      values: plan.values,
      callers: [procedure.name],
    };
    this.screen.procedure(procedure, plan.flow, id);
    let result: FlowResult;
    let status: number;
    try {
      await before?.(context.session);
      await resumeBackgrounds(context);
      result = await runFlow(context, frame, plan);
      await context.deliveries.end(LAST_MESSAGES);
      status = STATUS[result.verdict];
      context.journal.append({
        event: 'run-ended',
        verdict: result.verdict,
        status,
        reason: this.#wayBackTaken(result, procedure) ?? '',
      } satisfies Written);
    } catch (error) {
      await whileThereIsRoom(() => endBackgrounds(context));
      await whileThereIsRoom(() => context.deliveries.end(0));
      const full = storageFailure(error);
      if (full === null && !(error instanceof StopRun)) throw error;
      const reason = error instanceof StopRun ? error.message : run.noRoom(directory, full!);
      const stopped = error instanceof StopRun ? error.status : 4;
      status = this.#interrupts.pending ? 130 : stopped;
      const end = { event: 'run-ended', verdict: null, status, reason } as const;
      await whileThereIsRoom(async () => context.journal.append(end));
      this.screen.warn(run.stopped(reason), 0);
      this.screen.note(run.goesOn(id), 0);
      return status;
    }
    const estimate = plan.stages.reduce((sum, { stage }) => sum + (stage.minutes ?? 0), 0);
    this.screen.ended(result.verdict, [
      `${procedure.name}  ${summary(result, this.#words)}`,
      `${duration(context.progress.active + performance.now() - started)}${estimate > 0 ? ` ${this.#words.screen.of(estimate)}` : ''}`,
      ...this.#wayBackLines(result, procedure, plan),
      ...result.remarks,
      ...(result.rollback === null &&
      result.verdict === 'failed' &&
      plan.flow.id === 'main' &&
      procedure.flows.some((flow) => flow.id === 'rollback')
        ? [run.wayBack(procedure.name)]
        : []),
      run.evidence(id),
      run.output(directory),
    ]);
    forget(directory);
    return status;
  }

  #wayBackTaken({ rollback }: FlowResult, { name }: Procedure): string | null {
    const say = this.#words.gates.rollback;
    if (rollback === null) return null;
    return rollback === 'failed' ? say.failed(name) : say.rolledBack(name, rollback);
  }

  #wayBackLines(result: FlowResult, procedure: Procedure, { flow }: Plan): string[] {
    const say = this.#words.gates.rollback;
    const taken = this.#wayBackTaken(result, procedure);
    if (result.rollback === 'failed') return [taken!, say.byHand];
    if (taken !== null) return [taken];
    const isWayBack = flow.id === 'rollback' && result.verdict === 'failed';
    return isWayBack ? [say.failed(procedure.name), say.byHand] : [];
  }
}

/** `null`: it is no terminal. */
function columnsOf(output: NodeJS.WritableStream): number | null {
  const { isTTY, columns } = output as Partial<NodeJS.WriteStream>;
  return isTTY === true ? columns || 80 : null;
}

function summary({ steps }: FlowResult, words: Words): string {
  const count = (verdict: Verdict): number =>
    steps.filter((step) => step.verdict === verdict).length;
  return (['passed', 'failed', 'unverified', 'skipped'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => words.run.count(count(verdict), verdict))
    .join(', ');
}

/** A run that stops for want of room leaves out what it cannot write down. */
async function whileThereIsRoom(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (storageFailure(error) === null) throw error;
  }
}
