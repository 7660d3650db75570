/** What reaches each use of a variable: small flows, more of them broken than right. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dataflowOf } from '../../src/index.ts';
import { flowOf, procedureOf } from '../compile/support.ts';

const head = (parameters = ''): string =>
  `---\nid: PROC-A-001\n${parameters}---\n\n# PROC-A-001: Flow\n\n`;

/** A document of one step for each block; a title may say more. */
function steps(...blocks: (string | [title: string, code: string])[]): string {
  return blocks
    .map((block, index) => {
      const [title, code] = typeof block === 'string' ? ['Do it', block] : block;
      return `## Step ${index + 1}: ${title}\n\n\`\`\`bash\n${code}\n\`\`\`\n\n`;
    })
    .join('');
}

/** `x: set`, `y: lost (host)` for every use, in order. */
async function reaches(text: string, flow = 'main'): Promise<string[]> {
  const procedure = await procedureOf(text);
  return dataflowOf(procedure, flowOf(procedure, flow)).uses.map(({ name, reach }) =>
    reach.from === 'lost' ? `${name}: lost (${reach.why})` : `${name}: ${reach.from}`,
  );
}

const of = (...blocks: (string | [string, string])[]) => reaches(head() + steps(...blocks));

describe('a value arrives', () => {
  it.each<[string, string[], string[]]>([
    ['in the same block', ['x=1\necho $x'], ['x: set']],
    ['on the same line', ['x=1; echo $x'], ['x: set']],
    ['in a later block', ['x=1', 'echo $x'], ['x: set']],
    ['in a subshell', ['x=1\n(echo $x)'], ['x: set']],
    ['in a pipeline', ['x=1\nls | while read -r f; do echo "$x/$f"; done'], ['x: set', 'f: set']],
    ['in a substitution', ['x=1\ny=$(echo $x)\necho $y'], ['x: set', 'y: set']],
    ['within a subshell', ['(x=1; echo $x)'], ['x: set']],
    ['within the part of a pipeline', ['echo a | { read -r x; echo $x; }'], ['x: set']],
    ['out of braces', ['{ x=1; }\necho $x'], ['x: set']],
    ['out of an if', ['if true; then x=1; fi\necho $x'], ['x: set']],
    ['out of a loop', ['for f in a b; do x=$f; done\necho $x'], ['f: set', 'x: set']],
    [
      'out of a loop that is fed from the right',
      ['while read -r l; do x=$l; done < f\necho $x'],
      ['l: set', 'x: set'],
    ],
    ['out of a function that is called', ['f() { x=1; }\nf\necho $x'], ['x: set']],
    // Not so in bash, where the call is lost: what is not sure is not called lost.
    ['out of a function, wherever it is called', ['f() { x=1; }\n(f)\necho $x'], ['x: set']],
    ['in a function that is called later', ['f() { echo $x; }\nx=1\nf'], ['x: set']],
    [
      'by read, mapfile and printf -v',
      ['read -r x < f\nmapfile -t y < f\nprintf -v z %s 1\necho $x "${y[@]}" $z'],
      ['x: set', 'y: set', 'z: set'],
    ],
    ['by a default that is assigned', ['echo ${x:=1}\necho $x'], ['x: environment', 'x: set']],
    ['by arithmetic', ['(( n = 3 ))\necho $n'], ['n: set']],
    [
      'by the counter of a for',
      ['for ((i = 0; i < 3; i++)); do echo $i; done'],
      ['i: set', 'i: set', 'i: set'],
    ],
    ['in a heredoc', ['x=1\ncat <<EOF\n$x\nEOF'], ['x: set']],
    ['in a script between double quotes', ['x=1\nssh h "echo $x"'], ['x: set']],
    ['in another shell, exported', ["export x=1\nbash -c 'echo $x'"], ['x: set']],
    ['in another shell, exported later', ["x=1\nexport x\nbash -c 'echo $x'"], ['x: set']],
    ['in a local variable of its function', ['f() { local x=1; echo $x; }\nf'], ['x: set']],
    ['on the host where it was set', ['ssh h', 'x=1', 'echo $x'], ['x: set']],
    ['after coming back from a host', ['x=1', 'ssh h', 'exit', 'echo $x'], ['x: set']],
    ['set again after unset', ['x=1\nunset x\nx=2\necho $x'], ['x: set']],
    ['in the check of a step', ['x=1'], []],
  ])('%s', async (_, blocks, expected) => {
    expect(await of(...blocks)).toEqual(expected);
  });
});

