/** Findings that a team knows of and lives with: a list of fingerprints, so that an old corpus can adopt procs step by step. */
import { z } from 'zod';
import { type Diagnostic, InputError } from '../model/index.ts';
import type { CompiledDocument } from '../workspace/workspace.ts';
import { fingerprint, withoutKnown } from './fingerprint.ts';
import { findRule } from './rules/index.ts';

/** By document, by rule: a person who mends one document sees in the difference which findings went. */
const Baseline = z.strictObject({
  procs: z.literal('baseline'),
  version: z.literal(1),
  findings: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
});

/** Fingerprints of the findings that are known. */
export interface KnownFindings {
  readonly fingerprints: readonly string[];
}

type Documents = ReadonlyMap<string, CompiledDocument>;

/** @throws {InputError} where the text is no baseline. `name`: of the file, for the message. */
export function readBaseline(text: string, name: string): KnownFindings {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${name} is no baseline: ${(error as Error).message}. ${again}`);
  }
  const result = Baseline.safeParse(values);
  if (!result.success) {
    throw new InputError(`${name} is no baseline:\n${z.prettifyError(result.error)}\n${again}`);
  }
  const byRule = Object.values(result.data.findings);
  return { fingerprints: byRule.flatMap((rules) => Object.values(rules).flat()) };
}

const again = '"procs check --update-baseline" writes it anew.';

/** The baseline that holds these findings, as text: the same for the same findings; and how many it holds. */
export function writeBaseline(
  diagnostics: readonly Diagnostic[],
  documents: Documents,
): { text: string; count: number } {
  const findings: Record<string, Record<string, string[]>> = {};
  const sorted = diagnostics
    .filter(isKnowable)
    .sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule));
  for (const one of sorted) {
    findings[one.file] ??= {};
    const rules = findings[one.file]!;
    rules[one.rule] = [...(rules[one.rule] ?? []), fingerprintOf(one, documents)].sort();
  }
  const text = `${JSON.stringify({ procs: 'baseline', version: 1, findings }, null, 2)}\n`;
  return { text, count: sorted.length };
}

/** The findings that the baseline does not know. */
export function withoutBaseline(
  diagnostics: readonly Diagnostic[],
  documents: Documents,
  { fingerprints }: KnownFindings,
): Diagnostic[] {
  const left = new Set(
    withoutKnown(
      diagnostics.filter(isKnowable),
      (one) => fingerprintOf(one, documents),
      fingerprints,
    ),
  );
  return diagnostics.filter((one) => left.has(one) || !isKnowable(one));
}

/** A document that was not read is never a finding to live with: no other rule speaks of it. */
function isKnowable({ rule }: Diagnostic): boolean {
  return findRule(rule)?.isFixed !== true;
}

function fingerprintOf(diagnostic: Diagnostic, documents: Documents): string {
  return fingerprint(diagnostic, documents.get(diagnostic.file) ?? null);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
