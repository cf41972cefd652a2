/** A category's settings: its name. */
import type { CategoryView, CommunityId } from '@maru/sync-core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import settings from '../settings/settings.module.css';
import { useEdits } from './edits.ts';
import { SaveBar } from './save-bar.tsx';
import { nameProblem } from './text-problem.ts';

export const CategoryForm = ({ community, category }: { community: CommunityId; category: CategoryView }) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const { value, changed, set, reset } = useEdits({ name: category.name });
  const [problem, setProblem] = useState<string | null>(null);
  const badName = changed ? nameProblem(t, value.name) : null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (badName) return setProblem(t('structure.lookAbove'));
    // As the host keeps it.
    set('name', value.name.trim());
    const done = await bridge.command('editCategory', { community, category: category.id, ...value });
    if (!done.ok) return setProblem(errorWords(t, done.error));
    setProblem(null);
    toasts.show(t('structure.saved'));
  };
  return (
    <form className={settings.form} onSubmit={(event) => void save(event)} noValidate>
      <Field
        label={t('channel.categoryNameLabel')}
        value={value.name}
        readOnly={!category.mayManage}
        error={badName}
        onChange={(event) => set('name', event.target.value)}
      />
      {changed && (
        <SaveBar
          problem={problem}
          saving={false}
          onReset={() => {
            reset();
            setProblem(null);
          }}
        />
      )}
    </form>
  );
};
