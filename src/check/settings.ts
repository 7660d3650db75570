/** What the configuration says of the rules: which speak, and how loudly, in which part of the workspace. */
import { matchesGlob } from 'node:path';
import { type Config, InputError, type RuleLevel } from '../model/index.ts';
import { nearest } from '../text/suggest.ts';
import type { Rule } from './rule.ts';
import { findRule, rules } from './rules/index.ts';

/** The level of a rule in a document, by its path in the workspace: the same function for the same levels. */
export type Levels = (path: string) => (rule: Rule) => RuleLevel;

/**
 * `rules` counts everywhere; of the `overrides` that match a path, a later one counts more.
 *
 * @throws {InputError} where the configuration names a rule that there is not, or quietens one that says that a
 *   document was not read.
 */
export function levelsOf(config: Pick<Config, 'rules' | 'overrides'>): Levels {
  const general = byRule(config.rules, 'rules');
  const overrides = config.overrides.map(({ files, rules: given }, at) => ({
    matches: (path: string) => files.some((pattern) => matchesGlob(path, folderOrGlob(pattern))),
    levels: byRule(given, `overrides[${at}].rules`),
  }));
  const known = new Map<string, (rule: Rule) => RuleLevel>();
  return (path) => {
    const matching = overrides.filter(({ matches }) => matches(path));
    const key = matching.map((one) => overrides.indexOf(one)).join(' ');
    let levelOf = known.get(key);
    if (levelOf === undefined) {
      const levels = new Map([...general, ...matching.flatMap((one) => [...one.levels])]);
      levelOf = (rule) => levels.get(rule) ?? (rule.optIn === true ? 'off' : rule.severity);
      known.set(key, levelOf);
    }
    return levelOf;
  };
}

/** What a name that is no rule's probably stands for: an ID or a code. */
export function nearestRule(name: string): string | null {
  return nearest(name, [...rules.map(({ id }) => id), ...rules.map(({ code }) => code)]);
}

function byRule(given: Config['rules'], place: string): Map<Rule, RuleLevel> {
  const levels = new Map<Rule, RuleLevel>();
  for (const [name, level] of Object.entries(given)) {
    const rule = findRule(name);
    if (rule === undefined) {
      const near = nearestRule(name);
      const hint = near === null ? '' : ` Did you mean "${near}"?`;
      throw new InputError(
        `The configuration sets "${name}" under ${place}, and there is no such rule.${hint} "procs explain" lists them all.`,
      );
    }
    if (rule.isFixed === true && level !== 'on' && level !== rule.severity) {
      throw new InputError(
        `The configuration sets "${name}" to ${level} under ${place}, and that rule is always ${rule.severity === 'error' ? 'an error' : rule.severity}: it says that a document was not read, so no other rule looked at it, and it would pass unseen. Mend the document, or leave it out with "exclude".`,
      );
    }
    levels.set(rule, level === 'on' ? rule.severity : level);
  }
  return levels;
}

/** `legacy` and `legacy/` are all that lies below. */
function folderOrGlob(pattern: string): string {
  if (/[*?[{]/.test(pattern) || pattern.endsWith('.md')) return pattern;
  return `${pattern.replace(/\/+$/, '')}/**`;
}
