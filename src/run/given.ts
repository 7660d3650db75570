/** What a command decides about a run before anything asks: written down with whoever gave it, and in force again where the run is resumed. */
import { milliseconds } from '../text/duration.ts';
import type { JournalRecord, Written } from './journal/record.ts';
import type { RunOptions } from './options.ts';
import { MASK } from './redact.ts';

/** One option of the command, as it was given. */
export interface Given {
  readonly option: string;
  /** Of what, where an option may be given for several: a role, a field. */
  readonly name: string | null;
  /** Empty for a switch; `null`: it was taken back. */
  readonly value: string | null;
  /** Who gave it. */
  readonly by: string;
}

/** What was given before this command, and whether it is still in force. */
export interface Standing {
  readonly given: readonly Given[];
  /** Given for the document as it was: what it says now nobody has vouched for. */
  readonly outdated: readonly Given[];
  /** Given by somebody for what they did themselves, and somebody else goes on. */
  readonly personal: readonly Given[];
}

interface Option {
  readonly option: string;
  /** It lets something pass, and holds only for the document as it then was. */
  readonly vouches?: true;
  /** It holds only for whoever gave it. */
  readonly personal?: true;
  /** The record of the run's start holds it: here only where it was given later. */
  readonly atStart?: true;
  /** Where it was given: name and value. */
  readonly read: (options: RunOptions) => readonly (readonly [string | null, string | null])[];
  /** `null`: it is only written down. */
  readonly apply: ((options: RunOptions, given: Given) => Partial<RunOptions>) | null;
}

const OPTIONS: readonly Option[] = [
  {
    option: 'yes',
    vouches: true,
    personal: true,
    read: ({ yes }) => (yes ? [[null, '']] : []),
    // Where somebody is there they are asked.
    apply: ({ attended, yes }) => ({ yes: yes || !attended }),
  },
  {
    option: 'attest-as',
    vouches: true,
    personal: true,
    read: ({ attestAs }) => single(attestAs),
    apply: ({ attestAs }, { value }) => ({ attestAs: attestAs ?? value }),
  },
  {
    option: 'approve',
    vouches: true,
    read: ({ approvals }) => named(approvals),
    apply: ({ approvals }, { name, value }) => ({ approvals: joined(approvals, name!, value!) }),
  },
  {
    option: 'prerequisites-met',
    vouches: true,
    read: ({ prerequisitesMetBy }) => single(prerequisitesMetBy),
    apply: ({ prerequisitesMetBy }, { value }) => ({
      prerequisitesMetBy: prerequisitesMetBy ?? value,
    }),
  },
  {
    option: 'rollback-on-failure',
    read: ({ rollbackOnFailure: is }) => (is === null ? [] : [[null, is ? '' : null]]),
    apply: ({ rollbackOnFailure }) => ({ rollbackOnFailure: rollbackOnFailure ?? true }),
  },
  {
    option: 'accept-missing',
    read: ({ acceptMissing }) => (acceptMissing ? [[null, '']] : []),
    apply: null,
  },
  {
    option: 'timeout',
    read: ({ timeout }) => (timeout === null ? [] : [[null, `${timeout / 1000}s`]]),
    apply: ({ timeout }, { value }) => ({ timeout: timeout ?? milliseconds(value!) }),
  },
  {
    option: 'connect-later',
    read: ({ connectLater }) => (connectLater ? [[null, '']] : []),
    apply: () => ({ connectLater: true }),
  },
  {
    option: 'reconnect',
    read: ({ reconnect }) => (reconnect === null ? [] : [[null, `${reconnect / 1000}s`]]),
    apply: ({ reconnect }, { value }) => ({ reconnect: reconnect ?? milliseconds(value!) }),
  },
  {
    option: 'field',
    read: ({ fields }) => [...fields],
    apply: ({ fields }, { name, value }) => ({ fields: joined(fields, name!, value!) }),
  },
  {
    option: 'target',
    atStart: true,
    read: ({ target }) => single(target),
    apply: ({ target }, { value }) => ({ target: target ?? value }),
  },
  {
    option: 'set',
    atStart: true,
    read: ({ values }) => [...values],
    apply: ({ values }, { name, value }) => ({ values: joined(values, name!, value!) }),
  },
  {
    option: 'host-map',
    atStart: true,
    read: ({ hostMap }) => (hostMap.length === 0 ? [] : [[null, hostMap.join(' ')]]),
    apply: ({ hostMap }, { value }) => ({
      hostMap: hostMap.length > 0 ? hostMap : value!.split(' '),
    }),
  },
];

