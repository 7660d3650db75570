/** Measurements as a table, each with its ratio to one of them. */
import type { Measurement } from './measure.ts';

/** `documents`: how many were looked at, for what each one costs. */
export function tableOf(
  measured: ReadonlyMap<string, Measurement>,
  against: string,
  documents: number | null = null,
): string {
  const base = measured.get(against)!;
  const rows = [...measured].map(([name, { wall, cpu, memory }]) => [
    name,
    seconds(wall),
    times(wall / base.wall),
    seconds(cpu),
    times(cpu / base.cpu),
    `${Math.round(memory / 1e6)} MB`,
    times(memory / base.memory),
    ...(documents === null ? [] : [`${((1000 * wall) / documents).toFixed(2)} ms`]),
  ]);
  const head = ['', 'wall', '', 'CPU', '', 'memory', ''];
  if (documents !== null) head.push('a document');
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}

function seconds(value: number): string {
  return value < 1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(2)} s`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}
