/** What a configuration may ask of the look, and what it is told of what cannot be read. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookOver, themeSheet } from '../../site/theme.mjs';
import { Config } from '../../src/index.ts';
import { procsSite } from './support.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'procs-site-test-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const site = (written: object) => Config.parse({ site: written }).site;

describe('colours', () => {
  it.each([
    ['light', '#ffd54a'],
    ['light', '#fff'],
    ['light', 'hsl(50, 100%, 50%)'],
    ['dark', '#123'],
    ['dark', 'rgb(20 20 90)'],
  ] as const)('warns of a colour that is too faint on the %s ground (%s)', (theme, colour) => {
    const { warnings } = lookOver(root, site({ colors: { [theme]: colour } }));
    expect(warnings).toEqual([
      expect.stringMatching(`site.colors.${theme}: .*contrast of .* to 1`),
    ]);
  });

  it.each([
    ['light', '#00558c'],
    ['light', 'hsl(222deg 75% 42%)'],
    ['dark', '#7cc4ff'],
    ['dark', 'rgb(255, 181, 97)'],
  ] as const)('has nothing against one that can be read on the %s ground (%s)', (theme, colour) => {
    expect(lookOver(root, site({ colors: { [theme]: colour } })).warnings).toEqual([]);
    expect(themeSheet(site({ colors: { [theme]: colour } }))).toContain(`--p-blue: ${colour};`);
  });

  it('says nothing and writes nothing without any', () => {
    expect(themeSheet(site({}))).toBe('');
  });
});

describe('a configuration that cannot be used', () => {
  it.each([
    ['colors: { light: red; } body { display: none } }', /colors/],
    ['colors: { light: "#fff; } body { display: none" }', /a colour is written as/],
    ['colors: { light: "url(https://evil.invalid)" }', /a colour is written as/],
    ['logo: ../secret.png', /stays below its folder/],
    ['css: [/etc/passwd]', /stays below its folder/],
    ['editLink: "javascript:alert(1)"', /begins with https/],
    ['url: ops.example.org', /begins with https/],
    ['titel: Ops', /titel/],
    ['css: [gone.css]', /site\.css names gone\.css, and there is no such file/],
    ['css: [folder]', /site\.css names folder, and there is no such file/],
    ['logo: notes.md', /site\.logo names notes\.md, which is no picture/],
  ])('is told, and nothing is built (%s)', async (written, said) => {
    await mkdir(path.join(root, 'folder'));
    await writeFile(path.join(root, 'notes.md'), '# Notes\n');
    await writeFile(path.join(root, 'procs.config.yaml'), `site:\n  ${written}\n`);
    const outcome = await procsSite(['build', '--root', '.', '--out', 'out'], root);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toMatch(said);
    expect(outcome.stderr).not.toContain('    at ');
  });
});
