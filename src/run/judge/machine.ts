/** Judges checks that look at the machine after the block: files, URLs, services, processes, scripts. */

import { readdirSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Check } from '../../model/index.ts';
import { quote } from '../../text/shell-quote.ts';
import type { Outcome } from '../session/outcome.ts';
import { processInfo } from '../session/processes.ts';
import { enJudge } from '../words/en-judge.ts';
import { perhapsThrownAway, thrownAway, whatFailed } from './judge.ts';
import { failed, type Judgement, type JudgeWords, passed, unverified } from './judgement.ts';

/** Runs code in the session's state without changing it. `line`: of the document, where it stands there. */
export interface Probe {
  (code: string, line: number | null): Promise<{ outcome: Outcome; out: string }>;
  /** Where it looks; `null`: on this machine. */
  readonly host: string | null;
}

type MachineCheck = Extract<Check, { kind: 'file' | 'http' | 'service' | 'process' | 'script' }>;

/** `startedAt`: when the block that it speaks of started; files that must be fresh are newer. */
export function judgeMachine(
  check: MachineCheck,
  startedAt: number | null,
  probe: Probe,
  say: JudgeWords = enJudge,
): Promise<Judgement> | Judgement {
  switch (check.kind) {
    case 'file':
      return judgeFile(check, startedAt, probe, say);
    case 'http':
      return judgeHttp(check, probe, say);
    case 'service':
      return judgeService(check, probe, say);
    case 'process':
      return judgeProcess(check, probe, say);
    case 'script':
      return judgeScript(check, probe, say);
    default:
      return check satisfies never;
  }
}

