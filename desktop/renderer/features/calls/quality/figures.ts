/** Figures of a connection as they are written. */
type Style = Intl.NumberFormatOptions;

const formats = new Map<string, Intl.NumberFormat>();
const format = (language: string, style: Style, value: number): string => {
  const key = JSON.stringify([language, style]);
  const known = formats.get(key) ?? new Intl.NumberFormat(language, style);
  formats.set(key, known);
  return known.format(value);
};

const mega = 1_000_000;

export const bitsWords = (language: string, bitsPerSecond: number): string =>
  bitsPerSecond < mega
    ? format(
        language,
        { style: 'unit', unit: 'kilobit-per-second', maximumFractionDigits: 0 },
        bitsPerSecond / 1_000,
      )
    : format(
        language,
        { style: 'unit', unit: 'megabit-per-second', maximumFractionDigits: 1 },
        bitsPerSecond / mega,
      );

export const msWords = (language: string, ms: number): string =>
  format(language, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }, ms);

export const shareWords = (language: string, share: number): string =>
  format(language, { style: 'percent', maximumFractionDigits: 1 }, share);
