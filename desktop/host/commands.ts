/**
 * The contract's commands, each as a call of the client. Text typed by people is made well-formed
 * first: a lone surrogate can't be encoded, and a paste may hold one.
 */
import { type CommunityId, err, ok, toWellFormed } from '@maru/sync-core';
import { createAuditCommands } from './areas/audit.ts';
import { createBoardsCommands } from './areas/boards.ts';
import { createCallsCommands } from './areas/calls.ts';
import { createDevicesCommands } from './areas/devices.ts';
import { createDocumentsCommands } from './areas/documents.ts';
import { createInvitesCommands } from './areas/invites.ts';
import { createModerationCommands } from './areas/moderation.ts';
import { createNotificationsCommands } from './areas/notifications.ts';
import { createPeopleCommands } from './areas/people.ts';
import { createRingingCommands } from './areas/ringing.ts';
import { createRolesCommands } from './areas/roles.ts';
import { createStructureCommands } from './areas/structure.ts';
import type { Access, Opened } from './opened.ts';
import type { CommandHandlers } from './rpc/host-service.ts';

const done = ok<Record<string, never>>({});

export type CommandsDeps = {
  readonly access: Access;
  readonly current: () => Promise<Opened>;
  /** Asks the tab that owns the files for them; resolves when they are here. */
  readonly takeOver: () => Promise<void>;
};

export const createCommandHandlers = ({ access, current, takeOver }: CommandsDeps): CommandHandlers => {
  const { withOpen, withCommunity } = access;
  /** A direct link's frames name the link only. */
  const linkCommunity = new Map<string, CommunityId>();

  return {
    createProfile: ({ name, colour }) =>
      withOpen(({ client }) => client.createProfile({ name: toWellFormed(name), colour })),
    editProfile: ({ name, colour }) =>
      withOpen(({ client }) => client.editProfile({ name: toWellFormed(name), colour })),
    restoreProfile: ({ phrase, name, colour, relayUrl }) =>
      withOpen(({ client }) => client.restoreProfile(phrase, { name: toWellFormed(name), colour }, relayUrl)),
    resumeProfile: ({ name, colour }) =>
      withOpen(({ resume }) =>
        resume === null ? err({ kind: 'not-found' }) : resume({ name: toWellFormed(name), colour }),
      ),
    async unlockProfile({ phrase }) {
      const opened = await current();
      return opened.kind === 'locked' ? opened.unlock(phrase) : err({ kind: 'not-found' });
    },
    confirmRecovery: ({ phrase }) => withOpen(({ client }) => client.confirmRecovery(phrase)),
    createCommunity: ({ name }) => withOpen(({ client }) => client.createCommunity(toWellFormed(name))),
    joinCommunity: ({ link }) => withOpen(({ client }) => client.joinCommunity(link)),
    removeCommunity: ({ community }) => withOpen(({ client }) => client.removeCommunity(community)),
    createCategory: ({ community, name }) =>
      withCommunity(community, ({ commands }) => commands.createCategory(toWellFormed(name))),
    createChannel: ({ community, category, kind, name, topic }) =>
      withCommunity(community, ({ commands }) =>
        commands.createChannel({ category, kind, name: toWellFormed(name), topic: toWellFormed(topic) }),
      ),
    postMessage: ({ community, channel, thread, text, replyTo }) =>
      withCommunity(community, ({ commands }) =>
        commands.post({ channel, thread }, toWellFormed(text), replyTo),
      ),
    editMessage: ({ community, message, text }) =>
      withCommunity(community, ({ commands }) => commands.edit(message, toWellFormed(text))),
    deleteMessage: ({ community, message }) =>
      withCommunity(community, ({ commands }) => commands.remove(message)),
    react: ({ community, message, emoji, on }) =>
      withCommunity(community, ({ commands }) => commands.react(message, toWellFormed(emoji), on)),
    nameThread: ({ community, message, name }) =>
      withCommunity(community, ({ commands }) => commands.nameThread(message, toWellFormed(name))),
    markRead: ({ community, channel, thread, position }) =>
      withCommunity(community, ({ commands }) => commands.markRead({ channel, thread }, position)),
    saveDraft: ({ community, channel, thread, text, replyTo }) =>
      withCommunity(community, ({ commands }) =>
        commands.saveDraft({ channel, thread }, toWellFormed(text), replyTo),
      ),
    setTyping: ({ community, channel, thread }) =>
      withCommunity(community, ({ room }, client) => {
        if (client.settings().sendTyping) room.typing(channel, thread);
        return done;
      }),
    setPresence: ({ presence }) =>
      withOpen(({ client }) => {
        client.setPresence(presence);
        return done;
      }),
    saveSettings: (patch) => withOpen(({ client }) => client.saveSettings(patch)),
    setRelay: ({ community, url }) =>
      withCommunity(community, (open) => {
        open.setRelay(url);
        return done;
      }),
    reconnect: () =>
      withOpen(({ client }) => {
        client.reconnect();
        return done;
      }),
    startImport: (input) =>
      withOpen(({ imports }) => imports.start({ ...input, name: toWellFormed(input.name) })),
    stopImport: ({ id }) => withOpen(({ imports }) => imports.stop(id)),
    directOpened: ({ community, link, initiator, peer }) =>
      withCommunity(community, ({ direct }) => {
        linkCommunity.set(link, community);
        direct.opened(link, initiator, peer);
        return done;
      }),
    directReceived: ({ link, frame }) =>
      withOpen(({ client }) => {
        const community = linkCommunity.get(link);
        if (community !== undefined) client.community(community)?.direct.received(link, frame);
        return done;
      }),
    directClosed: ({ link }) =>
      withOpen(({ client }) => {
        const community = linkCommunity.get(link);
        linkCommunity.delete(link);
        if (community !== undefined) client.community(community)?.direct.closed(link);
        return done;
      }),
    async takeOver() {
      await takeOver();
      return done;
    },
    ...createStructureCommands(access),
    ...createRolesCommands(access),
    ...createPeopleCommands(access),
    ...createInvitesCommands(access),
    ...createAuditCommands(access),
    ...createBoardsCommands(access),
    ...createCallsCommands(access),
    ...createRingingCommands(access),
    ...createModerationCommands(access),
    ...createNotificationsCommands(access),
    ...createDevicesCommands(access),
    ...createDocumentsCommands(access),
  };
};
