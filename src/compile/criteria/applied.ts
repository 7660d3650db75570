/** 'Manifiestos aplicados' beside `kubectl apply`, 'release upgraded' beside `helm upgrade`: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const applied: InferenceRule = {
  id: 'applied',
  sentence:
    'says that manifests, configuration, a chart or infrastructure are applied, created or upgraded, and nothing else',
  block:
    'holds `kubectl apply`, `helm install|upgrade`, `terraform apply` or `ansible-playbook`, whose failure nothing hides',
  concludes: 'that command ends with 0',
  silent:
    'the command rehearses (`--dry-run`, `--check`), or the sentence promises what comes later (deployed, running, ready).',
  examples: {
    es: {
      fires: ['kubectl apply -f k8s/pedidos.yaml', 'Manifiesto aplicado'],
      silent: ['kubectl apply --dry-run=server -f k8s/pedidos.yaml', 'Manifiesto aplicado'],
    },
    en: {
      fires: ['terraform apply -auto-approve plan.out', 'Infrastructure changes applied'],
      silent: ['helm upgrade orders ./chart', 'Release upgraded and pods running'],
    },
  },
  infer(evidence) {
    return proveClaim(evidence, {
      subject:
        'manifiestos?|manifests?|configuracion|configuration|charts?|release|infraestructura|infrastructure|cambios|changes|recursos?|resources?|playbook|terraform',
      state: 'aplicad[oa]s?|applied|actualizad[oa]s?|upgraded|updated|apply|complete',
      also: 'helm|kubernetes|cluster',
      shows: applies,
    });
  },
};

function applies({ name, args }: ShellCommand): boolean {
  if (args.some((arg) => /^(-C|--check|--dry-run.*|--syntax-check|--list-\w+)$/.test(arg)))
    return false;
  const rest = args.join(' ').replace(/^((-n|--namespace|--context|-chdir)[ =]\S+ )*/, '');
  if (name === 'kubectl' || name === 'oc') return /^apply\b(?! view| set)/.test(rest);
  if (name === 'helm') return /^(upgrade|install)\b/.test(rest);
  if (name === 'terraform' || name === 'tofu') return /^apply\b/.test(rest);
  return name === 'ansible-playbook';
}
