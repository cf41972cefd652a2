/** A short text as a QR code: modules as one path, so no image is made and none is fetched. */
import { create } from 'qrcode';
import { useMemo } from 'react';
import styles from './devices.module.css';

const toPath = (text: string): { readonly size: number; readonly path: string } => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
  return { size: modules.size, path };
};

export const Qr = ({ text, label }: { text: string; label: string }) => {
  const { size, path } = useMemo(() => toPath(text), [text]);
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.qr}
        viewBox={`-3 -3 ${size + 6} ${size + 6}`}
        role="img"
        aria-label={label}
        shapeRendering="crispEdges"
      >
        <path d={path} />
      </svg>
    </figure>
  );
};
