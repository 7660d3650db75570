/** Walks the blocks of a flow as a run would, and says of every use of a variable what reaches it. */
import type {
  Flow,
  Parameter,
  ScriptAction,
  Span,
  VariableUse as Written,
} from '../../model/index.ts';
import { contains } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import { type Event, eventsBehind, eventsOf, isBlockBehind } from './events.ts';
import type { Loss, Reach, VariablePlace, VariableSet, VariableUse } from './facts.ts';
import { Session } from './session.ts';
import { isWellKnown } from './well-known.ts';

/** A use whose reach is known, or that nothing before it reaches. */
export interface Followed {
  readonly sets: VariableSet[];
  readonly uses: (Omit<VariableUse, 'reach'> & { readonly reach: Reach | null })[];
}

export function follow(flow: Flow, parameters: readonly Parameter[]): Followed {
  const found: Followed = { sets: [], uses: [] };
  const declared = new Map(
    parameters.filter(({ origin }) => origin === 'declared').map((one) => [one.name, one]),
  );
  const session = { shells: new Session(), script: null, tested: testedIn(() => codesOf(flow)) };
  for (const stage of flow.stages) {
    for (const step of stage.steps) {
      const sometimes = stage.conditional || stage.optional || step.conditional || step.optional;
      const walk = (events: readonly Event[], process: Process): void => {
        const walker = { ...process, found, step: step.ref, sometimes, declared };
        for (const event of events) happen(event, walker);
      };
      for (const action of step.actions) {
        if (action.kind !== 'run' && action.kind !== 'script') continue;
        const process = action.kind === 'run' ? session : processOf(action);
        const isBehind = action.kind === 'run' && action.expects.background;
        // Of a block that is no bash, nobody knows what it sets.
        if (action.syntaxError !== null) {
          if (!isBehind) process.shells.doubt();
        } else if (isBehind) process.shells.apart(() => walk(eventsBehind(action), process));
        else walk(eventsOf(action), process);
      }
      for (const { check, span } of step.criteria) {
        if (check?.kind === 'script') walk(readsOfCheck(check.code, span), session);
      }
    }
  }
  return found;
}

/** The session, or a script. */
interface Process {
  readonly shells: Session;
  readonly script: number | null;
  readonly tested: (name: string) => boolean;
}

function processOf({ code, span }: ScriptAction): Process {
  return { shells: new Session(), script: span.line, tested: testedIn(() => [code]) };
}

interface Walker extends Process {
  readonly found: Followed;
  readonly step: string;
  readonly sometimes: boolean;
  readonly declared: ReadonlyMap<string, Parameter>;
}

function happen(event: Event, walker: Walker): void {
  const { found, shells, tested } = walker;
  switch (event.kind) {
    case 'move':
      shells.move(event.host);
      return;
    case 'unknown':
      shells.doubt();
      return;
    case 'unset':
      if (event.variable.within.length === 0) shells.unset(event.variable.name);
      return;
    case 'set': {
      const set = { ...placeOf(event.variable, walker), exported: event.variable.exported };
      shells.set(set);
      found.sets.push(set);
      return;
    }
    case 'use': {
      const place = placeOf(event.variable, walker);
      const guarded = event.variable.guarded || tested(place.name);
      found.uses.push({ ...place, guarded, reach: reachOf(place, walker) });
      return;
    }
    case 'foreign': {
      if (event.own) return;
      const place = placeOf(event.variable, walker);
      const reach = reachOfForeign(place, walker);
      if (reach !== null) found.uses.push({ ...place, guarded: false, reach });
      return;
    }
  }
}

function placeOf(
  { name, span, within }: Pick<Written, 'name' | 'span' | 'within'>,
  { shells, script, step, sometimes }: Walker,
): VariablePlace {
  return { name, span, step, script, host: shells.host, within, sometimes };
}

