/** Saves what the filter leaves as a file. */
import type { AuditFilterInput, CommunityId } from '@maru/sync-core';
import { Braces, Download, Table } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { type ExportFormat, readAll, toCsv, toJson } from './export.ts';

const types: Record<ExportFormat, string> = { json: 'application/json', csv: 'text/csv' };

const save = (text: string, format: ExportFormat, name: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: types[format] }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${format}`;
  link.click();
  // The download has begun by then; what it reads stays until the page lets go of it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

export const ExportMenu = ({
  community,
  name,
  filter,
  disabled,
}: {
  community: CommunityId;
  /** Of the community: for the file's. */
  name: string;
  filter: AuditFilterInput;
  disabled: boolean;
}) => {
  const { bridge, environment, toasts } = useServices();
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const run = async (format: ExportFormat) => {
    setBusy(true);
    const { entries, error } = await readAll(bridge, community, filter);
    setBusy(false);
    if (error !== null) return void toasts.show(errorWords(t, error), { tone: 'problem' });
    const day = new Date(environment.now()).toISOString().slice(0, 10);
    save(format === 'csv' ? toCsv(t, entries) : toJson(entries), format, `${name} ${day}`);
    toasts.show(t('audit.exported', { count: entries.length }));
  };
  return (
    <ButtonMenu
      align="end"
      trigger={
        <Button disabled={disabled || busy}>
          <Icon of={Download} size={16} />
          {busy ? t('audit.exporting') : t('audit.export')}
        </Button>
      }
      entries={[
        { label: t('audit.exportCsv'), icon: Table, run: () => void run('csv') },
        { label: t('audit.exportJson'), icon: Braces, run: () => void run('json') },
      ]}
    />
  );
};
