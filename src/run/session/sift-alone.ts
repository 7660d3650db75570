/**
 * Run by a block whose runner has died before the block ended: takes the state that it leaves off standard
 * input, and writes down what a file may hold of it. `sift-alone BEFORE STEP NEXT`
 */
import { dirname } from 'node:path';
import { z } from 'zod';
import { maskOutput } from '../journal/traces.ts';
import { fixedSecrets } from '../secrets/state-secrets.ts';
import { handedOver } from './handover.ts';
import { Vault } from './vault.ts';

const Known = z.object({
  named: z.array(z.object({ from: z.string(), value: z.string() })),
  values: z.array(z.string()),
  withheld: z.array(z.tuple([z.string(), z.object({ text: z.string(), by: z.array(z.string()) })])),
});

const [before, step, next] = process.argv.slice(2) as [string, string, string];
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const text = Buffer.concat(chunks).toString('latin1');
const head = text.indexOf('\n') + 1;
const size = Number(text.slice(0, head));
const { named, values, withheld } = Known.parse(JSON.parse(text.slice(head, head + size)));
const secrets = fixedSecrets(
  named,
  values.map((value) => Buffer.from(value, 'latin1').toString('utf8')),
);
const state = handedOver(text.slice(head + size), process.env.PROCS_BLOCK ?? '');
if (state === null) process.exitCode = 1;
else {
  const vault = new Vault(secrets);
  vault.remember(before, new Map(withheld));
  vault.keep(next, state, before, step);
  // What it printed is masked, too, while somebody knows by what.
  const attempt = dirname(next);
  await maskOutput(dirname(dirname(attempt)), secrets.values, new Set([attempt]));
}
