/** Judges checks that look at the machine after the block: files, URLs, services, processes, scripts. */

import { readdirSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Check } from '../../model/index.ts';
import { quote } from '../../text/shell-quote.ts';
import type { Outcome } from '../session/outcome.ts';
import { processInfo } from '../session/processes.ts';
import { thrownAway, whatFailed } from './judge.ts';
import { failed, type Judgement, passed, unverified } from './judgement.ts';

/** Runs code in the session's state without changing it. `line`: of the document, where it stands there. */
export type Probe = (
  code: string,
  line: number | null,
) => Promise<{ outcome: Outcome; out: string }>;

type MachineCheck = Extract<Check, { kind: 'file' | 'http' | 'service' | 'process' | 'script' }>;

/** `startedAt`: when the block that it speaks of started; files that must be fresh are newer. */
export function judgeMachine(
  check: MachineCheck,
  startedAt: number | null,
  probe: Probe,
): Promise<Judgement> | Judgement {
  switch (check.kind) {
    case 'file':
      return judgeFile(check, startedAt, probe);
    case 'http':
      return judgeHttp(check, probe);
    case 'service':
      return judgeService(check, probe);
    case 'process':
      return judgeProcess(check);
    case 'script':
      return judgeScript(check, probe);
    default:
      return check satisfies never;
  }
}

