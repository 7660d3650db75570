/** What one block leaves to the next. */
import { behaviours, fails, prints } from './behaviour.ts';

export const STATE = behaviours([
  ['a directory', ['mkdir -p "a b/c"; cd "a b/c"', 'echo "${PWD##*/a }"'], prints('b/c\n')],
  [
    'a directory with a newline and a quote in its name',
    [`d=$'x\\ny\\'z'; mkdir "$d"; cd "$d"`, 'printf %q "${PWD##*/}"'],
    prints(`$'x\\ny\\'z'`),
  ],
  [
    'a symlinked directory as the author sees it',
    ['mkdir -p real; ln -sfn real link; cd link', 'echo "${PWD##*/}"'],
    prints('link\n'),
  ],
  ['the directory before', ['cd /tmp; cd /usr', 'cd - >/dev/null; echo "$PWD"'], prints('/tmp\n')],
  [
    'the stack of directories',
    [
      'cd /; pushd /usr >/dev/null; pushd /tmp >/dev/null',
      'popd >/dev/null; popd >/dev/null; echo $PWD',
    ],
    prints('/\n'),
  ],
  [
    'a variable that is not exported',
    ['x="1 2"', 'echo "$x"; bash -c \'echo "${x-none}"\''],
    prints('1 2\nnone\n'),
  ],
  ['an exported variable', ['export x=1', "bash -c 'echo $x'"], prints('1\n')],
  [
    'a variable no longer exported',
    ['export x=1; export -n x', 'echo "$x"; bash -c \'echo "${x-none}"\''],
    prints('1\nnone\n'),
  ],
  ['an empty variable is set', ['x=', 'echo "${x-none}."'], prints('.\n')],
  [
    'a variable that was unset',
    ['x=1; export y=1', 'unset x y', 'echo "${x-none} ${y-none}"'],
    prints('none none\n'),
  ],
  [
    'the environment that was unset stays unset',
    ['unset HOME PATH LANG', 'echo "${HOME-none} ${PATH-none}"'],
    prints('none none\n'),
  ],
  [
    'several lines, quotes and bytes',
    [
      "x=$'a\\nb\\'\"$`\\\\\\t\\001é'; declare -x y=$'l1\\nPATH=/evil'",
      'printf %s "$x" | od -An -tx1 | tr -d " \\n"; echo; echo "$PATH" | grep -c evil || echo clean',
    ],
    prints('610a622722246 05c0901c3a9\n0\nclean\n'.replace(' ', '')),
  ],
  [
    'bytes that are no UTF-8',
    ["x=$'\\xff\\xfe'", 'printf %s "$x" | od -An -tx1 | tr -d " "'],
    prints('fffe\n'),
  ],
  [
    'arrays, sparse and with empty elements',
    ['x=(a "b c" ""); x[7]=z', 'echo "${#x[@]} ${!x[*]} ${x[1]}"'],
    prints('4 0 1 2 7 b c\n'),
  ],
  ['an empty array', ['x=()', 'echo "${#x[@]}"; declare -p x'], prints('0\ndeclare -a x=()\n')],
  [
    'associative arrays',
    [
      "declare -A m=(['k 1']=$'v\\nw' [*]=star)",
      'echo "${m[k 1]}|${m[*]-}" | head -1; echo "${#m[@]}"',
    ],
    prints(/^v\n2\n$/),
  ],
  [
    'readonly',
    ['readonly R=1', '(R=2) 2>/dev/null || echo refused; echo $R'],
    prints('refused\n1\n'),
  ],
  [
    'integers, lower and upper case',
    ['declare -i n=2; declare -l low=ABC; declare -u up=abc', 'n=n+3; low=XY; echo $n $low $up'],
    prints('5 xy ABC\n'),
  ],
  [
    'namerefs',
    ['target=7; declare -n ref=target', 'echo $ref; ref=8; echo $target'],
    prints('7\n8\n'),
  ],
  [
    'functions, exported ones too',
    ['f() { echo "f $1"; }; g() { echo g; }; export -f g', 'f 1; bash -c g'],
    prints('f 1\ng\n'),
  ],
  ['a function with a heredoc', ["f() { cat <<'X'\na $1 `b`\nX\n}", 'f'], prints('a $1 `b`\n')],
  [
    'a function that was unset',
    ['f() { echo f; }', 'unset -f f', 'type f 2>/dev/null || echo gone'],
    prints('gone\n'),
  ],
  [
    'a function with an odd name',
    ['do:it() { echo "$FUNCNAME"; }; a-b() { echo ab; }', 'do:it; a-b'],
    prints('do:it\nab\n'),
  ],
  [
    'aliases, and aliases of aliases',
    ["alias say='echo said'; alias it='say it'", 'say it\nit'],
    prints('said it\nsaid it\n'),
  ],
  [
    'an alias that was taken away',
    ['alias x=echo', 'unalias x', 'type x 2>/dev/null || echo gone'],
    prints('gone\n'),
  ],
  [
    'shopt',
    ['shopt -s nullglob extglob globstar', 'echo x*nope; shopt -q extglob globstar && echo on'],
    prints('\non\n'),
  ],
  [
    'set options of the author',
    ['set -f; set -C', 'echo *; case $- in *C*) echo C;; esac'],
    prints('*\nC\n'),
  ],
  ['umask', ['umask 027', 'umask; touch f; stat -c %a f'], prints('0027\n640\n')],
  [
    'limits',
    ['ulimit -Sn 100; ulimit -c 0', 'ulimit -Sn; ulimit -c; bash -c "ulimit -Sn"'],
    prints('100\n0\n100\n'),
  ],
  ['positional parameters', ['set -- a "b c"', 'echo "$# $2"'], prints('2 b c\n')],
  ['an odd IFS', ['IFS=:; x=a:b', 'set -- $x; echo "$#"'], prints('2\n')],
  ['where getopts stands', ['set -- -a -b; getopts ab o', 'getopts ab o; echo $o'], prints('b\n')],
  ['the locale', ['LC_ALL=C', 'x=é; echo ${#x}'], prints('2\n')],
  [
    'a changed PATH',
    [
      'mkdir bin; printf "#!/bin/sh\\necho mine\\n" >bin/tool; chmod +x bin/tool; PATH=$PWD/bin:$PATH',
      'tool',
    ],
    prints('mine\n'),
  ],
  [
    'a changed HOME',
    ['mkdir home; HOME=$PWD/home', 'cd; echo "${PWD##*/}"; echo ~ | sed "s,.*/,,"'],
    prints('home\nhome\n'),
  ],
  [
    'an activated virtualenv, and its deactivation',
    [
      'mkdir -p venv/bin; printf "#!/bin/sh\\necho mine\\n" > venv/bin/python3; chmod +x venv/bin/python3; printf \'VIRTUAL_ENV=%s/venv; export VIRTUAL_ENV; _OLD_PATH="$PATH"; PATH="$VIRTUAL_ENV/bin:$PATH"; export PATH; deactivate() { PATH="$_OLD_PATH"; unset VIRTUAL_ENV; }; hash -r\' "$PWD" > venv/bin/activate',
      'source venv/bin/activate',
      'python3; deactivate; echo "${VIRTUAL_ENV-none}"',
    ],
    prints('mine\nnone\n'),
  ],
  [
    'a virtualenv as Python makes it',
    [
      'python3 -m venv --without-pip env',
      'source env/bin/activate',
      'python3 -c "import sys; print(sys.prefix != sys.base_prefix)"; deactivate; python3 -c "import sys; print(sys.prefix != sys.base_prefix)"',
    ],
    prints('True\nFalse\n'),
    { needs: 'python3 -m venv --help' },
  ],
  [
    'a trap on a signal',
    ["trap 'echo \"it'\\''s\"\necho here' USR1", 'kill -USR1 $$; echo after'],
    prints("it's\nhere\nafter\n"),
  ],
  [
    'an ignored signal',
    ["trap '' INT", 'kill -INT $$; echo alive; trap -p'],
    prints("alive\ntrap -- '' SIGINT\n"),
  ],
  [
    'a trap that was taken away',
    ["trap 'echo x' USR1", 'trap - USR1', 'trap -p; echo none'],
    prints('none\n'),
  ],
  [
    'an ERR trap',
    ['trap \'echo "failed: $BASH_COMMAND"\' ERR', 'ls /nope 2>/dev/null'],
    fails(2, 1, { out: 'failed: ls /nope 2> /dev/null\n' }),
  ],
  [
    'a variable of 300 kB',
    ['x=$(head -c 300000 /dev/zero | tr "\\0" a)', 'echo ${#x}'],
    prints('300000\n'),
  ],
  ['a PID of a background child', ['sleep 300 & p=$!', 'kill $p && echo ended'], prints('ended\n')],
  ['what was set before an exit 0', ['x=1; exit 0', 'echo $x'], prints('1\n')],
  [
    'nothing of a subshell',
    ['x=1; (x=2; cd /; export y=1)', 'echo "$x ${y-none}"'],
    prints('1 none\n'),
  ],
  [
    'nothing of what was local to a function',
    ['f() { local x=2; export x; }; f', 'echo "${x-none}"'],
    prints('none\n'),
  ],
  [
    'nothing of a block that failed',
    ['x=before', 'x=after; cd /; false', 'echo "$x ${PWD%%[!/]*}"; [ "$PWD" != / ]'],
    prints('before /\n'),
    { spoilt: [1] },
  ],
  [
    'nothing of a block that was timed out',
    ['x=before', { code: 'x=after; sleep 60', timeout: 400 }, 'echo $x'],
    prints('before\n'),
    { spoilt: [1] },
  ],
  [
    'nothing of a block whose shell was killed',
    ['x=before', 'x=after; kill -9 $$', 'echo $x'],
    prints('before\n'),
    { spoilt: [1] },
  ],
  [
    'nothing of a shell that was replaced',
    ['x=before', 'x=after; exec true', 'echo $x'],
    prints('before\n'),
    { spoilt: [1] },
  ],
  ['no descriptors', ['exec 5>f; echo in >&5', 'cat f; echo x >&5'], fails(1, 1, { out: 'in\n' })],
  [
    'a state after an accepted status',
    [{ code: 'x=1; grep -q nope /dev/null', accept: [0, 1] }, 'echo $x'],
    prints('1\n'),
  ],
]);
