/** Which commands come with every machine, and which come together with others. */

/** Whether a command is the shell's own or stands on any Linux machine, so that nobody lists it as a tool. */
export function isBasic(command: string): boolean {
  return basics.has(command);
}

/** Whether a word in front of a line can hardly be anything but a command: `time` and `file` could. */
export function isCommandWord(word: string): boolean {
  return (
    !plainWords.has(word) &&
    (basics.has(word) || others.has(word) || suites.some(([, commands]) => commands.test(word)))
  );
}

/**
 * Whether a tool, as a person names it ('PostgreSQL client', 'Git 2.x+'), brings a command: by its
 * own name, or as a part of what is installed under that name.
 */
export function brings(tool: string, command: string): boolean {
  const words = tool.toLowerCase();
  if (new RegExp(`(?<![\\w-])${literal(command.toLowerCase())}(?![\\w-])`).test(words)) return true;
  return suites.some(([name, commands]) => name.test(words) && commands.test(command));
}

const basics = new Set(
  // Of the shell.
  (
    '. : [ [[ alias bg deactivate break builtin case cd command compgen complete continue declare dirs disown echo enable eval exec exit export false fc fg ' +
    'for function getopts hash help history if jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt ' +
    'source suspend test time times trap true type typeset ulimit umask unalias unset until wait while ' +
    // Of coreutils.
    'arch b2sum base32 base64 basename cat chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir dircolors dirname du env expand expr factor fmt ' +
    'fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr printenv ' +
    'ptx readlink realpath rm rmdir seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee timeout ' +
    'touch tr truncate tsort tty uname uniq unlink uptime users vdir wc who whoami yes ' +
    // Of the base system.
    'awk bash bc cal clear cmp column crontab diff diff3 dmesg egrep fgrep file find findmnt flock free fuser gawk getent getconf grep groupadd gunzip gzip hostname ' +
    'hostnamectl htop ip less logger locale login lsblk lsof man mawk more mount nano netstat newgrp passwd patch pgrep ping pkill killall ps pstree reboot renice reset ' +
    'script sed service setsid sh shutdown ss strings su sudo swapoff swapon sysctl tar top tput ulimit umount unzip useradd userdel usermod vi vim vmstat w ' +
    'watch wall whereis which xargs xxd zcat zgrep zip'
  ).split(' '),
);

/** Known by their own names only. */
const others = new Set(
  'ansible-playbook apk brew chef-client conda consul curl dig docker-compose dvc ffmpeg flyway gpg gradle helm helmfile host jq kustomize lsof mvn nc ncat nmap nomad nslookup packer pacman pnpm poetry pre-commit puppet pulumi rclone restic rsync salt skopeo snap sops strace tcpdump telnet traceroute trivy uv vagrant vault wget yarn yq zypper'.split(
    ' ',
  ),
);

/** Words of a text as well. */
const plainWords = new Set(
  (
    ': . [ [[ ab alias as case clear column command complete continue cut date declare enable env exec exit expand false fc file find fold for free function ' +
    'help history hold host id if install jar java join kill less link local locale login logger look man more mount nice node paste patch ping ' +
    'php pr read reset return script select service set shift shutdown sleep sort source split stat strings sum suspend test time times top touch ' +
    'trap true type uniq unlink until users wait wall watch while who yes go make bundle oc at batch w'
  ).split(' '),
);

/** What a person names, and the commands that come with it. */
const suites: readonly (readonly [RegExp, RegExp])[] = [
  [
    /postgre|\bpg\b|psql|pg_/,
    /^(?:psql|pg_\w+|pgbench|createdb|dropdb|createuser|dropuser|vacuumdb|reindexdb|clusterdb)$/,
  ],
  [/mysql|mariadb/, /^(?:mysql\w*|mariadb[\w-]*)$/],
  [/mongo/, /^mongo\w*$/],
  [/redis/, /^redis-\w+$/],
  [/sqlite/, /^sqlite3?$/],
  [/\bssh\b|openssh|\bscp\b|sftp/, /^(?:ssh|scp|sftp|ssh-[\w-]+)$/],
  [/\bgit\b/, /^git(?:-\w+)?$/],
  [/github|\bgh\b/, /^gh$/],
  [/gitlab/, /^glab$/],
  [/docker|containers?\b|contenedor/, /^docker(?:-compose)?$/],
  [/podman/, /^podman(?:-compose)?$/],
  [/kubernetes|kubectl|\bk8s\b|cluster/, /^(?:kubectl|kubeadm|kubectx|kubens)$/],
  [/openshift/, /^(?:oc|kubectl)$/],
  [
    /python|\bpip3?\b|virtualenv|\bvenv\b|django|flask/,
    /^(?:python[\d.]*|pip[\d.]*|virtualenv|pyvenv|django-admin)$/,
  ],
  [/\bnode(?:\.?js)?\b|\bnpm\b|\bnpx\b/, /^(?:node|npm|npx|corepack)$/],
  [/java\b|\bjdk\b|\bjre\b/, /^(?:java|javac|jar|keytool|jcmd|jstack|jmap|jps)$/],
  [/\bgo(?:lang)?\b/, /^(?:go|gofmt)$/],
  [/rust\b|cargo/, /^(?:cargo|rustc|rustup)$/],
  [/ruby|bundler|rails/, /^(?:ruby|gem|bundle|bundler|rake|rails)$/],
  [/\bphp\b|composer|laravel/, /^(?:php|composer|artisan)$/],
  [/\baws\b|amazon/, /^aws$/],
  [/google cloud|\bgcp\b|gcloud/, /^(?:gcloud|gsutil|bq)$/],
  [/azure|\baz\b/, /^az$/],
  [/ansible/, /^ansible(?:-\w+)?$/],
  [/terraform/, /^terraform$/],
  [/systemd|systemctl|journalctl/, /^(?:systemctl|journalctl|loginctl|timedatectl|systemd-\w+)$/],
  [/nginx/, /^nginx$/],
  [/apache|httpd/, /^(?:apachectl|apache2ctl|a2en\w+|a2dis\w+|httpd|ab)$/],
  [/celery/, /^celery$/],
  [/gunicorn/, /^gunicorn$/],
  [/openssl|\btls\b|certificad|certificate/, /^(?:openssl|certbot)$/],
  [/rabbitmq/, /^rabbitmq\w*$/],
  [/kafka/, /^kafka-[\w-]+(?:\.sh)?$/],
  [/elastic/, /^elasticsearch[\w-]*$/],
  [/\bdebian\b|\bubuntu\b|\bapt\b/, /^(?:apt|apt-\w+|dpkg)$/],
  [/\brhel\b|\bcentos\b|red hat|fedora|\bdnf\b|\byum\b/, /^(?:dnf|yum|rpm)$/],
  [/\bmake\b|build[- ]essential/, /^make$/],
  [/iptables|firewall/, /^(?:iptables|nft|ufw|firewall-cmd)$/],
];

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
