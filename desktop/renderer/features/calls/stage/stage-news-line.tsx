/** Says aloud what changes in the call: comings, goings, screens and what befalls oneself; never who speaks. */
import type { CallParticipantView } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newsOf, type StageNews } from '../../../calls/stage/stage-news.ts';

const words = (t: TFunction, { kind, name }: StageNews): string =>
  ({
    joined: t('calls.newsJoined', { name }),
    left: t('calls.newsLeft', { name }),
    screenBegan: t('calls.newsScreenBegan', { name }),
    screenEnded: t('calls.newsScreenEnded', { name }),
    ownMuted: t('calls.newsMuted'),
    ownUnmuted: t('calls.newsUnmuted'),
    ownDeafened: t('calls.newsDeafened'),
    ownUndeafened: t('calls.newsUndeafened'),
    ownServerMuted: t('callPeople.serverMutedNow'),
    ownServerUnmuted: t('calls.newsServerUnmuted'),
    ownCameraOn: t('calls.newsCameraOn'),
    ownCameraOff: t('calls.newsCameraOff'),
    ownScreenOn: t('calls.newsScreenOn'),
    ownScreenOff: t('calls.newsScreenOff'),
  })[kind];

export const StageNewsLine = ({ participants }: { participants: readonly CallParticipantView[] }) => {
  const { t } = useTranslation();
  const before = useRef(participants);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const news = newsOf(before.current, participants);
    before.current = participants;
    if (news.length > 0) setSaid(news.map((one) => words(t, one)).join(' '));
  }, [participants, t]);
  return (
    <p className="visually-hidden" role="status" data-news>
      {said}
    </p>
  );
};
