/** 'HTTP 200' beside a `curl --fail`: that curl ended with 0. */
import { type Evidence, type InferenceRule, isNegative, proven } from './rule.ts';

export const httpOk: InferenceRule = {
  id: 'http-ok',
  says: 'The sentence, or a comment of the block, expects HTTP 200 or a health check that answers; the block calls curl with --fail where nothing hides its failure; so that curl must end with 0.',
  silent:
    'curl without -f or --fail ends with 0 on HTTP 500 too; a curl behind || or in a condition proves nothing.',
  infer(evidence) {
    if (!expectsAnswer(evidence)) return null;
    const curls = proven(evidence.analysis).filter(
      ({ name, args }) =>
        name === 'curl' &&
        args.some((arg) => /^(--fail(-with-body)?|-[a-zA-Z]*f[a-zA-Z]*)$/.test(arg)),
    );
    const last = curls.at(-1);
    // A curl without --fail beside it could answer 500 unseen.
    const all = evidence.analysis.commands.filter(({ name }) => name === 'curl');
    if (last === undefined || all.length !== curls.length) return null;
    return { check: { kind: 'command', command: last.text, line: evidence.lineOf(last.start) } };
  },
};

function expectsAnswer({ sentence, comments }: Evidence): boolean {
  if (isNegative(sentence)) return false;
  if (/\bhttp(\/[\d.]+)? ?200\b|\b200 ok\b/.test(sentence)) return true;
  const health =
    /\bhealth(-| )?(check|endpoint|z)?s?\b.*\b(responde|contesta|ok|pasa|responds|answers|passes|healthy|200)/;
  if (!health.test(sentence)) return false;
  return (
    comments.some(({ text }) => /\bhttp(\/[\d.]+)? ?200\b|\b200 ok\b/.test(text)) ||
    /\b(responde|responds|answers|contesta)\b/.test(sentence)
  );
}
