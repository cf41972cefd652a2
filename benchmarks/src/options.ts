/** The command line of `npm run bench`, parsed; what it can't be is said in words and ends with 2. */
import { parseArgs } from 'node:util';
import type { Scale, Suite } from './lib/suite.ts';
import { suites } from './suites/index.ts';

export type Options = {
  readonly scale: Scale;
  readonly suites: readonly Suite[];
  /** `suite/case`, or null for all. */
  readonly cases: ReadonlySet<string> | null;
  readonly rounds: number | null;
  readonly save: boolean;
  readonly compare: boolean;
  readonly showCompare: boolean;
  readonly render: boolean;
  readonly flames: boolean;
  readonly ab: string | null;
  readonly baseline: string | null;
  readonly out: string | null;
  readonly profile: string | null;
  /** As it can be typed again. */
  readonly command: string;
};

export const fail = (reason: string): never => {
  console.error(reason);
  process.exit(2);
};

const toRounds = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const rounds = Number(text);
  return Number.isInteger(rounds) && rounds > 0 ? rounds : fail('--rounds needs a whole number from 1');
};

/** The page and the flames lie beside the figures, under the same name. */
const toFiguresFile = (path: string | undefined): string | null => {
  if (path === undefined) return null;
  return path.endsWith('.json') ? path : fail(`--out needs a name ending in .json, not ${path}`);
};

const chooseSuites = (names: readonly string[] | undefined): readonly Suite[] => {
  if (names === undefined) return suites;
  const known = new Set(suites.map(({ name }) => name));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) fail(`No suite ${unknown.join(', ')}. There are: ${[...known].join(', ')}`);
  return suites.filter(({ name }) => names.includes(name));
};

const chooseCases = (names: readonly string[] | undefined): ReadonlySet<string> | null => {
  if (names === undefined) return null;
  const known = new Set(suites.flatMap(({ name, cases }) => cases.map(({ id }) => `${name}/${id}`)));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) fail(`No case ${unknown.join(', ')}. There are: ${[...known].join(', ')}`);
  return new Set(names);
};

export const readOptions = (parts: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...parts],
    options: {
      quick: { type: 'boolean', default: false },
      tiny: { type: 'boolean', default: false },
      suite: { type: 'string' },
      case: { type: 'string' },
      rounds: { type: 'string' },
      save: { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
      'show-compare': { type: 'boolean', default: false },
      render: { type: 'boolean', default: false },
      flames: { type: 'boolean', default: false },
      ab: { type: 'string' },
      baseline: { type: 'string' },
      out: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const cases = chooseCases(values.case?.split(','));
  const inCases = cases === null ? undefined : [...new Set([...cases].map((id) => id.split('/')[0] ?? ''))];
  return {
    scale: values.tiny ? 'tiny' : values.quick ? 'quick' : 'full',
    suites: chooseSuites(values.suite?.split(',') ?? inCases),
    cases,
    rounds: toRounds(values.rounds),
    save: values.save,
    compare: values.compare,
    showCompare: values['show-compare'],
    render: values.render,
    flames: values.flames,
    ab: values.ab ?? null,
    baseline: values.baseline ?? null,
    out: toFiguresFile(values.out),
    profile: values.profile ?? null,
    command: ['npm run bench', ...(parts.length > 0 ? ['--', ...parts] : [])].join(' '),
  };
};
