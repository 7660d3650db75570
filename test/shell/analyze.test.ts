import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeShell } from '../../src/shell/analyze.ts';

const commandsOf = (code: string) => analyzeShell(code).commands;
const named = (code: string) => commandsOf(code).map((command) => command.name);
const unguarded = (code: string) =>
  commandsOf(code)
    .filter((command) => !command.guarded)
    .map((command) => command.name);
const hazardsOf = (code: string) => analyzeShell(code).hazards.map((hazard) => hazard.kind);

describe('syntax errors', () => {
  it.each([
    ['if true; then', 'if without fi'],
    ["echo 'open", 'an open quote'],
    ['echo $(if)', 'an error in a substitution'],
    ['echo "a $(ls | )"', 'an error in a substitution in a string'],
    ['cat <<EOF\nnever closed\n', 'an open heredoc'],
    ["cat <<'EOF'\n$(\n EOF\n", 'a heredoc whose end is indented'],
    ['x=$(cat <<EOF\nopen\n)', 'an open heredoc in a substitution'],
    ['git checkout vX.Y.(Z-1)', 'a placeholder with parentheses'],
    ['kubectl describe pod <pod-name>\nls', 'a placeholder at the end of a line'],
    ["bash -c 'if'", 'a nested script'],
    ['done', 'a stray keyword'],
    ['print(f"x: {y}")', 'Python'],
    ['cat <<EOF\n$(if)\nEOF\n', 'an error in a substitution of a heredoc'],
    ['cat <<EOF && (\nx\nEOF\n', 'an open group behind a heredoc'],
  ])('finds one in %j: %s', (code) => {
    expect(analyzeShell(code).syntaxError).not.toBeNull();
  });

  it('finds the first of several, and where it is', () => {
    const code = 'ls\necho )\nif\n';
    const error = analyzeShell(code).syntaxError!;
    expect(code.slice(error.start, error.end)).toBe(')');
    expect(error.message).toMatch(/\)/);
  });

  it('is silent about what bash accepts', () => {
    const code = 'cat <<-EOF\n\tx\n\tEOF\n[[ a =~ (b) ]] && arr=(1 2)\necho "${x:-$(ls)}" <(ls)';
    expect(analyzeShell(code).syntaxError).toBeNull();
  });

  it('does not judge a script for another host', () => {
    expect(analyzeShell("ssh router 'show (version'").syntaxError).toBeNull();
  });
});

describe('commands', () => {
  it.each<[string, string, string[]]>([
    ['sudo -u postgres dropdb x', 'dropdb', ['sudo']],
    ['sudo -E PGPASSWORD=x dropdb x', 'dropdb', ['sudo']],
    ['env -u HOME A=b nohup timeout -k 5 10 dropdb x', 'dropdb', ['env', 'nohup', 'timeout']],
    ['bash -c "dropdb x"', 'dropdb', ['bash -c']],
    ["sudo bash -lc 'dropdb x'", 'dropdb', ['sudo', 'bash -c']],
    ["ssh -p 22 db1 'dropdb x'", 'dropdb', ['ssh db1']],
    ['ssh -i key db1 sudo dropdb x', 'dropdb', ['ssh db1', 'sudo']],
    ['ssh db1 <<EOF\ndropdb x\nEOF', 'dropdb', ['ssh db1']],
    ["sudo -u postgres bash <<'EOF'\ndropdb x\nEOF", 'dropdb', ['sudo', 'bash']],
    ['find / -name x -exec dropdb {} \\;', 'dropdb', ['find -exec']],
    ['docker exec -u root db dropdb x', 'dropdb', ['docker exec']],
    ['docker compose -f x.yml exec db dropdb x', 'dropdb', ['docker compose exec']],
    ['kubectl -n prod exec db-0 -c db -- dropdb x', 'dropdb', ['kubectl exec']],
    ["su - postgres -c 'dropdb x'", 'dropdb', ['su']],
    ["vagrant ssh -c 'dropdb x'", 'dropdb', ['vagrant ssh']],
    ['eval "dropdb x"', 'dropdb', ['eval']],
    ['eval "bash -c \\"dropdb x\\""', 'dropdb', ['eval', 'bash -c']],
    ['echo $(sudo dropdb x)', 'dropdb', ['sudo']],
    ['xargs -n 1 /usr/bin/dropdb', 'dropdb', ['xargs']],
  ])('sees what %s runs', (code, name, via) => {
    const analysis = analyzeShell(code);
    const command = analysis.commands.find((one) => one.name === name);
    expect(command?.via).toEqual(via);
    expect(analysis.hazards.map((hazard) => hazard.kind)).toContain('destructive');
  });

  it('keeps the places of a nested script', () => {
    const code = "ls\nssh db1 'cd /x; rm -rf y'";
    const rm = commandsOf(code).find((command) => command.name === 'rm')!;
    expect(code.slice(rm.start, rm.end)).toBe('rm -rf y');
  });

  it('keeps a wrapper that runs nothing', () => {
    expect(named('sudo -l; command -v psql; ssh -V')).toEqual(['sudo', 'command', 'ssh']);
  });

  it('gives arguments without quotes where they are literal, redirects and the pipeline', () => {
    const [curl, jq] = commandsOf('curl -H "A: b" "$URL" 2>&1 | jq . > out');
    expect(curl?.args).toEqual(['-H', 'A: b', '"$URL"']);
    expect(curl?.redirects).toEqual([{ operator: '2>&', target: '1' }]);
    expect(jq?.pipeline).toMatchObject({ start: 0, index: 1, length: 2 });
  });
});

