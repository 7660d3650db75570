/** What a block of commands does differently: its commands, where they run, and how a run treats it. */
import type { Difference, Expectation, Hazard, RunAction } from '../../model/index.ts';
import { contentOf } from './course.ts';
import { change, type More } from './draft.ts';

export function diffBlock(before: RunAction, after: RunAction, more: More): Difference[] {
  const found: Difference[] = [];
  if (contentOf(before) !== contentOf(after)) {
    const code = { before: before.code, after: after.code };
    found.push(change('commands-changed', 'notice', { ...more, ...code }));
  }
  const [was, is] = [hostsOf(before), hostsOf(after)];
  if (is.some((host) => !was.includes(host))) {
    const hosts = { before: was.join(', '), after: is.join(', ') };
    found.push(change('host-changed', 'danger', { ...more, ...hosts }));
  }
  return [...found, ...hazardChanges(before, after, more), ...settingChanges(before, after, more)];
}

/** Every host that something of the block runs on; this machine is one. */
function hostsOf({ host, hostAfter, commands }: RunAction): string[] {
  const remote = commands.flatMap(({ via }) =>
    via.flatMap((wrapper) => /^ssh\s.*?([^\s]+)$/.exec(wrapper)?.[1] ?? []),
  );
  return [...new Set([host ?? 'this machine', ...remote, hostAfter ?? 'this machine'])].sort();
}

/**
 * What destroys is compared over the whole procedure; that a command is remote, its hosts say. Of rights
 * only the first of a block is news: its changed commands are shown anyway.
 */
function hazardChanges(before: RunAction, after: RunAction, more: More): Difference[] {
  const keyOf = ({ kind, command }: Hazard): string =>
    kind === 'privileged' ? kind : `${kind} ${tidy(command)}`;
  const told = new Set(before.hazards.map(keyOf));
  return after.hazards
    .filter(({ kind }) => kind === 'endless' || kind === 'interactive' || kind === 'privileged')
    .filter((hazard) => {
      const isNew = !told.has(keyOf(hazard));
      told.add(keyOf(hazard));
      return isNew;
    })
    .map(({ command, reason, span }) =>
      change('hazard-added', 'notice', { ...more, subject: command, after: reason, at: span }),
    );
}

function settingChanges(before: RunAction, after: RunAction, more: More): Difference[] {
  const [was, is] = [before.expects, after.expects];
  const found: Difference[] = [];
  if (was.run === 'ask' && is.run === 'auto') {
    found.push(change('confirmation-removed', 'danger', { ...more, subject: firstLine(after) }));
  } else if (was.run !== is.run) {
    found.push(setting('run', was.run, is.run, 'minor', more));
  }
  if (is.exit.some((code) => !was.exit.includes(code))) {
    const codes = { before: was.exit.join(', '), after: is.exit.join(', ') };
    found.push(change('exit-loosened', 'danger', { ...more, ...codes }));
  } else if (was.exit.length !== is.exit.length) {
    found.push(setting('exit', was.exit.join(','), is.exit.join(','), 'notice', more));
  }
  if (before.shell !== after.shell) {
    found.push(setting('shell', before.shell, after.shell, 'notice', more));
  }
  for (const [name, show] of settings) {
    const [old, now] = [show(was), show(is)];
    if (old !== now) found.push(setting(name, old, now, 'notice', more));
  }
  return found;
}

const settings: readonly (readonly [string, (expects: Expectation) => string | null])[] = [
  ['timeout', ({ timeout }) => (timeout === null ? null : `${timeout / 1000} s`)],
  ['retry', ({ retry }) => (retry === 0 ? null : String(retry))],
  ['every', ({ every }) => (every === 0 ? null : `${every / 1000} s`)],
  ['interactive', ({ interactive }) => (interactive ? 'yes' : null)],
  ['background', ({ background }) => (background ? 'yes' : null)],
];

function setting(
  what: string,
  before: string | null,
  after: string | null,
  severity: 'notice' | 'minor',
  more: More,
): Difference {
  return change('setting-changed', severity, { ...more, what, before, after });
}

function firstLine(action: RunAction): string {
  return contentOf(action).split('\n', 1)[0]!.trim();
}

function tidy(command: string): string {
  return command.replace(/\s+/g, ' ').trim();
}
