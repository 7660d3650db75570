/** What the checker found in a document: beside the text that it is about, and all of it in one list. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Nodes } from 'mdast';
import type { CompiledDocument, Diagnostic } from '../../src/index.ts';
import { flowAnchor, stageAnchor, stepAnchor } from '../address.ts';
import type { Strings } from '../strings.ts';

/** All that is worth a reader's while, each with the part of the page that it is about. */
export function findingList(
  document: CompiledDocument,
  own: readonly Diagnostic[],
  words: Strings,
): ElementContent[] {
  const shown = own.filter(isShown);
  if (shown.length === 0) return [];
  return [
    h('section', { className: ['findings'], 'data-pagefind-ignore': '' }, [
      h('h2', { id: 'findings' }, words.findings),
      h(
        'ul',
        shown.map((finding) => {
          const part = partAt(document, finding.line);
          const line = `${words.line} ${finding.line}`;
          return h('li', { className: [`is-${finding.severity}`] }, [
            h('span', { className: ['where'] }, [
              part ? h('a', { href: `#${part.anchor}` }, `${line} · ${part.name}`) : line,
            ]),
            ' ',
            h('span', { lang: 'en' }, finding.message),
            ' ',
            h('code', finding.code),
          ]);
        }),
      ),
    ]),
  ];
}

/** What was found in the lines of a paragraph or fence, for an author who is writing it. */
export function findingsIn(node: Nodes, own: readonly Diagnostic[]): ElementContent[] {
  const { position } = node;
  if (!position) return [];
  return own
    .filter(isShown)
    .filter(({ line }) => line >= position.start.line && line <= position.end.line)
    .map((finding) =>
      h('aside', { className: ['finding', `is-${finding.severity}`], lang: 'en' }, [
        h('code', finding.code),
        ` ${finding.message}`,
        ...(finding.help ? [h('span', { className: ['help'] }, ` ${finding.help}`)] : []),
      ]),
    );
}

function isShown({ severity }: Diagnostic): boolean {
  return severity !== 'info';
}

/** The smallest part of the page that a line of the document stands in. */
function partAt({ procedure }: CompiledDocument, line: number) {
  const { flows, language } = procedure;
  const holds = ({ span }: { span: Diagnostic | { line: number; endLine: number } }) =>
    line >= span.line && line <= span.endLine;
  for (const flow of flows) {
    const stage = flow.stages.find(holds);
    const step = stage?.steps.find(holds);
    if (step) return { anchor: stepAnchor(flow, step, language), name: step.ref };
    if (stage) return { anchor: stageAnchor(flow, stage, language), name: stage.title };
    if (holds(flow)) return { anchor: flowAnchor(flow, language), name: flow.title };
  }
  return null;
}
