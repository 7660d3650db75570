/** What the attributes of a fence say of how its block is run. */
import { type Expectation, type Finding, finding } from '../model/index.ts';
import { type Fence, fenceAttributes } from '../parse/fence.ts';
import { milliseconds } from '../text/duration.ts';
import { nearest } from '../text/suggest.ts';

/** What a fence's attributes say of its run. */
export function readExpectation(fence: Fence): Expectation {
  if (fence.attributes.size === 0) return unattended();
  const get = (name: string): string | undefined => fence.attributes.get(name);
  const run = get('run');
  const exits = (get('exit') ?? '')
    .split(',')
    .filter((code) => /^\d{1,3}$/.test(code.trim()) && Number(code) <= 255);
  return {
    exit: exits.length > 0 ? exits.map(Number) : [0],
    searches: [],
    timeout: milliseconds(get('timeout')),
    run: run === 'never' || run === 'ask' ? run : 'auto',
    interactive: isOn(get('interactive')),
    background: isOn(get('background')),
    name: get('name') ?? null,
    retry: /^\d{1,9}$/.test(get('retry') ?? '') ? Number(get('retry')) : 0,
    every: milliseconds(get('every')) ?? 0,
  };
}

/** What holds where no attribute says anything else. */
function unattended(): Expectation {
  return {
    exit: [0],
    searches: [],
    timeout: null,
    run: 'auto',
    interactive: false,
    background: false,
    name: null,
    retry: 0,
    every: 0,
  };
}

/** A word that stands alone, or with any value but the ones that say no. */
function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(false|no|0)$/i.test(value);
}

/** Attributes that procs does not know, or whose value it cannot read. */
export function attributeFindings(fence: Fence): Finding[] {
  if (fence.attributes.size === 0 && fence.unknown.length === 0) return [];
  const found = fence.unknown.map((name) => {
    const near = nearest(name, fenceAttributes);
    return finding(
      'unknown-fence-attribute',
      fence.span,
      `This block has an attribute "${name}", which procs does not know.`,
      {
        help:
          near === null
            ? `The attributes are ${fenceAttributes.join(', ')}.`
            : `Did you mean "${near}"?`,
        ...(near === null ? {} : { suggestion: { written: name, meant: near } }),
      },
    );
  });
  const wrong = (name: string, expected: string): void => {
    found.push(
      finding(
        'unknown-fence-attribute',
        fence.span,
        `The attribute ${name}="${fence.attributes.get(name)}" of this block cannot be read.`,
        {
          help: `Write ${expected}.`,
        },
      ),
    );
  };
  const { attributes } = fence;
  if (attributes.has('run') && !/^(never|ask|auto)$/.test(attributes.get('run')!))
    wrong('run', 'run=never, run=ask or run=auto');
  for (const name of ['timeout', 'every']) {
    if (attributes.has(name) && milliseconds(attributes.get(name)) === null)
      wrong(name, `a duration, such as ${name}=30s`);
  }
  if (attributes.has('exit') && !/^\d{1,3}(,\d{1,3})*$/.test(attributes.get('exit')!))
    wrong('exit', 'exit statuses, such as exit=0,1');
  if (attributes.has('retry') && !/^\d+$/.test(attributes.get('retry')!))
    wrong('retry', 'a count, such as retry=5');
  return found;
}
