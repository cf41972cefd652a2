import { Skipped } from '../../lib/trial.ts';

/** Evolu's client lives in browsers and React Native; its Node package holds the relay and is a pre-release. */
export const run = async (): Promise<void> => {
  throw new Skipped(
    'Evolu has no client for Node: @evolu/nodejs is a pre-release that serves its relay, the client needs a browser’s workers',
  );
};
