/** At the foot of the sidebar while one is in a call, wherever one reads. */
import { AudioLines } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { channelOf, isPair } from '../../calls/call-place.ts';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './calls.module.css';
import { CallControls } from './controls.tsx';
import { problemWords } from './problem-words.ts';

export const CallBar = () => {
  const { call, communities, navigation } = useServices();
  const { t } = useTranslation();
  const place = useStore(call.store, (state) => state.place);
  const joining = useStore(call.store, (state) => state.joining);
  const problem = useStore(call.store, (state) => state.problem);
  const name = useStore(communities.store, (state) =>
    place
      ? (state.byId[place.community]?.sidebar?.channels.find(({ id }) => id === channelOf(place))?.name ?? '')
      : '',
  );
  if (!place)
    return problem ? (
      <div className={styles.bar} role="alert">
        <p className={styles.problem}>{problemWords(t, problem)}</p>
        <button type="button" className={styles.dismiss} onClick={call.forgetProblem}>
          {t('common.close')}
        </button>
      </div>
    ) : null;
  return (
    <section className={styles.bar} aria-label={t('calls.bar')}>
      <button
        type="button"
        className={styles.where}
        onClick={() => {
          if (!isPair(place)) navigation.openChannel(place.community, place.channel);
        }}
      >
        <Icon of={AudioLines} size={16} />
        <span>
          <strong>{joining ? t('calls.joining') : t('calls.inCall')}</strong>
          <small>{name}</small>
        </span>
      </button>
      {problem && (
        <p className={styles.problem} role="alert">
          {problemWords(t, problem)}
        </p>
      )}
      <CallControls />
    </section>
  );
};
