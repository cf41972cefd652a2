/**
 * Always in sight while one is in a call, wherever one reads: at the foot of the sidebar, and as one wide line
 * where no sidebar is (settings, a phone). Says where one is and how it stands, and has the controls.
 */

import type { TFunction } from 'i18next';
import { AudioLines, MicOff, RotateCw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type CallPlace, channelOf, isPair } from '../../calls/call-place.ts';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useNavigation } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import styles from './call-bar.module.css';
import { CallControls } from './controls.tsx';
import { SealMark } from './frames/seal-mark.tsx';
import { type CallCondition, callCondition } from './people/call-condition.ts';
import { useTakenFromOne } from './people/own-voice.ts';
import { problemWords } from './problem-words.ts';
import { QualityMark } from './quality/quality-mark.tsx';

const conditionWords = (t: TFunction, condition: CallCondition): string =>
  ({
    seeking: t('calls.seeking'),
    joining: t('calls.joining'),
    reconnecting: t('callPeople.reconnecting'),
    in: t('calls.inCall'),
  })[condition];

/** Names of where a call is; empty until they are read. */
const usePlaceNames = (place: CallPlace) => {
  const { communities } = useServices();
  const known = useStore(communities.store, (state) => state.byId[place.community]);
  const channel = channelOf(place);
  return {
    place: isPair(place)
      ? (known?.members?.members.find(({ member }) => member === place.member)?.name ?? '')
      : (known?.sidebar?.channels.find(({ id }) => id === channel)?.name ?? ''),
    community: known?.sidebar?.community.name ?? '',
  };
};

const Problem = () => {
  const { call } = useServices();
  const { t } = useTranslation();
  const problem = useStore(call.store, (state) => state.problem);
  if (!problem) return null;
  return (
    <div className={styles.problem} role="alert">
      <p>{problemWords(t, problem)}</p>
      <IconButton icon={X} size={16} label={t('common.close')} onClick={call.forgetProblem} />
    </div>
  );
};

const Taken = () => {
  const { voice, hearing } = useTakenFromOne();
  return (
    <div role="status">
      {[voice, hearing]
        .filter((words) => words !== null)
        .map((words) => (
          <p key={words} className={styles.taken}>
            <Icon of={MicOff} size={14} />
            {words}
          </p>
        ))}
    </div>
  );
};

const Where = ({ place }: { place: CallPlace }) => {
  const { call, environment, navigation } = useServices();
  const { t } = useTranslation();
  const condition = useStore(call.store, (state) => callCondition(state, environment.now()));
  const names = usePlaceNames(place);
  return (
    <button
      type="button"
      className={styles.where}
      data-condition={condition}
      onClick={() => {
        if (isPair(place)) navigation.openPair(place.community, place.ring);
        else navigation.openChannel(place.community, place.channel);
      }}
    >
      <Icon of={condition === 'reconnecting' ? RotateCw : AudioLines} size={16} />
      <span>
        <strong>{conditionWords(t, condition)}</strong>
        <small>{t('callPeople.placeOf', { channel: names.place, community: names.community })}</small>
      </span>
    </button>
  );
};

/** `wide`: the line of a window without a sidebar. */
export const CallBar = ({ wide = false }: { wide?: boolean }) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const place = useStore(call.store, (state) => state.place);
  const hasProblem = useStore(call.store, (state) => state.problem !== null);
  const settings = useNavigation((state) => state.settings !== null);
  if (!place && !hasProblem) return null;
  return (
    <section
      className={styles.bar}
      aria-label={t('calls.bar')}
      data-wide={wide || undefined}
      data-settings={settings || undefined}
    >
      <Problem />
      {place && (
        <>
          <Taken />
          <div className={styles.line}>
            <div className={styles.head}>
              <Where place={place} />
              <SealMark />
              <QualityMark />
            </div>
            <div>
              <CallControls />
            </div>
          </div>
        </>
      )}
    </section>
  );
};
