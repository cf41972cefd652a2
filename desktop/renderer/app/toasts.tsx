/** Short notes, announced politely; some offer a way back. */
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../components/button.tsx';
import { useServices } from '../stores/services.ts';
import styles from './shell.module.css';

export const Toasts = () => {
  const { toasts } = useServices();
  const { t } = useTranslation();
  const shown = useStore(toasts.store, (state) => state.toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={styles.toast} data-tone={toast.tone}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              onClick={() => {
                toast.action?.run();
                toasts.dismiss(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          )}
          <IconButton icon={X} size={14} label={t('common.close')} onClick={() => toasts.dismiss(toast.id)} />
        </div>
      ))}
    </div>
  );
};
