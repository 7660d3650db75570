/** What a block prints, and what it finds on stdin. */
import { behaviours, fails, prints } from './behaviour.ts';

export const OUTPUT = behaviours([
  ['the two streams apart', ['echo out; echo err >&2'], prints('out\n', { err: 'err\n' })],
  ['nothing is added at its end', ['printf x'], prints('x', { err: '' })],
  ['control characters are kept', ["printf '\\033[31m\\r\\007'"], prints('\u001b[31m\r\u0007')],
  ['NUL bytes are kept', ["printf 'a\\0b'"], prints('a\0b')],
  ['stdin is empty', ['cat; read -r x || echo eof'], prints('eof\n')],
  [
    'a program sees no terminal',
    ['[ -t 0 ] || [ -t 1 ] || [ -t 2 ] || echo none'],
    prints('none\n'),
  ],
  ['bash names the line of the document', ['echo $LINENO\n\necho $LINENO'], prints('10\n12\n')],
  [
    'bash complains with the name of the document',
    ['\nno-such-tool'],
    fails(127, 2, { err: /doc\.md: line 11: no-such-tool/ }),
  ],
  [
    '$0 and $- are those of a shell',
    ['echo "$0"; case $- in *i*) echo interactive;; esac'],
    prints('bash\n'),
  ],
  [
    'nothing of the runner is in the environment but its cookie',
    ["env | grep -ciE '^(__)?procs'; env | grep -c '^PROCS_BLOCK='"],
    prints('1\n1\n'),
  ],
  [
    'set -x shows the commands of the block and not the runner',
    ['set -x\necho a\ntrap "echo bye" EXIT\nexit 0'],
    prints('a\nbye\n', { err: /^(?!.*__procs_)[\s\S]*\+ echo a/ }),
  ],
  ['a writer to a closed stdout fails', ['exec >&-; echo x'], fails(1, 1)],
  [
    'a limit of file size ends what writes too much',
    ['ulimit -f 8; head -c 100000 /dev/zero >f; echo b'],
    fails(153, 1, { out: '' }),
  ],
  [
    'a full device is the failure of who writes',
    ['echo x >/dev/full; echo b'],
    fails(1, 1, { out: '' }),
  ],
  [
    'a child that ends late is waited for',
    ['(sleep 0.3; echo late) & wait; echo end'],
    prints('late\nend\n'),
  ],
  [
    'output of a megabyte without a newline',
    ['head -c 1000000 /dev/zero | tr "\\0" x | wc -c'],
    prints(/^\s*1000000\n$/),
  ],
]);
