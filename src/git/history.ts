/** When the files of a folder were changed, and what was said of it: from the commits, newest first. */
import { git } from './git.ts';

export interface Commit {
  /** Hexadecimal. */
  readonly hash: string;
  /** When it was committed, ISO 8601 with its offset. */
  readonly date: string;
  /** First line of its message, as written. */
  readonly subject: string;
  /** Files that it added, changed or removed, relative to the folder, with `/`. */
  readonly paths: readonly string[];
}

/** More than this are not walked: a date from before them is not known then. */
const MOST = 20_000;

/**
 * The commits that changed something in a folder; `null` where it lies in no repository, or there is no git.
 * A shallow clone's oldest commits stand for all that was before them and say nothing of when: left out.
 */
export async function historyOf(folder: string): Promise<Commit[] | null> {
  try {
    const shallow = await git(folder, ['rev-parse', '--is-shallow-repository']);
    if (!shallow.ok) return null;
    const isShallow = shallow.stdout.toString('utf8').trim() === 'true';
    const listed = await git(folder, [
      'rev-list',
      '--no-merges',
      `--max-count=${MOST}`,
      'HEAD',
      '--',
      '.',
    ]);
    if (!listed.ok) return [];
    const told = await git(folder, toldArguments, listed.stdout.toString('utf8'));
    if (!told.ok) return null;
    return parse(told.stdout.toString('utf8'), isShallow);
  } catch {
    // Without git the documents are published all the same: their own dates have to do.
    return null;
  }
}

const toldArguments = [
  'diff-tree',
  '--stdin',
  '-r',
  '-z',
  '--root',
  '--name-only',
  '--no-renames',
  '--relative',
  '--pretty=format:%x1d%H%x1f%P%x1f%cI%x1f%s',
];

/** A commit's line, then the names of its files, each with a NUL behind it. */
const head =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what sets the parts of a line apart
  /^\x1d([0-9a-f]{40,64})\x1f([0-9a-f ]*)\x1f(\S*)\x1f(.*)\n([\s\S]*)$/;

function parse(told: string, isShallow: boolean): Commit[] {
  const commits: Commit[] = [];
  let paths: string[] = [];
  for (const part of told.split('\0')) {
    const found = head.exec(part);
    if (found === null) {
      if (part !== '') paths.push(part);
      continue;
    }
    const [, hash = '', parents = '', date = '', subject = '', first = ''] = found;
    paths = first === '' ? [] : [first];
    if (!isShallow || parents !== '') commits.push({ hash, date, subject, paths });
  }
  return commits;
}
