/** A community's picture, or its initials on its colour until there is one. */
import type { CommunityId } from '@maru/sync-core';
import { useEffect, useState } from 'react';
import { initialsOf } from '../../components/avatar.tsx';
import { communityColour } from '../../components/community-colour.ts';
import { useServices } from '../../stores/services.ts';
import styles from './structure.module.css';

/** An address for the bytes as long as it is shown. */
export const usePictureUrl = (bytes: Uint8Array | null, type: string): string | null => {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!bytes) return setUrl(null);
    const made = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
};

type Picture = { readonly id: string; readonly type: string; readonly bytes: Uint8Array };

/** `icon` names the picture: it is read once for each. */
export const useCommunityPicture = (community: CommunityId, icon: string | null): string | null => {
  const { bridge } = useServices();
  const [picture, setPicture] = useState<Picture | null>(null);
  useEffect(() => {
    let stale = false;
    if (icon === null) return setPicture(null);
    void bridge.query('communityPicture', { community }).then((answer) => {
      if (!stale && answer.ok) setPicture(answer.value.picture);
    });
    return () => {
      stale = true;
    };
  }, [bridge, community, icon]);
  return usePictureUrl(picture?.id === icon ? (picture?.bytes ?? null) : null, picture?.type ?? '');
};

/** What stands in the tile: the picture, or the initials. */
export const CommunityFace = ({ name, url }: { name: string; url: string | null }) =>
  url ? (
    <img className={styles.face} src={url} alt="" draggable={false} />
  ) : (
    <span aria-hidden="true">{initialsOf(name, 'community')}</span>
  );

export const CommunityIcon = ({
  community,
  name,
  url,
}: {
  community: CommunityId;
  name: string;
  url: string | null;
}) => (
  <span className={styles.icon} style={{ background: `var(--solid-${communityColour(community)})` }}>
    <CommunityFace name={name} url={url} />
  </span>
);
