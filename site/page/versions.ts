/** The history of a document: its last changes, each with what it meant. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Difference, DocumentVersion } from '../../src/index.ts';
import type { PageContext } from './context.ts';

/** Differences that are told of one change; the rest is counted. */
const SHOWN = 30;

/** Folded; nothing where nothing is known. */
export function versionList(
  context: PageContext,
  versions: readonly DocumentVersion[],
): ElementContent[] {
  const { words } = context;
  if (versions.length === 0) return [];
  return [
    h('section', { className: ['versions'], 'data-pagefind-ignore': '' }, [
      h('h2', { id: context.claim('history') }, words.versions),
      h('p', { className: ['hint'] }, words.versionsAbout),
      ...versions.map((version) => entry(context, version)),
    ]),
  ];
}

function entry(context: PageContext, version: DocumentVersion): ElementContent {
  const { words } = context;
  const { commit, kind, changes } = version;
  const dangers = changes.filter(({ severity }) => severity === 'danger').length;
  return h('details', { open: commit === null }, [
    h('summary', [
      ...(commit === null
        ? [h('strong', words.versionHere)]
        : [
            h('time', { dateTime: commit.date }, commit.date.slice(0, 10)),
            ' ',
            h('code', commit.hash.slice(0, 9)),
            ' ',
            h('span', { className: ['subject'] }, commit.subject),
          ]),
      ...(version.version === null
        ? []
        : [' ', h('span', { className: ['badge'] }, `${words.version} ${version.version}`)]),
      ...(dangers > 0
        ? [' ', h('span', { className: ['badge', 'is-error'] }, words.dangers(dangers))]
        : []),
    ]),
    ...(kind === 'added'
      ? [h('p', words.versionFirst)]
      : kind === 'unread'
        ? [h('p', words.versionUnread)]
        : changes.length === 0
          ? [h('p', words.versionSame)]
          : [list(context, changes)]),
  ]);
}

function list(context: PageContext, changes: readonly Difference[]): ElementContent {
  const { words, compiler } = context;
  const more = changes.length - SHOWN;
  const { language } = context.document.procedure;
  return h('ul', [
    ...changes.slice(0, SHOWN).map((change) => {
      const place =
        change.place === null
          ? ''
          : `${sentence(compiler.placeInWords(change.place, quoted, language))}: `;
      return h('li', { className: [`is-${change.severity}`] }, [
        h('span', { className: ['badge'] }, words.changeSeverity[change.severity]),
        ` ${place}${compiler.changeInWords(change, quoted, language)}`,
        ...lines(context, change),
      ]);
    }),
    ...(more > 0 ? [h('li', words.more(more))] : []),
  ]);
}

/** Texts of several lines are shown line by line, as in a diff. */
function lines({ compiler, words }: PageContext, change: Difference): ElementContent[] {
  if (!compiler.changeHasLines(change)) return [];
  const shown = compiler.linesOfChange(change);
  return [
    h('pre', { tabIndex: 0 }, [
      ...shown.lines.flatMap(({ sign, text }): ElementContent[] => [
        sign === '+'
          ? h('ins', `+ ${text}`)
          : sign === '-'
            ? h('del', `- ${text}`)
            : h('span', `  ${text}`),
        { type: 'text', value: '\n' },
      ]),
      ...(shown.more > 0 ? [h('span', words.linesMore(shown.more))] : []),
    ]),
  ];
}

function quoted(text: string): string {
  return `“${text}”`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
