/** 'Rollout completado' beside `kubectl rollout status`, 'pods listos' beside `kubectl wait`: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { Inference, InferenceRule } from './rule.ts';

export const rolloutComplete: InferenceRule = {
  id: 'rollout-complete',
  sentence:
    'says that a rollout is complete, or that pods, nodes or a job are ready, available or complete, and nothing else',
  block:
    'holds `kubectl rollout status`, or `kubectl wait` for just that condition, whose failure nothing hides',
  concludes: 'that kubectl ends with 0, which it does only when it is so',
  silent:
    'the rollout is not waited for (`--watch=false`), the condition is another, or the sentence says more (all pods of the cluster, without restarts).',
  examples: {
    es: {
      fires: ['kubectl rollout status deployment/pedidos --timeout=120s', 'Rollout completado'],
      silent: ['kubectl rollout status deployment/pedidos --watch=false', 'Rollout completado'],
    },
    en: {
      fires: [
        'kubectl wait --for=condition=Ready pod -l app=orders --timeout=60s',
        'The orders pods are ready',
      ],
      silent: ['kubectl get pods -l app=orders', 'The orders pods are ready'],
    },
  },
  infer(evidence): Inference | null {
    return (
      proveClaim(evidence, {
        subject:
          'rollout|despliegue|deployment|deploy|statefulset|daemonset|aplicacion|application|app|release',
        state:
          'completad[oa]|complet[oa]|complete|completed|finalizad[oa]|finished|exitos[oa]|successful|rolled|termina|completes',
        also: 'out|kubernetes',
        among: (command) => verbOf(command) === 'rollout status',
        shows: (command) =>
          verbOf(command) === 'rollout status' && !command.args.includes('--watch=false'),
      }) ??
      waits(evidence, 'ready', 'pods?|nodos?|nodes?', 'list[oa]s?|ready') ??
      waits(evidence, 'available', 'despliegues?|deployments?', 'disponibles?|available') ??
      waits(evidence, 'complete', 'jobs?', 'completad[oa]s?|completed?')
    );
  },
};

function waits(
  evidence: Parameters<InferenceRule['infer']>[0],
  condition: string,
  subject: string,
  state: string,
): Inference | null {
  const isFor = (arg: string): boolean =>
    new RegExp(`^(--for=)?condition=${condition}(=true)?$`, 'i').test(arg);
  return proveClaim(evidence, {
    subject,
    state,
    among: (command) => verbOf(command) === 'wait',
    shows: (command) => verbOf(command) === 'wait' && command.args.some(isFor),
  });
}

function verbOf({ name, args }: ShellCommand): string | null {
  if (name !== 'kubectl' && name !== 'oc') return null;
  const rest = args.join(' ').replace(/^((-n|--namespace|--context)[ =]\S+ )*/, '');
  return /^(rollout status|wait)\b/.exec(rest)?.[1] ?? null;
}
