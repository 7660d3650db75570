/** Rules about shell blocks: what each must say, and, more often, what it must not. */
import { describe, expect, it } from 'vitest';
import { checkFiles } from './workspace.ts';

const head = `---
id: PROC-A-001
parameters:
  DIR:
    description: The folder
---

# PROC-A-001: Title

## Prerequisites

- The folder DIR is given
- A backup of the server was made

`;
const block = (code: string, info = 'bash'): string => `\`\`\`${info}\n${code}\n\`\`\`\n\n`;
const steps = (...blocks: string[]): string =>
  head + blocks.map((one, index) => `## Step ${index + 1}: Do it\n\n${one}`).join('');

/** The rules that speak, with the line of the file. */
async function said(text: string): Promise<string[]> {
  const found = await checkFiles({ 'example.md': text });
  return found.map(({ rule, line }) => `${rule} ${line}`);
}

/** Lines of the file where the code of the first block starts. */
const first = head.split('\n').length + 3;

describe('is reported', () => {
  it.each<[rule: string, code: string, line: number]>([
    ['two-clocks', 'tar -czf a-$(date +%s).tgz .\nls -l a-$(date +%s).tgz', 1],
    ['two-clocks', 'mkdir /srv/b_$(date +%H%M)\ncp x /srv/b_$(date +%H%M)/', 1],
    ['two-clocks', 'echo a > log-$(date +%T).txt\necho b >> log-$(date +%T).txt', 1],
    ['stale-status', './a.sh\necho done\nif [ $? -ne 0 ]; then echo failed; fi', 2],
    ['stale-status', './a.sh\n[ -f x ]\necho "$?"', 2],
    ['stale-status', './a.sh\nmessage="a"\necho "$message $?"', 2],
    ['stale-status', './a.sh > log\necho saved >> log\necho $?', 2],
    ['stale-status', 'f() { ls; local x=$(false); echo $?; }\nf\nls', 0],
    ['unguarded-cd-before-removal', 'cd /srv/app\nls\nrm -r build', 2],
    ['unguarded-cd-before-removal', 'cd "$DIR"; rm -f *.log', 0],
    ['unguarded-cd-before-removal', 'cd /srv/app\nfind . -name "*.tmp" -delete', 1],
    ['removal-of-variable-path', 'rm -rf $DIR/*', 0],
    ['removal-of-variable-path', `rm -rf "\${DIR}/"*`, 0],
    ['removal-of-variable-path', 'rm -rf "$DIR"/cache', 0],
    ['removal-of-variable-path', 'X=$(cat folder)\nrm -rf "$X/data"', 1],
    ['secret-in-command', 'curl -fu admin:Tr0ub4dor https://a.example.com/', 0],
    ['secret-in-command', 'export API_TOKEN=ghp_4kd93kd0sk3\n./a.sh', 0],
    ['secret-in-command', 'mysql -u root -pK9x72hqL shop -e "select 1"', 0],
    ['secret-in-command', 'curl -fH "Authorization: Bearer eyJhbGciOi" https://a.example.com', 0],
    ['secret-in-command', './login --user me --password=K9x72hqL', 0],
    ['secret-in-command', `curl -f https://a.example.com -d '{"password":"K9x72hqL"}'`, 0],
    ['secret-in-command', 'sshpass -p K9x72hqL scp a b:', 0],
    ['curl-without-fail', 'curl https://a.example.com/health && echo up', 0],
    ['curl-without-fail', 'if curl -s https://a.example.com/health; then echo up; fi', 0],
    ['curl-without-fail', 'curl -sSLO https://a.example.com/a.tgz', 0],
    ['curl-without-fail', 'curl -so /dev/null http://localhost:8080/', 0],
    ['network-to-shell', 'curl -fsSL https://a.example.com/x.sh | sh -s -- --yes', 0],
    ['network-to-shell', 'wget -qO- https://a.example.com/x.sh | sudo -E bash -', 0],
    ['network-to-shell', 'bash <(curl -fs https://a.example.com/x.sh)', 0],
    ['network-to-shell', 'sh -c "$(curl -fsSL https://a.example.com/x.sh)"', 0],
    ['force-push', 'git push -f origin main', 0],
    ['force-push', 'git push origin +main', 0],
    ['force-push', 'git -C repo push --force', 0],
    ['wide-kill', 'pkill -9 -f gunicorn', 0],
    ['wide-kill', 'killall -9 python3', 0],
    ['wide-kill', "ps aux | grep celery | awk '{print $2}' | xargs kill -9", 0],
    ['wide-kill', 'kill $(pgrep -f celery)', 0],
    ['wait-without-end', 'while ! nc -z localhost 5432; do sleep 1; done', 0],
    [
      'wait-without-end',
      'until systemctl is-active -q shop; do\n  echo waiting\n  sleep 1\ndone',
      0,
    ],
    ['exit-in-block', 'ls\nexit', 1],
    ['exit-in-block', 'exit 1', 0],
    ['failures-turned-off', 'set +e\nls a\nls b', 0],
    ['failures-turned-off', 'set +o errexit\nls a\nls b', 0],
  ])('%s: %s', async (rule, code, line) => {
    expect(await said(steps(block(code)))).toEqual([`${rule} ${first + line}`]);
  });

  it('a name that two steps build from the clock, and no name that two flows build', async () => {
    const backup = block('tar -czf b-$(date +%H%M).tgz .');
    const look = block('ls -l b-$(date +%H%M).tgz');
    expect(await said(steps(backup, look))).toEqual([`two-clocks ${first + 6}`]);
    expect(await said(`${steps(backup)}## Rollback\n\n### Step 1: Look\n\n${look}`)).toEqual([]);
  });

  it('each of several places, once', async () => {
    expect(await said(steps(block('rm -rf $DIR/a $DIR/b\nrm -rf $DIR/c')))).toEqual([
      `removal-of-variable-path ${first}`,
      `removal-of-variable-path ${first + 1}`,
    ]);
  });
});

