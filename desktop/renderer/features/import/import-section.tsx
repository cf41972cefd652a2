/** IRC logs become a community: drop files, watch them move in, stop at any time. */
import type { ImportProgress } from '@maru/sync-core';
import { FileInput } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { Field, Select } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useCommunities } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import styles from '../settings/settings.module.css';

const Progress = ({ progress }: { progress: ImportProgress }) => {
  const { imports, navigation } = useServices();
  const { t } = useTranslation();
  const current = useStore(imports.store, (state) => state.current);
  const running = progress.phase === 'reading' || progress.phase === 'writing';
  const rate = progress.elapsedMs > 0 ? Math.round(progress.messages / (progress.elapsedMs / 1_000)) : 0;
  const titles = {
    reading: t('import.reading'),
    writing: t('import.writing'),
    done: t('import.finished'),
    failed: t('import.failed'),
    stopped: t('import.stopped'),
  };
  const stats = [
    [t('import.messages'), progress.messages],
    [t('import.rate'), rate],
    [t('import.doubles'), progress.skippedDoubles],
    [t('import.malformed'), progress.malformed],
  ] as const;
  return (
    <div className={styles.form}>
      <h2 className={styles.sub} role="status">
        {titles[progress.phase]}
      </h2>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={t('import.progress')}
        aria-valuemin={0}
        aria-valuemax={progress.files}
        aria-valuenow={progress.filesDone}
      >
        <i
          style={{ transform: `scaleX(${progress.files === 0 ? 0 : progress.filesDone / progress.files})` }}
        />
      </div>
      <p className={styles.hint}>
        {t('import.filesDone', { done: progress.filesDone, total: progress.files })}
      </p>
      <dl className={styles.stats}>
        {stats.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      <div>
        {running ? (
          <Button onClick={imports.stop}>{t('import.stop')}</Button>
        ) : (
          <Button
            tone="accent"
            onClick={() => {
              if (current) navigation.openCommunity(current.community);
              imports.reset();
            }}
          >
            {t('import.open')}
          </Button>
        )}
      </div>
    </div>
  );
};

export const ImportSection = () => {
  const { imports } = useServices();
  const { t } = useTranslation();
  const { current, byId, error } = useStore(imports.store);
  const communities = useCommunities();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [name, setName] = useState('IRC');
  const [target, setTarget] = useState('');
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const progress = current ? byId[current.id] : undefined;
  if (progress) return <Progress progress={progress} />;

  const go = async () => {
    const read = await Promise.all(
      files.map(async (file) => ({
        // A log's folder names its network and channel.
        name: file.webkitRelativePath || file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    );
    const community = communities.find(({ id }) => id === target)?.id ?? null;
    await imports.begin({ community, name, files: read });
  };

  return (
    <div className={styles.form}>
      <p className={styles.hint}>{t('import.hint')}</p>
      <section
        aria-label={t('import.pick')}
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          setFiles([...event.dataTransfer.files]);
        }}
      >
        <Icon of={FileInput} size={28} />
        <p>{files.length > 0 ? t('import.files', { count: files.length }) : t('import.drop')}</p>
        <Button onClick={() => input.current?.click()}>{t('import.pick')}</Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('import.pick')}
          onChange={(event) => setFiles([...(event.target.files ?? [])])}
        />
        <p className={styles.hint}>{t('import.formats')}</p>
      </section>
      {communities.length > 0 && (
        <Select
          label={t('import.target')}
          value={target}
          onChange={setTarget}
          options={[
            { value: '', label: t('import.newCommunity') },
            ...communities.map(({ id, name: label }) => ({ value: id, label })),
          ]}
        />
      )}
      {target === '' && (
        <Field
          label={t('import.nameLabel')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      {error && (
        <p className={styles.problem} role="alert">
          {errorWords(t, error)}
        </p>
      )}
      <div>
        <Button tone="accent" disabled={files.length === 0 || name.trim() === ''} onClick={() => void go()}>
          {t('import.go')}
        </Button>
      </div>
    </div>
  );
};