/** `null`: nothing before it sets it. */
function reachOf(place: VariablePlace, { shells, declared }: Walker): Reach | null {
  const { seen, hidden } = shells.lookup(place);
  const lost = hidden;
  const by = seen.find((set) => !set.sometimes || place.sometimes) ?? seen[0];
  if (by !== undefined) {
    // The loop of `… | while read` counted in a copy; the value from before it is the one that is left.
    if (lost !== null && updatesInPipeline(lost, by)) {
      return { from: 'lost', by: lost, why: 'pipeline' };
    }
    return by.sometimes && !place.sometimes && !declared.has(place.name) && !isWellKnown(place.name)
      ? { from: 'sometimes', by }
      : { from: 'set', by };
  }
  const parameter = declared.get(place.name);
  if (parameter !== undefined) return { from: 'parameter', parameter };
  if (isWellKnown(place.name)) return { from: 'login' };
  if (shells.unknown) return { from: 'unknown' };
  if (lost !== null) return { from: 'lost', by: lost, why: lossOf(lost, place) };
  const gone = shells.gone(place.name);
  if (gone !== null) return { from: 'lost', by: gone, why: 'unset' };
  const elsewhere = shells.elsewhere(place.name);
  if (elsewhere !== null) return { from: 'lost', by: elsewhere, why: 'host' };
  return null;
}

/** Only what this shell set and the other process does not have; the rest is the other's own business. */
function reachOfForeign(place: VariablePlace, { shells }: Walker): Reach | null {
  if (isWellKnown(place.name) || shells.unknown) return null;
  const around = place.within.filter(({ kind }) => !OTHERS.has(kind));
  const { seen } = shells.lookup({ ...place, within: around });
  const [by] = seen;
  if (by === undefined) return null;
  const other = place.within.findLast(({ kind }) => OTHERS.has(kind))?.kind;
  if (other === 'remote') return { from: 'lost', by, why: 'host' };
  if (other === 'user') return { from: 'lost', by, why: 'user' };
  return seen.some(({ exported }) => exported)
    ? { from: 'set', by }
    : { from: 'lost', by, why: 'shell' };
}

const OTHERS: ReadonlySet<string> = new Set(['shell', 'user', 'remote']);

function updatesInPipeline(lost: VariableSet, kept: VariableSet): boolean {
  return (
    lost.within.at(-1)?.kind === 'pipeline' &&
    lost.within.length === kept.within.length + 1 &&
    after(lost.span, kept.span) &&
    lost.step === kept.step
  );
}

function after(one: Span, other: Span): boolean {
  return one.line > other.line || (one.line === other.line && one.column > other.column);
}

function lossOf(set: VariableSet, use: VariablePlace): Loss {
  const scope = set.within.find(
    ({ kind, start }, index) =>
      kind !== 'function' &&
      (use.within[index]?.kind !== kind || use.within[index]?.start !== start),
  );
  if (scope !== undefined && isBlockBehind(scope)) return 'background-block';
  switch (scope?.kind) {
    case 'pipeline':
    case 'substitution':
    case 'background':
      return scope.kind;
    default:
      return 'subshell';
  }
}

/** Variables of a process that the author knows may be empty: `[ -z "$X" ]`. */
function testedIn(codes: () => string[]): (name: string) => boolean {
  let names: Set<string> | null = null;
  return (name) => {
    names ??= new Set(
      codes().flatMap((code) =>
        [...code.matchAll(/-[znv]\s+"?(?:\$\{?)?([A-Za-z_]\w*)/g)].map((match) => match[1]!),
      ),
    );
    return names.has(name);
  };
}

function codesOf(flow: Flow): string[] {
  return flow.stages.flatMap(({ steps }) =>
    steps.flatMap(({ actions }) =>
      actions.flatMap((action) => (action.kind === 'run' ? [action.code] : [])),
    ),
  );
}

/** A check is read by a shell that forgets what it sets. */
function readsOfCheck(code: string, span: Span): Event[] {
  const { reads, writes } = analyzeShell(code);
  return reads
    .filter((read) => !writes.some((write) => write.name === read.name))
    .map(({ name, guarded, exported, within }) => ({
      kind: 'use' as const,
      variable: { name, guarded, exported, within: [...within], span },
    }));
}

/** Whether a use is part of a write of the same variable: `PATH="$PATH:/opt/bin"`. */
export function feedsItself(use: VariablePlace, set: VariableSet): boolean {
  return contains(set.span, use.span);
}
