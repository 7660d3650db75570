/** Every rule, in the order of their codes. A new one goes to the end; a code is never used again. */
import type { Rule } from '../rule.ts';
import { approvalMissing } from './approval-missing.ts';
import { artifactNotProduced } from './artifact-not-produced.ts';
import { attestedCriterion } from './attested-criterion.ts';
import { callCycle } from './call-cycle.ts';
import { changelogOrder } from './changelog-order.ts';
import { changelogVersion } from './changelog-version.ts';
import { contactPlaceholder } from './contact-placeholder.ts';
import { curlWithoutFail } from './curl-without-fail.ts';
import { danglingAnchor } from './dangling-anchor.ts';
import { danglingLink } from './dangling-link.ts';
import { dependsOnObsolete } from './depends-on-obsolete.ts';
import { doubledId } from './doubled-id.ts';
import { duplicateAnchor } from './duplicate-anchor.ts';
import { emptySection } from './empty-section.ts';
import { endlessCommand } from './endless-command.ts';
import { exitInBlock } from './exit-in-block.ts';
import { failuresTurnedOff } from './failures-turned-off.ts';
import { forcePush } from './force-push.ts';
import { frontMatterPathMissing } from './front-matter-path-missing.ts';
import { frontMatterSchema } from './front-matter-schema.ts';
import { frontMatterYaml } from './front-matter-yaml.ts';
import { futureDate } from './future-date.ts';
import { headFields } from './head-fields.ts';
import { headingId } from './heading-id.ts';
import { invalidSuppression } from './invalid-suppression.ts';
import { malformedId } from './malformed-id.ts';
import { mermaidSyntax } from './mermaid-syntax.ts';
import { missingId } from './missing-id.ts';
import { nestedFence } from './nested-fence.ts';
import { networkToShell } from './network-to-shell.ts';
import { noWayBack } from './no-way-back.ts';
import { noticeAfterCommand } from './notice-after-command.ts';
import { numbering } from './numbering.ts';
import { oneWayRelation } from './one-way-relation.ts';
import { parameterNeverUsed } from './parameter-never-used.ts';
import { placeholderRedirection } from './placeholder-redirection.ts';
import { raciAccountable } from './raci-accountable.ts';
import { raciUnknownRole } from './raci-unknown-role.ts';
import { removalOfVariablePath } from './removal-of-variable-path.ts';
import { reviewOverdue } from './review-overdue.ts';
import { secretInCommand } from './secret-in-command.ts';
import { shellSyntax } from './shell-syntax.ts';
import { stageTimesSum } from './stage-times-sum.ts';
import { staleStatus } from './stale-status.ts';
import { stepWithoutCriterion } from './step-without-criterion.ts';
import { titleDiffers } from './title-differs.ts';
import { todoLeft } from './todo-left.ts';
import { tooComplexDocument } from './too-complex-document.ts';
import { totalTimeLimit } from './total-time-limit.ts';
import { twoClocks } from './two-clocks.ts';
import { unclosedFence } from './unclosed-fence.ts';
import { undeclaredTool } from './undeclared-tool.ts';
import { undeclaredVariable } from './undeclared-variable.ts';
import { unguardedCdBeforeRemoval } from './unguarded-cd-before-removal.ts';
import { unknownFenceAttribute } from './unknown-fence-attribute.ts';
import { unknownStatus } from './unknown-status.ts';
import { unlabelledFence } from './unlabelled-fence.ts';
import { unprotectedDestruction } from './unprotected-destruction.ts';
import { unreadableDocument } from './unreadable-document.ts';
import { unresolvedReference } from './unresolved-reference.ts';
import { unresolvedStep } from './unresolved-step.ts';
import { unsafeLink } from './unsafe-link.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { variableLost } from './variable-lost.ts';
import { variableNeverUsed } from './variable-never-used.ts';
import { variableSetSometimes } from './variable-set-sometimes.ts';
import { variableUsedBeforeSet } from './variable-used-before-set.ts';
import { waitWithoutEnd } from './wait-without-end.ts';
import { wideKill } from './wide-kill.ts';
export const rules: readonly Rule[] = [
  frontMatterYaml,
  frontMatterSchema,
  unknownStatus,
  missingId,
  malformedId,
  doubledId,
  headingId,
  headFields,
  unresolvedReference,
  danglingLink,
  danglingAnchor,
  unresolvedStep,
  numbering,
  shellSyntax,
  placeholderRedirection,
  stepWithoutCriterion,
  mermaidSyntax,
  unclosedFence,
  nestedFence,
  unknownFenceAttribute,
  unreadableDocument,
  endlessCommand,
  unprotectedDestruction,
  unsafeLink,
  invalidSuppression,
  unusedSuppression,
  tooComplexDocument,
  callCycle,
  dependsOnObsolete,
  oneWayRelation,
  frontMatterPathMissing,
  duplicateAnchor,
  variableUsedBeforeSet,
  variableNeverUsed,
  variableLost,
  variableSetSometimes,
  undeclaredVariable,
  twoClocks,
  staleStatus,
  unguardedCdBeforeRemoval,
  removalOfVariablePath,
  parameterNeverUsed,
  secretInCommand,
  curlWithoutFail,
  networkToShell,
  forcePush,
  wideKill,
  waitWithoutEnd,
  exitInBlock,
  failuresTurnedOff,
  changelogVersion,
  changelogOrder,
  stageTimesSum,
  totalTimeLimit,
  undeclaredTool,
  artifactNotProduced,
  raciAccountable,
  raciUnknownRole,
  approvalMissing,
  reviewOverdue,
  unlabelledFence,
  todoLeft,
  emptySection,
  contactPlaceholder,
  noticeAfterCommand,
  attestedCriterion,
  titleDiffers,
  futureDate,
  noWayBack,
];

const byName = new Map(
  rules.flatMap((rule) => [[rule.id, rule] as const, [rule.code.toLowerCase(), rule] as const]),
);

/** The rule of an ID or a code, whatever its case. */
export function findRule(name: string): Rule | undefined {
  return byName.get(name.trim().toLowerCase());
}