describe('guarded', () => {
  it.each([
    'fails || true',
    'fails && ok',
    'ok && fails && ok2',
    '! fails',
    'fails &',
    'if fails; then ok; fi',
    'while fails; do ok; done',
    'until fails; do ok; done',
    'f() { fails; }',
    'for x in $list; do fails; done',
    'case $x in a) fails ;; esac',
    'echo "$(fails)"',
    'export X=$(fails)',
    'X=$(fails; ok)',
    'exit 0; fails',
    'test -d x || exit; fails',
    'test -d x || exit $?; fails',
    'test -d x || exit 256; fails',
    'fails || exit 0',
    '(fails; ok) || exit 1',
    '{ fails; ok; } || exit 1',
    'fails || { exit 0; exit 1; }',
    'fails || (exit 1) || ok',
    'fails || exit 1 || ok',
    'fails || exit 1 &',
    '! fails || exit 1',
    'fails && ok || exit 1',
    'fails || { ok && exit 1; }',
    'if [ -f x ]; then exit 0; fi; fails',
    'set +e; fails',
    'set +o pipefail; fails | cat',
    "trap 'exit 0' EXIT; fails",
    'fails | head -1',
    'fails | grep -q x',
    'fails | while read -r x; do ok; done',
    "bash -c 'fails; ok'",
    "bash -c 'fails | cat'",
    "ssh host 'fails && ok'",
    'find . -exec fails {} +',
    'ls | xargs fails',
    '{ fails; ok; } || true',
    '(fails) || true',
    'exec ok; fails',
    'cat < <(fails)',
    'coproc fails',
    'X=${Y:-$(fails)}',
    'X=$((1 + $(fails)))',
    'eval "$SETTINGS"; fails',
    'shopt -uo errexit; fails',
  ])('%s: the failure goes unnoticed', (code) => {
    expect(named(code)).toContain('fails');
    expect(unguarded(code)).not.toContain('fails');
  });

  it.each([
    'fails',
    'ok; fails; ok',
    '(ok; fails)',
    '{ fails; ok; }',
    'X=$(fails)',
    'X="$(ok; fails)"',
    'fails | sort | wc -l',
    'fails | tee log',
    'ok | fails',
    'sudo fails',
    "ssh host 'ok; fails'",
    "bash -ec 'fails; ok'",
    'fails > out 2>&1',
    'fails || exit 1',
    'fails || { echo broken >&2; exit 2; }',
    'if ! test -d x; then exit 1; fi; fails',
    'test -d x || exit 1; fails',
    '(exit 0); fails',
    'f() { return 0; }; fails',
    'eval "x=1"; fails',
    'echo $(exit 0); fails',
  ])('%s: the failure is noticed', (code) => {
    expect(unguarded(code)).toContain('fails');
  });

  it('agrees with bash: what it calls noticed makes the block fail', () => {
    const prelude = 'ok() { cat >/dev/null; }; fails() { cat >/dev/null; return 3; }\n';
    const piece = fc.constantFrom('ok', 'fails', 'ok | fails', 'fails | sort', 'fails | head -1');
    const wrap = fc.constantFrom(
      ...['%', '! %', '(%)', '{ %; }', 'X=$(%)', 'echo "$(%)"', '% && ok', '% || ok', 'ok && %'],
      ...['if %; then ok; fi', 'if true; then %; fi', 'for i in 1; do %; done', '% &', 'exit 0; %'],
      ...[
        '% || exit 1',
        '% || { echo x; exit 1; }',
        'exit 1; %',
        '(exit 0); %',
        'set +e; %',
        'while false; do %; done',
        'false || %',
        '(% ; ok)',
      ],
    );
    const script = fc
      .tuple(piece, fc.array(wrap, { maxLength: 3 }), fc.boolean())
      .map(([inner, wraps, then]) => {
        const body = wraps.reduce((text, one) => one.replace('%', () => text), inner);
        return then ? `${body}\nok` : body;
      });
    fc.assert(
      fc.property(script, (code) => {
        const analysis = analyzeShell(code);
        if (analysis.syntaxError !== null) return;
        const noticed = analysis.commands.some(
          (command) => command.name === 'fails' && !command.guarded,
        );
        if (!noticed) return;
        const run = spawnSync('bash', ['-eEuo', 'pipefail', '-c', prelude + code], {
          input: '',
        });
        expect(run.status, code).not.toBe(0);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

describe('topLevel', () => {
  it('holds only outside functions, loops, conditions, subshells and substitutions', () => {
    const code =
      'a; { b; }; (c); if d; then e; fi; f() { g; }; echo $(h); for i in 1; do j; done; k | l';
    const top = commandsOf(code).filter((command) => command.topLevel);
    expect(top.map((command) => command.name)).toEqual(['a', 'b', 'echo', 'k', 'l']);
  });
});

describe('variables', () => {
  const reads = (code: string) => analyzeShell(code).reads.map((read) => read.name);
  const writes = (code: string) => analyzeShell(code).writes.map((write) => write.name);

  it('reads expansions, in heredocs and strings too', () => {
    expect(reads('echo $A "${B}" ${#C}\ncat <<EOF\n$D\nEOF\n(( E > 1 )); [[ -n $F ]]')).toEqual([
      ...'ABCDEF',
    ]);
  });

  it('reads nothing where bash expands nothing', () => {
    expect(reads("echo '$A' \\$B # $C\ncat <<'EOF'\n$D\nEOF\nssh host 'echo $E'")).toEqual([]);
  });

  it('knows which reads a default guards', () => {
    const found = analyzeShell('echo ${A:-x} ${B?} ${C-} ${D} ${E%x}').reads;
    expect(found.map((read) => read.guarded)).toEqual([true, true, true, false, false]);
  });

  it('writes by every way to set one', () => {
    const code =
      'A=1; export B=2; declare -x C; local D=3; read -r -p "x" E F; printf -v G x; for H in 1; do :; done; (( I = 1 )); mapfile -t J; K+=x; : ${L:=y}; readonly M=1; readarray N';
    expect(writes(code)).toEqual([...'ABCDEFGHIJKLMN']);
    const exported = analyzeShell(code).writes.filter((write) => write.exported);
    expect(exported.map((write) => write.name)).toEqual(['B', 'C']);
  });

  it('does not take the environment of one command for an assignment', () => {
    expect(writes('PGPASSWORD=x psql')).toEqual([]);
    expect(writes("bash -c 'A=1'")).toEqual([]);
  });

  it('gives the value of an assignment as written, with its place', () => {
    const code = 'ls\nTARGET_TAG="v1.0"';
    const [write] = analyzeShell(code).writes;
    expect(write?.value?.text).toBe('"v1.0"');
    expect(code.slice(write!.value!.start, write!.value!.end)).toBe('"v1.0"');
  });
});

describe('hazards', () => {
  it.each([
    ['rm -rf x', 'destructive'],
    ['rm --recursive x', 'destructive'],
    ['psql -c "drop table x"', 'destructive'],
    ['psql -c "DELETE FROM x"', 'destructive'],
    ['psql <<EOF\nTRUNCATE x;\nEOF', 'destructive'],
    ['echo "DROP DATABASE x" | mysql', 'destructive'],
    ['mysql <<< "DROP DATABASE x"', 'destructive'],
    ['cat <<EOF | psql\nDROP TABLE x;\nEOF', 'destructive'],
    ['terraform apply -auto-approve', 'destructive'],
    ['kubectl -n prod delete pod x', 'destructive'],
    ['git push -f', 'destructive'],
    ['git push origin +main', 'destructive'],
    ['git reset --hard HEAD~1', 'destructive'],
    ['mkfs.ext4 /dev/sdb', 'destructive'],
    ['dd if=a of=/dev/sdb', 'destructive'],
    ['docker system prune -f', 'destructive'],
    ['echo x > /etc/hosts', 'destructive'],
    ['f() { rm -r x; }', 'destructive'],
    ['tail -f log', 'endless'],
    ['tail -100f log', 'endless'],
    ['sudo journalctl -u x -f', 'endless'],
    ['kubectl logs -f pod', 'endless'],
    ['watch ls', 'endless'],
    ['top', 'endless'],
    ['ssh host', 'interactive'],
    ['sudo vim x', 'interactive'],
    ['psql -U me db', 'interactive'],
    ['python3', 'interactive'],
    ['read -p "sure? " x', 'interactive'],
    ['docker exec -it x bash', 'interactive'],
    ['kubectl exec -ti x -- bash', 'interactive'],
    ['vagrant ssh', 'interactive'],
    ['passwd me', 'interactive'],
    ['sudo ls', 'privileged'],
    ['su - x -c ls', 'privileged'],
    ['ssh host ls', 'remote'],
  ])('%s is %s', (code, kind) => {
    expect(hazardsOf(code)).toContain(kind);
  });

  it.each([
    'rm file',
    'psql -c "DELETE FROM x WHERE id = 1"',
    'psql -f x.sql',
    'psql < x.sql',
    'pg_dump db | psql other',
    'echo "DROP TABLE x"',
    'git push origin main',
    'git commit -m "rm -rf and DROP TABLE"',
    'git reset HEAD x',
    'terraform plan',
    'kubectl get pods',
    'kubectl delete-not-a-verb',
    'tail -f log &',
    'timeout 10 tail -f log',
    'tail -f log | head -3',
    'tail -n 5 log',
    'tail --lines=5 file',
    'top -b -n 1',
    'python manage.py migrate',
    'echo x > out.log',
    'echo x > /dev/null',
    'dd if=/dev/zero of=/dev/null',
    'ping -c 3 host',
    '# rm -rf /',
    "echo 'rm -rf /'",
    'cat <<EOF\nrm -rf /\nEOF',
    'read -r x < file',
  ])('%s is none', (code) => {
    expect(hazardsOf(code)).toEqual([]);
  });
});

describe('comments, strings, heredocs, moves', () => {
  it('finds comments and nothing that only looks like one', () => {
    const code =
      '# one\nls # two\necho x#no "# no" \'# no\' ${#no} \\# no $(ls # three\n)\ncat <<EOF\n# no\nEOF\n(( 16#ff ))#four';
    expect(analyzeShell(code).comments.map((comment) => comment.text)).toEqual([
      '# one',
      '# two',
      '# three',
      '#four',
    ]);
  });

  it('gives strings with their quotes and heredocs with their kind', () => {
    const code = `echo 'a' "b"\ncat <<EOF <<'END'\nx\nEOF\ny\nEND\n`;
    const { strings, heredocs } = analyzeShell(code);
    expect(strings.map(({ start, end }) => code.slice(start, end))).toEqual(["'a'", '"b"']);
    expect(heredocs.map(({ start, end, literal }) => [code.slice(start, end), literal])).toEqual([
      ['x\n', false],
      ['y\n', true],
    ]);
  });

  it('follows the session to other hosts and back', () => {
    const moves = (code: string) => analyzeShell(code).moves.map((move) => move.host);
    expect(moves('ssh -A me@a\nls\nssh b\nexit\nexit\nls')).toEqual(['me@a', 'b', 'me@a', null]);
    expect(
      moves('ssh a ls\nssh a <<EOF\nEOF\nif x; then ssh a; fi\nssh -N a\nssh a | cat'),
    ).toEqual([]);
    expect(moves('exit')).toEqual([]);
  });

  it('does not take leaving a host for leaving the block', () => {
    expect(unguarded('ssh a\nexit\nls')).toContain('ls');
  });
});

describe('any input', () => {
  const inRange = (code: string) => {
    const analysis = analyzeShell(code);
    const ranges = [
      ...(analysis.syntaxError === null ? [] : [analysis.syntaxError]),
      ...analysis.commands,
      ...analysis.reads,
      ...analysis.writes,
      ...analysis.hazards,
      ...analysis.comments,
      ...analysis.heredocs,
      ...analysis.strings,
      ...analysis.moves,
    ];
    for (const { start, end } of ranges) {
      expect(start >= 0 && start <= end && end <= code.length, code).toBe(true);
    }
  };

  it('never throws and stays inside the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), inRange), { seed: 1 });
    const token = fc.constantFrom(
      ...["'", '"', '`', '$(', ')', '((', '${', '}', '<<EOF\n', 'EOF\n', 'if ', 'then ', 'fi\n'],
      ...['|', '&&', ';', '\n', '#', '\\', 'case x in ', 'esac', '[[ ', ' ]]', '<(', 'x=(', '{ '],
      ...[
        'ssh h ',
        'bash -c ',
        'sudo ',
        'eval ',
        'xargs ',
        'f() ',
        '$X',
        '!',
        '&',
        'a ',
        'é😀',
        '\0',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join('')),
        inRange,
      ),
      { numRuns: 3000, seed: 2 },
    );
  });

  it('survives depth and length', () => {
    for (const unit of ['$(', '(', '{ ', '"$(', '`', 'if ', 'eval ', 'sudo ', '<<A ', "'", '((']) {
      inRange(unit.repeat(20_000));
    }
    inRange(`bash -c '${'eval "'.repeat(500)}`);
    inRange('rm -rf x; '.repeat(20_000));
  });
});

const reference = '/work/shared/reference';
describe.skipIf(!existsSync(reference))('the reference blocks', () => {
  const blocks = !existsSync(reference)
    ? []
    : readdirSync(reference).flatMap((file) =>
        [
          ...readFileSync(`${reference}/${file}`, 'utf8').matchAll(
            /^ *```(?:bash|sh)\n([\s\S]*?)^ *```/gm,
          ),
        ].map((match) => match[1]!),
      );

  it('agrees with bash -n about each, whole and mutated', () => {
    const accepts = (code: string): boolean => {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
      return status === 0 && stderr === '';
    };
    expect(blocks.length).toBeGreaterThan(70);
    const refused = blocks.filter((block) => analyzeShell(block).syntaxError !== null);
    expect(refused).toHaveLength(2);
    expect(blocks.filter((block) => !accepts(block))).toEqual(refused);
    const inserted = fc.constantFrom("'", '"', '(', ')', '$(', '<<EOF\n', 'fi\n', '|', ';', '');
    fc.assert(
      fc.property(
        fc.constantFrom(...blocks.map((block) => block.slice(0, 500))),
        fc.nat(),
        fc.nat(3),
        inserted,
        (block, at, cut, text) => {
          const from = at % (block.length + 1);
          const mutated = block.slice(0, from) + text + block.slice(from + cut);
          const { syntaxError, heredocs } = analyzeShell(mutated);
          // bash looks into the substitutions of a heredoc only when it runs, and fails then.
          const late = heredocs.some(
            ({ start, end }) =>
              syntaxError !== null && syntaxError.start >= start && syntaxError.start <= end,
          );
          if (!late) expect(syntaxError === null, mutated).toBe(accepts(mutated));
        },
      ),
      { numRuns: 400, seed: 3 },
    );
  });
});
