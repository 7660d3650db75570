/** The commands that a plan's blocks call on other hosts, for those hosts to be asked whether they have them. */
import { analyzeShell } from '../../shell/analyze.ts';
import type { CalledPlan } from './called.ts';
import type { HostMap } from './host-map.ts';
import type { Plan } from './plan.ts';
import { actionsInOrder, bringsSomething } from './planned-actions.ts';
import { routeOf } from './route.ts';

export interface ToolElsewhere {
  readonly host: string;
  readonly name: string;
  /** Step and line that call it first. */
  readonly ref: string;
  readonly line: number;
  /** Nothing before it could bring it, and its block cannot do without it. */
  readonly certain: boolean;
}

export function toolsElsewhere(
  plan: Plan,
  called: readonly CalledPlan[],
  hosts: HostMap,
): ToolElsewhere[] {
  const all = [{ plan, changed: false }, ...called];
  const tools = all.flatMap((each) => toolsOf(each.plan, each.changed, hosts));
  const defined = new Set(all.flatMap((each) => functionsOf(each.plan)));
  const first = new Map<string, ToolElsewhere>();
  for (const tool of tools) {
    const key = `${tool.host} ${tool.name}`;
    if (!first.has(key) && !defined.has(tool.name)) first.set(key, tool);
  }
  return [...first.values()];
}

function toolsOf(plan: Plan, from: boolean, hosts: HostMap): ToolElsewhere[] {
  const { splits } = routeOf(plan.flow, plan.values, hosts);
  const tools: ToolElsewhere[] = [];
  let changed = from;
  for (const { step, action, changed: before } of actionsInOrder(plan, from)) {
    if (action.kind !== 'run') {
      // Of blocks, moving to a host changes nothing there; of anything else nobody knows.
      changed ||= before || (action.kind !== 'listing' && action.kind !== 'message');
      continue;
    }
    for (const { host, code } of splits.get(action)?.parts ?? []) {
      for (const { name, via, guarded, topLevel, start } of analyzeShell(code).commands) {
        const isPlain = /^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(name);
        if (host !== null && isPlain && !via.some((each) => AWAY.test(each))) {
          const certain =
            !changed && topLevel && !guarded && via.length === 0 && action.expects.exit.includes(0);
          const line = action.codeSpan.line + code.slice(0, start).split('\n').length - 1;
          tools.push({ host, name, ref: step.ref, line, certain });
        }
        changed ||= bringsSomething({ name });
      }
    }
  }
  return tools;
}

/** Wrappers whose command runs somewhere else again. */
const AWAY = /^(?:ssh|docker|kubectl|vagrant)/;

function functionsOf({ stages }: Plan): string[] {
  const actions = stages.flatMap(({ steps }) => steps.flatMap(({ step }) => step.actions));
  return actions.flatMap((action) =>
    action.kind === 'run'
      ? [...action.code.matchAll(/(?:^|[;\s])(?:function\s+([\w.-]+)|([\w.-]+)\s*\(\))/g)].map(
          (match) => match[1] ?? match[2]!,
        )
      : [],
  );
}
