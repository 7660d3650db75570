/** What the box of the front page answers, before anything is drawn. */
import { describe, expect, it } from 'vitest';
import { entries, rank } from '../../site/client/rank.ts';
import type { FoundName, FoundWords } from '../../site/lists/find-index.ts';

const documents: readonly (readonly [string, string, string, string])[] = [
  [
    'PROCED-BACK-003',
    'Rollback de deployment',
    'volver a la version anterior',
    'detener servicios restaurar base',
  ],
  ['PROCED-BACK-0031', 'Limpieza', '', ''],
  ['PROC-BACK-005', 'Proceso de deployment', 'publicar una version', ''],
  ['RB-SEC-004', 'Rotate leaked keys', 'a key was published by mistake', 'revoke rotate'],
  ['RB-DISK-001', 'Disk full', 'no space left on device, writes fail', 'delete old logs'],
  ['RB-LOGS-001', 'Rotate logs', 'logs grow', 'compress'],
];
const all = entries(
  documents.map(([name, title]): FoundName => [name, title, name.toLowerCase(), 'en', []]),
  documents.map(([, , about, steps]): FoundWords => [about, steps]),
);
const found = (typed: string): string[] => rank(all, typed).map(({ id }) => id.toUpperCase());

describe('an ID', () => {
  it.each([
    ['PROCED-BACK-003', 'PROCED-BACK-003'],
    ['back-003', 'PROCED-BACK-003'],
    ['BACK003', 'PROCED-BACK-003'],
    ['back 003', 'PROCED-BACK-003'],
    ['003', 'PROCED-BACK-003'],
    ['sec 4', 'RB-SEC-004'],
    ['back-3', 'PROCED-BACK-003'],
    ['BACK3', 'PROCED-BACK-003'],
    ['rbsec004', 'RB-SEC-004'],
  ])('is found by a part of it (%s)', (typed, wanted) => {
    expect(found(typed)[0]).toBe(wanted);
  });

  it('comes before a longer one that holds it', () => {
    expect(found('proced-back-003')).toEqual(['PROCED-BACK-003', 'PROCED-BACK-0031']);
  });

  it('is not found where there is none', () => {
    expect(found('back-004')).toEqual([]);
    expect(found('-')).toEqual([]);
  });
});

describe('a symptom', () => {
  it.each([
    ['no space left', 'RB-DISK-001'],
    ['the disk is full!', 'RB-DISK-001'],
    ['restaurár basé', 'PROCED-BACK-003'],
    ['a key was leaked', 'RB-SEC-004'],
    ['writes fail with an odd error', 'RB-DISK-001'],
  ])('is found in purpose, symptoms and steps (%s)', (typed, wanted) => {
    expect(found(typed)[0]).toBe(wanted);
  });

  it('is better answered by a title than by a step', () => {
    expect(found('logs')).toEqual(['RB-LOGS-001', 'RB-DISK-001']);
  });

  it('is not answered by one word of many', () => {
    expect(found('the database of payroll cannot delete employees')).toEqual([]);
  });

  it.each(['', '   ', '"', '<script>', '\\', '.*', '('])(
    'is nothing where nothing was asked (%j)',
    (typed) => {
      expect(found(typed)).toEqual([]);
    },
  );
});
