/** The roles that a run asks for approvals, and whether those given in advance are among them. */
import type { Procedure } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import { nearest } from '../../text/suggest.ts';
import { lookup } from '../../workspace/lookup.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Words } from '../words/words.ts';
import { approvalIn, matrixRoles } from './approvals.ts';

/** A role that nothing asks for and no matrix has is a slip of the pen, which would leave the true one unapproved. */
export function approvalProblems(
  workspace: Workspace,
  procedure: Procedure,
  approvals: ReadonlyMap<string, string>,
  words: Words,
): string[] {
  if (approvals.size === 0) return [];
  const say = words.gates.approval;
  const roles = [...new Set(withCalled(workspace, procedure).flatMap(rolesOf))];
  return [...approvals.keys()].flatMap((given) => {
    if (roles.some((role) => fold(role) === fold(given))) return [];
    if (roles.length === 0) return [say.noRole(given)];
    return [say.unknownRole(given, nearest(given, roles), roles.join(', '))];
  });
}

function rolesOf(procedure: Procedure): string[] {
  const asked = sentencesOf(procedure).flatMap((text) => approvalIn(text, procedure)?.roles ?? []);
  return [...asked, ...matrixRoles(procedure)];
}

/** Everything that a run may ask a person. */
function sentencesOf({ prerequisites, flows, criteria }: Procedure): string[] {
  const stages = flows.flatMap((flow) => flow.stages);
  const steps = stages.flatMap((stage) => stage.steps);
  return [
    ...prerequisites.map(({ text }) => text),
    ...[
      ...criteria,
      ...stages.flatMap((each) => each.criteria),
      ...steps.flatMap((each) => each.criteria),
    ]
      .filter(({ check }) => check === null)
      .map(({ text }) => text),
    ...steps.flatMap(({ actions }) =>
      actions.flatMap((action) => {
        if (action.kind === 'checklist') return action.items.map(({ text }) => text);
        return action.kind === 'instruction' ? [action.text] : [];
      }),
    ),
  ];
}

/** The procedure and all that it calls, directly or not. */
function withCalled(workspace: Workspace, procedure: Procedure): Procedure[] {
  const found = new Set<Procedure>([procedure]);
  for (const each of found) {
    for (const { target } of calls(each)) {
      const called = lookup(workspace, target);
      if (called.found === 'one') found.add(called.document.procedure);
    }
  }
  return [...found];
}

function calls({ flows }: Procedure): { target: string }[] {
  return flows.flatMap(({ stages }) =>
    stages.flatMap(({ steps }) =>
      steps.flatMap(({ actions }) => actions.filter((action) => action.kind === 'call')),
    ),
  );
}
