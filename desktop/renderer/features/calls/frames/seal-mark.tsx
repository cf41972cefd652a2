/** Whether what is said and shown in the call is sealed for those in it alone: a mark, and the same in words. */
import { Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { sealStateOf } from '../../../calls/frames/seal-state.ts';
import { Icon } from '../../../components/icons.tsx';
import { Tip } from '../../../components/tip.tsx';
import { useServices } from '../../../stores/services.ts';
import styles from './frames.module.css';

/** Null where this page doesn't seal, or nobody is there to seal for. */
const useSeal = () => {
  const { call } = useServices();
  const { t, i18n } = useTranslation();
  const participants = useStore(call.store, (state) => state.participants);
  const state = sealStateOf(participants);
  switch (state.kind) {
    case 'none':
      return null;
    case 'all':
      return { icon: Lock, words: t('callFrames.all') };
    case 'some': {
      const names = new Intl.ListFormat(i18n.language).format(state.without);
      return { icon: LockOpen, words: t('callFrames.some', { names }) };
    }
  }
};

export const SealMark = () => {
  const seal = useSeal();
  if (!seal) return null;
  return (
    <Tip label={seal.words}>
      <span className={styles.mark} role="img" aria-label={seal.words}>
        <Icon of={seal.icon} size={14} />
      </span>
    </Tip>
  );
};

export const SealLine = () => {
  const seal = useSeal();
  if (!seal) return null;
  return (
    <p className={styles.line}>
      <Icon of={seal.icon} size={14} />
      {seal.words}
    </p>
  );
};
