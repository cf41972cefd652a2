/** A timeline with its composer: a channel, or a thread in the side panel. */
import type { ChannelView, CommunityId, MessageId, MessageView } from '@maru/sync-core';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useFirstLook, useMembers, useRoleEye } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { createTimelineStore, type Place, type TimelineStore } from '../../stores/timeline-store.ts';
import type { Mentionable } from '../../text/mentions.ts';
import { Composer, type ComposerHandle } from '../composer/composer.tsx';
import { TypingLine } from '../composer/typing-line.tsx';
import { NotYetLine } from '../invites/first-look-bar.tsx';
import { EyeNote } from '../roles/eye-note.tsx';
import { WaitingLine } from '../roles/waiting-line.tsx';
import { Announcer } from './announcer.tsx';
import { Timeline, type TimelineHandle } from './timeline.tsx';

const useTimelineStore = (place: Place): TimelineStore => {
  const { bridge, navigation } = useServices();
  const timeline = useMemo(() => createTimelineStore(bridge, place), [bridge, place]);
  useEffect(() => {
    // A jump that opened this place loads its own run.
    const { jump } = navigation.store.getState();
    if (!jump || jump.channel !== place.channel || jump.thread !== place.thread) void timeline.loadNewest();
    return () => timeline.dispose();
  }, [timeline, navigation, place]);
  return timeline;
};

export const PlaceView = (props: {
  community: CommunityId;
  channel: ChannelView;
  thread: MessageId | null;
  placeholder: string;
  intro: ReactNode;
}) => <PlaceBody key={`${props.community}/${props.channel.id}/${props.thread ?? ''}`} {...props} />;

const PlaceBody = ({
  community,
  channel,
  thread,
  placeholder,
  intro,
}: {
  community: CommunityId;
  channel: ChannelView;
  thread: MessageId | null;
  placeholder: string;
  intro: ReactNode;
}) => {
  const channelId = channel.id;
  const place = useMemo<Place>(
    () => ({ community, channel: channelId, thread }),
    [community, channelId, thread],
  );
  const timeline = useTimelineStore(place);
  const members = useMembers();
  const eye = useRoleEye();
  const firstLook = useFirstLook();
  const composer = useRef<ComposerHandle>(null);
  const list = useRef<TimelineHandle>(null);
  const [editing, setEditing] = useState<MessageId | null>(null);
  const mentionable = useMemo<readonly Mentionable[]>(
    () => [
      ...(members?.members ?? []).map(({ member, name }) => ({ kind: 'member', member, name }) as const),
      ...(members?.roles ?? [])
        .filter((role) => role.mentionable)
        .map(({ id, name }) => ({ kind: 'role', role: id, name }) as const),
    ],
    [members],
  );
  // Focus goes back to where editing was begun.
  const back = useRef<() => void>(() => undefined);
  const edit = useCallback((message: MessageView | null) => {
    setEditing(message?.id ?? null);
    if (!message) return back.current();
    back.current = () => document.getElementById(`message-${message.id}`)?.focus();
  }, []);
  const reply = useCallback((message: MessageView) => composer.current?.replyTo(message), []);
  return (
    <>
      <Timeline
        place={place}
        channel={channel}
        timeline={timeline}
        intro={intro}
        mentionable={mentionable}
        editing={editing}
        onEdit={edit}
        onReply={reply}
        ref={list}
      />
      <WaitingLine community={community} channel={channelId} />
      {firstLook ? (
        <NotYetLine />
      ) : eye ? (
        <EyeNote eye={eye} channel={channelId} />
      ) : (
        <Composer
          // A box of its own for each place: what is on its way when one leaves comes back to where it was written.
          key={`${community} ${channelId} ${thread}`}
          ref={composer}
          place={place}
          channel={channel}
          mentionable={mentionable}
          placeholder={placeholder}
          // Own words are seen, wherever one was reading.
          onSent={() => list.current?.toNewest()}
          onEditLast={() => {
            const last = timeline.store.getState().messages.findLast((one) => one.mine && !one.deleted);
            if (!last) return;
            edit(last);
            back.current = () => composer.current?.focus();
          }}
        />
      )}
      <TypingLine place={place} />
      <Announcer timeline={timeline} />
    </>
  );
};
