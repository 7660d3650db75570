/**
 * Colours that can be read on a light and on a dark background: no yellow, cyan, white or blue, and
 * nothing that only a colour says.
 */
import type pc from 'picocolors';
import type { Verdict } from '../../model/index.ts';

type Colors = ReturnType<typeof pc.createColors>;
type Paint = (text: string) => string;

export interface Palette {
  readonly strong: Paint;
  readonly quiet: Paint;
  /** What a person should look at. */
  readonly notice: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly of: Readonly<Record<Verdict, Paint>>;
}

export function paletteOf({ bold, dim, green, red, magenta }: Colors): Palette {
  const bad: Paint = (text) => bold(red(text));
  return {
    strong: bold,
    quiet: dim,
    notice: magenta,
    good: green,
    bad,
    of: { passed: green, failed: bad, unverified: magenta, skipped: dim },
  };
}
