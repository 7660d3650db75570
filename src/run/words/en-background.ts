/** What a run says of blocks in the background, in English. */
export const enBackground = {
  ended: (line: number, ref: string, evidence: string) =>
    `the block in the background on line ${line} (step ${ref}): ${evidence}`,
  byRun: 'it ran in the background until the run ended it',
  timedOut: (seconds: number) =>
    `it was ended after ${seconds} s, the most that the document gives it: what followed did not have it`,
  missed: 'it was ended when the run stopped: what followed did not have it',
  wasStopped: 'This block ran in the background, and was ended when the run stopped',
  unseen: 'it ended while nobody watched, and how is not known',
  goesOn: (line: number, ref: string, since: string) =>
    `the block in the background on line ${line} (step ${ref}) still runs, since ${since}, and is left to run`,
  wasEnded: (line: number, ref: string) =>
    `the block in the background on line ${line} (step ${ref}) was ended when the run stopped, and is not started again unasked: where what follows needs it, go back to its step`,
  interactive: (where: string) =>
    `${where}: a block cannot have the terminal and run in the background. Take {interactive} or {background} away.`,
  moves: (where: string) =>
    `${where}: a block in the background cannot take the session to another host or back, for it hands nothing on to what follows. Write \`ssh HOST\` or \`exit\` into a block of its own, or take {background} away.`,
  lost: (reason: string) => `nobody knows how it ended: ${reason}`,
  leftThere: (host: string, cookie: string) =>
    `what it started on ${host} could not be looked for, since that cannot be reached: processes that still run there bear PROCS_BLOCK=${cookie} in their environment`,
};
