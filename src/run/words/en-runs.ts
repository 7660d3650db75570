/** What is said of runs that are looked for, resumed, signed or cleared away, in English. */
export const enRuns = {
  none: 'No run has been made here yet.',
  noneIn: (runs: string) => `There is no run in ${runs}.`,
  noRun: (id: string, runs: string) => `There is no run ${id} in ${runs}.`,
  noneToResume: (procedure: string | null, runs: string) =>
    `There is no run${procedure === null ? '' : ` of ${procedure}`} that could be resumed in ${runs}.`,
  several: (id: string, runs: readonly string[]) =>
    `${id} stands for ${runs.length} runs:\n${runs.map((run) => `  ${run}`).join('\n')}`,
  documentGone: (id: string, path: string, root: string) =>
    `The run ${id} was of ${path}, which is no longer in ${root}.`,
  living: (id: string, pid: number | string) =>
    `The run ${id} is still going on, in process ${pid}.`,
  over: (id: string, verdict: string) =>
    `The run ${id} has ended as ${verdict}; there is nothing to go on with. Start it anew.`,
  cannotWrite: (runs: string, why: string) =>
    `The journal of the run cannot be written to ${runs}: ${why}. PROCS_RUNS_DIR names another folder.`,
  notSigned: (reason: string) => `The journal is not signed: ${reason}.`,
  noHome: 'the environment names no home and no PROCS_KEY',
  othersRead: (file: string) => `others may read ${file}: "chmod 600 ${file}", if nobody has`,
  badKey: (reason: string) => `The key that PROCS_KEY names cannot be used: ${reason}.`,
  ended: (at: string) => `ended ${at}`,
};