describe('a value is lost', () => {
  it.each<[string, string[], string[]]>([
    ['out of a subshell', ['(x=1)\necho $x'], ['x: lost (subshell)']],
    ['out of a subshell in another block', ['(x=1)', 'echo $x'], ['x: lost (subshell)']],
    ['between two subshells', ['(x=1)\n(echo $x)'], ['x: lost (subshell)']],
    ['out of a nested subshell', ['( (x=1); echo $x )'], ['x: lost (subshell)']],
    [
      'out of the loop of a pipeline',
      ['ls | while read -r f; do x=$f; done\necho $x'],
      ['f: set', 'x: lost (pipeline)'],
    ],
    ['to a reader at the end of a pipe', ['echo 1 | read -r x\necho $x'], ['x: lost (pipeline)']],
    [
      'as an update in the loop of a pipeline',
      ['n=0\nls | while read -r f; do n=$((n + 1)); done\necho $n'],
      ['n: set', 'n: lost (pipeline)'],
    ],
    ['out of a substitution', ['y=$(x=1; echo a)\necho $x'], ['x: lost (substitution)']],
    ['out of the background', ['{ x=1; } &\necho $x'], ['x: lost (background)']],
    ['to another shell without export', ["x=1\nbash -c 'echo $x'"], ['x: lost (shell)']],
    [
      'to another shell that reads a heredoc',
      ["x=1\nbash <<'EOF'\necho $x\nEOF"],
      ['x: lost (shell)'],
    ],
    [
      'to another user, exported or not',
      ["export x=1\nsudo bash -c 'echo $x'"],
      ['x: lost (user)'],
    ],
    ['to another user by su', ["x=1\nsu - app -c 'echo $x'"], ['x: lost (user)']],
    ['over ssh', ["x=1\nssh h 'echo $x'"], ['x: lost (host)']],
    ['over ssh, exported', ["export x=1\nssh h 'echo $x'"], ['x: lost (host)']],
    ['over ssh in a heredoc', ["x=1\nssh h <<'EOF'\necho $x\nEOF"], ['x: lost (host)']],
    ['into a container', ["x=1\ndocker exec db sh -c 'echo $x'"], ['x: lost (host)']],
    ['into a pod', ["x=1\nkubectl exec p -- sh -c 'echo $x'"], ['x: lost (host)']],
    ['to a host that the session moved to', ['x=1', 'ssh h', 'echo $x'], ['x: lost (host)']],
    ['to a host that the block moved to', ['x=1\nssh h\necho $x'], ['x: lost (host)']],
    ['from a host that the session left', ['ssh h', 'x=1', 'exit', 'echo $x'], ['x: lost (host)']],
    [
      'from one session on a host to the next',
      ['ssh h', 'x=1', 'exit', 'ssh h', 'echo $x'],
      ['x: lost (host)'],
    ],
    ['to a host behind a host', ['ssh a', 'x=1', 'ssh b', 'echo $x'], ['x: lost (host)']],
    ['by unset', ['x=1\nunset x\necho $x'], ['x: lost (unset)']],
  ])('%s', async (_, blocks, expected) => {
    expect(await of(...blocks)).toEqual(expected);
  });
});

