/** The places of a block that a value fills: marked, and told to the script that fills them. */
import type { Action, Hole } from '../../src/index.ts';
import type { Strings } from '../strings.ts';
import type { Mark } from './highlight.ts';

/** The holes of a text, as marks. One over several lines is only shown: nothing could be filled in. */
export function holeMarks(text: string, holes: readonly Hole[], words: Strings): Mark[] {
  return holes.map((hole) => ({
    start: hole.start,
    end: hole.end,
    title: `${words.hole}: ${hole.parameter}`,
    ...(text.slice(hole.start, hole.end).includes('\n')
      ? {}
      : { properties: { 'data-hole': hole.parameter, 'data-quoting': hole.quoting } }),
  }));
}

/** Of a block that is only shown: outside of bash a value has a place only if no language reads it otherwise. */
export function gapMarks(text: string, gaps: readonly Hole[], words: Strings): Mark[] {
  return holeMarks(text, gaps, words).map((mark) => {
    const { properties } = mark;
    return properties?.['data-quoting'] === 'text'
      ? { ...mark, properties: { ...properties, 'data-quoting': 'word' } }
      : mark;
  });
}

/** Names that a block, or a process that it starts on the same machine, reads without having set them itself. */
export function variablesOf(action: Action): string[] {
  // A script begins with its own first line, and a block that goes elsewhere reads its names there.
  if (action.kind !== 'run' || action.hostAfter !== action.host) return [];
  const foreign = action.foreign.filter(
    ({ use, within }) => use === 'read' && !within.some(({ kind }) => kind === 'remote'),
  );
  // A block that sets a name says itself what it is to be.
  const own = new Set([
    ...action.writes.map(({ name }) => name),
    ...action.holes.map(({ parameter }) => parameter),
  ]);
  const names = [...action.reads, ...foreign].map(({ name }) => name);
  return [...new Set(names)].filter((name) => !own.has(name));
}
