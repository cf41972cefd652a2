/** Above whatever is on screen: the call that comes in, and the one that goes out. */
import { IncomingCard } from './incoming-card.tsx';
import { OutgoingCard } from './outgoing-card.tsx';
import styles from './ringing.module.css';
import { useRingAlerts } from './use-ring-alerts.ts';

export const RingLayer = () => {
  useRingAlerts();
  return (
    <div className={styles.layer}>
      <IncomingCard />
      <OutgoingCard />
    </div>
  );
};
