/** Whether a value is one that a parameter takes. */
import { RE2JS } from 're2js';
import type { Parameter, Procedure } from '../../model/index.ts';
import type { Words } from '../words/words.ts';

/** What is wrong with it, to follow "it is not usable:"; `null`: nothing. */
export function checkValue(parameter: Parameter, value: string, { values }: Words): string | null {
  if (value.includes('\0')) return values.nul;
  switch (parameter.type) {
    case 'number':
      if (value.trim() === '' || !Number.isFinite(Number(value))) return values.number;
      break;
    case 'boolean':
      if (!/^(?:true|false)$/.test(value)) return values.boolean;
      break;
    case 'enum':
      if (!parameter.options.includes(value)) return values.oneOf(parameter.options.join(', '));
      break;
    case 'string':
    case 'path':
      break;
    default:
      return parameter.type satisfies never;
  }
  if (parameter.pattern === null) return null;
  try {
    if (RE2JS.compile(parameter.pattern).matches(value)) return null;
  } catch (error) {
    return values.badPattern(parameter.pattern, (error as Error).message);
  }
  return values.match(parameter.pattern);
}

/** Declared parameters are variables of the session. */
export function declaredValues(
  { parameters }: Procedure,
  values: ReadonlyMap<string, string>,
): Map<string, string> {
  const declared = new Set(
    parameters.filter(({ origin }) => origin === 'declared').map(({ name }) => name),
  );
  return new Map([...values].filter(([name]) => declared.has(name)));
}

export function secretNames({ parameters }: Procedure): Set<string> {
  return new Set(parameters.filter(({ secret }) => secret).map(({ name }) => name));
}
