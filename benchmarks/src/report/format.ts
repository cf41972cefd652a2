/** Figures as people read them: three digits that count, thin groups. */
const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Whole numbers that were given, like a target, stay as they are. */
const isGiven = (value: number): boolean => Number.isInteger(value) && Math.abs(value) < 100_000;

export const formatNumber = (value: number): string =>
  isGiven(value)
    ? whole.format(value)
    : Math.abs(value) >= 1_000
      ? whole.format(Number(value.toPrecision(3)))
      : digits.format(value);

export const formatValue = (value: number, unit: string): string =>
  unit === 'count' || unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`;

export const formatRatio = (value: number): string => `${formatNumber(value)} ×`;

export const formatPercent = (value: number): string => `± ${digits.format(value * 100)} %`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => escapes[found] ?? '');
