/** An open community as the target of an import. */
import { type ClientError, type OpenCommunity, ok } from '@maru/sync-core';
import type { ImportTarget } from './target.ts';

/** Channels of the same name are filled up rather than made twice: so a second run finds the first one's. */
export const createClientTarget = (community: OpenCommunity): ImportTarget<ClientError> => ({
  async ensureChannel(name) {
    for (const [id, channel] of community.core.governance.current().channels)
      if (channel.kind === 'text' && channel.name === name) return ok(id);
    const made = await community.commands.createChannel({ category: null, kind: 'text', name, topic: '' });
    return made.ok ? ok(made.value.channel) : made;
  },
  write: (channel, items) => community.commands.importMessages(channel, items),
});