async function judgeFile(
  check: Extract<Check, { kind: 'file' }>,
  startedAt: number | null,
  probe: Probe,
  say: JudgeWords,
): Promise<Judgement> {
  if (/\$\(|`|[<>]\(/.test(check.path)) {
    return unverified(say.byCommand(check.path));
  }
  if (check.fresh && startedAt === null) return unverified(say.noBlock);
  const word =
    /[\s;&|<>()!]/.test(check.path) && !/['"]/.test(check.path)
      ? expandable(check.path)
      : check.path;
  const paths = `shopt -s nullglob\n__procs_paths=(${word})`;
  const { outcome, out } = await probe(
    probe.host === null
      ? `${paths}\nprintf '%s\\0' "$PWD" "\${__procs_paths[@]}"`
      : `${paths}\n${STAT}`,
    null,
  );
  if (outcome.ending.kind !== 'exited' || outcome.ending.status !== 0) {
    return unverified(
      say.notExpanded(check.path, probe.host, whatFailed(outcome, say) ?? say.shellNotWell),
    );
  }
  const fields = out.split('\0').slice(0, -1);
  const found = probe.host === null ? await filesHere(fields) : filesThere(fields);
  if (check.is === 'absent') {
    return found.length === 0
      ? passed(say.notThere(check.path))
      : failed(say.there(found[0]!.path));
  }
  found.sort((a, b) => b.changed - a.changed);
  const newest = found[0];
  if (newest === undefined) return failed(say.notThere(check.path));
  // The kernel stamps files with a clock that may lag some milliseconds behind.
  if (check.fresh && newest.changed < startedAt! - 20) {
    return failed(say.old(newest.path));
  }
  if (check.is === 'nonempty' && (!newest.plain || newest.size === 0)) {
    return failed(newest.plain ? say.empty(newest.path) : say.noFile(newest.path));
  }
  return passed(say.size(newest.path, newest.size));
}

interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970, by the clock of its machine. */
  readonly changed: number;
  readonly plain: boolean;
}

async function filesHere([cwd, ...paths]: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    const info = await stat(path.startsWith('/') ? path : `${cwd}/${path}`).catch(() => null);
    if (info !== null)
      found.push({ path, size: info.size, changed: info.mtimeMs, plain: info.isFile() });
  }
  return found;
}

/** Path, size, time and kind of each; a host has GNU's stat, or it is not used. */
const STAT = `for __procs_path in "\${__procs_paths[@]}"; do
  if [[ -e $__procs_path ]]; then
    printf '%s\\0' "$__procs_path"
    command -p stat -L --printf '%s\\0%.3Y\\0%F\\0' -- "$__procs_path"
  fi
done`;

function filesThere(fields: readonly string[]): FoundFile[] {
  const found: FoundFile[] = [];
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [path, size, changed, kind] = fields.slice(at, at + 4) as [
      string,
      string,
      string,
      string,
    ];
    found.push({
      path,
      size: Number(size),
      changed: Number(changed.replace(',', '.')) * 1000,
      plain: /^regular/.test(kind),
    });
  }
  return found;
}

async function judgeHttp(
  check: Extract<Check, { kind: 'http' }>,
  probe: Probe,
  say: JudgeWords,
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
    return unverified(say.notAsked(check.url, whatFailed(outcome, say) ?? say.shellNotWell));
  }
  if (answer === 'none' && probe.host !== null) return unverified(say.noCurl(probe.host, url));
  const status = answer === 'none' ? await fetched(url) : Number(answer);
  if (status === 0) return failed(say.noAnswer(url));
  return status === check.status
    ? passed(say.answered(url, status))
    : failed(say.answeredOther(url, status, check.status));
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
  say: JudgeWords,
): Promise<Judgement> {
  const { outcome, out } = await probe(
    `command -v systemctl >/dev/null || exit 9\nsystemctl is-active -- ${quote(check.name)} || :`,
    null,
  );
  const said = out.trim();
  if (outcome.ending.kind !== 'exited' || outcome.ending.status === 9) {
    return unverified(say.noSystemctl);
  }
  if (!/^(?:active|inactive|failed|activating|deactivating|reloading)$/.test(said)) {
    return unverified(say.serviceUnknown(check.name, said));
  }
  return said === check.is
    ? passed(say.service(check.name, said))
    : failed(say.service(check.name, said));
}

/**
 * `absent` counts whatever shows the name in its command line; `running` only what bears it as its
 * own. Of the two ways to err, both are the harmless one. This process and its parents do not count.
 */
async function judgeProcess(
  check: Extract<Check, { kind: 'process' }>,
  probe: Probe,
  say: JudgeWords,
): Promise<Judgement> {
  const processes = probe.host === null ? processesHere() : await processesThere(probe);
  if (processes === null) {
    return unverified(say.noProc(probe.host));
  }
  for (const { pid, words } of processes) {
    const shown = words.join(' ').trim();
    const bears = words
      .slice(0, 2)
      .some((word) => word.replace(/:$/, '').split('/').at(-1) === check.name);
    if (check.is === 'running' && bears) return passed(say.process(pid, shown));
    if (check.is === 'absent' && shown.includes(check.name)) return failed(say.process(pid, shown));
  }
  return check.is === 'running'
    ? failed(say.noProcess(check.name))
    : passed(say.noProcess(check.name));
}

interface FoundProcess {
  readonly pid: number;
  readonly words: readonly string[];
}

/** This process and its parents do not count. */
function processesHere(): FoundProcess[] | null {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    // Where the first process cannot be seen, others may be hidden as well.
    if (readFileSync('/proc/1/cmdline').length === 0) return null;
  } catch {
    return null;
  }
  const own = new Set<number>();
  for (let pid = process.pid; pid > 1 && !own.has(pid); pid = processInfo(pid)?.parent ?? 0)
    own.add(pid);
  return names
    .map((name) => ({ pid: Number(name), words: commandLine(Number(name)) }))
    .filter(
      ({ pid, words }) =>
        !own.has(pid) && words.length > 0 && (processInfo(pid)?.state ?? 'Z') !== 'Z',
    );
}

/** A zombie has no command line. What procs itself runs there does not count. */
async function processesThere(probe: Probe): Promise<FoundProcess[] | null> {
  const { outcome, out } = await probe(COMMAND_LINES, null);
  if (outcome.ending.kind !== 'exited' || outcome.ending.status !== 0) return null;
  const fields = out.split('\0');
  const found: FoundProcess[] = [];
  for (let at = 0; at + 1 < fields.length; ) {
    const count = Number(fields[at + 1]);
    const line = fields.slice(at + 2, at + 2 + count).join(' ');
    const words = line.split(' ').filter((word) => word !== '');
    if (words.length > 0 && !OWN.test(line)) found.push({ pid: Number(fields[at]), words });
    at += 2 + count;
  }
  return found;
}

const OWN = /\/tmp\/procs-[0-9a-f-]{36}|^bash --noprofile --norc -s$/;

/** Where the first process cannot be seen, others may be hidden as well. */
const COMMAND_LINES = `IFS= read -r -d '' __procs_path </proc/1/cmdline
for __procs_path in /proc/[0-9]*; do
  __procs_words=()
  { mapfile -d '' -t __procs_words <"$__procs_path/cmdline"; } 2>/dev/null || continue
  printf '%s\\0' "\${__procs_path#/proc/}" "\${#__procs_words[@]}" "\${__procs_words[@]}"
done`;

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
  say: JudgeWords,
): Promise<Judgement> {
  const { outcome } = await probe(check.code, check.line);
  if (outcome.ending.kind === 'exited' && outcome.ending.status === 0) {
    const thrown = thrownAway(outcome, say) ?? perhapsThrownAway(outcome, say);
    if (thrown !== null) return unverified(say.checkThrown(thrown));
    // `exit 0` is how a check says yes; a shell that vanished said nothing.
    if (outcome.end === 'reached' || outcome.end === 'left') return passed(say.checkPassed);
    return unverified(say.checkNotEnded);
  }
  if (outcome.ending.kind === 'not-started')
    return unverified(say.checkNotStarted(outcome.ending.reason));
  if (outcome.ending.kind !== 'exited')
    return failed(outcome.ending.kind === 'timed-out' ? say.checkTooLong : say.checkCutOff);
  return failed(say.checkFailed(whatFailed(outcome, say) ?? say.endedWith(outcome.ending.status)));
}

/** A word in which bash expands variables, and nothing else. */
function expandable(text: string): string {
  return `"${text.replace(/[\\"`]/g, '\\$&').replaceAll('$(', '\\$(')}"`;
}
