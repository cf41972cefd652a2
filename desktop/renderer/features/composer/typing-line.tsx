/** Who is writing here. Its line is always there, so that nothing moves when someone starts. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useServices } from '../../stores/services.ts';
import type { Place } from '../../stores/timeline-store.ts';
import styles from './composer.module.css';

export const TypingLine = ({ place }: { place: Place }) => {
  const { communities } = useServices();
  const { t } = useTranslation();
  const typing = useStore(communities.store, (state) => state.byId[place.community]?.typing);
  const people =
    typing?.find((one) => one.channel === place.channel && one.thread === place.thread)?.members ?? [];
  const [first, second] = people;
  const words = !first
    ? null
    : !second
      ? t('typing.one', { a: first.name })
      : people.length === 2
        ? t('typing.two', { a: first.name, b: second.name })
        : t('typing.many', { a: first.name, count: people.length - 1 });
  return (
    <div className={styles.typing} aria-live="off">
      {words && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words}
        </>
      )}
    </div>
  );
};
