/** The community's picture: chosen from the machine or dropped, scaled down before anything else. */
import type { CommunityId } from '@maru/sync-core';
import { ImageUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import settings from '../settings/settings.module.css';
import { CommunityIcon, useCommunityPicture, usePictureUrl } from './community-icon.tsx';
import { scalePicture } from './scale-picture.ts';
import styles from './structure.module.css';

export const PictureField = ({
  community,
  name,
  icon,
  chosen,
  locked,
  onChoose,
}: {
  community: CommunityId;
  name: string;
  /** The one that stands. */
  icon: string | null;
  /** Undefined while nothing was chosen; null takes the picture away. */
  chosen: Uint8Array | null | undefined;
  locked: boolean;
  onChoose: (bytes: Uint8Array | null) => void;
}) => {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const id = useId();
  const standing = useCommunityPicture(community, icon);
  const fresh = usePictureUrl(chosen ?? null, 'image/webp');
  const url = chosen === undefined ? standing : fresh;

  const take = async (file: File | undefined) => {
    if (!file) return;
    const scaled = await scalePicture(file);
    if (!scaled.ok)
      return setProblem(
        scaled.error === 'too-big' ? t('structure.pictureTooBig') : t('structure.pictureUnreadable'),
      );
    setProblem(null);
    onChoose(scaled.value);
  };

  if (locked) return <CommunityIcon community={community} name={name} url={url} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the short way; the button beside it is the other.
    <div
      className={styles.picture}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <CommunityIcon community={community} name={name} url={url} />
      <div className={styles.pictureSide}>
        <div className={styles.buttons}>
          <Button aria-describedby={id} onClick={() => input.current?.click()}>
            <Icon of={ImageUp} size={16} />
            {t('structure.pictureChoose')}
          </Button>
          {url && (
            <Button tone="quiet" onClick={() => onChoose(null)}>
              {t('structure.pictureRemove')}
            </Button>
          )}
        </div>
        <p id={id} className={problem ? styles.problem : settings.hint} role={problem ? 'alert' : undefined}>
          {problem ?? t('structure.pictureHint')}
        </p>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('structure.pictureChoose')}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </div>
  );
};
