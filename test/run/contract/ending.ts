/** How a block ends, and what is said of it. */
import { behaviours, fails, prints } from './behaviour.ts';

export const ENDING = behaviours([
  // What errexit stops.
  [
    'a command in the middle fails',
    ['echo a\nfalse\necho b'],
    fails(1, 2, { out: 'a\n', end: 'stopped', command: 'false' }),
  ],
  ['a member of a pipeline fails', ['cat /nope | cat\necho b'], fails(1, 1, { command: 'cat' })],
  ['a tool is missing', ['no-such-tool --x\necho b'], fails(127, 1)],
  ['a file is not executable', ['touch f\n./f'], fails(126, 2)],
  ['inside a function', ['f() {\n  false\n  echo after\n}\nf\necho b'], fails(1, 2, { out: '' })],
  ['inside a subshell', ['(\n  false\n  echo in\n)\necho b'], fails(1, 2, { out: '' })],
  ['inside a loop', ['for i in 1 2; do\n  test $i = 2\ndone\necho b'], fails(1, 2)],
  ['an assignment from a command that fails', ['x=$(cat /nope)\necho b'], fails(1, 1)],
  ['a redirection that cannot be', ['echo x > /nope/y\necho b'], fails(1, 1)],
  ['cd', ['cd /nope\necho b'], fails(1, 1)],
  ['a search that nobody said may be empty', ['echo a | grep x\necho b'], fails(1, 1)],
  [
    'an unset variable',
    ['echo a\necho "$NOPE_X"\necho b'],
    fails(1, undefined, { out: 'a\n', err: /NOPE_X/ }),
  ],
  [
    'a demanded variable',
    ['echo "${NOPE_X:?is needed}"\necho b'],
    fails(1, undefined, { err: /is needed/ }),
  ],
  // Even `bash -e` goes on after these.
  ['a division by zero', ['echo $((1/0))\necho b'], { verdict: 'failed', out: 'b\n' }],
  ['a number with a leading zero', ['y=$((08))\necho b'], { verdict: 'failed', out: 'b\n' }],
  [
    'a division by zero inside a function',
    ['f() { echo $((1/0)); }\nf\necho b'],
    { verdict: 'failed', out: 'b\n' },
  ],
  [
    'a division by zero before a megabyte of stderr',
    ['x=$((1/0))\nhead -c 1000000 /dev/zero | tr "\\0" "\\n" >&2\ncd /nope || true'],
    { verdict: 'failed' },
  ],
  ['an arithmetic command that fails', ['((1/0))\necho b'], fails(1, 1, { out: '' })],
  [
    'an arithmetic command that fails, with an answer',
    ['((1/0)) || echo answered'],
    prints('answered\n'),
  ],
  ['a bad substitution', ['echo ${x!y}\necho b'], fails(1, undefined, { out: '' })],
  ['an assignment to readonly', ['readonly x=1\nx=2\necho b'], fails(1, undefined, { out: '' })],
  [
    'a file that is sourced and not there',
    ['. ./nope.sh\necho b'],
    fails(1, undefined, { err: /line 10: .*nope\.sh/ }),
  ],
  ['a failure in a file that is sourced', ['echo false >s.sh\n. ./s.sh\necho b'], fails(1, 2)],
  ['a syntax error in eval', ['eval "if"\necho b'], fails(2, undefined, { out: '' })],
  ['a child that is killed', ["bash -c 'kill -9 $$'\necho b"], fails(137, 1)],
  ['a child that a signal ends', ["sh -c 'kill -SEGV $$'\necho b"], fails(139, 1)],
  ['wait for a child that failed', ['(exit 6) & wait $!\necho b'], fails(6, 1)],
  ['the last command', ['echo a\nfalse'], fails(1, 2, { out: 'a\n' })],
  [
    'an exit with a status',
    ['echo a\nexit 7'],
    fails(7, undefined, { out: 'a\n', end: 'reached' }),
  ],
  [
    'an exit with a status in the middle',
    ['if true; then exit 7; fi\necho b'],
    fails(7, undefined, { end: 'left' }),
  ],
  ['a return with a status', ['return 5'], fails(5)],
  ['false before &&, last', ['false && echo x'], fails(1)],
  // What errexit lets pass.
  ['a condition', ['if false; then echo x; fi; while false; do :; done; echo b'], prints('b\n')],
  ['a failure with an answer', ['false || echo answered'], prints('answered\n')],
  ['a negated failure', ['! false\necho b'], prints('b\n')],
  ['a failure in front of &&, in the middle', ['false && echo x\necho b'], prints('b\n')],
  [
    'set +e of the author',
    ['set +e\nfalse\necho "c $?"'],
    prints('c 1\n', { end: 'reached', note: /`false` on line 11 ended with 1/ }),
  ],
  ['a search whose reader has read enough', ['yes | head -1\necho b'], prints('y\nb\n')],
  ['the same inside a substitution', ['x=$(yes | head -1)\necho $x'], prints('y\n')],
  [
    'a local that hides a failure, as bash does',
    ['f() { local x=$(false); echo in; }\nf'],
    prints('in\n', { note: /errexit was not looking/ }),
  ],
  ['a background child that fails', ['false & wait || echo seen; echo b'], prints('b\n')],
  [
    'an accepted status of the last command',
    [{ code: 'echo a\nbash -c "exit 4"', accept: [0, 4] }],
    { verdict: 'passed', status: 4, end: 'reached' },
  ],
  // What errexit would have passed and is no proof.
  [
    'an accepted status in a sourced file that ends as the block does',
    [
      {
        code: "echo \"(exit 4); bash -c 'exit 4'\" >s.sh\n. ./s.sh\nbash -c 'exit 4'",
        accept: [0, 4],
      },
    ],
    { verdict: 'failed' },
  ],
  [
    'an accepted status in the middle',
    [{ code: '(exit 4)\necho b', accept: [0, 4] }],
    { verdict: 'failed', out: '' },
  ],
  ['a reader that fails beside SIGPIPE', ['yes | (head -1; exit 1)\necho b'], fails(1)],
  [
    'an exit 0 in the middle',
    ['echo a\nif true; then\n  exit 0\nfi\necho b'],
    { verdict: 'unverified', out: 'a\n', end: 'left' },
  ],
  [
    'a return 0 in the middle',
    ['echo a\nreturn 0\necho b'],
    { verdict: 'unverified', out: 'a\n', end: 'left' },
  ],
  [
    'an exit 0 in a function',
    ['f() { exit 0; }\nf\necho b'],
    { verdict: 'unverified', out: '', end: 'left' },
  ],
  [
    'an exit 0 of a sourced file',
    ['echo "exit 0" >s.sh\n. ./s.sh\nfalse'],
    { verdict: 'unverified', end: 'left' },
  ],
  [
    'an exit 0 as the last command',
    ['echo a\nexit 0'],
    prints('a\n', { end: 'reached', state: 'kept' }),
  ],
  [
    'a shell that is replaced',
    ['exec true\nfalse'],
    { verdict: 'unverified', end: 'unknown', state: 'none', note: /could not be captured/ },
  ],
  ['set -n', ['set -n\nfalse'], { verdict: 'unverified', end: 'unknown' }],
  // The author's traps.
  [
    'an EXIT trap runs at the end of its block',
    ["trap 'echo bye' EXIT\necho a"],
    prints('a\nbye\n', { state: 'kept', note: /EXIT trap ran when the block ended/ }),
  ],
  [
    'an EXIT trap sees the status of what failed',
    ['trap \'echo "st $?"\' EXIT\n(exit 6)'],
    fails(6, 2, { out: 'st 6\n' }),
  ],
  [
    'an EXIT trap that cleans up and exits with the status',
    ['tidy() { rc=$?; rm -f t; exit $rc; }\ntrap tidy EXIT\ntouch t; x=1', 'ls; echo $x'],
    prints('1\n'),
  ],
  [
    'an EXIT trap cannot turn a failure into a success',
    ["trap 'exit 0' EXIT\nfalse\necho b"],
    fails(1, 2),
  ],
  [
    'an EXIT trap can fail a block',
    ["trap 'exit 3' EXIT\necho a"],
    fails(3, undefined, { out: 'a\n' }),
  ],
  [
    'an EXIT trap whose last command fails, as bash does',
    ["trap 'rm nope 2>/dev/null' EXIT\necho a"],
    prints('a\n', { note: /`rm nope/ }),
  ],
  [
    'an EXIT trap of a subshell',
    ["( trap 'echo sub' EXIT; exit 3 ) || echo $?"],
    prints('sub\n3\n'),
  ],
  [
    'an EXIT trap that was taken away',
    ["trap 'echo bye' EXIT\ntrap - EXIT\necho a"],
    prints('a\n'),
  ],
  [
    'traps are listed as without the runner',
    ["trap 'a b' EXIT INT; trap -p; trap - EXIT"],
    prints("trap -- 'a b' SIGINT\ntrap -- 'a b' EXIT\n"),
  ],
  [
    'an ERR trap of the author beside the runner',
    ['trap \'echo "L$LINENO $BASH_COMMAND $?"\' ERR\nls /nope 2>/dev/null'],
    fails(2, 2, { out: 'L11 ls /nope 2> /dev/null 2\n' }),
  ],
  [
    'an ERR trap cannot hide a failure',
    ["trap 'exit 0' ERR\nfalse\necho b"],
    { verdict: 'unverified', out: '', end: 'left' },
  ],
  [
    'a DEBUG trap of the author sees his commands only',
    ['trap \'echo "> $BASH_COMMAND"\' DEBUG\necho a'],
    prints('> echo a\na\n'),
  ],
  ['a trap with a signal that is none', ["trap 'x' NOPE"], fails(1, 1, { command: 'trap x NOPE' })],
  // Nothing of it runs.
  [
    'a heredoc that is not closed',
    ['touch made; cat <<EOF\nhello'],
    { verdict: 'failed', ending: 'not-started' },
  ],
  [
    'a syntax error far below',
    ['touch made\nif true; then\n  echo b\n', 'ls'],
    prints(''),
    { spoilt: [0] },
  ],
  [
    'the exit status with which one that bash refuses ends, too',
    ['echo a\nexit 125'],
    { verdict: 'failed', ending: 'exited', status: 125, out: 'a\n' },
  ],
  ['extglob where it is off', ['echo !(x)'], { verdict: 'failed', ending: 'not-started' }],
  [
    'extglob where the session has it on',
    ['shopt -s extglob', 'mkdir d; cd d; touch a b; echo !(a)'],
    prints('b\n'),
  ],
  // Ended from outside.
  [
    'a signal ends its shell',
    ['kill -9 $$\necho b'],
    { verdict: 'failed', ending: { kind: 'signalled', signal: 'SIGKILL' }, state: 'none' },
  ],
  [
    'a timeout of a busy builtin',
    [{ code: 'while :; do :; done', timeout: 400 }],
    { verdict: 'failed', ending: { kind: 'timed-out', after: 400 }, state: 'none' },
  ],
  [
    'a timeout of a tree that ignores TERM',
    [
      {
        code: "trap '' TERM; (trap '' TERM; sleep 300) & setsid sleep 301 & sleep 302",
        timeout: 500,
      },
    ],
    { verdict: 'failed', ending: 'timed-out' },
  ],
  [
    'a timeout of a stopped process',
    [{ code: 'kill -STOP $$', timeout: 500 }],
    { verdict: 'failed', ending: 'timed-out' },
  ],
  [
    'a timeout in a wait for a reader that never comes',
    [{ code: 'mkfifo p; echo x >p', timeout: 500 }],
    { verdict: 'failed', ending: 'timed-out' },
  ],
  [
    'an interruption',
    ['echo up; sleep 300'],
    { verdict: 'failed', ending: { kind: 'interrupted' }, out: 'up\n', state: 'none' },
    { interruptAt: 'up' },
  ],
  [
    'an interruption that it ignores, and a second one',
    ["trap '' TERM INT; echo up; while :; do sleep 1; done"],
    { verdict: 'failed', ending: { kind: 'interrupted' } },
    { interruptAt: 'up', hard: true },
  ],
  [
    'a TERM trap of the author may tidy up',
    ["trap 'touch tidied; exit 1' TERM; echo up; sleep 300 & wait"],
    { verdict: 'failed', ending: { kind: 'interrupted' } },
    { interruptAt: 'up' },
  ],
]);
