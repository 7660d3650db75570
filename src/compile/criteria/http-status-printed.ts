/** 'HTTP 200' beside `curl -w '%{http_code}'`: the block prints that status. */
import { statusOf } from './http-status.ts';
import { type InferenceRule, onlyCommand } from './rule.ts';

export const httpStatusPrinted: InferenceRule = {
  id: 'http-status-printed',
  sentence: 'says that something answers with one HTTP status, and nothing else',
  block:
    "is one curl that writes only the status: `-o` for the body and `-w '%{http_code}'` for the rest",
  concludes: 'standard output is that status',
  silent:
    'curl writes more than the status, is behind a pipe or not alone, or the sentence says more.',
  examples: {
    es: {
      fires: [
        "curl -sk -o /dev/null -w '%{http_code}' https://localhost/panel",
        'Debe responder HTTP 401',
      ],
      silent: [
        "curl -s -o /dev/null -w '%{http_code} %{time_total}' https://localhost/panel",
        'Debe responder HTTP 401',
      ],
    },
    en: {
      fires: [
        'curl -s -o /dev/null -w "%{http_code}\\n" -X POST http://localhost/orders',
        'HTTP 201 Created',
      ],
      silent: [
        'for n in 1 2; do curl -s -o /dev/null -w "%{http_code}\\n" http://localhost/$n; done',
        'HTTP 200',
      ],
    },
  },
  infer(evidence) {
    const status = statusOf(evidence);
    const command = onlyCommand(evidence.analysis);
    if (status === null || command?.name !== 'curl' || command.redirects.length > 0) return null;
    const { args } = command;
    const after = (names: RegExp): string | undefined => {
      const at = args.findIndex((arg) => names.test(arg));
      return at === -1 ? undefined : args[at + 1];
    };
    const format = after(/^(-[a-zA-Z]*w|--write-out)$/);
    const body = after(/^(-[a-zA-Z]*o|--output)$/);
    const prints = args.some((arg) => /^(-[a-zA-Z]*[viI#]|--(verbose|include|head))/.test(arg));
    const urls = args.filter((arg) => /^https?:\/\//.test(arg));
    if (!/^%\{(http_code|response_code)\}(\\n)?$/.test(format ?? '')) return null;
    if (body === undefined || body === '-' || prints || urls.length > 1) return null;
    return { check: { kind: 'output', stream: 'stdout', is: 'equals', value: String(status) } };
  },
};
