/** A message of a document: filled from the run, shown, and posted where its channel has a webhook. */
import type { MessageAction, Step } from '../../model/index.ts';
import { endedIn } from '../fill/facts.ts';
import { fillTemplate } from '../fill/fill.ts';
import { resultsOf } from '../fill/known.ts';
import { readJournal } from '../journal/journal.ts';
import { channelOf } from '../messages/channels.ts';
import type { ActionResult, Frame, RunContext } from './context.ts';
import { attested, settled } from './settled.ts';

export async function sendMessage(
  ctx: RunContext,
  frame: Frame,
  step: Step,
  index: number,
): Promise<ActionResult> {
  const action = step.actions[index] as MessageAction;
  const { screen, operator } = ctx;
  screen.lead(action.lead);
  const { text, open } = await fillTemplate(ctx, frame, { ref: step.ref, index }, action);
  screen.text(text);
  if (open.length > 0) screen.warn(`still to be filled in: ${open.join(', ')}`);
  const where = action.channel === null ? '' : ` to ${action.channel}`;
  const channel = channelOf(action.channel, ctx.workspace.config.channels, ctx.settings.env);
  if (channel?.kind === 'unusable')
    screen.warn(`the webhook of ${channel.name} cannot be used: ${channel.reason}`);
  if (channel?.kind === 'webhook') {
    if (open.length > 0 && !operator.attended)
      return settled('unverified', `not posted${where}: ${open.join(', ')} still open`, null);
    if (!operator.attended || (await operator.confirm(`Post this${where}?`))) {
      ctx.settings.addSecret(channel.url);
      const posted = await ctx.deliveries.send({
        url: channel.url,
        text: `${ctx.settings.redact(text)}\n\n${soFar(ctx, frame)}`,
        onAttempt: (attempt, { delivered, evidence }) =>
          ctx.journal.append({
            event: 'delivery',
            frame: frame.id,
            ref: step.ref,
            action: index,
            channel: channel.name,
            attempt,
            delivered,
            evidence,
          }),
      });
      if (posted.delivered) return settled('passed', `posted${where}: ${posted.evidence}`, null);
      screen.warn(
        `not posted${where}: ${posted.evidence}${posted.again ? '; tried again beside the run' : ''}`,
      );
      if (!operator.attended)
        return settled('unverified', `not posted${where}: ${posted.evidence}`, null);
    }
  }
  return attested(ctx, `Was this message sent${where}?`);
}

/** What the run knows, beneath what the document claims: its template may say OK in advance. */
function soFar(ctx: RunContext, frame: Frame): string {
  const { records } = readJournal(ctx.journal.directory);
  const results = resultsOf({ ended: endedIn(records, frame.id) });
  return `(procs: ${frame.procedure.name}, steps so far: ${results === '' ? 'none has ended' : results})`;
}
