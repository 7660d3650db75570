import { afterAll, describe, expect, it } from 'vitest';
import { openDiagrams } from '../../src/check/diagrams.ts';

const diagrams = openDiagrams();
afterAll(() => diagrams.close());

const good: Record<string, string> = {
  flowchart: 'flowchart LR\n  A["x <b> y"] -->|sí| B{¿ok?}\n  click A "https://x.example"',
  graph: 'graph TD\n  subgraph uno\n    A --> B\n  end',
  sequence: 'sequenceDiagram\n  participant A\n  A->>B: hola <x>\n  Note over A,B: nota',
  class: 'classDiagram\n  class A{\n    +String b\n    c()\n  }\n  A <|-- D',
  state: 'stateDiagram-v2\n  [*] --> A\n  A --> [*]: fin',
  er: 'erDiagram\n  A ||--o{ B : tiene',
  journey: 'journey\n  title T\n  section S\n    Paso: 5: Yo',
  gantt: 'gantt\n  title T\n  dateFormat YYYY-MM-DD\n  section S\n  a :a1, 2025-01-01, 3d',
  pie: 'pie showData\n  title T\n  "a" : 1',
  quadrant: 'quadrantChart\n  x-axis Bajo --> Alto\n  A: [0.3, 0.6]',
  requirement:
    'requirementDiagram\n  requirement r {\n    id: 1\n    text: t\n    risk: high\n    verifymethod: test\n  }',
  git: 'gitGraph\n  commit\n  branch x\n  commit id: "a"',
  c4: 'C4Context\n  Person(a, "A", "d")\n  System(b, "B")\n  Rel(a, b, "usa")',
  mindmap: 'mindmap\n  root((r))\n    a\n    b',
  timeline: 'timeline\n  title T\n  2025 : a : b',
  sankey: 'sankey-beta\n\na,b,10',
  xychart: 'xychart-beta\n  x-axis [a, b]\n  bar [1, 2]',
  block: 'block-beta\n  columns 1\n  a b',
  packet: 'packet-beta\n  0-15: "x"',
  kanban: 'kanban\n  a[Por hacer]\n    b[x]',
  architecture: 'architecture-beta\n  service a(server)[A]\n  service b(database)[B]\n  a:R -- L:b',
  radar: 'radar-beta\n  axis a, b, c\n  curve x{1, 2, 3}',
  config: '---\ntitle: T\n---\n%%{init: {"theme": "dark"}}%%\ngraph TD\n  A-->B',
};

describe('diagrams', () => {
  it.each(Object.entries(good))('%s parses', async (_, source) => {
    expect(await diagrams.errorOf(source)).toBeNull();
  });

  it.each([
    ['an arrow to nothing', 'graph TD\n  A -->\n'],
    ['an open label', 'graph TD\n  A -->|si B'],
    ['a message without a text', 'sequenceDiagram\n  A->>B: x\n  B-x'],
    ['a word for a number', 'pie\n  "a" : x'],
    ['an open class', 'classDiagram\n  class A{'],
    ['no kind of diagram', 'foo\n  bar'],
    ['nothing', ''],
  ])('%s does not', async (_, source) => {
    const error = await diagrams.errorOf(source);
    expect(error?.message).toMatch(/^[^\n]+$/);
  });

  it('names the line where Mermaid stopped', async () => {
    expect(await diagrams.errorOf('sequenceDiagram\n  A->>B: x\n  B-x\n  A->>B: y')).toEqual({
      message: 'unexpected NEWLINE',
      line: 3,
    });
  });

  it('answers many at once, each with its own answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        diagrams.errorOf(
          index % 2 === 0 ? `graph TD\n  A --> B${index}` : `graph TD\n  A${index} -->`,
        ),
      ),
    );
    expect(answers.map((answer) => answer === null)).toEqual(
      Array.from({ length: 40 }, (_, index) => index % 2 === 0),
    );
  });
});
