/** What a person who looks elsewhere is told of calls: by the system, and by short notes on the page. */
import type { PairEnd, RingEnd } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Services, useServices } from '../../../stores/services.ts';

const ringEndWords = (t: TFunction, end: RingEnd): string | null => {
  switch (end) {
    case 'elsewhere':
      return t('ringing.elsewhere');
    case 'lost':
      return t('ringing.tooLate');
    case 'declined':
    case 'over':
    case 'missed':
      return null;
  }
};

const pairEndWords = (t: TFunction, end: PairEnd): string => {
  switch (end.kind) {
    case 'hung-up':
      return t('ringing.hungUp');
    case 'lost':
      return t('ringing.lost');
    case 'not-allowed':
      return t('ringing.noLongerAllowed');
  }
};

/** Returns its own end. */
const alertRings = ({ bridge, environment, app, toasts, ringing }: Services, t: TFunction): (() => void) => {
  const notify = (title: string, body: string, who: string): void => {
    if (document.hasFocus() || !app.store.getState().settings.notifications) return;
    // What came of a ring takes the place of the ring.
    environment.notify({ title, body, tag: `call ${who}`, onOpen: () => window.focus() });
  };
  const ends = [
    ringing.store.subscribe(({ incoming }, { incoming: before }) => {
      if (!incoming || incoming.ring === before?.ring) return;
      const { name, communityName, member } = incoming;
      notify(t('ringing.isCalling', { name }), communityName, member);
    }),
    bridge.listen('callMissed', async ({ community, member }) => {
      const person = await bridge.query('person', { community, member });
      if (person.ok) notify(t('ringing.missedFrom', { name: person.value.name }), '', member);
    }),
    bridge.listen('ringInEnded', ({ end }) => {
      const words = ringEndWords(t, end);
      if (words !== null) toasts.show(words);
    }),
    bridge.listen('pairEnded', ({ end }) => {
      toasts.show(pairEndWords(t, end));
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
};

export const useRingAlerts = (): void => {
  const services = useServices();
  const { t } = useTranslation();
  useEffect(() => alertRings(services, t), [services, t]);
};
