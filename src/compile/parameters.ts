/** The parameters of a procedure: declared ones first, then each one found, once. */
import type { Parameter } from '../model/index.ts';

/** A found parameter that is declared under the same name only lends its example. */
export function joinParameters(
  declared: readonly Parameter[],
  found: readonly Parameter[],
): Parameter[] {
  const joined = new Map<string, Parameter>();
  for (const parameter of [...declared, ...found]) {
    const known = joined.get(parameter.name);
    if (known === undefined) joined.set(parameter.name, { ...parameter });
    else known.example ??= parameter.example;
  }
  return [...joined.values()];
}
