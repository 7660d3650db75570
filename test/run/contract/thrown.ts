/**
 * What bash throws away because it cannot work it out, and goes on as if nothing had been: `passed` must
 * not come of that, wherever its message went. Beside it what is sound and looks alike.
 */
import { type Behaviour, behaviours, prints, type Row } from './behaviour.ts';

const LIBRARY = "printf '%s\\n' 'echo in' 'x=$((1/0))' 'echo after' >lib.sh";

/** `[name, block, what is said of it]`: each is failed. */
const dropped: readonly (readonly [name: string, code: string, note?: RegExp])[] = [
  ['a substring that begins before its text', 'a=abc; echo ${a:0:-9}\necho b'],
  [
    'a loop whose head cannot be worked out',
    'for ((i = 1/0; i < 2; i++)); do echo x; done\necho b',
  ],
  [
    'a loop whose condition cannot be worked out',
    'n=0\nfor ((i=0; i < 6/n; i++)); do echo x; done\necho b',
  ],
  ['one of several in a sourced file', `${LIBRARY}\n. ./lib.sh\necho b`],
  [
    'the words of a loop in a sourced file',
    "echo 'for i in $((1/0)); do :; done\necho in' >l.sh\n. ./l.sh\necho b",
  ],
  ['a condition', 'n=0\nif [ $((6/n)) -gt 3 ]; then echo x; fi\necho b'],
  ['a condition in brackets', 'n=0\n[[ $((6/n)) -gt 3 ]] && echo x\necho b'],
  ['before an answer to its failure', 'n=0\necho $((6/n)) || echo answered\necho b'],
  ['behind a negation', 'n=0\n! x=$((6/n))\necho b'],
  ['in a file that a redirection names', 'n=0\necho x >$((6/n))\necho b'],
  ['in the old way of writing it', 'n=0\necho $[6/n]\necho b'],
  ['inside eval', "n=0\neval 'x=$((6/n))\necho c'\necho b"],
  ['in the trap of a signal', "n=0\ntrap 'x=$((6/n)); echo t' USR1\nkill -USR1 $$\necho b"],
  ['where errexit is off', 'set +e\nn=0\nx=$((6/n))\necho b'],
  ['behind a search that found nothing and was forgiven', 'n=0\nyes | head -1\nx=$((6/n))\necho b'],
];

/** The same, where what bash says of it does not come out on stderr. */
const silent: readonly (readonly [name: string, code: string])[] = [
  ['a group', '{ x=$((6/n)); echo in; } 2>/dev/null\necho b'],
  ['a group into stdout', '{ x=$((6/n)); echo in; } 2>&1\necho b'],
  ['the rest of a block', 'exec 2>messages\nx=$((6/n))\necho b'],
  ['the rest of a block, into stdout', 'exec 2>&1\nx=$((6/n))\necho b'],
  ['the rest of a block, through a program', 'exec 2> >(cat >messages)\nx=$((6/n))\necho b'],
  ['a function', 'f() { x=$((6/n)); echo in; }\nf 2>/dev/null\necho b'],
  [
    'a function with an answer',
    'f() { x=$((6/n)); echo in; }\nf 2>/dev/null || echo answered\necho b',
  ],
  ['a function that is so by itself', 'f() { x=$((6/n)); echo in; } 2>/dev/null\nf\necho b'],
  ['a loop', 'for i in 1 2; do x=$((6/n)); done 2>/dev/null\necho b'],
  ['eval', "eval 'x=$((6/n))\necho in' 2>/dev/null\necho b"],
  ['a substring', '{ a=abc; echo ${a:0:-9}; } 2>/dev/null\necho b'],
  [
    'an argument behind a failure that is answered',
    '{ false || true; echo "$((6/n))"; echo in; } 2>/dev/null\necho b',
  ],
  [
    'a command that uses the last argument of the one before',
    '{ echo in; echo $((6/n)) "$1"; } 2>/dev/null\necho b',
  ],
  ['stderr closed', 'exec 2>&-\nx=$((6/n))\necho b'],
];

/** Where it cannot be known. */
const unknown: readonly (readonly [name: string, code: string])[] = [
  ['a sourced file', `${LIBRARY.replace('1/0', '6/n')}\n. ./lib.sh 2>/dev/null\necho b`],
  ['a condition in brackets', '{ [[ $((6/n)) -gt 3 ]] && echo x; } 2>/dev/null\necho b'],
  ['what a case is about', '{ case $((6/n)) in 1) echo x ;; esac; } 2>/dev/null\necho b'],
  ['the words of a loop', '{ for i in $((6/n)); do echo x; done; } 2>/dev/null\necho b'],
  ['the head of a loop', '{ for ((i=0; i < 6/n; i++)); do echo x; done; } 2>/dev/null\necho b'],
  ['the file that a group writes to', '{ { echo x; } >$((6/n)); } 2>/dev/null\necho b'],
  ['the last argument of the one before', '{ echo in; echo $_ $((6/n)); } 2>/dev/null\necho b'],
];

