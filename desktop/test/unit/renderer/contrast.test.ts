/** Every text pair of the tokens reads at 4.5:1 or better, in both themes [UI, WCAG 1.4.3]. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { paletteColours } from '@maru/sync-core';
import { describe, expect, it } from 'vitest';

const css = readFileSync(
  fileURLToPath(new URL('../../../renderer/styles/tokens.css', import.meta.url)),
  'utf8',
);
const highFrom = css.indexOf('@media (prefers-contrast');
type Colour = readonly [l: number, c: number, h: number];
const pair = /--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);/g;
const parse = (text: string): Colour => {
  const [l = 0, c = 0, h = 0] = text.trim().split(/\s+/).map(Number);
  return [l, c, h];
};
type Tokens = ReadonlyMap<string, { readonly light: Colour; readonly dark: Colour }>;
const tokensOf = (part: string): Tokens =>
  new Map(
    [...part.matchAll(pair)].map(([, name = '', light = '', dark = '']) => [
      name,
      { light: parse(light), dark: parse(dark) },
    ]),
  );
const tokens = tokensOf(css.slice(0, highFrom));
const highTokens: Tokens = new Map([...tokens, ...tokensOf(css.slice(highFrom))]);

/** Relative luminance of an oklch colour: Ottosson's OKLab matrices to linear sRGB, clipped to the gamut. */
const luminance = ([l, c, h]: Colour): number => {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const cube = (x: number) => x ** 3;
  const long = cube(l + 0.3963377774 * a + 0.2158037573 * b);
  const medium = cube(l - 0.1055613458 * a - 0.0638541728 * b);
  const short = cube(l - 0.0894841775 * a - 1.291485548 * b);
  const clip = (x: number) => Math.min(1, Math.max(0, x));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: Colour, b: Colour): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
};

const surfaces = [
  'floor',
  'sunken',
  'paper',
  'raised',
  'hover',
  'raised-hover',
  'pressed',
  'groove',
  'groove-on',
];
const washes = ['accent-wash', 'attention-wash'];
const pairs: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-soft', 'ink-faint'].flatMap((ink) =>
    [...surfaces, ...washes].map((surface) => [ink, surface] as const),
  ),
  ...['accent', 'attention', 'danger', 'success', 'warning'].flatMap((ink) =>
    ['paper', 'raised', 'hover'].map((surface) => [ink, surface] as const),
  ),
  ['accent', 'accent-wash'],
  ['attention', 'attention-wash'],
  ['danger', 'danger-wash'],
  ['warning', 'warning-wash'],
  ['on-accent', 'accent-solid'],
  ['on-accent', 'accent-solid-hover'],
  ['on-attention', 'attention-solid'],
  ['on-danger', 'danger-solid'],
  ['on-tooltip', 'tooltip'],
  ['ink', 'mark'],
  ['ink', 'code'],
  ...paletteColours.flatMap((colour) => [
    ['on-solid', `solid-${colour}`] as const,
    ...['paper', 'raised', 'hover', 'attention-wash'].map((surface) => [`name-${colour}`, surface] as const),
  ]),
];

const contrastOf = (from: Tokens, theme: 'light' | 'dark', ink: string, surface: string): number => {
  const a = from.get(ink)?.[theme];
  const b = from.get(surface)?.[theme];
  if (!a || !b) throw new Error(`${ink} and ${surface} must be tokens`);
  return contrast(a, b);
};

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  it.each(pairs)('%s on %s', (ink, surface) => {
    expect(contrastOf(tokens, theme, ink, surface)).toBeGreaterThanOrEqual(4.5);
  });
  it('with more contrast asked for, every ink reads at 7:1 and every pair at 4.5:1', () => {
    const inks = ['ink', 'ink-soft', 'ink-faint', 'accent', 'attention', 'danger', 'success', 'warning'];
    for (const ink of inks)
      for (const surface of ['paper', 'raised', 'sunken', 'hover'])
        expect(contrastOf(highTokens, theme, ink, surface), `${ink} on ${surface}`).toBeGreaterThanOrEqual(7);
    for (const [ink, surface] of pairs)
      expect(contrastOf(highTokens, theme, ink, surface), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  });
});
