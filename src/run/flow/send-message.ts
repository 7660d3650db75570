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
  const { screen, operator, words } = ctx;
  const say = words.message;
  screen.lead(action.lead);
  const { text, open } = await fillTemplate(ctx, frame, { ref: step.ref, index }, action);
  screen.text(text);
  if (open.length > 0) screen.warn(say.unfilled(open.join(', ')));
  const channel = channelOf(action.channel, ctx.workspace.config.channels, ctx.settings.env);
  if (channel?.kind === 'unusable') screen.warn(say.unusable(channel.name, channel.reason));
  if (channel?.kind === 'webhook') {
    if (open.length > 0 && !operator.attended)
      return settled(
        'unverified',
        say.notPosted(action.channel, say.unfilled(open.join(', '))),
        null,
      );
    if (!operator.attended || (await operator.confirm(say.post(action.channel)))) {
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
      if (posted.delivered)
        return settled('passed', say.posted(action.channel, posted.evidence), null);
      const evidence = say.notPosted(action.channel, posted.evidence);
      screen.warn(posted.again ? `${evidence}; ${say.triedAgain}` : evidence);
      if (!operator.attended) return settled('unverified', evidence, null);
    }
  }
  return attested(ctx, say.sent(action.channel));
}

/** What the run knows, beneath what the document claims: its template may say OK in advance. */
function soFar(ctx: RunContext, frame: Frame): string {
  const { records } = readJournal(ctx.journal.directory);
  const results = resultsOf({ ended: endedIn(records, frame.id) }, ctx.words);
  return ctx.words.message.soFar(frame.procedure.name, results === '' ? null : results);
}
