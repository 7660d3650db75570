/** Blocks that are only shown, and why. */
import type {
  Action,
  ListingAction,
  ListingBecause,
  RunAction,
  ScriptAction,
} from '../model/index.ts';
import type { Fence } from '../parse/fence.ts';

export function listingOf(
  fence: Fence,
  lead: string | null,
  because: ListingBecause,
): ListingAction {
  return {
    kind: 'listing',
    span: fence.span,
    lead,
    language: fence.language,
    code: fence.code,
    codeSpan: fence.codeSpan,
    reason: reasons[because],
    because,
  };
}

/** Whether an action is a block that a shell would execute. */
export function isBlock(action: Action): action is RunAction | ScriptAction {
  return action.kind === 'run' || action.kind === 'script';
}

/** Why a block is only shown, for a person; another language needs no reason. */
const reasons: Readonly<Record<ListingBecause, string | null>> = {
  'not-shell': null,
  'marked-never': 'marked run=never',
  'no-prompts':
    'a console fence without a "$ " prompt: what is a command and what is output is not said',
  'only-comments': 'comments only',
  'after-failure': 'what to do after a failure',
  undo: 'how to undo the step',
  example: 'marked as an example',
  forbidden: 'marked as not to be run',
};
