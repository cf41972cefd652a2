/** Saves the board that is looked at as a file. */
import { useTranslation } from 'react-i18next';
import { boardInput } from '../../stores/board-store.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { useBoard } from './board-context.ts';
import { dayOf } from './days.ts';

type Format = 'markdown' | 'csv';
const files: Record<Format, { readonly type: string; readonly ending: string }> = {
  markdown: { type: 'text/markdown', ending: 'md' },
  csv: { type: 'text/csv', ending: 'csv' },
};
/** The download has begun by then; what it reads stays until the page lets go of it. */
const heldMs = 60_000;

export const useExport = (name: string): ((format: Format) => void) => {
  const { place, store } = useBoard();
  const { bridge, environment, toasts } = useServices();
  const { t } = useTranslation();
  const save = async (format: Format) => {
    const { branch } = store.store.getState();
    const file = await bridge.query('exportBoard', { ...boardInput(place), branch, format });
    if (!file.ok) return void toasts.show(errorWords(t, file.error), { tone: 'problem' });
    const { type, ending } = files[format];
    const url = URL.createObjectURL(new Blob([file.value.text], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name} ${dayOf(environment.now())}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), heldMs);
    toasts.show(t('boards.exported', { name: link.download }));
  };
  return (format) => void save(format);
};