/** Good blocks: no false alarm. */
const sound: readonly (readonly [name: string, code: string, out: string])[] = [
  ['((i++)) with an answer', 'i=0\n((i++)) || true\necho "$i"', '1\n'],
  ['a counter', 'i=0\ni=$((i+1))\n(( i += 2 ))\nlet i+=1\necho "$i"', '4\n'],
  [
    'conditions that are false',
    'n=3\n[[ $((6/n)) -gt 3 ]] && echo x\n[ $((6/n)) -gt 3 ] || echo no\n(( 6/n > 3 )) || echo no\necho b',
    'no\nno\nb\n',
  ],
  [
    'a group without messages',
    'n=3\n{ x=$((6/n)); [[ -e /nope ]] || echo "$x"; } 2>/dev/null\necho b',
    '2\nb\n',
  ],
  [
    'a group without messages, and a search that finds nothing',
    'n=3\n{ x=$((6/n)); grep -q x /dev/null && echo y; } 2>/dev/null\necho b',
    'b\n',
  ],
  [
    'a command without messages that fails, as it may',
    '{ ls "/nope$((1+1))" || true; } 2>/dev/null\necho b',
    'b\n',
  ],
  [
    'the end of a pipeline behind one',
    '{ echo $((1+1)) | grep -q 3 && echo y; } 2>/dev/null\necho b',
    'b\n',
  ],
  [
    'a subshell behind a pipeline of one',
    '{ echo $((1+1)) | cat; (test -e /nope) && echo y; } 2>/dev/null\necho b',
    '2\nb\n',
  ],
  [
    'a subshell behind one in the background',
    '{ echo $((1+1)) >f & wait; (test -e /nope) && echo y; } 2>/dev/null\necho b',
    'b\n',
  ],
  [
    'loops',
    'for ((i=0; i<2; i++)); do [[ $i = 5 ]] && echo x; done\nfor i in $((1+1)) ${HOME:0:1}; do echo "$i"; done\necho b',
    '2\n/\nb\n',
  ],
  [
    'a loop without messages that ends with a condition',
    '{ for ((i=0; i<2; i++)); do [[ $i = 5 ]] && echo x; done; } 2>/dev/null\necho b',
    'b\n',
  ],
  [
    'the last argument of the one before',
    'mkdir -p d$((1+1)) && cd $_ && pwd | grep -o "d2$"\necho "$((3))" && echo $_',
    'd2\n3\n3\n',
  ],
  [
    'a failure inside a function that is asked',
    'f() { [[ $(( $1 )) = 2 ]]; }\nf 1 || echo no\nf 2 && echo yes',
    'no\nyes\n',
  ],
  [
    'a function without messages',
    'f() { local x=$(( $1 + 1 )); [[ $x = 9 ]]; }\nf 1 2>/dev/null || echo no\necho b',
    'no\nb\n',
  ],
  ['negations', '! [ $((1)) = 2 ]\n! (( 0 ))\n! { false; }\necho b', 'b\n'],
  ['a trace of its own', 'trap \': "$BASH_COMMAND"\' DEBUG\nx=$((1+1))\necho $x', '2\n'],
  [
    'a sourced file',
    "printf '%s\\n' 'x=$((6/2))' '[[ $x = 1 ]] && echo x' 'test -e /nope || echo in' >l.sh\n. ./l.sh 2>/dev/null\necho b",
    'in\nb\n',
  ],
  [
    'a script of its own that cannot work something out, as it may',
    "echo 'echo $((1/0))' >s.sh\nbash ./s.sh || echo no",
    'no\n',
  ],
  [
    'descriptor 3 and odd separators',
    'exec 3>three; IFS=_1\nx=$((1+1)); echo "$x" >&3\ncat three',
    '2\n',
  ],
];

/** Words that a command which is shown with `set -x` must not bring along. */
const TRACED: Row = [
  'a trace of its commands shows nothing of the runner',
  ['set -x\nx=$((1+1))\necho $x'],
  prints('2\n', { err: /^\++ x=2\n\++ echo 2\n$/ }),
];

const failed = { verdict: 'failed' } as const;

