/** The scene of a catch-up: the fixture's relay and reader, copied. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type RelayProcess, startRelayProcess } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { copyHome } from '../client/home.ts';

export type SyncSize = '1k' | '10k' | '100k';
export const words = { '1k': '1 k', '10k': '10 k', '100k': '100 k' } as const;

const synced = z.object({ missing: z.number(), total: z.number(), link: z.string() });

export type Place = z.infer<typeof synced> & { readonly relay: RelayProcess; readonly reader: string };

export const openPlace = async (trial: Trial, size: SyncSize): Promise<Place> => {
  const from = trial.fixture(`synced/${size}`);
  const reader = join(trial.folder, 'reader');
  copyHome(join(from, 'reader'), reader);
  copyHome(join(from, 'relay'), join(trial.folder, 'relay'));
  const relay = await startRelayProcess({ folder: join(trial.folder, 'relay') });
  return { ...synced.parse(JSON.parse(readFileSync(join(from, 'synced.json'), 'utf8'))), relay, reader };
};
