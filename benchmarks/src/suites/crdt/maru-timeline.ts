/** A community's files, opened by a new client that reads the newest page of its first channel. */
import { communityOf, openPerson } from '../../lib/maru.ts';

export const openTimeline = async (home: string) => {
  const client = await openPerson(home);
  const [summary] = client.communities();
  if (!summary) throw new Error('no community');
  const { queries, core } = communityOf(client, summary.id);
  const channel = [...core.governance.current().channels.keys()][0];
  if (!channel) throw new Error('no channel');
  const { messages } = queries.page({ channel, thread: null }, { kind: 'newest' }, 50);
  return { client, texts: messages.map(({ text }) => text) };
};
