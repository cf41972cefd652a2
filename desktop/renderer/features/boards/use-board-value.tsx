/** Makes a board's context for a part of the page: reads it, and says why it can't be changed where it can't. */
import type {
  BoardCard,
  BoardEdit,
  BoardPage,
  BoardPerson,
  CardAnswers,
  CardId,
  ChannelView,
  EditMade,
  MemberId,
  MessageId,
} from '@maru/sync-core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { HostError } from '../../../contract/index.ts';
import type { BoardPlace } from '../../stores/board-store.ts';
import { useMembers, useRoleEye } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { documentLink } from '../../text/document-links.ts';
import { errorWords } from '../../text/errors.ts';
import type { Board } from './board-context.ts';

export type BoardRead = {
  /** Null until the board was read. */
  readonly board: Board | null;
  readonly error: HostError | null;
  /** What screen readers are told. */
  readonly said: string;
};

/** Members as they are called now, and those who have left as the board knows them. */
const usePersonOf = (page: BoardPage | null): ((member: MemberId) => BoardPerson) => {
  const { t } = useTranslation();
  const members = useMembers();
  return useMemo(() => {
    const people: readonly BoardPerson[] = [...(page?.people ?? []), ...(members?.members ?? [])];
    const byId = new Map(people.map((one) => [one.member, one] as const));
    return (member) => byId.get(member) ?? { member, name: t('boards.formerMember'), colour: 'clay' };
  }, [page?.people, members, t]);
};

const useCards = (page: BoardPage | null) =>
  useMemo(() => {
    const answers = new Map((page?.answers ?? []).map((one) => [one.card, one] as const));
    const comments = new Map((page?.comments ?? []).map(({ card, open }) => [card, open] as const));
    return {
      answersOf: (card: CardId): CardAnswers => answers.get(card) ?? { card, answers: [], mine: null },
      commentsOf: (card: CardId): number => comments.get(card) ?? 0,
    };
  }, [page?.answers, page?.comments]);

/** Why nothing can be changed, whatever one tries: said before one tries. */
const useLocked = (channel: ChannelView, page: BoardPage | null, past: boolean, branch: string | null) => {
  const { t } = useTranslation();
  const eye = useRoleEye();
  if (past) return t('boards.lockedPast');
  if (eye !== null) return t('boards.lockedEye');
  if (channel.archived) return t('boards.lockedArchived');
  if (page && !page.canEdit) return page.canComment ? t('boards.lockedComment') : t('boards.lockedRead');
  const closed = page?.branches.find(({ id }) => id === branch)?.state ?? 'open';
  return closed === 'open' ? null : t('boards.lockedBranch');
};

export const useBoardValue = (channel: ChannelView, place: BoardPlace): BoardRead => {
  const { boards, toasts, navigation, environment } = useServices();
  const { t } = useTranslation();
  const store = useMemo(() => boards.of(place), [boards, place]);
  const { page, error, branch, at } = useStore(store.store);
  const personOf = usePersonOf(page);
  const { answersOf, commentsOf } = useCards(page);
  const locked = useLocked(channel, page, at !== null, branch);
  const [said, say] = useState('');
  useEffect(() => boards.hold(store), [boards, store]);

  const edit = useCallback(
    async (one: BoardEdit): Promise<EditMade | null> => {
      const done = await store.edit(one);
      if (done.ok) return done.value;
      toasts.show(errorWords(t, done.error), { tone: 'problem' });
      return null;
    },
    [store, toasts, t],
  );
  const openCard = useCallback(
    (card: CardId) =>
      navigation.openPanel({ kind: 'card', channel: place.channel, thread: place.thread, card }),
    [navigation, place],
  );
  const archive = useCallback(
    async ({ id, title }: BoardCard) => {
      if (!(await edit({ type: 'archiveCard', card: id }))) return;
      toasts.show(t('boards.archivedCard', { title }), {
        action: { label: t('common.undo'), run: () => void edit({ type: 'restoreCard', card: id }) },
      });
    },
    [edit, toasts, t],
  );
  const copyLink = useCallback(
    async (card: CardId | null) => {
      await navigator.clipboard.writeText(
        documentLink(environment.baseUrl, { kind: 'board', ...place, card }),
      );
      toasts.show(t('boards.linkCopied'));
    },
    [environment, place, toasts, t],
  );

  const board = useMemo<Board | null>(
    () =>
      page && {
        place,
        store,
        page,
        view: page.board,
        locked,
        personOf,
        answersOf,
        commentsOf,
        edit,
        openCard,
        archive: (card) => void archive(card),
        copyLink: (card) => void copyLink(card),
        say,
      },
    [place, store, page, locked, personOf, answersOf, commentsOf, edit, openCard, archive, copyLink],
  );
  return { board, error, said };
};

/** The same object for the same place, so that what hangs on it stays. */
export const useBoardPlace = (
  community: BoardPlace['community'],
  channel: BoardPlace['channel'],
  thread: MessageId | null,
): BoardPlace => useMemo(() => ({ community, channel, thread }), [community, channel, thread]);