/** What this command gives, for the journal. `resuming`: also what a start writes down elsewhere. */
export function givenWith(
  options: RunOptions,
  hash: string,
  { resuming, isSecret }: { resuming: boolean; isSecret: (name: string, value: string) => boolean },
): Written[] {
  return OPTIONS.filter(({ atStart }) => resuming || atStart !== true).flatMap(({ option, read }) =>
    read(options).map(([name, plain]): Written => {
      const isMasked = name !== null && plain !== null && isSecret(name, plain);
      const value = isMasked ? MASK : plain;
      const given: Given = { option, name, value, by: options.operator };
      return {
        event: 'decision',
        frame: 'run',
        ref: null,
        choice: value === null ? 'taken back' : 'given',
        reason: inOptions(given),
        by: options.operator,
        given: { option, name, value, hash },
      };
    }),
  );
}

/** What was given before, the last word of each. `operator`: who goes on. `hash`: of the document as it is now. */
export function standingOf(
  records: readonly JournalRecord[],
  operator: string,
  hash: string,
): Standing {
  const last = new Map<string, Recorded>();
  for (const record of records) {
    if (record.event !== 'decision' || record.given === undefined) continue;
    const { option, name, value, hash: document } = record.given;
    const given: Given = { option, name, value, by: record.by ?? '' };
    last.set(`${option}\u0000${name ?? ''}`, { given, document });
  }
  const all = [...last.values()].filter(
    // What was masked is as unknown as what was never written down.
    ({ given: { option, value } }) =>
      value !== null && !value.includes(MASK) && kindOf(option)?.apply != null,
  );
  const isOutdated = ({ given, document }: Recorded): boolean =>
    kindOf(given.option)!.vouches === true && document !== hash;
  const isPersonal = ({ given }: Recorded): boolean =>
    kindOf(given.option)!.personal === true && given.by !== operator;
  const givenOf = (of: readonly Recorded[]): Given[] => of.map(({ given }) => given);
  return {
    given: givenOf(all.filter((each) => !isOutdated(each) && !isPersonal(each))),
    outdated: givenOf(all.filter(isOutdated)),
    personal: givenOf(all.filter((each) => isPersonal(each) && !isOutdated(each))),
  };
}

/** The options of this command, with all that is still in force and that it does not say otherwise. */
export function withStanding(options: RunOptions, standing: Standing): RunOptions {
  let merged = options;
  for (const each of inForce(options, standing.given))
    merged = { ...merged, ...kindOf(each.option)!.apply!(merged, each) };
  return {
    ...merged,
    approvals: new Map([...merged.approvals].filter(([, person]) => person !== '')),
    prerequisitesMetBy: merged.prerequisitesMetBy || null,
    attestAs: merged.attestAs || null,
    target: merged.target || null,
    givenBy: new Map(
      inForce(options, standing.given).map(({ option, name, by }) => [giverKey(option, name), by]),
    ),
  };
}

/** What of it counts for this command: it does not say otherwise. */
export function inForce(options: RunOptions, given: readonly Given[]): Given[] {
  return given.filter((each) => !isOverridden(options, each) && !isForNobody(options, each));
}

/** Options of this command that name nobody. */
export function givenEmpty(options: RunOptions): string[] {
  return OPTIONS.filter(({ vouches }) => vouches === true).flatMap(({ option, read }) =>
    read(options).flatMap(([name, value]) =>
      value === null ? [inOptions({ option, name, value })] : [],
    ),
  );
}

/** As it is written on the command line: `--approve Tech Lead=Grace Hopper`. */
export function inOptions({ option, name, value }: Omit<Given, 'by'>): string {
  const what = name === null ? value : `${name}=${value ?? ''}`;
  return `--${option}${what === null || what === '' ? '' : ` ${what}`}`;
}

/** Who gave an option, by its own name and that of what it is for: for {@link RunOptions.givenBy}. */
export function giverKey(option: string, name: string | null = null): string {
  return `${option}\u0000${name ?? ''}`;
}

function isOverridden(options: RunOptions, { option, name }: Given): boolean {
  return kindOf(option)!
    .read(options)
    .some(([own]) => own === name);
}

/** Where somebody is there they are asked, and nothing passes in their place. */
function isForNobody({ attended }: RunOptions, { option }: Given): boolean {
  return attended && kindOf(option)!.personal === true;
}

interface Recorded {
  readonly given: Given;
  /** Hash of the document for which it was given. */
  readonly document: string;
}

function kindOf(option: string): Option | undefined {
  return OPTIONS.find((each) => each.option === option);
}

/** An empty name takes it back. */
function single(value: string | null): (readonly [null, string | null])[] {
  return value === null ? [] : [[null, value === '' ? null : value]];
}

function named(values: ReadonlyMap<string, string>): (readonly [string, string | null])[] {
  return [...values].map(([name, value]) => [name, value === '' ? null : value]);
}

function joined(
  values: ReadonlyMap<string, string>,
  name: string,
  value: string,
): ReadonlyMap<string, string> {
  return new Map([...values, [name, value]]);
}
