/** What changed beside the course: version, state, roles, approvals, parameters, prerequisites. */
import type { Difference, DifferenceSeverity, Parameter, Procedure } from '../../model/index.ts';
import { diffEntries, type Entry } from './diff-entries.ts';
import { change } from './draft.ts';
import { fold, match } from './match.ts';

export function diffHead(before: Procedure, after: Procedure): Difference[] {
  return [
    ...fieldChanges(before, after),
    ...versionChange(before, after),
    ...approvalChanges(before, after),
    ...parameterChanges(before.parameters, after.parameters),
    ...diffEntries('role', before.roles, after.roles, 'notice'),
    ...diffEntries('prerequisite', before.prerequisites, after.prerequisites, 'notice'),
    ...diffEntries('risk', before.risks, after.risks, 'notice'),
    ...diffEntries('tool', before.tools, after.tools, 'minor'),
    ...diffEntries('artifact', named(before.artifacts), named(after.artifacts), 'minor'),
  ];
}

function fieldChanges(before: Procedure, after: Procedure): Difference[] {
  const fields = ['title', 'kind', 'category', 'owner', 'frequency', 'reviewDue'] as const;
  const found: Difference[] = [];
  if (fold(before.status ?? '') !== fold(after.status ?? '')) {
    found.push(change('status-changed', 'notice', { before: before.status, after: after.status }));
  }
  for (const field of fields) {
    const [was, is] = [before[field], after[field]];
    if (fold(was ?? '') === fold(is ?? '')) continue;
    const what = field === 'reviewDue' ? 'date of review' : field;
    found.push(change('field-changed', 'minor', { what, before: was, after: is }));
  }
  return found;
}

function versionChange(
  { version: before }: Procedure,
  { version: after }: Procedure,
): Difference[] {
  if (before === after) return [];
  const isLower = before !== null && (after === null || compareVersions(before, after) > 0);
  return [
    isLower
      ? change('version-lowered', 'notice', { before, after })
      : change('version-changed', 'minor', { before, after }),
  ];
}

/** By their numbers; 0 where one of them is no version of numbers. */
function compareVersions(one: string, other: string): number {
  const numbers = (text: string): number[] | null =>
    /^v?\d+(?:\.\d+)*$/i.test(text.trim()) ? (text.match(/\d+/g) ?? []).map(Number) : null;
  const [mine, theirs] = [numbers(one), numbers(other)];
  if (mine === null || theirs === null) return 0;
  for (let index = 0; index < Math.max(mine.length, theirs.length); index += 1) {
    const difference = (mine[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function approvalChanges(before: Procedure, after: Procedure): Difference[] {
  const { pairs, removed, added } = match(before.approvals, after.approvals, {
    keys: [({ role, name }) => `${fold(role)} ${name}`, ({ role }) => fold(role)],
  });
  return [
    ...removed.map(({ role, span }) =>
      change('approval-removed', 'danger', { subject: role, was: span }),
    ),
    ...pairs.flatMap(([previous, next]) => {
      if (previous.name === next.name && previous.date === next.date) return [];
      const show = ({ name, date }: typeof next): string | null =>
        [name, date].filter((part) => part !== null).join(', ') || null;
      return [
        change('approval-changed', previous.name === next.name ? 'minor' : 'notice', {
          subject: next.role,
          before: show(previous),
          after: show(next),
          at: next.span,
          was: previous.span,
        }),
      ];
    }),
    ...added.map(({ role, span }) =>
      change('entry-added', 'minor', { what: 'approval', subject: role, at: span }),
    ),
  ];
}

function parameterChanges(before: readonly Parameter[], after: readonly Parameter[]): Difference[] {
  const { pairs, removed, added } = match(before, after, { keys: [({ name }) => name] });
  const severity = ({ origin }: Parameter): DifferenceSeverity =>
    origin === 'declared' ? 'notice' : 'minor';
  return [
    ...removed.map((one) =>
      change('entry-removed', severity(one), {
        what: 'parameter',
        subject: one.name,
        was: one.span,
      }),
    ),
    ...pairs.flatMap(([previous, next]) => parameterPair(previous, next)),
    ...added.map((one) =>
      change('entry-added', severity(one), { what: 'parameter', subject: one.name, at: one.span }),
    ),
  ];
}

function parameterPair(before: Parameter, after: Parameter): Difference[] {
  const spans = { subject: after.name, at: after.span, was: before.span };
  const found: Difference[] = [];
  if (before.secret && !after.secret) found.push(change('secret-revealed', 'danger', spans));
  const isSecret = before.secret || after.secret;
  for (const [what, show] of parameterFields) {
    const [was, is] = [show(before), show(after)];
    if (was === is) continue;
    // The value of a secret is nobody's to print.
    const hide = (value: string | null): string | null =>
      isSecret && what === 'default' && value !== null ? '(secret)' : value;
    const values = { what, before: hide(was), after: hide(is) };
    found.push(change('parameter-changed', 'notice', { ...spans, ...values }));
  }
  return found;
}

const parameterFields: readonly (readonly [string, (one: Parameter) => string | null])[] = [
  ['default', (one) => one.default],
  ['type', ({ type }) => type],
  ['pattern', ({ pattern }) => pattern],
  ['options', ({ options }) => options.join(', ') || null],
];

function named(artifacts: Procedure['artifacts']): Entry[] {
  return artifacts.map(({ name, path, span }) => ({
    text: path === null || path === name ? name : `${name} (${path})`,
    span,
  }));
}
