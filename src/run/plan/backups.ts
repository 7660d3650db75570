/** Which commands save something that could be restored: what a person wants to know before something is destroyed. */
import type { Step } from '../../model/index.ts';
import { saves } from '../../workspace/protection.ts';

/** Whether a step makes a copy: one of its commands does, not only its words. */
export function makesBackup({ actions }: Step): boolean {
  return actions.some(
    (action) =>
      action.kind === 'run' && action.commands.some(({ name, text }) => isCopy(name, text)),
  );
}

const DUMPS =
  /^(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mariabackup|xtrabackup|mongodump|redis-cli|sqlite3|restic|borg|duplicity|rdiff-backup|wal-g|barman|velero|etcdctl|zfs|btrfs|lvcreate|rman|exp|expdp|slapcat)$/;

/** What the programs that do both must say to save, not to restore or to list. */
const SAVING: Readonly<Record<string, RegExp>> = {
  'redis-cli': /\b(?:bg)?save\b|--rdb\b/i,
  sqlite3: /\.(?:backup|dump)\b|vacuum into/i,
  restic: /\bbackup\b/,
  borg: /\bcreate\b/,
  velero: /\bbackup create\b/,
  etcdctl: /\bsnapshot save\b/,
  zfs: /\bsnapshot\b/,
  btrfs: /\bsubvolume snapshot\b/,
  lvcreate: /(?:^|\s)(?:-\w*s\b|--snapshot)/,
  'wal-g': /\bbackup-push\b/,
  barman: /\bbackup\b/,
};

function isCopy(name: string, text: string): boolean {
  if (/(?:^|[/_-])(?:backup|respald\w*|snapshot|dump)(?:[._-]\w+)*$/i.test(name))
    return !/restor|restaur|verif|check|list/i.test(text);
  if (DUMPS.test(name)) return SAVING[name]?.test(text) ?? true;
  // A listing of backups names them as well, and so does a restoration: only what is written to counts.
  if (/^(?:cp|rsync|scp|mv|install|rclone)$/.test(name))
    return /(?:bak|orig|old)["']?$/.test(text) || saves(/\S+$/.exec(text)?.[0] ?? '');
  if (/^(?:tar|zip|dd)$/.test(name))
    return saves(text) && !/\btar\s+(?:-?\w*[xt]\w*\s|--extract|--list|--get)/.test(text);
  return (
    /^(?:aws|gcloud|az|oci|doctl|kubectl|docker|vagrant|virsh)$/.test(name) &&
    /\b(?:create-(?:db-)?(?:cluster-)?snapshot|snapshots? (?:create|save)|backup create|backups create|snapshot-create\w*|commit)\b/.test(
      text,
    )
  );
}
