/** 'Configuración válida' beside `nginx -t` and its like: that test ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

/** Commands that end with 0 only for a valid configuration, by their arguments. */
const tests: Readonly<Record<string, RegExp>> = {
  nginx: /^-t\b|^-tq?\b|^-qt?\b/,
  apachectl: /^(configtest|-t)$/,
  apache2ctl: /^(configtest|-t)$/,
  httpd: /^-t$/,
  haproxy: /(^|\s)-c(\s|$)/,
  sshd: /^-[tT]\b/,
  visudo: /^-c/,
  'named-checkconf': /^/,
  'named-checkzone': /^/,
  promtool: /^check (config|rules)/,
  amtool: /^check-config/,
  terraform: /^validate/,
  packer: /^validate/,
  'ansible-playbook': /--syntax-check/,
  'docker-compose': /(^|\s)config(\s|$)/,
  docker: /^compose\s(.*\s)?config(\s|$)/,
  caddy: /^validate/,
  bash: /^-n \S+$/,
  sh: /^-n \S+$/,
  jq: /^(-e )?(empty|\.)( \S+)?$/,
  helm: /^lint/,
};

export const configValid: InferenceRule = {
  id: 'config-valid',
  sentence:
    'says that a configuration or syntax is valid, and names nothing else than the tool or its file',
  block:
    'holds a known test of a configuration whose failure nothing hides: `nginx -t`, `apachectl configtest`, `haproxy -c`, `sshd -t`, `visudo -c`, `promtool check`, `terraform validate`, `ansible-playbook --syntax-check`, `docker compose config`, `bash -n`, `jq empty` and their like',
  concludes: 'that test ends with 0',
  silent: 'the sentence promises more ("and reloaded", "without warnings") or names another tool.',
  examples: {
    es: {
      fires: ['sudo nginx -t', 'Configuración de nginx válida'],
      silent: ['sudo nginx -t', 'Configuración válida sin advertencias'],
    },
    en: {
      fires: ['promtool check config /etc/prometheus/prometheus.yml', 'The configuration is valid'],
      silent: ['haproxy -c -f /etc/haproxy/haproxy.cfg || true', 'The configuration is valid'],
    },
  },
  infer(evidence) {
    return proveClaim(evidence, {
      subject:
        'configuracion(es)?|config|configuration|sintaxis|syntax|json|fichero|archivo|file|test|prueba',
      state: 'valid|valid[oa]s?|correct[oa]s?|correct|ok|exitos[oa]|successful|passes|pasa|passed',
      also: 'debe|ser|should|must|nueva|new',
      named: true,
      shows: isTest,
    });
  },
};

function isTest({ name, args }: ShellCommand): boolean {
  return Object.hasOwn(tests, name) && tests[name]!.test(args.join(' '));
}
