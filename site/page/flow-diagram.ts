/** A picture of the procedure drawn from its steps, where the document has no diagram of its own. */
import type { ElementContent } from 'hast';
import { h, s } from 'hastscript';
import type { Flow } from '../../src/index.ts';
import { flowAnchor, stageAnchor, stepAnchor } from '../address.ts';
import type { PageContext } from './context.ts';
import { isDestructive } from './step.ts';

/** A longer one is no picture any more. */
const MOST = 40;

export function flowDiagram(context: PageContext): ElementContent[] {
  const { document, words } = context;
  const { flows } = document.procedure;
  const main = flows.find(({ id }) => id === 'main') ?? flows[0];
  if (!main || document.marks.diagrams.length > 0) return [];
  const boxes = boxesOf(context, main);
  if (boxes.length < 2 || boxes.length > MOST) return [];
  const others = flows.filter((flow) => flow !== main);
  const rollback = others.find(({ id }) => id === 'rollback') ?? null;
  const edges = [
    ...boxes.slice(1).map((box, n) => `${boxes[n]!.name} → ${box.name}`),
    ...(rollback
      ? [`${words.flowTitle[main.id] ?? main.title} → ${words.edgeFails(rollback.title)}`]
      : []),
    ...boxes.flatMap((box) => box.calls.map((call) => words.edgeCall(box.name, call))),
  ];
  const title = `${words.diagramOfFlow}: ${document.procedure.title}`;
  return [
    h('details', { className: ['course-drawing'], 'data-pagefind-ignore': '' }, [
      h('summary', h('h2', { id: context.claim('diagram') }, words.diagramOfFlow)),
      h('p', { className: ['hint'] }, words.diagramOfFlowFrom),
      h('div', { className: ['scroll'], tabIndex: 0, role: 'group', 'aria-label': title }, [
        picture(context, boxes, rollback, title),
      ]),
      h('details', { className: ['edges'] }, [
        h('summary', words.diagramEdges),
        h(
          'ul',
          edges.map((edge) => h('li', edge)),
        ),
      ]),
    ]),
  ];
}

interface Box {
  readonly name: string;
  readonly detail: string;
  readonly anchor: string;
  readonly maybe: boolean;
  readonly destroys: boolean;
  readonly calls: readonly string[];
}

/** The stages; of a flow that is one stage, its steps. */
function boxesOf({ document, words }: PageContext, flow: Flow): Box[] {
  const { language } = document.procedure;
  const [only] = flow.stages;
  if (only && flow.stages.length === 1) {
    return only.steps.map((step) => ({
      name: `${step.ref} ${step.title}`,
      detail: '',
      anchor: stepAnchor(flow, step, language),
      maybe: step.conditional || step.optional,
      destroys: isDestructive(step),
      calls: step.actions.flatMap((action) => (action.kind === 'call' ? [action.target] : [])),
    }));
  }
  return flow.stages.map((stage) => ({
    name: `${stage.number} ${stage.title}`,
    detail: [
      words.steps(stage.steps.length),
      ...(stage.minutes === null ? [] : [words.minutes(String(stage.minutes))]),
    ].join(' · '),
    anchor: stageAnchor(flow, stage, language),
    maybe: stage.conditional || stage.optional,
    destroys: stage.steps.some(isDestructive),
    calls: stage.steps.flatMap((step) =>
      step.actions.flatMap((action) => (action.kind === 'call' ? [action.target] : [])),
    ),
  }));
}

const WIDTH = 380;
const HEIGHT = 46;
const GAP = 26;
const SIDE = 190;
/** Characters of a line of the width of a box, in the font that the styles give it. */
const FIT = 46;