describe('a block in the background', () => {
  const ofFences = (...fences: [attributes: string, code: string][]) =>
    reaches(
      head() +
        fences
          .map(
            ([attributes, code], at) =>
              `## Step ${at + 1}: Do it\n\n\`\`\`bash ${attributes}\n${code}\n\`\`\`\n`,
          )
          .join('\n'),
    );
  const behind = '{background}';

  it.each<[string, [string, string][], string[]]>([
    [
      'hands nothing on',
      [
        [behind, 'x=1'],
        ['', 'echo $x'],
      ],
      ['x: lost (background-block)'],
    ],
    [
      'has what was set before it',
      [
        ['', 'x=1'],
        [behind, 'echo $x'],
      ],
      ['x: set'],
    ],
    ['has its own', [[behind, 'x=1\necho $x']], ['x: set']],
    ['loses what its subshells set', [[behind, '(x=1)\necho $x']], ['x: lost (subshell)']],
    [
      'counts in a pipeline as any other',
      [[behind, 'n=0\nls | while read -r f; do n=$((n + 1)); done\necho $n']],
      ['n: set', 'n: lost (pipeline)'],
    ],
    [
      'hands nothing to another one',
      [
        [behind, 'x=1'],
        [behind, 'echo $x'],
      ],
      ['x: lost (background-block)'],
    ],
    [
      'takes nothing away',
      [
        ['', 'x=1'],
        [behind, 'unset x; x=2'],
        ['', 'echo $x'],
      ],
      ['x: set'],
    ],
    [
      'casts no doubt',
      [
        [behind, 'source env.sh\necho $x'],
        ['', 'echo $y'],
      ],
      ['x: unknown', 'y: environment'],
    ],
    [
      'may be set after it',
      [
        [behind, 'x=1'],
        ['', 'x=2\necho $x'],
      ],
      ['x: set'],
    ],
  ])('%s', async (_, fences, expected) => {
    expect(await ofFences(...fences)).toEqual(expected);
  });
});

describe('nothing is called lost', () => {
  it.each<[string, string[], string[]]>([
    [
      'where a subshell keeps what is its own',
      ['x=1\n(x=2; echo $x)\necho $x'],
      ['x: set', 'x: set'],
    ],
    ['where another script sets it itself', ["x=1\nbash -c 'x=2; echo $x'"], []],
    ['where another host loops over it', ["f=1\nssh h 'for f in *; do echo $f; done'"], []],
    ['where the command line gives it', ["x=1\nx=2 bash -c 'echo $x'"], []],
    ['where env gives it', ["x=1\nenv x=$x bash -c 'echo $x'"], ['x: set']],
    ['where docker gives it', ["x=1\ndocker exec -e x=$x db sh -c 'echo $x'"], ['x: set']],
    ['where sudo keeps the environment', ["export x=1\nsudo -E bash -c 'echo $x'"], ['x: set']],
    ['where the other host has its own', ["ssh h 'echo $RELEASE'"], []],
    [
      'of what the login sets anywhere',
      ['ssh h', 'echo $HOME $PATH $USER'],
      ['HOME: login', 'PATH: login', 'USER: login'],
    ],
    ['where awk and bash write dollars for themselves', ["x=1\nawk '{print $x}' f"], []],
    ['where unset is only one way', ['x=1\nif true; then unset x; fi\necho $x'], ['x: set']],
    ['where unset happens in a subshell', ['x=1\n(unset x)\necho $x'], ['x: set']],
  ])('%s', async (_, blocks, expected) => {
    expect(await of(...blocks)).toEqual(expected);
  });
});

