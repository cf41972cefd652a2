/** What a change would do, in words: who gains and loses what, and where. */
import type { DryRunView, EffectView } from '@maru/sync-core';
import { Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { permissionName, refusalWords } from '../../text/refusals.ts';
import styles from './roles.module.css';

/** Channels named in one line. */
const channelsShown = 3;

const usePlaces = () => {
  const { t } = useTranslation();
  return ({ everywhere, channels, hidden }: EffectView): string => {
    if (everywhere) return '';
    const named = channels.slice(0, channelsShown).map(({ name }) => `#${name}`);
    const rest = channels.length - named.length;
    const shown =
      rest > 0 ? `${named.join(', ')} ${t('roles.dryRun.more', { count: rest })}` : named.join(', ');
    return [shown, hidden > 0 ? t('roles.dryRun.hidden', { count: hidden }) : '']
      .filter((words) => words !== '')
      .join(', ');
  };
};

const Effect = ({ effect }: { effect: EffectView }) => {
  const { t } = useTranslation();
  const places = usePlaces()(effect);
  const names = effect.names.join(', ');
  const more = effect.members - effect.names.length;
  const lines = [
    { way: 'gain', icon: Plus, words: t('roles.dryRun.gain'), permissions: effect.gained },
    { way: 'lose', icon: Minus, words: t('roles.dryRun.lose'), permissions: effect.lost },
  ] as const;
  return (
    <li className={styles.effect}>
      <p>
        <strong>{more > 0 ? t('roles.dryRun.people', { names, count: more }) : names}</strong>
        {places && <span className={styles.where}>{places}</span>}
      </p>
      {lines.map(
        ({ way, icon, words, permissions }) =>
          permissions.length > 0 && (
            <p key={way} className={styles.change} data-way={way}>
              <Icon of={icon} size={15} />
              <span>
                <span className={styles.way}>{words}</span>{' '}
                {permissions.map((permission) => permissionName(t, permission)).join(', ')}
              </span>
            </p>
          ),
      )}
    </li>
  );
};

export const DryRunDialog = ({
  title,
  run,
  go,
  onGo,
  onClose,
}: {
  title: string;
  run: DryRunView;
  /** Saves it from here; null to look only. */
  go: { readonly label: string; readonly tone: 'accent' | 'danger' } | null;
  onGo: () => void;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      width={520}
      description={run.grave && go ? t('roles.dryRun.ask') : undefined}
      onClose={onClose}
    >
      {run.refusal !== null && <p className={styles.problem}>{refusalWords(t, run.refusal)}</p>}
      {run.refusal === null && run.effects.length === 0 && <p>{t('roles.dryRun.nothing')}</p>}
      {run.effects.length > 0 && (
        // Long lists scroll: reachable by keys too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
        <ul className={styles.effects} tabIndex={0} aria-label={title}>
          {run.effects.map((effect) => (
            <Effect
              key={`${effect.names.join()} ${effect.gained.join()} ${effect.lost.join()} ${effect.channels.map(({ id }) => id).join()}`}
              effect={effect}
            />
          ))}
        </ul>
      )}
      <DialogFoot>
        <Button tone="quiet" onClick={onClose}>
          {go ? t('common.cancel') : t('common.close')}
        </Button>
        {go && (
          <Button tone={go.tone} disabled={run.refusal !== null} onClick={onGo}>
            {go.label}
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  );
};
