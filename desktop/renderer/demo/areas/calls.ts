/** The demo host's part on calls: who is in the voice channel. */
import type { CallParticipantView } from '@maru/sync-core';
import { callPlace } from '../calls/call-scenes.ts';
import type { DemoArea } from '../demo-area.ts';

export const createCallsDemo = (participants: () => readonly CallParticipantView[]): DemoArea => ({
  queries: {
    calls: ({ community }) =>
      community === callPlace.community ? [{ channel: callPlace.channel, participants: participants() }] : [],
    voicePlaces: () => [],
  },
  commands: {},
});
