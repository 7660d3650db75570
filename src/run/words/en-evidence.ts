/** What a run says of its lock and of changes to its document, in English. */
export const enEvidence = {
  lock: {
    starting: (procedure: string, target: string) =>
      `Another process is just starting ${procedure} on ${target}. Two runs at a time would spoil each other.`,
    held: (procedure: string, target: string, run: string) =>
      `${procedure} is being run on ${target} already: run ${run}. Two runs at a time would spoil each other.`,
    who: (operator: string, pid: number, host: string, terminal: string | null) =>
      `by ${operator}, process ${pid} on ${host}${terminal === null ? '' : `, terminal ${terminal}`}`,
    since: (at: string) => `since ${at}`,
    step: (ref: string, title: string, at: string) => `at step ${ref} ${title}, since ${at}`,
    noStep: 'it has not begun a step yet',
    unknown: (host: string, run: string) =>
      `Whether it still lives cannot be known from here: it was started on ${host}. When you know that it is over, "procs runs unlock ${run}" frees it.`,
    target: 'Where they act on different machines, say so with --host-map or --target NAME.',
    thisMachine: 'this machine',
  },
  changes: {
    head: (path: string) => `${path} was changed since this run began:`,
    ran: (verdict: string) => `has run already: ${verdict}`,
    begun: 'has begun, and is not settled',
    ahead: 'has not run yet',
    changed: 'changed',
    gone: 'gone',
    added: 'new',
    noText: 'what it said before was not kept',
    refused: (refs: string) =>
      `The document was changed in steps that have already run or begun: ${refs}. What they did is not what the document says now, so the run does not go on by itself: somebody has to be there and accept it with a reason. Or start a new run from the right step with --from.`,
    accept: (refs: string) =>
      `Steps ${refs} have run or begun, and say something else now. Go on all the same?`,
    reason: 'Reason (it is recorded):',
    notAccepted: 'The change was not accepted, and nothing was done.',
    ahead1: (refs: string) => `Go on with the changed steps ${refs}?`,
    aheadFlag: (refs: string) =>
      `Steps that are yet to come were changed: ${refs}. Nobody is there to confirm them: --accept-changes says that they are as they should be.`,
  },
};
