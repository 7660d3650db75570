/** What a session says of a block that did not start, or whose state it lost, in English. */
export const enSession = {
  stateGone: (state: string) => `the session's state is gone or damaged: ${state}`,
  notAccepted: (message: string) => `bash does not accept it: ${message}`,
  notStarted: (message: string) => `bash could not be started: ${message}`,
  directoryGone: (directory: string) =>
    `the directory that the session was in is gone: ${directory}`,
  notCaptured:
    'the state that it left could not be captured (exec, an EXIT trap of its own, or an exit inside a function): what follows goes on with the state from before it',
  exitTrap: 'its EXIT trap ran when the block ended, not when the session does',
  unheard: (command: string, line: number | null, status: number) =>
    `\`${command}\`${line === null ? '' : ` on line ${line}`} ended with ${status}, and errexit was not looking there`,
  apart: (command: string, line: number | null, status: number) =>
    `\`${command}\`${line === null ? '' : ` on line ${line}`} ended with ${status} in a process of its own, whose end decided nothing`,
  stubborn: (pids: string) => `processes ${pids} could not be ended`,
  unwatched: 'it ended while nobody watched it',
};

export type SessionWords = typeof enSession;

/** Of a block that is told in no language: English. */
export function saysOf({ say = enSession }: { readonly say?: SessionWords }): SessionWords {
  return say;
}
