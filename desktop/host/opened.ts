/** What a host has open at the moment: its files, or the reason why not. */
import { type Client, type CommunityId, err, type OpenCommunity, type Result } from '@maru/sync-core';
import type { AppView, HostError } from '../contract/index.ts';
import type { ImportService } from './import/import-service.ts';

type Answer<T> = Result<T, HostError>;
type Resume = (profile: Parameters<Client['createProfile']>[0]) => Promise<Answer<Record<string, never>>>;

export type Opened =
  | {
      readonly kind: 'open';
      readonly client: Client;
      readonly imports: ImportService;
      readonly storage: AppView['storage'];
      /** There is no profile, and yet a key: goes on as its person. Null where that isn't so. */
      readonly resume: Resume | null;
    }
  /** The profile is here, its secrets are not. */
  | {
      readonly kind: 'locked';
      readonly storage: AppView['storage'];
      readonly unlock: (phrase: string) => Promise<Answer<Record<string, never>>>;
    }
  /** Another tab owns the files. */
  | { readonly kind: 'elsewhere'; readonly storage: AppView['storage'] }
  | { readonly kind: 'failed'; readonly error: HostError };

export type OpenHost = Extract<Opened, { kind: 'open' }>;

export type Access = {
  /** Runs `task` with the open client, once it is known whether there is one. */
  withOpen<T>(task: (open: OpenHost) => Promise<Answer<T>> | Answer<T>): Promise<Answer<T>>;
  withCommunity<T>(
    id: CommunityId,
    task: (community: OpenCommunity, client: Client) => Promise<Answer<T>> | Answer<T>,
  ): Promise<Answer<T>>;
};

export const createAccess = (current: () => Promise<Opened>): Access => {
  const withOpen: Access['withOpen'] = async (task) => {
    const opened = await current();
    switch (opened.kind) {
      case 'open':
        return task(opened);
      case 'locked':
        return err({ kind: 'locked' });
      case 'elsewhere':
        return err({ kind: 'closed' });
      case 'failed':
        return err(opened.error);
    }
  };
  return {
    withOpen,
    withCommunity: (id, task) =>
      withOpen(({ client }) => {
        const community = client.community(id);
        return community ? task(community, client) : err({ kind: 'not-found' });
      }),
  };
};
