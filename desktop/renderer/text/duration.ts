/** Lengths of time in words: at most two units, the smaller left out where it is nothing. */
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

const formats = new Map<string, Intl.NumberFormat>();
const inUnit = (language: string, unit: (typeof units)[number][0], value: number): string => {
  const key = `${language} ${unit}`;
  const known =
    formats.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  formats.set(key, known);
  return known.format(value);
};

/** Rounded up: what is said to be over is over. */
export const durationWords = (language: string, ms: number): string => {
  let rest = Math.max(0, Math.ceil(ms / 1_000));
  const words: string[] = [];
  const first = units.findIndex(([, seconds]) => rest >= seconds);
  if (first < 0) return inUnit(language, 'second', 0);
  for (const [unit, seconds] of units.slice(first, first + 2)) {
    const value = Math.floor(rest / seconds);
    rest -= value * seconds;
    if (value > 0) words.push(inUnit(language, unit, value));
  }
  return words.join(' ');
};
