/** What a configuration changes in how the site looks: colours, style sheets and a logo of one's own. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The grounds that links stand on, by theme. */
const grounds = { light: [255, 255, 255], dark: [23, 24, 28] };

/** Below this, text is not readable for everybody (WCAG AA). */
const enough = 4.5;

/**
 * The colours of the configuration as a style sheet; empty where it has none.
 *
 * @param {import('../src/model/site-config.ts').SiteConfig} site
 */
export function themeSheet({ colors }) {
  const rule = (/** @type {string} */ where, /** @type {string} */ colour) =>
    `${where} { --p-blue: ${colour}; --sl-color-accent: ${colour}; --sl-color-accent-high: ${colour}; --sl-color-text-accent: ${colour}; }\n`;
  // Light on paper too, as in the site's own colours.
  return [
    colors.light && rule(':root', colors.light),
    colors.dark &&
      `@media not print { ${rule(":root:not([data-theme='light'])", colors.dark).trimEnd()} }\n`,
  ]
    .filter(Boolean)
    .join('');
}

/**
 * What is wrong with the look that a configuration asks for, for a person.
 *
 * @param {string} root
 * @param {import('../src/model/site-config.ts').SiteConfig} site
 * @returns {{ refusals: string[], warnings: string[] }}
 */
export function lookOver(root, { colors, css, logo }) {
  const refusals = [];
  const warnings = [];
  for (const [key, file] of [
    ...css.map((file) => ['css', file]),
    ...(logo ? [['logo', logo]] : []),
  ]) {
    const whole = join(root, /** @type {string} */ (file));
    if (!existsSync(whole) || !statSync(whole).isFile())
      refusals.push(`site.${key} names ${file}, and there is no such file in ${root}.`);
  }
  if (logo && !/\.(?:svg|png|webp|jpe?g|gif|avif)$/i.test(logo))
    refusals.push(
      `site.logo names ${logo}, which is no picture: .svg, .png, .webp, .jpg, .gif or .avif.`,
    );
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    const colour = colors[theme];
    if (colour === null) continue;
    const ratio = contrast(channels(colour), grounds[theme]);
    if (ratio < enough)
      warnings.push(
        `site.colors.${theme}: ${colour} on the ${theme} ground has a contrast of ${ratio.toFixed(1)} to 1, and below ${enough} many people cannot read it: choose a ${theme === 'light' ? 'darker' : 'lighter'} one.`,
      );
  }
  return { refusals, warnings };
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
function contrast(one, other) {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** @param {readonly number[]} rgb */
function luminance(rgb) {
  const [r = 0, g = 0, b = 0] = rgb.map((channel) => {
    const value = Math.min(255, channel) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Red, green and blue, each up to 255, of a colour as the configuration takes it.
 *
 * @param {string} colour
 * @returns {number[]}
 */
function channels(colour) {
  if (colour.startsWith('#')) {
    const digits = colour.length === 4 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1);
    return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
  }
  const [a = 0, b = 0, c = 0] = (colour.match(/\d+/g) ?? []).map(Number);
  if (colour.startsWith('rgb')) return [a, b, c];
  const [saturation, light] = [Math.min(b, 100) / 100, Math.min(c, 100) / 100];
  return [0, 8, 4].map((n) => {
    const k = (n + a / 30) % 12;
    const value =
      light - saturation * Math.min(light, 1 - light) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return value * 255;
  });
}
