/**
 * The bash that stands around a block: restores the session's state, runs the block strictly, and
 * leaves behind what happened. Written to a file for each attempt; the block itself is never touched.
 *
 * What it writes to `events` (fields end in NUL, so that no command text can pose as another field):
 *   E status line source command pipestatus subshell errexit fate   a command failed
 *   S line offset command                                            a watched line began
 *   C offset                                                         the watched search before it ended
 *   X line status subshell source                                    the block called `exit`
 *   G at line source command elsewhere certain                       a command may have been thrown away: see thrown.ts
 *   O source                                                         messages of this file's commands are bash's own
 *   D                                                                the block set a DEBUG trap of its own: no traces
 *   T                                                                its EXIT trap runs now
 *   Y                                                                it set an EXIT trap past ours (`builtin trap`)
 *   P what                                                           the state could not be restored
 *   W                                                                it did not come whole: nothing ran
 *   N                                                                bash does not accept the block: nothing of it ran
 *   F status how                                                     the block is over, its state is saved
 *
 * How a failure is forgiven. bash decides about errexit only after the ERR trap has run, so the trap
 * may turn it off for this one command; a DEBUG trap turns it on again before the next one begins.
 * Forgiven are exactly two things: a search that the document wants to find nothing, and SIGPIPE of a
 * pipeline member whose reader had read enough and itself ended with 0 (`yes | head -1`).
 */
import { readFileSync } from 'node:fs';
import { quote } from '../../text/shell-quote.ts';

/** A search that may end with 1: pipeline members that are searches are marked `1`, all others `0`. */
export interface ForgivenSearch {
  readonly line: number;
  readonly endLine: number;
  readonly members: string;
  /** First word of the last member, as bash will name it. */
  readonly name: string;
}

/** Lines of what {@link findThrows} finds. */
export interface ThrowLines {
  readonly loops: readonly number[];
  readonly apart: readonly number[];
  /** The first that is not announced; `null`: none. */
  readonly unannounced: number | null;
}

export interface DriverOptions {
  /** Has bash read the block before anything of it runs. */
  readonly ask: boolean;
  /** Absolute path of the padded block. */
  readonly block: string;
  readonly events: string;
  /** Length in bytes of what it is given on descriptor 3: see {@link given}. */
  readonly size: number;
  /** Where the state afterwards goes if nobody takes it over; `null`: nobody goes on with it. */
  readonly nextState: string | null;
  /** Names the block where it hands its state over. */
  readonly cookie: string;
  /** Named pipes for that: see `handover.ts`. */
  readonly give: string;
  readonly take: string;
  /** What sees to the state where nobody takes it over; empty: nothing does. */
  readonly sifter: readonly string[];
  /** Absolute path of the file that stdout goes to; `null` when it is the terminal. */
  readonly stdout: string | null;
  /** Absolute path of the file that stderr goes to; `null` when it is the terminal. */
  readonly stderr: string | null;
  /** What bash may throw away is watched for. `null`: there is nothing of that kind. */
  readonly throws: ThrowLines | null;
  /** Exit statuses after which the state is saved. */
  readonly accept: readonly number[];
  readonly searches: readonly ForgivenSearch[];
  /** Lines whose commands leave a trace when they begin. */
  readonly watch: readonly number[];
}

/** The text of the driver for one attempt. */
export function driver(options: DriverOptions): string {
  const searches = options.searches.map((search) =>
    quote(`${search.line} ${search.endLine} ${search.members} ${search.name}`),
  );
  return `BASH_ARGV0=bash
__procs_ask=${options.ask ? '1' : ''}
__procs_block=${quote(options.block)}
__procs_events=${quote(options.events)}
__procs_size=${options.size}
__procs_next=${quote(options.nextState ?? '')}
__procs_cookie=${quote(options.cookie)}
__procs_give=${quote(options.give)}
__procs_take=${quote(options.take)}
__procs_sifter=(${options.sifter.map(quote).join(' ')})
__procs_stdout=${quote(options.stdout ?? '')}
__procs_stderr=${quote(options.stderr ?? '')}
__procs_heeding=${options.throws === null ? '' : 1}
__procs_loops=${lines(options.throws?.loops)}
__procs_apart=${lines(options.throws?.apart)}
__procs_unannounced=${options.throws?.unannounced ?? ''}
__procs_accept=${quote(` ${options.accept.join(' ')} `)}
__procs_searches=(${searches.join(' ')})
__procs_watch=${lines(options.watch)}
${BODY}`;
}

/** Each between blanks, so that one is found whole. */
function lines(numbers: readonly number[] = []): string {
  return quote(numbers.length > 0 ? ` ${numbers.join(' ')} ` : '');
}

/**
 * What a driver is given on descriptor 3, as a string of bytes: the state, and `variables` of the driver's
 * own. Nothing of it stands in a file, a list of processes or an environment.
 */
export function given(state: string, variables: Readonly<Record<string, string>> = {}): string {
  const own = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}\n`);
  // It was cut off where the last of it does not come.
  return `${own.join('')}${state}__procs_whole=1\n`;
}

const BODY = readFileSync(new URL('../../../src/run/session/driver.bash', import.meta.url), 'utf8');