function picture(
  { document, words }: PageContext,
  boxes: readonly Box[],
  rollback: Flow | null,
  title: string,
): ElementContent {
  const { language } = document.procedure;
  const height = boxes.length * (HEIGHT + GAP) - GAP + 4;
  const width = WIDTH + (rollback ? SIDE + 70 : 0) + 34;
  const x = 30;
  const y = (n: number) => 2 + n * (HEIGHT + GAP);
  const middle = x + WIDTH / 2;
  const drawn = boxes.flatMap((box, n): ElementContent[] => [
    ...(n > 0 ? [line(`M${middle} ${y(n - 1) + HEIGHT}V${y(n) - 2}`), tip(middle, y(n))] : []),
    // What runs only when asked for can be passed by.
    ...(box.maybe && n > 0 && n < boxes.length - 1
      ? [
          line(`M${x} ${y(n - 1) + HEIGHT / 2 + 8}H8V${y(n + 1) + HEIGHT / 2 - 8}H${x - 2}`, true),
          tip(x, y(n + 1) + HEIGHT / 2 - 8, true),
        ]
      : []),
    s('a', { href: `#${box.anchor}` }, [
      s('title', box.name),
      s('rect', {
        className: [
          'box',
          ...(box.maybe ? ['is-maybe'] : []),
          ...(box.destroys ? ['is-destructive'] : []),
        ],
        x,
        y: y(n),
        width: WIDTH,
        height: HEIGHT,
        rx: 6,
      }),
      s(
        'text',
        { className: ['name'], x: x + 12, y: y(n) + (box.detail || box.destroys ? 19 : 28) },
        short(box.name, FIT),
      ),
      s('text', { className: ['detail'], x: x + 12, y: y(n) + 36 }, [
        { type: 'text', value: box.detail },
        ...(box.destroys
          ? [
              s(
                'tspan',
                { className: ['warn'] },
                `${box.detail ? ' · ' : ''}${words.hazard.destructive}`,
              ),
            ]
          : []),
        ...(box.calls.length > 0
          ? [{ type: 'text' as const, value: ` · → ${short(box.calls.join(', '), 24)}` }]
          : []),
      ]),
    ]),
  ]);
  const side = rollback ? way(rollback) : [];
  return s(
    'svg',
    {
      className: ['course-picture'],
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      // Not a picture to a reader of screens: the boxes lead to their parts.
      role: 'group',
      'aria-label': title,
    },
    [s('title', title), ...side, ...drawn],
  );

  /** From beside all boxes to the way back. */
  function way(flow: Flow): ElementContent[] {
    const left = x + WIDTH + 60;
    const level = y(Math.floor((boxes.length - 1) / 2)) + HEIGHT / 2;
    return [
      line(`M${x + WIDTH + 8} 4h12V${height - 4}h-12M${x + WIDTH + 20} ${level}H${left - 2}`, true),
      tip(left, level, true),
      s('a', { href: `#${flowAnchor(flow, language)}` }, [
        s('title', flow.title),
        s('rect', {
          className: ['box', 'is-back'],
          x: left,
          y: level - HEIGHT / 2,
          width: SIDE,
          height: HEIGHT,
          rx: 6,
        }),
        s(
          'text',
          { className: ['name'], x: left + 12, y: level - 4 },
          short(words.flowTitle.rollback ?? flow.title, 22),
        ),
        s(
          'text',
          { className: ['detail'], x: left + 12, y: level + 13 },
          words.ifFails.toLowerCase(),
        ),
      ]),
    ];
  }
}

function line(d: string, isDashed = false): ElementContent {
  return s('path', { className: ['edge', ...(isDashed ? ['is-dashed'] : [])], d });
}

/** The head of an arrow that comes from above, or from the left. */
function tip(x: number, y: number, isFromLeft = false): ElementContent {
  const d = isFromLeft ? `M${x} ${y}l-8 -4v8z` : `M${x} ${y}l-4 -8h8z`;
  return s('path', { className: ['tip'], d });
}

function short(text: string, fit: number): string {
  const letters = [...text];
  return letters.length <= fit
    ? text
    : `${letters
        .slice(0, fit - 1)
        .join('')
        .trimEnd()}…`;
}