/** Failures that errexit lets pass, as bash does: the evidence names each, and claims nothing more. */
const named: readonly (readonly [name: string, code: string, evidence: RegExp])[] = [
  [
    'of a process substitution',
    'cat <(cat /nope)\necho b',
    /cat \/nope` on line 10 ended with 1 in a process of its own/,
  ],
  [
    'of what a process substitution is read by',
    'mapfile -t a < <(cat /nope)\necho b',
    /in a process of its own/,
  ],
  [
    'of an exported substitution',
    'export X=$(cat /nope)\necho b',
    /`cat \/nope` on line 10 ended with 1 where errexit did not look/,
  ],
  ['of a substitution in an argument', 'echo "$(cat /nope)"\necho b', /where errexit did not look/],
  [
    'of a substitution in a heredoc',
    'cat <<E\n$(cat /nope)\nE\necho b',
    /where errexit did not look/,
  ],
  [
    'of the words of a loop',
    'for x in $(cat /nope); do :; done\necho b',
    /where errexit did not look/,
  ],
  [
    'of a background process',
    'cat /nope &\nwait\necho b',
    /in the background on line 10 ended is not known/,
  ],
  [
    'of one of several that are waited for',
    'cat /nope & p=$!; true & q=$!; wait $p $q\necho b',
    /in the background on line 10 ended is not known/,
  ],
  [
    'of a tool in a condition that is not there',
    'if nosuchtool; then echo x; fi\necho b',
    /bash complained on line 10.*nosuchtool: command not found/,
  ],
  [
    'of a comparison that cannot be made',
    'x=\nif [ "$x" -gt 3 ]; then echo x; fi\necho b',
    /bash complained on line 11.*integer expression expected/,
  ],
  [
    'of a condition that cannot be worked out',
    'n=0\nif (( 6/n > 3 )); then echo x; fi\necho b',
    /bash complained on line 11.*division by 0/,
  ],
];

/** What a block is failed for that bash lets pass or that is easily overlooked. */
const noticed: readonly (readonly [name: string, code: string])[] = [
  ['a full disk under a builtin', 'printf x >/dev/full\necho b'],
  ['a full disk under a group', '{ echo x; echo y; } >/dev/full\necho b'],
  ['a full disk behind a pipeline', 'echo x | tee /dev/full >/dev/null\necho b'],
  [
    'a pattern that matches nothing, with failglob',
    '{ shopt -s failglob; ls *.nope; } 2>/dev/null\necho b',
  ],
  ['a sourced file that is missing, in posix mode', 'set -o posix\n. ./missing\necho b'],
  ['an assignment to readonly, with an answer', 'readonly r=1\nr=2 || true\necho b'],
  ['a directory that is missing, in a subshell', '(cd /nope; echo in)\necho b'],
  ['a reading with nothing to read', 'read -r x\necho b'],
  ['a reading that takes too long', 'read -r -t 0.1 x < <(sleep 5)\necho b'],
];

export const THROWN: readonly Behaviour[] = behaviours([
  ...dropped.map(([name, code]): Row => [`thrown away: ${name}`, [code], failed]),
  ...silent.map(
    ([name, code]): Row => [
      `thrown away without a message: ${name}`,
      ['n=0', code],
      name === 'stderr closed' ? { verdict: 'unverified' } : failed,
    ],
  ),
  ...unknown.map(
    ([name, code]): Row => [
      `perhaps thrown away without a message: ${name}`,
      ['n=0', code],
      { verdict: 'unverified' },
    ],
  ),
  ...sound.map(([name, code, out]): Row => [`not thrown away: ${name}`, [code], prints(out)]),
  TRACED,
  ...named.map(
    ([name, code, evidence]): Row => [
      `not noticed by errexit, and named: ${name}`,
      [code],
      { verdict: 'passed', out: /b\n$/, evidence },
    ],
  ),
  ...noticed.map(([name, code]): Row => [`noticed: ${name}`, [code], failed]),
  [
    'thrown away: inside a function of an earlier block',
    ['n=0\nf() { x=$((6/n)); echo in; }', 'f\necho b'],
    failed,
  ],
  [
    'thrown away without a message: inside a function of an earlier block',
    ['n=0\nf() { x=$((6/n)); echo in; } 2>/dev/null', 'f\necho b'],
    { verdict: 'unverified' },
  ],
  [
    'thrown away: the rest of a block, where its status is accepted',
    [{ code: '{ a=(1 2); echo ${a[1/0]}; } 2>/dev/null\necho b', accept: [0, 1] }],
    failed,
  ],
  [
    'thrown away without a message: in a block that has the terminal',
    ['n=0', { code: 'exec 2>/dev/null\nx=$((6/n))\necho b >out', interactive: true }],
    failed,
    { local: 'has no terminal elsewhere' },
  ],
]);
