/** The sidebar's edge: dragged by a pointer, moved by arrow keys. */
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../stores/hooks.ts';
import { sidebarWidths } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import styles from './sidebar.module.css';

const stepPx = 16;

export const ResizeHandle = () => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const width = useNavigation((state) => state.sidebarWidth);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator with a value is a window splitter (ARIA APG), which hr is not.
    <div
      className={styles.resize}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('sidebar.resize')}
      aria-valuenow={width}
      aria-valuemin={sidebarWidths.min}
      aria-valuemax={sidebarWidths.max}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
        navigation.resizeSidebar(event.clientX - left);
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? stepPx : event.key === 'ArrowLeft' ? -stepPx : 0;
        if (step !== 0) navigation.resizeSidebar(width + step);
      }}
    />
  );
};
