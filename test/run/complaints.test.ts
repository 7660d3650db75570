/** What bash says where it throws a command away, in the languages that it knows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { complaintIn } from '../../src/run/session/complaints.ts';
import { freshDirectory } from './support.ts';

const file = join(freshDirectory(), 'doc.md');

async function gaveUp(said: string): Promise<boolean> {
  writeFileSync(file, `something else\n${file}: ${said}\nmore\n`);
  return (await complaintIn(file, file))?.gaveUp === true;
}

it.each([
  'line 12: 1/0: division by 0 (error token is "0")',
  'línea 12: 1/0: división por 0 (el elemento de error es "0")',
  'ligne 12: 08: valeur trop grande pour la base (le symbole erroné est « 08 »)',
  'Zeile 12: 1/0: Division durch 0. (Fehlerverursachendes Zeichen ist "0").',
  'linio 12: 1/0: Divido per 0 (misa simbolo estas „0‟)',
  'rivi 12: 1/0: jako nollalla (virheellinen avainsana on ”0”)',
  "líne 12: 1/0: Roinnt ar 0 (comhartha earráide '0')",
  '줄 12: 1/0: 0으로 나눔 (오류 토큰은 "0" 임)',
  '行 12: 1/0: 除以 0（错误记号是 "0"）',
  '列 12: 1/0: 除 0 (錯誤字組是「0」)',
  'sor: 12: 1/0: 0-val osztás (hibás token: "0")',
  'line 12: -9: substring expression < 0',
  'ligne 12: -9 : expression de sous-chaîne négative',
  'строка 12: -9: заданное подстрокой выражение меньше нуля',
])('it is read as such: %s', async (said) => {
  expect(await gaveUp(said)).toBe(true);
});

it.each([
  'line 12: nope: command not found',
  'line 12: /nope/x: No such file or directory',
  'line 12: ((: 1/0: division by 0 (error token is "0")',
  'line 12: [: : integer expression expected',
  'line 12: cd: a (b): No such file or directory',
])('it is a failure as any other: %s', async (said) => {
  expect(await gaveUp(said)).toBe(false);
});
