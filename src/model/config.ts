/** The configuration of a workspace: `procs.config.yaml`, `.json`, `.ts` or `.js` in its root. */
import { z } from 'zod';
import { SiteConfig } from './site-config.ts';
import { Vocabulary } from './vocabulary.ts';

/** `on`: as loud as the rule is by itself. */
export const RuleLevel = z.enum(['off', 'info', 'warning', 'error']);
export type RuleLevel = z.infer<typeof RuleLevel>;

export const RuleLevels = z.record(z.string(), z.enum(['off', 'on', 'info', 'warning', 'error']));

/** What each key is for is said in its description: editors show it, see `emit/schema.ts`. */
export const Config = z.strictObject({
  $schema: z
    .string()
    .optional()
    .describe('For editors: where the schema of this file lies. Not read.'),
  include: z
    .array(z.string())
    .default(['**/*.md'])
    .describe('Folders or glob patterns of the documents, relative to this file.'),
  exclude: z
    .array(z.string())
    .default(['**/node_modules/**', '**/.*/**', '**/README.md'])
    .describe('Folders or glob patterns to leave out.'),
  families: z
    .array(z.string().regex(/^[A-Z][A-Z0-9]*$/))
    .default(['PROC', 'PROCED'])
    .describe('Prefixes of procedure IDs: "PROC" makes PROC-BACK-005 an ID.'),
  vocabulary: Vocabulary.default({}).describe(
    'Words of your own for roles of sections, stages, steps and labels, beside the built-in ones.',
  ),
  maxBytes: z
    .int()
    .positive()
    .default(1_000_000)
    .describe('Documents larger than this many bytes are reported and not parsed.'),
  rules: RuleLevels.default({}).describe(
    'Level of a rule by its ID or code: off, on (as it is by itself), info, warning, error.',
  ),
  overrides: z
    .array(z.strictObject({ files: z.array(z.string()).min(1), rules: RuleLevels }))
    .default([])
    .describe(
      'Levels for parts of the workspace: folders, files or glob patterns. A later one counts more.',
    ),
  baseline: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('File with the findings that are known and not reported, relative to this file.'),
  channels: z
    .record(
      z.string(),
      z.strictObject({
        webhook: z
          .string()
          .min(1)
          .describe(
            'Address that takes messages as Slack\'s webhooks do, or a variable that holds it: "$SLACK_INCIDENTS". An address is a secret; a variable keeps it out of the repository.',
          ),
      }),
    )
    .default({})
    .describe(
      'Where messages of the documents are posted, by channel ("#incidents"); "default" for those that name none.',
    ),
  site: SiteConfig.default(SiteConfig.parse({})).describe('The site that procs publishes.'),
});
export type Config = z.infer<typeof Config>;

/** What a configuration file says: everything may be left out. */
export type ConfigInput = z.input<typeof Config>;

/** Gives a configuration its type: `export default defineConfig({ … })`. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