describe('a value comes too late, from elsewhere, or not at all', () => {
  it.each<[string, string[], string[]]>([
    ['set in the next line', ['echo $x\nx=1'], ['x: later']],
    ['set in the next block', ['echo $x', 'x=1'], ['x: later']],
    ['set on a host that comes later', ['echo $x', 'ssh h', 'x=1'], ['x: later']],
    ['from the environment', ['echo $x'], ['x: environment']],
    [
      'added to what the environment has',
      ['JAVA_OPTS="$JAVA_OPTS -Xmx1g"'],
      ['JAVA_OPTS: environment'],
    ],
    ['from a file that is read in', ['source env.sh\necho $x'], ['x: unknown']],
    [
      'from a file that is read in, on the way to a host',
      ['. ./env.sh', 'ssh h', 'echo $x'],
      ['x: environment'],
    ],
    ['not from a virtual environment', ['source venv/bin/activate\necho $x'], ['x: environment']],
    ['from what is evaluated', ['eval "$(ssh-agent)"\necho $x'], ['x: unknown']],
    ['behind a block that is no bash', ['if [ then', 'echo $x'], ['x: unknown']],
    ['not from the prefix of a command', ['x=1 make\necho $x'], ['x: environment']],
    [
      'not from a local variable of a function',
      ['f() { local x=1; }\nf\necho $x'],
      ['x: lost (subshell)'],
    ],
    ['not from what is quoted', ["echo 'x=1'\necho $x"], ['x: environment']],
    ['not from a comment', ['# x=1\necho $x'], ['x: environment']],
    ['not from positional parameters, which have no name', ['echo $1 $@ $? $$ $#'], []],
  ])('%s', async (_, blocks, expected) => {
    expect(await of(...blocks)).toEqual(expected);
  });

  it('from a step that does not always run', async () => {
    expect(await of(['Choose (optional)', 'x=1'], 'echo $x')).toEqual(['x: sometimes']);
    expect(await of(['Choose (if needed)', 'x=1'], 'echo $x')).toEqual(['x: sometimes']);
    expect(await of(['Choose (optional)', 'x=1\necho $x'])).toEqual(['x: set']);
    expect(await of(['Choose (optional)', 'x=1'], ['Use (optional)', 'echo $x'])).toEqual([
      'x: set',
    ]);
    expect(await of('x=0', ['Choose (optional)', 'x=1'], 'echo $x')).toEqual(['x: set']);
  });

  it('from a parameter, also where a conditional step may set another', async () => {
    const parameters = 'parameters:\n  x:\n    description: What it is\n';
    expect(await reaches(head(parameters) + steps('echo $x'))).toEqual(['x: parameter']);
    expect(await reaches(head(parameters) + steps('(x=1)\necho $x'))).toEqual(['x: parameter']);
    expect(
      await reaches(head(parameters) + steps(['Choose (optional)', 'x=1'], 'echo $x')),
    ).toEqual(['x: set']);
  });

  it('from another flow of the document', async () => {
    const text = `${head()}${steps('x=1')}## Rollback\n\n\`\`\`bash\necho $x $y\n\`\`\`\n`;
    expect(await reaches(text, 'rollback')).toEqual(['x: other-flow', 'y: environment']);
  });

  it('not from a script, and not to one: each is a process of its own', async () => {
    const script = '#!/bin/bash\nx=$1\necho $x $y';
    expect(await of('y=1', script, 'echo $x')).toEqual([
      'x: set',
      'y: environment',
      'x: environment',
    ]);
  });
});

describe('bash agrees', () => {
  // Each ends by printing x, which is 1 where it arrived.
  it.each([
    'x=1; echo $x',
    '(x=1); echo $x',
    '(x=1; echo $x)',
    '{ x=1; }; echo $x',
    '{ x=1; } & wait; echo $x',
    'echo 1 | read -r x; echo $x',
    'read -r x <<< 1; echo $x',
    'read -r x < <(echo 1); echo $x',
    'echo 1 | { read -r x; echo $x; }',
    'echo 1 | while read -r y; do x=$y; done; echo $x',
    'while read -r y; do x=$y; done <<< 1; echo $x',
    'y=$(x=1; echo 2); echo $x',
    'x=1; y=$(echo $x); x=; x=$y; echo $x',
    'f() { x=1; }; f; echo $x',
    'f() { local x=1; }; f; echo $x',
    'f() { local x=1; echo $x; }; f',
    'f() { declare -g x=1; }; f; echo $x',
    'f() { echo $x; }; x=1; f',
    "x=1; bash -c 'echo $x'",
    "export x=1; bash -c 'echo $x'",
    "x=1; export x; bash -c 'echo $x'",
    "declare -x x=1; bash -c 'echo $x'",
    "x=1 bash -c 'echo $x'",
    "x=2; env x=1 bash -c 'echo $x'",
    'x=1 true; echo $x',
    'x=1; unset x; echo $x',
    'x=1; (unset x); echo $x',
    'x=1; unset x; x=1; echo $x',
    'eval "x=1"; echo $x',
    'for x in 1; do :; done; echo $x',
    'for ((x = 0; x < 1; x++)); do :; done; echo $x',
    'case 1 in 1) x=1 ;; esac; echo $x',
    'if true; then x=1; fi; echo $x',
    'printf -v x %s 1; echo $x',
    'mapfile -t x <<< 1; echo $x',
    'x=1 | true; echo $x',
    'true && x=1; echo $x',
    ': "${x:=1}"; echo $x',
    'time { x=1; }; echo $x',
    '! x=1; echo $x',
    'cat <(x=1) ; echo $x',
    'x=1\ncat <<EOF\n$x\nEOF',
    "x=1\ncat <<'EOF' | tr -d '$x\\n'\n$x\nEOF\necho $x",
    "echo 'x=1'; echo $x",
    'coproc { x=1; }; wait; echo $x',
  ])('about %j', async (code) => {
    const { stdout } = spawnSync('bash', ['-c', code], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '' },
    });
    const arrives = stdout.trimEnd().endsWith('1') && stdout.endsWith('1\n');
    const procedure = await procedureOf(head() + steps(code));
    const last = dataflowOf(procedure, flowOf(procedure, 'main')).uses.filter(
      ({ name }) => name === 'x',
    );
    // What another process sets for itself is its own business, and no use of this flow.
    const reached = last.length === 0 || last.at(-1)!.reach.from === 'set';
    expect([reached, last.at(-1)?.reach]).toEqual([arrives, last.at(-1)?.reach]);
  });
});

