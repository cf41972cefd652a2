/** A link as a QR code: modules as one path, so no image is made and none is fetched. */
import { create } from 'qrcode';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './invite.module.css';

/** What the largest code holds, in bytes, at the lowest correction. */
const mostBytes = 2_953;

const toPath = (text: string): { readonly size: number; readonly path: string } => {
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  let path = '';
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
  return { size: modules.size, path };
};

export const Qr = ({ text }: { text: string }) => {
  const { t } = useTranslation();
  const code = useMemo(() => (text.length > mostBytes ? null : toPath(text)), [text]);
  if (code === null) return <p className={styles.tooLong}>{t('invites.qrTooLong')}</p>;
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.qr}
        viewBox={`-3 -3 ${code.size + 6} ${code.size + 6}`}
        role="img"
        aria-label={t('invites.qr')}
        shapeRendering="crispEdges"
      >
        <path d={code.path} />
      </svg>
      <figcaption>{t('invites.qrHint')}</figcaption>
    </figure>
  );
};
