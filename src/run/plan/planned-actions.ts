/** The actions of a plan that surely run, in their order, and what may have changed before each. */
import type { Action, Step } from '../../model/index.ts';
import { analyzeShell } from '../../shell/analyze.ts';
import type { Plan } from './plan.ts';

export interface PlannedAction {
  readonly step: Step;
  readonly action: Action;
  /** Whether something before it may change what commands and files there are. */
  readonly changed: boolean;
}

/** Without what runs only if somebody wants it. `from`: what came before may have changed something. */
export function actionsInOrder({ stages }: Plan, from: boolean): PlannedAction[] {
  const actions: PlannedAction[] = [];
  let changed = from;
  for (const { step, mode } of stages.flatMap(({ steps }) => steps)) {
    if (mode !== 'run') {
      changed ||= mode === 'ask';
      continue;
    }
    for (const action of step.actions) {
      actions.push({ step, action, changed });
      if (action.kind === 'run')
        changed ||= analyzeShell(action.code).commands.some(bringsSomething);
      else changed ||= action.kind !== 'listing' && action.kind !== 'message';
    }
  }
  return actions;
}

/** Commands that leave everything as it is: after anything else, what was missing may be there. */
const HARMLESS =
  /^(?:echo|printf|true|false|:|test|\[|\[\[|ls|cat|head|tail|grep|egrep|fgrep|wc|sort|uniq|cut|date|whoami|hostname|uname|id|pwd|sleep|ps|pgrep|df|du|free|uptime|stat|diff|which|type|exit|read|command)$/;

export function bringsSomething({ name }: { readonly name: string }): boolean {
  return name !== '' && !HARMLESS.test(name);
}
