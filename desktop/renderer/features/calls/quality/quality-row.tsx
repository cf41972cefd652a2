/** One person's connection: a row of the table, a card on a phone. */
import { type CallParticipantView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Slot, slots } from '../../../calls/outgoing.ts';
import {
  type ConnectionQuality,
  directionOf,
  type FlowIn,
  type FlowOut,
  gradeOf,
} from '../../../calls/quality/connection-quality.ts';
import type { Route } from '../../../calls/quality/stats.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { bitsWords, msWords, shareWords } from './figures.ts';
import { gradeWords } from './grade-words.ts';
import styles from './quality.module.css';

const routeWords = (t: TFunction, { kind, protocol }: Route): string => {
  const over = { protocol: (protocol ?? 'udp').toUpperCase() };
  switch (kind) {
    case 'direct':
      return t('callQuality.directOver', over);
    case 'relayed':
      return t('callQuality.relayedOver', over);
    default:
      return unreachable(kind);
  }
};

const slotWords = (t: TFunction, slot: Slot): string => {
  switch (slot) {
    case 'microphone':
      return t('callQuality.microphone');
    case 'screenSound':
      return t('callQuality.screenSound');
    case 'camera':
      return t('callQuality.camera');
    case 'screen':
      return t('callQuality.screen');
    default:
      return unreachable(slot);
  }
};

const limitWords = (t: TFunction, flow: FlowIn | FlowOut): string | null => {
  if (!('limitedBy' in flow)) return null;
  if (flow.limitedBy === 'cpu') return t('callQuality.byMachine');
  return flow.limitedBy === 'bandwidth' ? t('callQuality.byConnection') : null;
};

const flowWords = (t: TFunction, slot: Slot, flow: FlowIn | FlowOut): string => {
  const { height, codec, framesPerSecond } = flow;
  const picture =
    height === null ? null : t('callQuality.pictureOf', { height, frames: Math.round(framesPerSecond ?? 0) });
  const parts = [[slotWords(t, slot), codec].filter(Boolean).join(' '), picture, limitWords(t, flow)];
  return parts.filter((part) => part !== null).join(' · ');
};

/** All that flows one way, and what it is made of. */
const Flows = ({ flows }: { flows: ConnectionQuality['received'] | ConnectionQuality['sent'] }) => {
  const { t, i18n } = useTranslation();
  const shown = slots.flatMap((slot) => {
    const flow = flows[slot];
    return flow ? [{ slot, flow }] : [];
  });
  if (shown.length === 0) return t('callQuality.nothing');
  return (
    <>
      {bitsWords(i18n.language, directionOf(flows).bitsPerSecond)}
      <ul className={styles.flows}>
        {shown.map(({ slot, flow }) => (
          <li key={slot}>{flowWords(t, slot, flow)}</li>
        ))}
      </ul>
    </>
  );
};

/** Both ways, where anything is known. */
const BothWays = ({ into, out }: { into: string | null; out: string | null }) => {
  const { t } = useTranslation();
  return (
    <>
      {into !== null && <span>{t('callQuality.arriving', { value: into })}</span>}
      {out !== null && <span>{t('callQuality.leaving', { value: out })}</span>}
    </>
  );
};

const Cell = ({ label, children }: { label: string; children: ReactNode }) => (
  <td data-label={label}>
    <div>{children}</div>
  </td>
);

const Figures = ({ quality }: { quality: ConnectionQuality }) => {
  const { t, i18n } = useTranslation();
  const [into, out] = [directionOf(quality.received), directionOf(quality.sent)];
  const share = (value: number | null) => (value === null ? null : shareWords(i18n.language, value));
  const ms = (value: number | null) => (value === null ? null : msWords(i18n.language, value));
  return (
    <>
      <Cell label={t('callQuality.route')}>
        {quality.route ? routeWords(t, quality.route) : t('callQuality.none')}
      </Cell>
      <Cell label={t('callQuality.roundTrip')}>{ms(quality.roundTripMs) ?? t('callQuality.measuring')}</Cell>
      <Cell label={t('callQuality.loss')}>
        <BothWays into={share(into.loss)} out={share(out.loss)} />
      </Cell>
      <Cell label={t('callQuality.jitter')}>
        <BothWays into={ms(into.jitterMs)} out={ms(out.jitterMs)} />
      </Cell>
      <Cell label={t('callQuality.received')}>
        <Flows flows={quality.received} />
      </Cell>
      <Cell label={t('callQuality.sent')}>
        <Flows flows={quality.sent} />
      </Cell>
    </>
  );
};

export const QualityRow = ({
  one,
  quality,
}: {
  one: CallParticipantView;
  quality: ConnectionQuality | undefined;
}) => {
  const { t } = useTranslation();
  const grade = gradeOf(quality);
  return (
    <tr>
      <th scope="row">
        <div className={styles.person}>
          <Avatar name={one.name} colour={one.colour} size={24} />
          <div>
            <span>{one.name}</span>
            <small data-grade={grade}>{gradeWords(t, grade)}</small>
          </div>
        </div>
      </th>
      {quality ? <Figures quality={quality} /> : <td colSpan={6}>{t('callQuality.measuring')}</td>}
    </tr>
  );
};