async function judgeFile(
  check: Extract<Check, { kind: 'file' }>,
  startedAt: number | null,
  probe: Probe,
): Promise<Judgement> {
  if (/\$\(|`|[<>]\(/.test(check.path)) {
    return unverified(
      `${check.path} names the file by a command, which might name another one now`,
    );
  }
  if (check.fresh && startedAt === null) return unverified('no block that ran belongs to it');
  const word =
    /[\s;&|<>()!]/.test(check.path) && !/['"]/.test(check.path)
      ? expandable(check.path)
      : check.path;
  const { outcome, out } = await probe(
    `shopt -s nullglob\n__procs_paths=(${word})\nprintf '%s\\0' "$PWD" "\${__procs_paths[@]}"`,
    null,
  );
  if (outcome.ending.kind !== 'exited' || outcome.ending.status !== 0) {
    return unverified(
      `${check.path} could not be expanded: ${whatFailed(outcome) ?? 'its shell did not end well'}`,
    );
  }
  const [cwd, ...paths] = out.split('\0').slice(0, -1) as [string, ...string[]];
  const found: { path: string; size: number; changed: number; plain: boolean }[] = [];
  for (const path of paths) {
    const info = await stat(path.startsWith('/') ? path : `${cwd}/${path}`).catch(() => null);
    if (info !== null)
      found.push({ path, size: info.size, changed: info.mtimeMs, plain: info.isFile() });
  }
  if (check.is === 'absent') {
    return found.length === 0
      ? passed(`${check.path} is not there`)
      : failed(`${found[0]!.path} is there`);
  }
  found.sort((a, b) => b.changed - a.changed);
  const newest = found[0];
  if (newest === undefined) return failed(`${check.path} is not there`);
  // The kernel stamps files with a clock that may lag some milliseconds behind.
  if (check.fresh && newest.changed < startedAt! - 20) {
    return failed(`${newest.path} was last written before the block started`);
  }
  if (check.is === 'nonempty' && (!newest.plain || newest.size === 0)) {
    return failed(newest.plain ? `${newest.path} is empty` : `${newest.path} is not a file`);
  }
  return passed(`${newest.path}: ${newest.size} bytes`);
}

async function judgeHttp(
  check: Extract<Check, { kind: 'http' }>,
  probe: Probe,
): Promise<Judgement> {
  const { outcome, out } = await probe(
    `printf '%s\\n' ${expandable(check.url)}\nif command -v curl >/dev/null; then curl -s -o /dev/null -w '%{http_code}' --max-time 15 -- ${expandable(check.url)} || :; else echo none; fi`,
    null,
  );
  const [url, answer] = out.split('\n');
  if (
    outcome.ending.kind !== 'exited' ||
    outcome.ending.status !== 0 ||
    url === undefined ||
    answer === undefined
  ) {
    return unverified(
      `${check.url} could not be asked: ${whatFailed(outcome) ?? 'its shell did not end well'}`,
    );
  }
  const status = answer === 'none' ? await fetched(url) : Number(answer);
  if (status === 0) return failed(`${url} did not answer`);
  return status === check.status
    ? passed(`${url} answered ${status}`)
    : failed(`${url} answered ${status}, not ${check.status}`);
}

async function fetched(url: string): Promise<number> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(15_000) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}

async function judgeService(
  check: Extract<Check, { kind: 'service' }>,
  probe: Probe,
): Promise<Judgement> {
  const { outcome, out } = await probe(
    `command -v systemctl >/dev/null || exit 9\nsystemctl is-active -- ${quote(check.name)} || :`,
    null,
  );
  const said = out.trim();
  if (outcome.ending.kind !== 'exited' || outcome.ending.status === 9) {
    return unverified('there is no systemctl here to ask');
  }
  if (!/^(?:active|inactive|failed|activating|deactivating|reloading)$/.test(said)) {
    return unverified(
      `systemctl could not say whether ${check.name} is active${said === '' ? '' : `: "${said}"`}`,
    );
  }
  return said === check.is
    ? passed(`${check.name} is ${said}`)
    : failed(`${check.name} is ${said}`);
}

/**
 * `absent` counts whatever shows the name in its command line; `running` only what bears it as its
 * own. Of the two ways to err, both are the harmless one. This process and its parents do not count.
 */
function judgeProcess(check: Extract<Check, { kind: 'process' }>): Judgement {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return unverified('there is no /proc here to look in');
  }
  const own = new Set<number>();
  for (let pid = process.pid; pid > 1 && !own.has(pid); pid = processInfo(pid)?.parent ?? 0)
    own.add(pid);
  for (const name of names) {
    const pid = Number(name);
    if (own.has(pid)) continue;
    const info = processInfo(pid);
    const words = commandLine(pid);
    if (info === null || info.state === 'Z' || words.length === 0) continue;
    const shown = words.join(' ').trim();
    const bears = words
      .slice(0, 2)
      .some((word) => word.replace(/:$/, '').split('/').at(-1) === check.name);
    if (check.is === 'running' && bears) return passed(`process ${pid}: ${shown}`);
    if (check.is === 'absent' && shown.includes(check.name))
      return failed(`process ${pid}: ${shown}`);
  }
  return check.is === 'running'
    ? failed(`no process ${check.name}`)
    : passed(`no process ${check.name}`);
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split(/[\0 ]/)
      .filter((word) => word !== '');
  } catch {
    return [];
  }
}

async function judgeScript(
  check: Extract<Check, { kind: 'script' }>,
  probe: Probe,
): Promise<Judgement> {
  const { outcome } = await probe(check.code, check.line);
  if (outcome.ending.kind === 'exited' && outcome.ending.status === 0) {
    const thrown = thrownAway(outcome);
    if (thrown !== null) return unverified(`its check did not run as it stands: ${thrown}`);
    // `exit 0` is how a check says yes; a shell that vanished said nothing.
    if (outcome.end === 'reached' || outcome.end === 'left')
      return passed('its check ended with 0');
    return unverified('its check did not come to its end');
  }
  if (outcome.ending.kind === 'not-started')
    return unverified(`its check did not start: ${outcome.ending.reason}`);
  if (outcome.ending.kind !== 'exited')
    return failed(
      `its check ${outcome.ending.kind === 'timed-out' ? 'took too long' : 'was ended'}`,
    );
  return failed(`its check: ${whatFailed(outcome) ?? `ended with ${outcome.ending.status}`}`);
}

/** A word in which bash expands variables, and nothing else. */
function expandable(text: string): string {
  return `"${text.replace(/[\\"`]/g, '\\$&').replaceAll('$(', '\\$(')}"`;
}
