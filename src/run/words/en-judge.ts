/** How a run says what speaks for a verdict, in English. */
export const enJudge = {
  line: (line: number | null) => (line === null ? '' : ` on line ${line}`),
  notStarted: (reason: string) => `it did not start: ${reason}`,
  timedOut: (seconds: string) =>
    `it did not end within ${seconds}, and was ended with all that it had started`,
  running: (pid: number | null, after: string) =>
    `started in the background, and still running after ${after}${pid === null ? '' : ` (process ${pid})`}`,
  interrupted: 'it was interrupted',
  lost: (reason: string) => `${reason}: it may have run, whole or in part, or still run`,
  signalled: (signal: string) => `its shell was ended by ${signal}`,
  pipeline: (statuses: string) => ` (pipeline: ${statuses})`,
  commandEnded: (command: string, line: string, status: number) =>
    `\`${command}\`${line} ended with ${status}`,
  notFound: ': command not found',
  notExecutable: ': it cannot be executed',
  thrownAway: (line: string, message: string) =>
    `bash could not work out a command${line} and left it out: ${message}`,
  thrownAwaySilently: (line: string, command: string) =>
    `bash could not work out a command${line} and left it out, and its message went elsewhere: \`${command}\``,
  perhapsThrownAway: (line: string, command: string) =>
    `whether bash left out a command${line} that it could not work out is not known, because its messages went elsewhere: \`${command}\``,
  leftBy: (status: number, line: string) => `it left by \`exit ${status}\`${line}`,
  ended: (status: number) => `it ended with ${status}`,
  endedItself: (line: string, status: number) =>
    `it ended itself${line} with ${status}, before its last command: what follows there did not run`,
  thoughShell: (what: string, status: number) => `${what}, though its shell ended with ${status}`,
  replaced: (status: number) =>
    `its shell was replaced or ended on its own with ${status}: whether all of its commands ran is not known`,
  onlyLast: (what: string, status: number) =>
    `${what}; ${status} is accepted only from the block's last command`,
  asItMay: (status: number) => `it ended with ${status}, as it may`,
  unseen: (what: string) => `it ended with 0; ${what} where errexit did not look`,
  apart: (what: string) =>
    `it ended with 0; ${what} in a process of its own, whose end decided nothing`,
  complained: (line: string, message: string) =>
    `it ended with 0; bash complained${line}, where a failure decides nothing: ${message}`,
  behind: (line: string) =>
    `every command of its own shell ended well; how what it started in the background${line} ended is not known`,
  cramped:
    'the disk that keeps its output is full: what it printed, and the state that it left, may be incomplete',
  allWell: 'every command ended well',
  noBlock: 'no block that ran belongs to it',
  blockRunning: 'the block that it speaks of runs in the background and has not ended',
  blockNotEnded: 'the block that it speaks of did not come to an end',
  blockEnded: (status: number) => `the block ended with ${status}`,
  blockEndedEarly: (status: number) => `the block ended with ${status}, but not at its end`,
  blockFailed: 'the block that it speaks of failed',
  notSeen: (line: number) => `the command on line ${line} was not seen to run`,

  byCommand: (path: string) =>
    `${path} names the file by a command, which might name another one now`,
  notExpanded: (path: string, host: string | null, why: string) =>
    `${path} could not be ${host === null ? 'expanded' : `looked at on ${host}`}: ${why}`,
  shellNotWell: 'its shell did not end well',
  notThere: (path: string) => `${path} is not there`,
  there: (path: string) => `${path} is there`,
  old: (path: string) => `${path} was last written before the block started`,
  empty: (path: string) => `${path} is empty`,
  noFile: (path: string) => `${path} is not a file`,
  size: (path: string, bytes: number) => `${path}: ${bytes} bytes`,
  notAsked: (url: string, why: string) => `${url} could not be asked: ${why}`,
  noAnswer: (url: string) => `${url} did not answer`,
  answered: (url: string, status: number) => `${url} answered ${status}`,
  answeredOther: (url: string, status: number, wanted: number) =>
    `${url} answered ${status}, not ${wanted}`,
  noSystemctl: 'there is no systemctl here to ask',
  serviceUnknown: (name: string, said: string) =>
    `systemctl could not say whether ${name} is active${said === '' ? '' : `: "${said}"`}`,
  service: (name: string, state: string) => `${name} is ${state}`,
  noProc: (host: string | null) =>
    `the processes ${host === null ? 'here' : `on ${host}`} cannot all be seen in /proc`,
  noCurl: (host: string, url: string) => `there is no curl on ${host} to ask ${url} with`,
  process: (pid: number, shown: string) => `process ${pid}: ${shown}`,
  noProcess: (name: string) => `no process ${name}`,
  checkPassed: 'its check ended with 0',
  checkNotEnded: 'its check did not come to its end',
  checkNotStarted: (reason: string) => `its check did not start: ${reason}`,
  checkTooLong: 'its check took too long',
  checkCutOff: 'its check was ended',
  checkFailed: (what: string) => `its check: ${what}`,
  checkThrown: (what: string) => `its check did not run as it stands: ${what}`,
  endedWith: (status: number) => `ended with ${status}`,

  search: (command: string, line: number) => `\`${command}\` on line ${line}`,
  foundNothing: (where: string) => `${where} found nothing (exit status 1)`,
  searchNotSeen: (where: string) => `${where} was not seen to run`,
  foundUnread: (where: string) => `what ${where} found could not be read`,
  found: (where: string, what: string, more: number) =>
    `${where} found ${what}${more > 0 ? ` and ${more} more lines` : ''}`,
  foundItself: (where: string) => `${where} found nothing but itself`,
  foundUnshown: (where: string) => `${where} found something and did not show what`,
  foundSomething: (where: string) => `${where} found something (exit status 0)`,

  notCaptured: 'the block had the terminal, so its output was not captured',
  holds: (stream: string, bytes: number) => `${stream} holds ${bytes} bytes`,
  tooLong: (stream: string, bytes: number, most: number) =>
    `${stream} is ${bytes} bytes long, more than is compared (${most})`,
  asExpected: 'stdout is as expected',
  contains: (stream: string, value: string) => `${stream} contains "${value}"`,
  containsNot: (stream: string, value: string) => `${stream} does not contain "${value}"`,
  equals: (stream: string, value: string) => `${stream} equals "${value}"`,
  isText: (stream: string, value: string) => `${stream} is "${value}"`,
  unknownPredicate: (name: string) => `unknown predicate ${name}`,
  badExpression: (pattern: string, why: string) =>
    `/${pattern}/ is no regular expression that RE2 accepts: ${why}`,
  matches: (stream: string, pattern: string) => `${stream} matches /${pattern}/`,
  matchesNot: (stream: string, pattern: string) => `${stream} does not match /${pattern}/`,
};
