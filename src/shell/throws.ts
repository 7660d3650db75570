/** Where bash may throw a command away: expansions that it cannot work out (`$((1/0))`, `${x:0:-9}`), after which it goes on. */
import { forEachChild, parse, type Redirection, type SyntaxNode, type Word } from 'unbash';
import type { ShellRange } from './analysis.ts';

/** Whether a text holds anything of that kind, or brings in what may. Says yes rather too often. */
export function mayThrow(text: string): boolean {
  return ARITHMETIC.test(text) || BROUGHT_IN.test(text);
}

/** Whether what bash says of it may come out elsewhere than on the stderr that its shell began with. Too often as well. */
export function maySayElsewhere(text: string): boolean {
  return /(?:^|[^\d])2>|&>|>&(?!\s*2\b)|\bexec\b/.test(text) || BROUGHT_IN.test(text);
}

const ARITHMETIC = /\$\(\(|\$\[|\bfor\s*\(\(|\$\{[^}\n]*:[^-=?+}]/;
const BROUGHT_IN = /(?:^|[\s;&|(`'"])(?:source|\.|eval)\s/;

export interface Throws {
  /** Heads of `for ((…))`: where one fails, the loop is left out. */
  readonly loops: readonly ShellRange[];
  /** Commands that run in a process of their own, which alone ends where one cannot be worked out. */
  readonly apart: readonly ShellRange[];
  /**
   * The first that stands where bash announces nothing before it works it out (the words of a `for`, what a group
   * is redirected to), and where its message may not come out on the block's stderr.
   */
  readonly unannounced: ShellRange | null;
}

/** `silent`: none of the messages of its shell can be read. */
export function findThrows(code: string, silent: boolean): Throws {
  const loops: ShellRange[] = [];
  const apart: ShellRange[] = [];
  let unannounced: ShellRange | null = null;
  let isSilent = silent;
  const visit = (node: SyntaxNode, elsewhere: boolean): void => {
    let inside = elsewhere;
    switch (node.type) {
      case 'Pipeline':
        if (node.commands.length > 1) apart.push({ start: node.pos, end: node.end });
        break;
      case 'Statement':
        if (node.background === true) apart.push({ start: node.pos, end: node.end });
        break;
      case 'Coproc':
        apart.push({ start: node.pos, end: node.end });
        break;
      case 'Command':
        if (node.name?.text === 'exec' && node.redirects.some(takesStderr)) isSilent = true;
        break;
      case 'Function':
        // Whoever calls it may redirect it.
        inside = true;
        break;
      case 'ArithmeticFor':
        loops.push({ start: node.pos, end: Math.max(node.pos, node.body.pos) });
        break;
      case 'For':
      case 'Select':
        if ((inside || isSilent) && (node.wordlist ?? []).some(canFail))
          unannounced ??= { start: node.pos, end: node.end };
        break;
      case 'Redirected':
        inside ||= node.redirects.some(takesStderr);
        if ((inside || isSilent) && node.redirects.some(targetCanFail))
          unannounced ??= { start: node.pos, end: node.end };
        break;
    }
    forEachChild(node, (child) => visit(child, inside));
  };
  visit(parse(code), false);
  return { loops, apart, unannounced };
}

function takesStderr(redirect: Redirection): boolean {
  if (redirect.type !== 'Redirect') return false;
  const { operator, descriptor, target } = redirect;
  if (operator.startsWith('&>')) return true;
  if (descriptor === undefined)
    return operator === '>&' && !/^(?:\d+-?|-)$/.test(target?.text ?? '');
  return descriptor.type === 'FileDescriptor' && descriptor.value === 2;
}

function targetCanFail(redirect: Redirection): boolean {
  return redirect.type !== 'HereDoc' && redirect.target !== undefined && canFail(redirect.target);
}

/** What stands in a substitution is worked out in a process of its own. */
function canFail(word: Word): boolean {
  const isThrown = (node: SyntaxNode): boolean => {
    if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') return false;
    if (node.type === 'ArithmeticExpansion') return true;
    if (node.type === 'ParameterExpansion' && node.operation?.type === 'Slice') return true;
    let found = false;
    forEachChild(node, (child) => {
      found ||= isThrown(child);
    });
    return found;
  };
  return isThrown(word);
}
