/** The parts of the SARIF 2.1.0 schema that procs writes, as strict as the standard has them: no other property. */
const text = { type: 'string' };
const closed = (properties: object, required: string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const list = (items: object, more: object = {}): object => ({ type: 'array', items, ...more });
const uri = { type: 'string', pattern: '^[^ "<>\\\\^`{|}]*$' };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const message = closed({ text, markdown: text }, ['text']);
const region = closed(
  {
    startLine: { type: 'integer', minimum: 1 },
    startColumn: { type: 'integer', minimum: 1 },
    endLine: { type: 'integer', minimum: 1 },
    endColumn: { type: 'integer', minimum: 1 },
  },
  ['startLine'],
);
const artifactLocation = closed({ uri, uriBaseId: text });
const physicalLocation = closed({ artifactLocation, region }, ['artifactLocation']);
const location = closed({ id: { type: 'integer', minimum: -1 }, message, physicalLocation });
const replacement = closed({ deletedRegion: region, insertedContent: closed({ text }) }, [
  'deletedRegion',
]);
const artifactChange = closed(
  { artifactLocation, replacements: list(replacement, { minItems: 1 }) },
  ['artifactLocation', 'replacements'],
);
const rule = closed(
  {
    id: text,
    name: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    defaultConfiguration: closed({ level }),
    properties: { type: 'object' },
  },
  ['id'],
);
const result = closed(
  {
    ruleId: text,
    ruleIndex: { type: 'integer', minimum: 0 },
    level,
    message,
    locations: list(location),
    relatedLocations: list(location, { uniqueItems: true }),
    partialFingerprints: { type: 'object', additionalProperties: text },
    fixes: list(
      closed({ description: message, artifactChanges: list(artifactChange, { minItems: 1 }) }, [
        'artifactChanges',
      ]),
      { uniqueItems: true },
    ),
  },
  ['message'],
);
const run = closed(
  {
    tool: closed({ driver: closed({ name: text, version: text, rules: list(rule) }, ['name']) }, [
      'driver',
    ]),
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    results: list(result),
  },
  ['tool'],
);

export const sarifSchema = closed({ $schema: uri, version: { const: '2.1.0' }, runs: list(run) }, [
  'version',
  'runs',
]);
