/** The evidence of a run as JUnit: a stage is a suite, a step a test. What was not verified never counts as passed. */
import { escapeXml, escapeXmlAttribute } from '../../text/escape.ts';
import type { Evidence, FlowEvidence, StageEvidence, StepEvidence } from './evidence.ts';

export function evidenceJunit(evidence: Evidence): string {
  const suites = evidence.flows.flatMap((flow) =>
    flow.stages.map((stage) => suiteOf(evidence, flow, stage)),
  );
  const sum = (key: 'tests' | 'failures' | 'skipped') =>
    suites.reduce((total, suite) => total + suite[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXmlAttribute(evidence.run)}" tests="${sum('tests')}" failures="${sum('failures')}" errors="0" time="${seconds(evidence.milliseconds)}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteOf({ started }: Evidence, flow: FlowEvidence, stage: StageEvidence) {
  const name = `${flow.procedure} ${flow.flow}: ${stage.number}. ${stage.title}`;
  const cases = [
    ...stage.steps.map((step) => testOf(name, step)),
    ...stage.criteria.map((said) => testCase(name, said.text, 0, said.verdict, said.evidence)),
  ];
  const failures = cases.filter(({ kind }) => kind === 'failure').length;
  const skipped = cases.filter(({ kind }) => kind === 'skipped').length;
  return {
    tests: cases.length,
    failures,
    skipped,
    xml: [
      `  <testsuite name="${escapeXmlAttribute(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" timestamp="${started.slice(0, 19)}" time="${seconds(stage.milliseconds)}">`,
      ...cases.map(({ xml }) => xml),
      '  </testsuite>',
    ].join('\n'),
  };
}

function testOf(suite: string, step: StepEvidence) {
  const took =
    step.started === null || step.ended === null
      ? 0
      : Date.parse(step.ended) - Date.parse(step.started);
  const why = step.events.flatMap((event) => {
    if (event.kind === 'block') {
      const { verdict, line, evidence, ending } = event.block;
      return verdict === 'passed'
        ? []
        : [`line ${line}: ${evidence || (ending ?? 'it may have run')}`];
    }
    if (event.kind === 'note' || event.said.verdict === 'passed') return [];
    return [`${event.said.text}: ${event.said.evidence}`];
  });
  const reason = step.reason ?? why.join('\n');
  const name = `${step.ref} ${step.title}`;
  return step.started === null && step.verdict === null
    ? testCase(suite, name, 0, 'skipped', 'not reached')
    : testCase(suite, name, took, step.verdict ?? 'unverified', reason);
}

function testCase(
  suite: string,
  name: string,
  took: number,
  verdict: NonNullable<StepEvidence['verdict']>,
  reason: string,
): { xml: string; kind: 'passed' | 'failure' | 'skipped' } {
  const start = `    <testcase classname="${escapeXmlAttribute(suite)}" name="${escapeXmlAttribute(name)}" time="${seconds(took)}"`;
  if (verdict === 'passed') return { xml: `${start}/>`, kind: 'passed' };
  const first = escapeXmlAttribute(reason.split('\n')[0] ?? '');
  const inner =
    verdict === 'failed'
      ? `<failure message="${first}">${escapeXml(reason)}</failure>`
      : `<skipped message="${verdict}${first === '' ? '' : `: ${first}`}"/>`;
  return {
    xml: `${start}>${inner}</testcase>`,
    kind: verdict === 'failed' ? 'failure' : 'skipped',
  };
}

function seconds(milliseconds: number | null): string {
  return ((milliseconds ?? 0) / 1000).toFixed(3);
}
