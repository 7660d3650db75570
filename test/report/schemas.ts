/** The schemas that reports are held against. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

const folder = path.join(import.meta.dirname, '../fixtures/schemas');

/** The whole schema of SARIF 2.1.0. It is of draft 4; of what draft 6 changed it uses the name of the ID alone. */
export function sarifValidator(): ValidateFunction {
  const { id, $schema, ...schema } = JSON.parse(
    readFileSync(path.join(folder, 'sarif-2.1.0-rtm.5.json'), 'utf8'),
  );
  if (!String($schema).includes('draft-04') || typeof id !== 'string') {
    throw new Error('this is another schema than the one that was read');
  }
  const reference = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?#]|%[0-9A-Fa-f]{2})*$/;
  return new Ajv({
    strict: false,
    // The schema's pattern of a language tag is none in Unicode mode.
    unicodeRegExp: false,
    allErrors: true,
    formats: {
      uri: (text) => URL.canParse(text) && reference.test(text),
      'uri-reference': reference,
      'date-time': (text) => !Number.isNaN(Date.parse(text)),
    },
  }).compile(schema);
}

/** GitLab's documentation of the code quality report, as a schema; nothing but what it names. */
export function gitlabValidator(): ValidateFunction {
  const text = { type: 'string', minLength: 1 };
  const line = { type: 'integer', minimum: 1 };
  const closed = (required: object, optional: object = {}): object => ({
    type: 'object',
    additionalProperties: false,
    properties: { ...required, ...optional },
    required: Object.keys(required),
  });
  return new Ajv({ allErrors: true }).compile({
    type: 'array',
    items: closed({
      description: text,
      check_name: text,
      fingerprint: text,
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: closed({
        // Relative to the repository, without ./ in front.
        path: { type: 'string', pattern: '^(?!\\./|/)[^\\\\]+$' },
        lines: closed({ begin: line }, { end: line }),
      }),
    }),
  });
}