describe('nothing is reported about', () => {
  it.each<[string, string]>([
    // two-clocks
    [
      'two backups, each with its own time',
      'tar -czf a-$(date +%s).tgz x\ntar -czf a-$(date +%s).tgz y',
    ],
    ['two files that are each written', 'ls > a_$(date +%H%M).txt\ndf > a_$(date +%H%M).txt'],
    ['two lines of a log with their time', 'echo "start $(date +%T)"\nls\necho "end $(date +%T)"'],
    ['two names by the day', 'mkdir b-$(date +%F)\nls b-$(date +%F)'],
    ['different names by the clock', 'mkdir a-$(date +%T)\nls b-$(date +%T)'],
    ['times that are taken apart', 't0=$(date +%s)\nls\nt1=$(date +%s)\necho "$((t1 - t0)) s"'],
    ['the clock in an option', 'journalctl --since=$(date +%T)\njournalctl -r --since=$(date +%T)'],
    ['a name in a comment', 'mkdir a-$(date +%T)\n# ls a-$(date +%T)'],
    ['a name that no shell expands', "mkdir a-$(date +%T)\necho 'ls a-$(date +%T)'"],
    // stale-status
    ['a status right behind its command', './a.sh\necho $?'],
    ['a status behind comments', './a.sh\n\n# Look at it\necho $?'],
    ['a status that is kept', './a.sh\nstatus=$?\necho "status $status"'],
    ['a status behind a substitution', 'out=$(./a.sh)\nif [ $? -ne 0 ]; then echo "$out"; fi'],
    ['a status behind a pipeline', './a.sh | tee log\necho $?'],
    ['a status behind what is joined', './a.sh && echo ok\necho $?'],
    ['a status behind an if', 'if ./a.sh; then echo ok; fi\necho $?'],
    ['a status in a trap', "trap 'echo $?' ERR\nls"],
    ['a status of a test that is meant', 'grep -q a b\ncase $? in 0) ;; esac'],
    ['a status that is only written about', "echo 'see $?'"],
    // cd and rm
    ['a removal joined to its cd', 'cd /srv/app && rm -rf build'],
    ['a removal behind a cd that is noticed', 'cd /srv/app || return 1\nrm -rf build'],
    ['a removal behind set -e', 'set -e\ncd /srv/app\nrm -rf build'],
    ['a removal by its whole path', 'cd /srv/app\nrm -rf /srv/app/build'],
    ['a file that is removed by its name', 'cd /srv/app\nrm -f server.pid'],
    ['a removal in a folder that was just made', 'mkdir -p /srv/new\ncd /srv/new\nrm -rf build'],
    ['a removal after going home', 'cd\nrm -rf build'],
    ['a cd in a subshell', '(cd /srv/app && ls)\nrm -rf build'],
    ['a removal of what a mktemp made', 'T=$(mktemp -d)\nrm -rf "$T/x"'],
    ['a removal that bash refuses where it is empty', `rm -rf "\${DIR:?}/x"`],
    ['a removal below a fixed folder', 'rm -rf "cache/$DIR/x"'],
    ['a removal of the variable itself', 'rm -rf "$DIR"'],
    ['a removal of a fixed value', 'B=/srv/build\nrm -rf "$B/out"'],
    ['a removal in a loop over names', 'for d in a b; do rm -rf "$d/out"; done'],
    ['a removal behind a question', '[ -d "$DIR" ] && rm -rf "$DIR/x"'],
    ['a removal that is only written about', "echo 'rm -rf $DIR/*'"],
    ['a file below a variable', 'rm -f "$DIR/a.log"'],
    // secrets
    [
      'secrets that are variables',
      'curl -fu "admin:$DIR" https://a.example.com/\nmysql -p"$DIR" -e "select 1"',
    ],
    [
      'secrets that are stand-ins',
      'export API_TOKEN=changeme\nexport DB_PASSWORD=xxxxx\n./a --password=your-password',
    ],
    ['secrets from a command', 'export API_TOKEN=$(cat token)\n./a.sh'],
    ['a port behind a host', 'curl -f http://localhost:8080/a@b\npsql -h db -p 5432 -c "select 1"'],
    [
      'a URL with a user',
      'git clone https://git@a.example.com/x.git\nscp a deploy@b.example.com:/srv/',
    ],
    ['a comment with an example', '# export API_TOKEN=ghp_4kd93kd0sk3\nls'],
    ['an option that asks', './a --password-file /run/secrets/db --token-ttl 60'],
    ['a folder for mysql', 'mysqldump --protocol=tcp shop > /tmp/x-production'],
    // curl
    ['a curl that fails', 'curl -fsS https://a.example.com/ || echo down'],
    ['a curl that fails, at length', 'curl --silent --fail-with-body https://a.example.com/'],
    [
      'a curl whose status is printed',
      `curl -s -o /dev/null -w '%{http_code}' https://a.example.com/`,
    ],
    ['a curl whose head is shown', 'curl -I https://a.example.com/'],
    ['a curl whose head is shown with the rest', 'curl -si https://a.example.com/'],
    ['a curl that is read', 'curl -s https://a.example.com/ | grep -q ok'],
    ['a curl that is compared', 'test "$(curl -s https://a.example.com/)" = ok'],
    ['a curl that says its version', 'curl --version'],
    ['a curl that uploads', 'curl -T a.tgz sftp://a.example.com/'],
    // network to shell
    ['a load that is unpacked', 'curl -f https://a.example.com/a.tgz | tar xz'],
    ['a load that a script reads', 'curl -f https://a.example.com/a.json | bash -c "cat"'],
    [
      'a load for a program',
      'curl -f https://a.example.com/a | shasum\ncurl -f https://a.example.com/b | sh-format',
    ],
    ['a completion', 'source <(kubectl completion bash)'],
    // push and kill
    ['a push with a lease', 'git push --force-with-lease origin main'],
    ['a push that is none', 'git fetch -f origin main\ngit tag -f v1\ngit push origin v1'],
    ['a process by its number', 'kill "$(cat server.pid)"\nkill -9 1234\nkill %1'],
    ['a process by its exact name', 'pkill -x shop-worker\nkillall nginx\npkill nginx'],
    ['a process of one user', 'pkill -u deploy -f worker'],
    ['a process by its whole command', 'pkill -f "/srv/app/bin/worker --queue mail"'],
    ['processes that are only listed', 'pgrep -fa worker\nps aux | grep worker'],
    ['a process in a container', 'docker exec app pkill -f worker'],
    // waiting
    [
      'a loop that counts',
      'n=0\nuntil nc -z db 5432; do\n  n=$((n + 1))\n  [ "$n" -lt 30 ] || exit 1\n  sleep 1\ndone',
    ],
    ['a loop over attempts', 'for i in 1 2 3; do nc -z db 5432 && break; sleep 1; done\necho "$i"'],
    ['a loop that is cut off', 'timeout 60 bash -c "until nc -z db 5432; do sleep 1; done"'],
    ['a loop over lines', 'while read -r l; do echo "$l"; sleep 1; done < list'],
    ['a loop with a limit in seconds', 'while [ $SECONDS -lt 60 ]; do sleep 1; done'],
    ['a loop in the background', 'while true; do date; sleep 60; done > log &\necho $!'],
    // exit and set
    ['an exit that reports a failure', 'test -f x || exit 1\nif ! test -f y; then exit 1; fi'],
    ['an exit of a subshell', '(ls; exit 3) || true'],
    ['an exit of another shell', "bash -c 'ls; exit 1' || true"],
    ['failures turned off for one command', 'set +e\ndiff a b\nset -e\nls'],
    ['failures turned off at the end', 'ls\nset +e\ngrep a b'],
    ['a status that is looked at by hand', 'set +e\ndiff a b\nstatus=$?\ntest "$status" -lt 2'],
    ['another option', 'set +x\nls a\nls b'],
    // variables
    [
      'variables of the shell',
      'echo "$HOME $PWD $RANDOM $LINENO $BASH_VERSION $HOSTNAME $USER $$ $! $- $0"\nls & wait',
    ],
    ['a variable with a default', `echo "\${PORT:-80} \${NAME?} \${X+set}"`],
    [
      'a variable that is asked for',
      'if [ -z "$TOKEN_FILE" ]; then echo none; else cat "$TOKEN_FILE"; fi',
    ],
    ['a counter that nobody needs', 'for i in 1 2 3; do ls; sleep 1; done'],
    ['a field that nobody needs', 'while read -r name rest; do echo "$name"; done < list'],
    ['an upper-case name for a command', 'PGHOST=db\nNODE_ENV=production\nnpm start'],
    ['a variable that a sourced file sets', 'source ./env.sh\necho "$RELEASE"'],
    [
      'a variable of jq, awk and kubectl',
      `jq --arg a b '.x == $a' f\nawk -v n=1 '$2 == n' f\nkubectl get pods -o jsonpath='{$.x}'`,
    ],
    ['a variable of SQL and PHP in a heredoc', "cat > f <<'EOF'\n$dbh = $x;\nEOF"],
    ['a variable of make and docker', "docker run --rm app sh -c 'echo $INSIDE'"],
  ])('%s', async (_, code) => {
    expect(await said(steps(block(code)))).toEqual([]);
  });

  it('an exit that leaves a host, in its block and in a later one', async () => {
    expect(await said(steps(block('ssh h\nls\nexit')))).toEqual([]);
    expect(await said(steps(block('ssh h'), block('ls'), block('exit'), block('ls')))).toEqual([]);
  });

  it('what scripts do as processes of their own', async () => {
    const script = '#!/bin/bash\nset +e\nls a\nls b\necho "$1"\nexit 0';
    const found = await said(steps(block(script)));
    expect(found.filter((one) => one.startsWith('exit-in-block'))).toEqual([]);
  });

  it('a variable that a prerequisite, an .env file or a manifest shows', async () => {
    const use = steps(block('deploy "$TARGET_HOST"'));
    const shown = (text: string): string => use.replace('## Step 1', `${text}\n## Step 1`);
    expect(await said(use)).toEqual([`undeclared-variable ${first}`]);
    for (const fence of [
      block('export TARGET_HOST=app-1'),
      block('TARGET_HOST=app-1', 'dotenv'),
      block('env:\n  TARGET_HOST: app-1', 'yaml'),
    ]) {
      expect(await said(shown(`## Annex\n\n${fence}`)), fence).toEqual([]);
    }
    expect(await said(shown(`## Annex\n\n${block('echo TARGET_HOST=', 'yaml')}`))).toHaveLength(1);
  });

  it('a loop in a block with a limit', async () => {
    const loop = 'until nc -z db 5432; do sleep 1; done';
    expect(await said(steps(block(loop, 'bash {timeout=60s}')))).toEqual([]);
    expect(await said(steps(block(loop, 'bash {background}')))).toEqual([]);
  });

  it('a curl whose answer the step says', async () => {
    const curl = block('curl -s https://a.example.com/health');
    expect(
      await said(`${steps(curl)}Expected output:\n\n\`\`\`\n{"status":"ok"}\n\`\`\`\n`),
    ).toEqual([]);
  });

  it('what is shown and never run', async () => {
    expect(
      await said(steps(block('pkill -f worker\nrm -rf $X/*\nexit', 'bash {run=never}'))),
    ).toEqual([]);
    expect(await said(`${head}## Annex\n\n${block('pkill -f worker\nrm -rf $X/*')}`)).toEqual([]);
  });

  it('a parameter that a message, a placeholder or a check uses', async () => {
    const parameters = (name: string): string =>
      `---\nid: PROC-A-001\nparameters:\n  ${name}:\n    description: x\n---\n\n# PROC-A-001: T\n\n`;
    const step = '## Step 1: Do it\n\n';
    expect(
      await said(
        `${parameters('channel')}${step}Notify #ops:\n\n\`\`\`\nDone on {{channel}}\n\`\`\`\n`,
      ),
    ).toEqual([]);
    expect(
      await said(`${parameters('pod_name')}${step}${block('kubectl describe pod "<pod-name>"')}`),
    ).toEqual([]);
    expect(
      await said(
        `${parameters('X')}${step}${block('ls')}Expected: it is there\n\n${block('test -e "$X"', 'bash check')}`,
      ),
    ).toEqual([]);
  });
});
