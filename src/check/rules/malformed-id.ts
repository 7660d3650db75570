/** An ID is a family and at least one segment, in capitals. */
import { type Finding, finding } from '../../model/index.ts';
import { nearest } from '../../text/suggest.ts';
import { keyOf, valuePlace } from '../places.ts';
import { defineRule } from '../rule.ts';

export const malformedId = defineRule({
  id: 'malformed-id',
  code: 'PROCS005',
  family: 'identity',
  scope: 'document',
  title: 'IDs are written as FAMILY-AREA-001',
  severity: 'error',
  why: 'References are found in prose by the shape of the ID: one with another shape is never recognised, and its references are never checked.',
  examples: [
    {
      failing: '---\nid: proc_a_001\n---\n\n# Restore\n',
      mended: '---\nid: PROC-A-001\n---\n\n# Restore\n',
    },
    {
      failing: '---\nid: PORC-A-001\n---\n\n# Restore\n',
      mended: '---\nid: PROC-A-001\n---\n\n# Restore\n',
    },
  ],
  *check({ document, config }): Iterable<Finding> {
    const key = keyOf(document, ['id']);
    const value = key === null ? null : document.frontMatter.values[key];
    if (key === null) return;
    const { families } = config;
    const span = valuePlace(document, key);
    if (typeof value !== 'string' || value.trim() === '') {
      yield finding('malformed-id', span, 'The ID is empty or no text.', {
        help: `Write one such as ${families[0]}-AREA-001.`,
      });
      return;
    }
    const shape = new RegExp(`^(?:${families.join('|')})(?:-[A-Z0-9]+)+$`);
    if (shape.test(value)) return;
    const upper = value
      .trim()
      .toUpperCase()
      .replace(/[\s_.]+/g, '-');
    if (shape.test(upper)) {
      yield finding(
        'malformed-id',
        span,
        `"${value}" is no ID: IDs are capitals, digits and single hyphens.`,
        {
          help: `Write ${upper}.`,
          fix: { description: `Write ${upper}`, edits: [{ span, text: upper }] },
        },
      );
      return;
    }
    const family = /^[A-Z][A-Z0-9]*(?=-)/.exec(value)?.[0];
    const near = family === undefined ? null : nearest(family, families);
    yield finding(
      'malformed-id',
      span,
      family === undefined || families.includes(family)
        ? `"${value}" is no ID: IDs are a family (${families.join(', ')}) and segments of capitals and digits, joined by hyphens.`
        : `"${value}" is of the family ${family}, which this workspace does not have.`,
      {
        help:
          near !== null && near !== family
            ? `Did you mean the family ${near}?`
            : family === undefined
              ? `Write one such as ${families[0]}-AREA-001.`
              : `Add "${family}" to "families" in the configuration if it is one of yours.`,
        ...(family !== undefined && near !== null && near !== family
          ? { suggestion: { written: family, meant: near } }
          : {}),
      },
    );
  },
});
