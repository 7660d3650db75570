/** 'Tag creado y pushed' beside `git tag` and `git push`: each of them ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { type Evidence, endsWithZero, type InferenceRule, onlyRehearses, proven } from './rule.ts';

interface Deed {
  readonly subject: RegExp;
  readonly state: RegExp;
  readonly shows: (args: readonly string[]) => boolean;
}

const pushed = /^(pushed|pusheado|publicad[oa]|subid[oa]|enviad[oa]|push)$/;
const created = /^(cread[oa]|created)$/;
const deeds: readonly Deed[] = [
  {
    subject: /^(tag|etiqueta)$/,
    state: created,
    shows: ([verb, ...args]) =>
      verb === 'tag' &&
      args.some((arg) => !arg.startsWith('-')) &&
      !args.some((arg) =>
        /^(-[dlvn]|--(delete|list|verify|contains|merged|points-at|sort))/.test(arg),
      ),
  },
  {
    subject: /^(branch|rama)$/,
    state: created,
    shows: ([verb, ...args]) =>
      (verb === 'checkout' && args[0] === '-b') ||
      (verb === 'switch' && /^(-c|--create)$/.test(args[0] ?? '')) ||
      (verb === 'branch' && args.length > 0 && !args.some((arg) => arg.startsWith('-'))),
  },
  {
    subject: /^(tag|etiqueta|branch|rama|cambios|changes|commits?|codigo|code|push)$/,
    state: pushed,
    shows: ([verb, ...args]) =>
      verb === 'push' && !args.some((arg) => /^(-n|-d|--delete)$/.test(arg)),
  },
  {
    subject: /^(commit|cambios|changes)$/,
    state: /^(cread[oa]|created|committed|confirmad[oa]s?|registrad[oa]s?)$/,
    shows: ([verb]) => verb === 'commit',
  },
  {
    subject: /^(repositorio|repository|repo)$/,
    state: /^(clonad[oa]|cloned)$/,
    shows: ([verb]) => verb === 'clone',
  },
];
const harmless =
  /^(y|and|el|la|los|las|the|al?|to|en|in|on|de|of|remoto|remote|origin|git|nuev[oa]s?|new|release|exitosamente|correctamente|successfully|fue|fueron|esta|is|are|was|were|has|been|have|con|with|exito)$/;

export const gitDone: InferenceRule = {
  id: 'git-done',
  sentence:
    'says that a tag, branch or commit was created, or that it was pushed, or a repository cloned, and nothing else',
  block: 'holds, for each of these, the git command that does it, whose failure nothing hides',
  concludes: 'the last of those commands ends with 0, as all of them must for the block to pass',
  silent:
    'one of the claims has no command (a "tag created and pushed" without a push), a command deletes, lists or rehearses, or the sentence says more ("without conflicts", "approved").',
  examples: {
    es: {
      fires: [
        'git tag -a v2.4.0 -m "Entrega 2.4.0"\ngit push origin v2.4.0',
        'Tag creado y publicado exitosamente',
      ],
      silent: ['git tag -a v2.4.0 -m "Entrega 2.4.0"', 'Tag creado y publicado'],
    },
    en: {
      fires: [
        'git switch -c release/2.4\ngit push -u origin release/2.4',
        'Branch created and pushed',
      ],
      silent: ['git push --dry-run origin main', 'Changes pushed'],
    },
  },
  infer(evidence) {
    if (!evidence.analysis.commands.some(({ name }) => name === 'git')) return null;
    const words = evidence.sentence.split(/[\s,.:]+/).filter((word) => word !== '');
    const states = words.filter((word) => deeds.some(({ state }) => state.test(word)));
    const known = (word: string): boolean =>
      harmless.test(word) ||
      deeds.some(({ state, subject }) => state.test(word) || subject.test(word));
    if (states.length === 0 || !words.every(known)) return null;
    const subjects = words.filter((word) => deeds.some(({ subject }) => subject.test(word)));
    const needed: Deed[] = [];
    for (const state of states) {
      const deed = deeds.find(
        (one) => one.state.test(state) && subjects.some((subject) => one.subject.test(subject)),
      );
      if (deed === undefined) return null;
      needed.push(deed);
    }
    return conclude(evidence, needed, subjects);
  },
};

function conclude(
  evidence: Evidence,
  needed: readonly Deed[],
  subjects: readonly string[],
): ReturnType<InferenceRule['infer']> {
  // 'Tag and branch created' needs both: a subject that no claim takes is one that nothing shows.
  const isTaken = (word: string): boolean => needed.some(({ subject }) => subject.test(word));
  if (new Set(subjects).size > 1 || !subjects.every(isTaken)) return null;
  const done: ShellCommand[] = [];
  for (const { shows } of needed) {
    const showing = proven(evidence.analysis).filter(
      (command) =>
        command.name === 'git' && shows(withoutGlobals(command.args)) && !onlyRehearses(command),
    );
    if (showing.length !== 1) return null;
    done.push(showing[0]!);
  }
  const last = done.sort((a, b) => a.start - b.start).at(-1);
  return last === undefined ? null : { check: endsWithZero(last, evidence) };
}

/** `git -C /srv/app push`. */
function withoutGlobals(args: readonly string[]): readonly string[] {
  let at = 0;
  while (args[at]?.startsWith('-')) at += /^-[Cc]$/.test(args[at]!) ? 2 : 1;
  return args.slice(at);
}