describe('what is known of a use', () => {
  it('is whether something stands for a value that is missing', async () => {
    const procedure = await procedureOf(
      head() + steps('echo ${a:-1} ${b:?} ${c+1} $d "${e[@]}"\n[ -z "$f" ] || echo $f'),
    );
    const { uses } = dataflowOf(procedure, flowOf(procedure, 'main'));
    expect(uses.map(({ name, guarded }) => [name, guarded])).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
      ['d', false],
      ['e', true],
      ['f', true],
      ['f', true],
    ]);
  });

  it('is its place in the file, its step and its host', async () => {
    const procedure = await procedureOf(head() + steps('ssh db-1', 'cd /srv\necho "$x"'));
    const { uses } = dataflowOf(procedure, flowOf(procedure, 'main'));
    expect(uses).toMatchObject([
      {
        name: 'x',
        step: '1.2',
        host: 'db-1',
        script: null,
        span: { line: 17, column: 7, endLine: 17, endColumn: 9 },
      },
    ]);
  });

  it('is what reaches the check of a step', async () => {
    const text = `${head()}${steps('x=1')}Expected: it is there\n\n\`\`\`bash check\ntest -n "$x" -a -e "$y"\n\`\`\`\n`;
    expect(await reaches(text)).toEqual(['x: set', 'y: environment']);
  });
});

describe('what is known of a variable', () => {
  it('is every place that sets or uses it, and whether it is exported', async () => {
    const procedure = await procedureOf(head() + steps('x=1\nexport y=2', 'x=2\necho $x'));
    const { variables } = dataflowOf(procedure, flowOf(procedure, 'main'));
    const x = variables.get('x')!;
    expect([x.sets.length, x.uses.length, x.exported]).toEqual([2, 1, false]);
    expect(variables.get('y')?.exported).toBe(true);
    expect(variables.get('z')).toBeUndefined();
  });

  it('is the same object for the same flow', async () => {
    const procedure = await procedureOf(head() + steps('x=1'));
    const flow = flowOf(procedure, 'main');
    expect(dataflowOf(procedure, flow)).toBe(dataflowOf(procedure, flow));
  });

  it('is nothing where a flow has no block', async () => {
    const procedure = await procedureOf(`${head()}## Step 1: Ask\n\n- [ ] Ask the owner\n`);
    expect(dataflowOf(procedure, flowOf(procedure, 'main')).uses).toEqual([]);
  });
});

describe('hostile names and depths', () => {
  it('takes __proto__, constructor and toString for names', async () => {
    expect(
      await of('echo $__proto__ $constructor $toString\n__proto__=1\necho $__proto__'),
    ).toEqual([
      '__proto__: later',
      'constructor: environment',
      'toString: environment',
      '__proto__: set',
    ]);
  });

  it('survives a hundred shells, one in the other', async () => {
    const code = `${'( '.repeat(100)} x=1 ${') '.repeat(100)}\necho $x`;
    expect(await of(code)).toEqual(['x: lost (subshell)']);
  });
});
